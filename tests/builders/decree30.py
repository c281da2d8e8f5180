"""Holds a Word file against Appendix I of Decree 30/2020/NĐ-CP: paper, margins, fonts, sizes, order, page numbers.

`faults_of_report` and `faults_of_letter` give what is wrong, in words; nothing for a document in order.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
MARGINS = {"top": (1134, 1417), "bottom": (1134, 1417), "left": (1701, 1984), "right": (850, 1134)}
"""In twips: 20–25, 20–25, 30–35 and 15–20 mm."""
CENTRE, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
DATE_LINE = re.compile(r".+, ngày (…|[0-3]\d) tháng (…|0[12]|[3-9]|1[0-2]) năm \d{4}")
PARTS = [
    "I. CÔNG TÁC CHỈ ĐẠO, TỔ CHỨC THỰC HIỆN",
    "II. KẾT QUẢ THỰC HIỆN",
    "III. ĐÁNH GIÁ CHUNG",
    "IV. KHÓ KHĂN, VƯỚNG MẮC; KIẾN NGHỊ, ĐỀ XUẤT",
    "V. PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM KỲ TỚI",
]
CHANGED_PART = "VI. NỘI DUNG THAY ĐỔI SO VỚI BÁO CÁO TRƯỚC"
PART = re.compile(r"[IVX]+\. ")
TWIPS, POINT = 635, 12700


@dataclass
class Element:
    """A paragraph with how its visible runs look; every run looks the same, or it is said that they do not."""

    paragraph: Paragraph
    where: str

    @property
    def text(self) -> str:
        return self.paragraph.text.strip()

    @property
    def runs(self):
        return [run for run in self.paragraph.runs if run.text.strip()]

    def sizes(self) -> set[float]:
        return {_size(run, self.paragraph) for run in self.runs}

    def fonts(self) -> set[str]:
        return {font for run in self.runs for font in _fonts(run, self.paragraph)}

    def is_bold(self) -> bool:
        return all(bool(run.bold) for run in self.runs)

    def is_italic(self) -> bool:
        return all(bool(run.italic) for run in self.runs)

    def is_plain(self) -> bool:
        return not any(run.bold or run.italic for run in self.runs)

    @property
    def is_caps(self) -> bool:
        return self.text == self.text.upper()


def _size(run, paragraph) -> float:
    if run.font.size is not None:
        return run.font.size.pt
    style = paragraph.style
    while style is not None and style.font.size is None:
        style = style.base_style
    return style.font.size.pt if style is not None else 0


def _fonts(run, paragraph) -> set[str]:
    """The font of each script: of the run, else of its paragraph's style."""
    own = run._r.rPr.rFonts if run._r.rPr is not None else None
    styled = paragraph.style.element.rPr.rFonts if paragraph.style.element.rPr is not None else None
    found = set()
    for slot in ("ascii", "hAnsi", "cs"):
        name = own.get(qn(f"w:{slot}")) if own is not None else None
        found.add(name or (styled.get(qn(f"w:{slot}")) if styled is not None else None) or "?")
    return found


class Checked:
    """One Word file and what was found wrong in it."""

    def __init__(self, content: bytes) -> None:
        self.document = Document(io.BytesIO(content))
        self.faults: list[str] = []
        self.blocks = list(self.document.iter_inner_content())

    def expect(self, holds: bool, fault: str) -> None:
        if not holds:
            self.faults.append(fault)

    def elements(self) -> Iterator[Element]:
        """Every paragraph with text, in tables too (a merged cell once)."""
        for number, block in enumerate(self.blocks):
            if isinstance(block, Table):
                yield from (
                    Element(paragraph, f"table {number}")
                    for paragraph in cell_paragraphs(block)
                    if paragraph.text.strip()
                )
            elif block.text.strip():
                yield Element(block, f"paragraph {number}")

    def body(self) -> list[Element]:
        """The paragraphs between header and signature, outside tables, before any annex."""
        tables = [place for place, block in enumerate(self.blocks) if isinstance(block, Table)]
        last = self.signature_place()
        inner = self.blocks[tables[0] + 1 : last]
        return [Element(block, "body") for block in inner if isinstance(block, Paragraph) and block.text.strip()]

    def signature_place(self) -> int:
        return next(
            place
            for place, block in enumerate(self.blocks)
            if isinstance(block, Table) and block.cell(0, 0).text.startswith("Nơi nhận:")
        )

    # what every document has

    def check_pages(self) -> None:
        for number, section in enumerate(self.document.sections, start=1):
            size = (round(section.page_width / TWIPS), round(section.page_height / TWIPS))
            paper = (11906, 16838) if number == 1 else (16838, 11906)  # annexes are tables, across
            self.expect(size == paper, f"section {number}: page {size}")
            for side, (least, most) in MARGINS.items():
                margin = round(getattr(section, f"{side}_margin") / TWIPS)
                self.expect(least <= margin <= most, f"section {number}: {side} margin {margin}")
            self.expect(section.different_first_page_header_footer, f"section {number}: first page like the others")
            self._check_header(number, section)

    def _check_header(self, number, section) -> None:
        numbered = [paragraph for paragraph in section.header.paragraphs if "PAGE" in paragraph._p.xml]
        self.expect(len(numbered) == 1, f"section {number}: no page number in the header")
        for paragraph in numbered:
            element = Element(paragraph, "header")
            self.expect(paragraph.alignment == CENTRE, f"section {number}: page number not centred")
            self.expect(element.fonts() == {FONT}, f"section {number}: page number in {element.fonts()}")
            self.expect(
                element.sizes() <= {13, 14} and element.is_plain(), f"section {number}: page number {element.sizes()}"
            )
        for part in (section.first_page_header, section.footer, section.first_page_footer):
            self.expect("PAGE" not in part._element.xml, f"section {number}: a page number where none belongs")

    def check_fonts(self) -> None:
        for element in self.elements():
            self.expect(element.fonts() <= {FONT}, f"{element.where}: {element.fonts()} in “{element.text[:40]}”")
            sizes = element.sizes()
            self.expect(all(11 <= size <= 14 for size in sizes), f"{element.where}: sizes {sizes}")
            self.expect(len(sizes) == 1, f"{element.where}: sizes {sizes} in “{element.text[:40]}”")
        colours = set(re.findall(r'<w:color w:val="(\w+)"', self.document.element.xml)) - {"000000", "auto"}
        self.expect(not colours, f"text in colours {colours}")

    def check_top(self, *, is_letter: bool, draft: bool) -> None:
        top = self.blocks[0]
        if not isinstance(top, Table):
            self.faults.append("the document does not begin with its header")
            return
        right = texts(top.cell(0, 1))
        self.look(right, 0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", sizes=(12, 13), bold=True)
        self.look(right, 1, "Độc lập - Tự do - Hạnh phúc", sizes=(13, 14), bold=True)
        self.expect("w:pBdr" in right[1].paragraph._p.xml, "no line below the motto")
        self.look(right, 2, None, sizes=(13, 14), italic=True)
        self.expect(DATE_LINE.fullmatch(right[2].text) is not None, f"place and date “{right[2].text}”")
        self._check_issuer(texts(top.cell(0, 0)), is_letter=is_letter, draft=draft)

    def _check_issuer(self, left: list[Element], *, is_letter: bool, draft: bool) -> None:
        place = next((n for n, paragraph in enumerate(left) if paragraph.text.startswith("Số: ")), None)
        if place is None or place not in (1, 2):
            self.faults.append("no number below the issuer")
            return
        pattern = r"Số: (…|\d{2,})/" + (r"(…|[^\s/-]+)-(…|[^\s/-]+)" if is_letter else r"BC-(…|[^\s/]+)")
        self.expect(re.fullmatch(pattern, left[place].text) is not None, f"number “{left[place].text}”")
        self.look(left, place, None, sizes=(13,), plain=True)
        self.look(left, place - 1, None, sizes=(12, 13), bold=True)
        for paragraph in left[:place]:
            self.expect(paragraph.is_caps, f"issuer “{paragraph.text}”")
        if place == 2:
            self.look(left, 0, None, sizes=(12, 13), plain=True)
        rest = left[place + 1 :]
        if is_letter:
            self.expect(bool(rest) and rest[0].text.startswith("V/v "), "no “V/v …” below the number")
            self.look(rest, 0, None, sizes=(12, 13), plain=True)
        self.expect(("DỰ THẢO" in [paragraph.text for paragraph in rest]) is draft, "draft mark")

    def look(self, found, place, text, *, sizes, bold=False, italic=False, plain=False) -> None:
        """The element at a place of a cell: its text if given, centred, in one of the sizes."""
        if place >= len(found):
            self.faults.append(f"nothing where “{text}” should be")
            return
        one = found[place]
        self.expect(text is None or one.text == text, f"“{one.text}” instead of “{text}”")
        self.expect(one.paragraph.alignment == CENTRE, f"“{one.text}” is not centred")
        self.expect(one.sizes() <= set(sizes), f"“{one.text}” has sizes {one.sizes()}")
        self.expect(not bold or (one.is_bold() and not one.is_italic()), f"“{one.text}” is not bold")
        self.expect(not italic or (one.is_italic() and not one.is_bold()), f"“{one.text}” is not italic")
        self.expect(not plain or one.is_plain(), f"“{one.text}” is not plain")

    def check_text(self, elements: list[Element]) -> None:
        """Paragraphs of text: 13–14, upright, justified, first line 1–1.27 cm in, 6 points apart, single to 1.5."""
        for element in elements:
            form, words = element.paragraph.paragraph_format, element.text[:40]
            self.expect(element.sizes() <= {13, 14}, f"“{words}”: {element.sizes()}")
            self.expect(element.paragraph.alignment == JUSTIFY, f"“{words}” is not justified")
            indent = (form.first_line_indent or 0) / 360000
            self.expect(0.99 <= indent <= 1.28, f"“{words}”: first line {indent:.2f} cm in")
            self.expect((form.space_before or 0) + (form.space_after or 0) >= 6 * POINT, f"“{words}”: too near")
            self.expect(1 <= (form.line_spacing or 1) <= 1.5, f"“{words}”: line spacing {form.line_spacing}")
            self.expect(not element.is_italic(), f"“{words}” is italic")

    def check_end(self, body: list[Element]) -> None:
        last = [paragraph for paragraph in self.blocks[: self.signature_place()] if isinstance(paragraph, Paragraph)][
            -2:
        ]
        self.expect(
            all(paragraph.paragraph_format.keep_with_next for paragraph in last),
            "the signature may stand alone on a page",
        )
        self.expect(body[-1].text.endswith("./."), f"the text ends with “{body[-1].text[-20:]}”")
        self.expect(sum(paragraph.text.count("./.") for paragraph in body) == 1, "the end mark stands elsewhere too")
        bottom = self.blocks[self.signature_place()]
        left, right = texts(bottom.cell(0, 0)), texts(bottom.cell(0, 1))
        self.expect(left[0].sizes() == {12} and left[0].is_bold() and left[0].is_italic(), "“Nơi nhận:”")
        for paragraph in left[1:]:
            self.expect(paragraph.sizes() == {11} and paragraph.is_plain(), f"recipient “{paragraph.text}”")
            self.expect(paragraph.text.startswith("- "), f"recipient “{paragraph.text}”")
        self.expect(left[-1].text.startswith("- Lưu: VT") and left[-1].text.endswith("."), "“- Lưu: VT.”")
        self.expect(all(paragraph.text.endswith(";") for paragraph in left[1:-1]), "recipients without “;”")
        self.expect(len(right) >= 2, "post and name of who signs")
        for place in range(len(right)):
            self.look(right, place, None, sizes=(13, 14), bold=True)
        self.expect(all(paragraph.is_caps for paragraph in right[:-1]), "the post is not in capitals")


def texts(cell) -> list[Element]:
    return [Element(paragraph, "cell") for paragraph in cell.paragraphs if paragraph.text.strip()]


def cell_paragraphs(table: Table) -> Iterator[Paragraph]:
    for row in table.rows:
        for cell in dict.fromkeys(row.cells):
            yield from cell.paragraphs


def faults_of_report(content: bytes, *, draft: bool) -> list[str]:
    checked = Checked(content)
    checked.check_pages()
    checked.check_fonts()
    checked.check_top(is_letter=False, draft=draft)
    body = checked.body()
    checked.look(body, 0, "BÁO CÁO", sizes=(13, 14), bold=True)
    checked.look(body, 1, None, sizes=(13, 14), bold=True)
    checked.expect(body[1].text.startswith("Tình hình, kết quả thực hiện "), f"subject “{body[1].text}”")
    checked.check_text([paragraph for paragraph in body if paragraph.paragraph.alignment != CENTRE])
    checked.check_end(body)
    _check_parts(checked, body)
    _check_annexes(checked)
    return checked.faults


def _check_parts(checked: Checked, body: list[Element]) -> None:
    """Roman parts in capitals and bold, in order; everything after them upright."""
    parts = [paragraph for paragraph in body if PART.match(paragraph.text)]
    checked.expect([part.text for part in parts][:5] == PARTS, "the parts")
    checked.expect([part.text for part in parts][5:] in ([], [CHANGED_PART]), "a part after the last")
    for part in parts:
        checked.expect(part.is_caps and part.is_bold(), f"part “{part.text}”")
    for paragraph in body:
        if re.match(r"\d+\. ", paragraph.text):
            checked.expect(paragraph.is_bold(), f"heading “{paragraph.text}”")


def _check_annexes(checked: Checked) -> None:
    after = [block for block in checked.blocks[checked.signature_place() + 1 :] if isinstance(block, Paragraph)]
    found = [Element(paragraph, "annex") for paragraph in after if paragraph.text.strip()]
    starts = [place for place, paragraph in enumerate(found) if paragraph.text.startswith("Phụ lục ")]
    checked.expect(
        [found[place].text for place in starts] == ["Phụ lục I", "Phụ lục II", "Phụ lục III"], "annexes I to III"
    )
    checked.expect(len(checked.document.sections) == 1 + len(starts), "an annex on pages of its own")
    for place in starts:
        checked.look(found, place, None, sizes=(14,), bold=True)
        checked.look(found, place + 1, None, sizes=(13, 14), bold=True)
        checked.expect(found[place + 1].is_caps, f"annex title “{found[place + 1].text}”")
        checked.look(found, place + 2, None, sizes=(13, 14), italic=True)
        checked.expect(found[place + 2].text.startswith("(Kèm theo Báo cáo số "), "what the annex goes with")
    for section in checked.document.sections[1:]:
        start = section._sectPr.find(qn("w:pgNumType"))
        checked.expect(start is not None and start.get(qn("w:start")) == "1", "annex pages numbered on")
    text = " ".join(paragraph.text for paragraph in checked.body())
    checked.expect(all(f"Phụ lục {number}" in text for number in ("I,", "II,", "III ")), "the text names no annexes")


def faults_of_letter(content: bytes, *, draft: bool) -> list[str]:
    checked = Checked(content)
    checked.check_pages()
    checked.check_fonts()
    checked.check_top(is_letter=True, draft=draft)
    body = checked.body()
    marks = {"SỐ LIỆU MẪU", "SỐ LIỆU CHƯA XÁC NHẬN"}
    body = [paragraph for paragraph in body if paragraph.text not in marks]
    checked.look(body, 0, None, sizes=(13, 14), plain=True)
    checked.expect(body[0].text.startswith("Kính gửi: "), f"“{body[0].text}” instead of whom it goes to")
    checked.check_text(body[1:])
    checked.check_end(body)
    checked.expect(all(paragraph.text not in ("CÔNG VĂN", "BÁO CÁO") for paragraph in body), "a letter has no title")
    return checked.faults
