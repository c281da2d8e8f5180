"""TCVN3 and VNI are converted on a clear verdict that is shown, and refused in doubt; other damage is refused."""

import pytest

from intake.base.checked_file import Verdict
from intake.base.finding_codes import FindingCode
from intake.repair.legacy_encodings import Legacy, to_unicode
from intake.repair.syllables import is_syllable
from tests.builders.old_fonts import as_tcvn3, as_vni
from tests.builders.report_files import csv_text, problems, read, xlsx_bytes

PROSE = (
    "Đã phối hợp với Liên hiệp các tổ chức hữu nghị tổ chức ba lớp tập huấn về đối ngoại nhân dân cho cán bộ cấp huyện; "
    "ký thỏa thuận hợp tác, đón hai đoàn khách quốc tế, viện trợ phi chính phủ nước ngoài đạt 1.500.000 USD"
)
ROWS = [
    ["NV-01", "Quý II/2026", "75,5", "Đang thực hiện", "", PROSE, "Thiếu kinh phí", "Bổ sung dự toán", "12/BC-SNgV"]
]
TEXT = csv_text(ROWS)
WRITERS = {Legacy.TCVN3: as_tcvn3, Legacy.VNI: as_vni}


def without_case(rows):
    return [
        (row.task, row.percent, row.status, row.result.casefold(), row.proposals.casefold(), row.evidence)
        for row in rows
    ]


@pytest.fixture
def plain_rows(staff):
    return without_case(read(TEXT, staff).rows)


@pytest.mark.parametrize("font", Legacy)
def test_a_file_in_an_old_font_is_converted_and_says_so(staff, plain_rows, font):
    report = read(WRITERS[font](TEXT).encode("cp1252"), staff)

    assert without_case(report.rows) == plain_rows
    assert report.encoding == font.lower()
    assert [(finding.code, finding.value) for finding in report.findings] == [(FindingCode.LEGACY_CONVERTED, font)]


@pytest.mark.parametrize("font", Legacy)
def test_an_old_font_inside_a_unicode_file_is_converted_all_the_same(staff, plain_rows, font):
    as_csv = read(WRITERS[font](TEXT), staff)
    rows = [[WRITERS[font](str(cell)) for cell in line] for line in ([*TEXT.splitlines()[0].split(";")], ROWS[0])]
    as_xlsx = read(xlsx_bytes(rows), staff, "a.xlsx")

    for report in (as_csv, as_xlsx):
        assert without_case(report.rows) == plain_rows
        assert [code for _, _, code in problems(report)] == [FindingCode.LEGACY_CONVERTED]


@pytest.mark.parametrize("font", Legacy)
def test_cells_in_an_old_font_among_unicode_ones_are_not_half_converted(staff, font):
    report = read(csv_text([[*ROWS[0][:5], WRITERS[font](PROSE)], ["NV-02", "", "5", "", "", PROSE]]), staff)

    assert [code for _, _, code in problems(report)] == [FindingCode.LEGACY_IN_DOUBT]


def test_a_text_encoded_twice_is_refused(staff):
    assert problems(read(TEXT.encode().decode("cp1258", "ignore"), staff)) == [(None, None, FindingCode.DOUBLE_ENCODED)]


def test_bytes_that_make_no_vietnamese_in_any_way_are_refused(staff):
    content = "ma_nhiem_vu;tien_do;ket_qua\nNV-01;40;Besançon, Malmö, Århus, Düsseldorf\n".encode("cp1252")

    assert read(content, staff).verdict is Verdict.BLOCKED


def test_foreign_names_in_a_unicode_file_are_left_alone(staff):
    result = "Đón đoàn Besançon, Malmö, Århus, São Paulo và Düsseldorf; 50 µg ± 2 §3"

    report = read(csv_text([["NV-01", "", "40", "", "", result]]), staff)

    assert (report.verdict, report.rows[0].result) == (Verdict.CLEAN, result)


@pytest.mark.parametrize("font", Legacy)
def test_every_letter_survives_the_way_there_and_back(font):
    letters = "àáảãạ ằắẳẵặ ầấẩẫậ èéẻẽẹ ềếểễệ ìíỉĩị òóỏõọ ồốổỗộ ờớởỡợ ùúủũụ ừứửữự ỳýỷỹỵ ăâêôơưđ 0123456789 NV-01"

    assert to_unicode(WRITERS[font](letters), font) == letters


@pytest.mark.parametrize("word", ["nghiêng", "Quốc", "giếng", "KHOẢNG", "tuyến", "được", "thuở", "ướt", "gì"])
def test_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["chaøo", "viêtnam", "các̀", "pàc", "zù", "ngxâ", "ÖÐ"])
def test_what_is_no_syllable(word):
    assert not is_syllable(word)


def test_letters_encoded_twice_are_seen_when_they_are_spread_over_cells(staff):
    rows = [
        ["NV-01", "", "40", "", "", "h\u00e1\u00bb\u008dp"],
        ["NV-02", "", "50", "", "", "\u00c4\u2018i h\u00e1\u00bb\u008dp"],
    ]

    assert [code for _, _, code in problems(read(csv_text(rows), staff))] == [FindingCode.DOUBLE_ENCODED]
