"""Damage by chance: to the bytes, tags, attributes and texts of one part of a spreadsheet, and to the zip around it.

Everything is drawn from one `Random`, so that a file is made again from its number.
"""

import re
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from random import Random

from tests.builders.spreadsheets import zipped

_PIECES = re.compile(r"<[^>]*>|[^<]+")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*("[^"]*"|'[^']*')""")
_BYTES = (
    b"<",
    b">",
    b"&",
    b'"',
    b"\x00",
    b"\x1a",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"]]>",
    b"<!--",
    b"<![CDATA[",
    b"&#0;",
)
_BYTES += (
    b"&#65;",
    b"&#x10FFFF;",
    b"&#xD800;",
    b"&nbsp;",
    b"</c>",
    b"<c>",
    b"</row>",
    b"<v/>",
    b"\xcc\x81",
    b"\xf0\x9f",
)
_REFERENCES = (
    "A1",
    "A0",
    "A2",
    "C3",
    "B2:B4",
    "A1:XFD1048576",
    "XFD1048576",
    "XFE1",
    "AAAA1",
    "ZZZ9999999",
    "a2",
    "1A",
)
_REFERENCES += ("A", "2", "A1048577", "A4294967296", "$A$1", "Sheet1!A1", "#REF!")
_NUMBERS = ("-1", "0", "1", "2", "9", "10", "14", "164", "1000", "16385", "1048576", "1048577", "65536", "4294967295")
_NUMBERS += ("4294967296", "18446744073709551616", "99999999999999999999", "1e9", "0x10", "1.5", "+1", "٣", " 1 ")
_KINDS = ("s", "str", "inlineStr", "e", "n", "b", "d", "S", "x")
_FORMATS = ("0%", "0.0%", "General", "dd/mm/yyyy", "[h]:mm", '"%"0', "0;-0;;@", "[$-42A]d", "%" * 300, "\\%")
_OTHER_WORDS = (
    "",
    " ",
    "rId1",
    "rId99",
    "xl/workbook.xml",
    "../../etc/passwd",
    "/xl/worksheets/sheet1.xml",
    "đ",
    "x" * 9000,
)
_OTHER_WORDS += ("hidden", "veryHidden", "http://vi.du/", "worksheets/sheet2.xml", "true", "Báo cáo")
_WORDS = (*_REFERENCES, *_NUMBERS, *_KINDS, *_FORMATS, *_OTHER_WORDS)
_VALUES = (
    "1e308",
    "1e309",
    "-1e-320",
    "NaN",
    "inf",
    "-0",
    "0.75",
    "75",
    "7550",
    "100.0000000001",
    "2958466",
    "46162.9",
)
_VALUES += (
    "-46162",
    "60",
    "1",
    "#REF!",
    "TRUE",
    "",
    " ",
    "\n",
    "\u200b",
    "\u0301",
    "_x000D_",
    "_x0000_",
    "=1+1",
    "'",
    "NV-02",
)
_VALUES += (
    "2026-06-01T25:61:00",
    "2026-02-30",
    "31/02/2026",
    "Hoàn thành",
    "99999",
    "&#10;",
    "&lt;c&gt;",
    "a" * 40_000,
)
_ENCODINGS = ("utf-16", "utf-16-le", "utf-8-sig", "cp1258", "utf-32", "latin-1")
_WEIGHTS = {"sheet": 9, "sharedStrings": 5, "styles": 4, "workbook": 3, "rels": 3, "Content_Types": 2, "content": 9}


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_damaged_parts(parts: dict[str, bytes], random: Random) -> bytes:
    """A sound zip with one to four changes inside one or two of its parts, or to which parts there are."""
    parts = dict(parts)
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 4))):
        name = _some_part(parts, random)
        if random.random() < 0.04:
            _change_parts(parts, name, random)
        else:
            parts[name] = _damaged(parts[name], random)
    return zipped(parts, stored=random.random() < 0.2)


def _some_part(parts: dict[str, bytes], random: Random) -> str:
    names = list(parts)
    weights = [next((weight for sign, weight in _WEIGHTS.items() if sign in name), 1) for name in names]
    return random.choices(names, weights)[0]


def _change_parts(parts: dict[str, bytes], name: str, random: Random) -> None:
    other = random.choice(list(parts))
    change = random.randrange(5)
    if change == 0 and len(parts) > 1:
        del parts[name]
    elif change == 1:
        parts[name] = b""
    elif change == 2:
        parts[name], parts[other] = parts[other], parts[name]
    elif change == 3:
        parts[random.choice((name.upper(), f"/{name}", name.replace("/", "\\"), f"{name}/"))] = parts[name]
    else:
        parts[name] = parts[name] * 2


def _damaged(part: bytes, random: Random) -> bytes:
    if random.random() < 0.25:
        return damaged_bytes(part, random)
    pieces = _PIECES.findall(part.decode("utf-8", "replace"))
    if not pieces:
        return damaged_bytes(part, random)
    if random.random() < 0.03:
        return _in_other_encoding("".join(pieces), random)
    random.choice(_CHANGES)(pieces, random)
    return "".join(pieces).encode("utf-8", "replace")


def damaged_bytes(content: bytes, random: Random) -> bytes:
    """Some bytes replaced, left out, put in, doubled, moved, or all cut off behind."""
    at = random.randrange(len(content) + 1)
    cut = random.choice((0, 0, 1, 1, 2, 8, 100))
    noise = random.choice((random.choice(_BYTES), random.randbytes(random.randint(1, 6)), b""))
    kind = random.randrange(8)
    if kind == 0:
        return content[:at]
    if kind == 1:
        return content[:at] + content[at : at + 300] + content[at:]
    if kind == 2 and content:
        flipped = bytearray(content)
        flipped[at % len(content)] ^= 1 << random.randrange(8)
        return bytes(flipped)
    return content[:at] + noise + content[at + cut :]


def _in_other_encoding(text: str, random: Random) -> bytes:
    encoding = random.choice(_ENCODINGS)
    declared = random.choice((encoding, "UTF-8", "windows-1258", "x"))
    body = re.sub(r"^\s*<\?xml.*?\?>", "", text)
    return f'<?xml version="1.0" encoding="{declared}"?>{body}'.encode(encoding, "replace")


def _tag_at(pieces: list[str], random: Random) -> int:
    return random.choice([at for at, piece in enumerate(pieces) if piece.startswith("<")] or [0])


def _drop(pieces: list[str], random: Random) -> None:
    del pieces[random.randrange(len(pieces))]


def _double(pieces: list[str], random: Random) -> None:
    at, length = random.randrange(len(pieces)), random.choice((1, 2, 3, 6, 30))
    pieces[at:at] = pieces[at : at + length] * random.choice((1, 1, 1, 50))


def _swap(pieces: list[str], random: Random) -> None:
    one, other = random.randrange(len(pieces)), random.randrange(len(pieces))
    pieces[one], pieces[other] = pieces[other], pieces[one]


def _drop_element(pieces: list[str], random: Random) -> None:
    at = _tag_at(pieces, random)
    del pieces[at : at + random.choice((2, 3, 5, 9, 20))]


def _rename(pieces: list[str], random: Random) -> None:
    at = _tag_at(pieces, random)
    name = random.choice(
        ("c", "v", "f", "is", "t", "r", "row", "sheetData", "si", "xf", "numFmt", "x:c", "C", "sheet", "a")
    )
    pieces[at] = re.sub(r"(?<=[</])[\w:]+", name, pieces[at], count=1)


def _close_early(pieces: list[str], random: Random) -> None:
    at = _tag_at(pieces, random)
    pieces[at] = pieces[at].replace(">", "/>") if "/" not in pieces[at] else pieces[at].replace("/", "")


def _nest(pieces: list[str], random: Random) -> None:
    at, depth = _tag_at(pieces, random), random.choice((10, 2_000, 50_000))
    tag = random.choice(("a", "r", "is", "c", "row"))
    pieces.insert(at, f"<{tag}>" * depth + f"</{tag}>" * depth)


def _change_attribute(pieces: list[str], random: Random) -> None:
    places = [at for at, piece in enumerate(pieces) if piece.startswith("<") and "=" in piece]
    if not places:
        return
    at = random.choice(places)
    found = random.choice(list(_ATTRIBUTE.finditer(pieces[at])) or [None])
    if found is not None:
        changed = _changed_attribute(found[1], found[2], random)
        pieces[at] = pieces[at][: found.start()] + changed + pieces[at][found.end() :]


def _changed_attribute(name: str, value: str, random: Random) -> str:
    kind = random.randrange(9)
    if kind == 0:
        return ""
    if kind == 1:
        return f"{name}={value} {name}={value}"
    if kind == 2:
        return f"{name} = '{value[1:-1]}'"
    if kind == 3:
        return f"{random.choice(('r', 's', 't', 'ref', 'count', 'uniqueCount', 'min', 'max', 'Target', 'numFmtId'))}={value}"
    return f'{name}="{_word_for(name, random)}"'


def _word_for(name: str, random: Random) -> str:
    likely = {"r": _REFERENCES, "ref": _REFERENCES, "t": _KINDS, "s": _NUMBERS, "formatCode": _FORMATS}
    return random.choice(likely.get(name, _WORDS) if random.random() < 0.7 else _WORDS).replace('"', "&quot;")


def _add_attribute(pieces: list[str], random: Random) -> None:
    at = _tag_at(pieces, random)
    name = random.choice(
        ("r", "s", "t", "hidden", "state", "xml:space", "cm", "spans", "date1904", "xmlns", "ref", "si")
    )
    pieces[at] = re.sub(r"/?>$", lambda end: f' {name}="{_word_for(name, random)}"{end[0]}', pieces[at])


def _change_text(pieces: list[str], random: Random) -> None:
    texts = [at for at, piece in enumerate(pieces) if not piece.startswith("<")]
    if texts:
        pieces[random.choice(texts)] = random.choice(_VALUES)


def _add_element(pieces: list[str], random: Random) -> None:
    number, value = random.choice((*_NUMBERS, *_REFERENCES)), random.choice(_VALUES)
    cell = f'<c r="{random.choice(_REFERENCES)}" t="{random.choice(_KINDS)}" s="{random.choice("0123456")}"><v>{value}</v></c>'
    added = (
        *(cell, cell, f'<row r="{number}">{cell}</row>', f'<row r="{number}"><c t="e"><v>#REF!</v></c></row>'),
        *(
            "<f>1+1</f>",
            "<f/>",
            "<v/>",
            f"<v>{value}</v>",
            "<is><t/></is>",
            f"<si><t>{value}</t></si>",
            "<rPh><t>a</t></rPh>",
        ),
        *(
            f'<xf numFmtId="{number}"/>',
            f'<numFmt numFmtId="{number}" formatCode="0%"/>',
            "<!-- c -->",
            "<?a b?>",
            "<![CDATA[9]]>",
        ),
        f'<mergeCells><mergeCell ref="{random.choice(_REFERENCES)}"/></mergeCells>',
        f'<mergeCell ref="A2:{random.choice(_REFERENCES)}"/>',
        f'<sheet name="x" sheetId="9" r:id="rId{random.randrange(5)}"/>',
    )
    pieces.insert(_tag_at(pieces, random), random.choice(added))


_CHANGES: tuple[Callable[[list[str], Random], None], ...] = (
    *(_drop, _double, _swap, _drop_element, _rename, _close_early, _nest, _add_attribute),
    *(_change_attribute, _change_attribute, _change_attribute, _change_attribute, _change_attribute),
    *(_change_text, _change_text, _add_element, _add_element, _add_element),
)

_HEADER_FIELDS = {b"PK\x03\x04": (4, 6, 8, 14, 18, 22, 26, 28), b"PK\x01\x02": (6, 8, 10, 16, 20, 24, 28, 30, 32, 42)}
_HEADER_FIELDS |= {b"PK\x05\x06": (4, 6, 8, 10, 12, 16, 20)}


def with_damaged_zip(content: bytes, random: Random) -> bytes:
    """One to three changes to the zip's own headers or to any of its bytes."""
    for _ in range(random.choice((1, 1, 2, 3))):
        kind = random.randrange(8)
        if kind < 5:
            content = _with_header_field(content, random)
        elif kind == 5:
            content = random.randbytes(random.choice((1, 4, 300))) * (random.random() < 0.2) + content + b"PK\x05\x06"
        else:
            content = content[:4] + damaged_bytes(content[4:], random)
    return content


def _with_header_field(content: bytes, random: Random) -> bytes:
    signature = random.choice(list(_HEADER_FIELDS))
    places = [found.start() for found in re.finditer(re.escape(signature), content)]
    if not places:
        return content
    at = random.choice(places) + random.choice(_HEADER_FIELDS[signature])
    value = random.choice((0, 1, 8, 9, 12, 14, 99, 0xFFFF, 0xFFFFFFFF, random.randrange(1 << 32)))
    return content[:at] + struct.pack("<I", value)[: random.choice((2, 4))] + content[at + 4 :]
