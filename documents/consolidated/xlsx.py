"""The consolidated report as a spreadsheet: the same words and figures, and what each agency wrote."""

from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any

from xlsxwriter.worksheet import Worksheet

from documents.consolidated import task_sentences as task_words
from documents.consolidated.headings import AGENCY_COLUMNS, CHANGE, HEADS, KEY_NUMBER_COLUMNS, NONE, PROPOSALS
from documents.consolidated.report_data import ConsolidatedReportContent
from exports.base.workbook import HEADER_FILL, LINE, OpenWorkbook, height_for, set_paper, sheet_text, workbook
from wording import official_phrases as official

TASK_COLUMNS = (
    ("TT", "tt", 6),
    ("Nhiệm vụ", "nhiem_vu", 45),
    ("Chủ trì", "chu_tri", 28),
    ("Phối hợp", "phoi_hop", 28),
    ("Thời hạn", "thoi_han", 14),
    ("Tiến độ", "tien_do", 28),
    ("Kết quả", "ket_qua", 60),
)
KEY_NUMBER_WIDTHS = {"tt": 6, "chi_tieu": 45, "don_vi": 14}
AGENCY_WIDTHS = {"tt": 6, "co_quan": 50, "den_han": 22, "tien_do": 22}
INDICATOR_COLUMNS = (("Chỉ tiêu", "ten", 45), ("", "ky_nay", 22), ("", "ky_truoc", 22), (CHANGE, "thay_doi", 16))
OVERDUE_COLUMNS = (
    ("TT", "tt", 6),
    ("Nhiệm vụ", "nhiem_vu", 60),
    ("Chủ trì", "chu_tri", 36),
    ("Thời hạn", "thoi_han", 14),
    ("Số ngày quá hạn", "so_ngay", 14),
    ("Tiến độ", "tien_do", 18),
)
TEXT_COLUMNS = (
    ("Nhiệm vụ", "nhiem_vu", 45),
    ("Cơ quan", "co_quan", 32),
    ("Kết quả", "ket_qua", 60),
    ("Khó khăn, vướng mắc", "kho_khan", 40),
    ("Kiến nghị, đề xuất", "kien_nghi", 40),
)

TEXT_WIDTH = 74
"""Width of the column of the report's text, in characters: as many as fit on A4."""

Columns = Sequence[tuple[str, str, int]]


def report_xlsx(content: ConsolidatedReportContent, tags: Mapping[str, Any]) -> bytes:
    """Sheets: Báo cáo, Chỉ tiêu, Số liệu chủ yếu (where there are any), Quá hạn, Nhiệm vụ, Cơ quan, Nội dung báo cáo. Every cell is a text."""
    with workbook(title=tags["trich_yeu"]) as opened:
        created = content.cutoff.as_of.astimezone(UTC).replace(tzinfo=None)
        opened.book.set_properties({"title": sheet_text(tags["trich_yeu"])[:255], "created": created})
        _text_sheet(opened, tags)
        _indicator_sheet(opened, tags)
        if tags["bieu_so_lieu"]:
            widths = [(head, tag, KEY_NUMBER_WIDTHS.get(tag, 18)) for head, tag, _ in KEY_NUMBER_COLUMNS]
            _table_sheet(opened, "Số liệu chủ yếu", widths, [("", tags["bieu_so_lieu"])], tags)
        _table_sheet(opened, "Quá hạn", OVERDUE_COLUMNS, [("", tags["qua_han"])], tags)
        groups = [(group["tieu_de"], group["nhiem_vu"]) for group in tags["phu_luc_nhiem_vu"]]
        _table_sheet(opened, "Nhiệm vụ", TASK_COLUMNS, [*groups, (tags["cong_nhiem_vu"], [])], tags)
        agencies = [(group["tieu_de"], [*group["co_quan"], group["cong"]]) for group in tags["phu_luc_co_quan"]]
        columns = [(head, tag, AGENCY_WIDTHS.get(tag, 14)) for head, tag, _ in AGENCY_COLUMNS]
        _table_sheet(opened, "Cơ quan", columns, agencies, tags)
        _table_sheet(opened, "Nội dung báo cáo", TEXT_COLUMNS, [("", text_rows(content))], tags)
    return opened.content


def text_rows(content: ConsolidatedReportContent) -> list[dict[str, str]]:
    """One row per task and agency: what it wrote this period, for tasks with many leads too."""
    titles = {task.task.code: official.bare(task.task.title) for task in content.tasks}
    order = {code: place for place, code in enumerate(titles)}
    line_texts = sorted((key for key in content.line_texts if key[0] in order), key=lambda key: (order[key[0]], key[1]))
    return [
        {
            "nhiem_vu": titles[task],
            "co_quan": content.name(agency),
            "ket_qua": task_words.said(content.line_texts[task, agency]),
            "kho_khan": official.sentence(content.line_texts[task, agency].difficulties),
            "kien_nghi": official.sentence(content.line_texts[task, agency].proposals),
        }
        for task, agency in line_texts
    ]


def report_lines(tags: Mapping[str, Any]) -> list[tuple[str, bool]]:
    """The text of the report, line by line, and whether a line is a heading."""
    lines = [(tags[name], False) for name in ("co_quan_cap_tren", "co_quan_ban_hanh", "so_ky_hieu", "dia_danh_ngay")]
    lines += [(tags["du_thao"], True), *((mark, True) for mark in tags["dau_hieu"])]
    lines += [("BÁO CÁO", True), (tags["trich_yeu"], True)]
    lines += [(f"Kính gửi: {to}", False) for to in tags["kinh_gui"]]
    lines += [(tags["mo_dau"], False), (HEADS["I"], True)]
    lines += [(HEADS["I.1"], True), *_texts(tags["chi_dao"]), (HEADS["I.2"], True), *_texts(tags["che_do_bao_cao"])]
    lines += [(HEADS["II"], True), (HEADS["II.1"], True), *_texts(tags["ket_qua_chung"])]
    lines += [(HEADS["II.2"], True), *_texts(tags["so_lieu"]), (HEADS["II.3"], True)]
    for group in tags["noi_dung"]:
        lines += [(group["tieu_de"], True), (group["tom_tat"], False), *_items(group["ket_qua"])]
    lines += [(HEADS["III"], True), (HEADS["III.1"], True), *_items(tags["uu_diem"])]
    lines += [(HEADS["III.2"], True), (tags["mo_dau_qua_han"], False), *_items(tags["han_che"])]
    lines += [(HEADS["III.3"], True), *_texts(tags["nguyen_nhan"])]
    lines += [(HEADS["IV"], True), (HEADS["IV.1"], True), *_items(tags["kho_khan"]), (HEADS["IV.2"], True)]
    for head, tag in PROPOSALS.items():
        lines += [(f"{head}{':' if tags[tag] else NONE}", False), *_items(tags[tag])]
    lines += [(HEADS["V"], True), *_items(tags["phuong_huong"])]
    lines += [(tags["mo_dau_ky_toi"], False), *_items(tags["nhiem_vu_ky_toi"])]
    if tags["mo_dau_thay_doi"]:
        lines += [(HEADS["VI"], True), (tags["mo_dau_thay_doi"], False), *_items(tags["thay_doi"])]
    lines.append((tags["ket_thuc"], False))
    return [(text, is_heading) for text, is_heading in lines if text]


def _texts(texts: Sequence[str]) -> list[tuple[str, bool]]:
    return [(text, False) for text in texts]


def _items(texts: Sequence[str]) -> list[tuple[str, bool]]:
    return [(f"- {text}", False) for text in texts]


def _text_sheet(opened: OpenWorkbook, tags: Mapping[str, Any]) -> None:
    sheet = opened.sheet("Báo cáo")
    sheet.set_column(0, 0, TEXT_WIDTH)
    for row, (text, is_heading) in enumerate(report_lines(tags)):
        sheet.set_row(row, height_for([(text, TEXT_WIDTH)]))
        sheet.write_string(row, 0, sheet_text(text), opened.look(text_wrap=True, bold=is_heading, font_size=12))
    set_paper(sheet)
    sheet.set_portrait()


def _indicator_sheet(opened: OpenWorkbook, tags: Mapping[str, Any]) -> None:
    table = tags["bang_chi_tieu"]
    heads = {"ky_nay": table["ky_nay"], "ky_truoc": table["ky_truoc"]}
    columns = [(head or heads[name], name, width) for head, name, width in INDICATOR_COLUMNS]
    _table_sheet(opened, "Chỉ tiêu", columns, [(block["ten"], block["dong"]) for block in table["khoi"]], tags)


def _table_sheet(
    opened: OpenWorkbook,
    name: str,
    columns: Columns,
    blocks: Sequence[tuple[str, Sequence[Mapping[str, str]]]],
    tags: Mapping[str, Any],
) -> None:
    """A sheet with notices and subject on top, the header on each page, and a line for each named block."""
    sheet = opened.sheet(name)
    above = [*filter(None, (tags["du_thao"], *tags["dau_hieu"])), tags["trich_yeu"]]
    for row, text in enumerate(above):
        sheet.write_string(row, 0, sheet_text(text), opened.look(bold=True))
    header = len(above) + 1
    framed = {"border": 1, "border_color": LINE, "text_wrap": True}
    for place, (head, _, width) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(header, place, head, opened.look(**framed, bold=True, bg_color=HEADER_FILL, align="center"))
    row = header + 1
    for block, rows in blocks:
        if block:
            sheet.write_string(row, 0, sheet_text(block), opened.look(bold=True))
            row += 1
        for values in rows:
            _write_row(opened.look(**framed), sheet, row, columns, values)
            row += 1
    sheet.freeze_panes(header + 1, 0)
    set_paper(sheet)
    sheet.repeat_rows(header)


def _write_row(look: Any, sheet: Worksheet, row: int, columns: Columns, values: Mapping[str, str]) -> None:
    sheet.set_row(row, height_for([(values[field], width) for _, field, width in columns]))
    for place, (_, field, _) in enumerate(columns):
        sheet.write_string(row, place, sheet_text(values[field]), look)
