"""`manage.py report` and `manage.py letters`: the files they write, their exit status, a sentence instead of a traceback."""

import io
import zipfile
from hashlib import sha256

import pytest
from docx import Document

import manage
from actions.people.accounts import add_sample_user
from commands.arguments import now
from data_model.rules.plans.periods import Period
from data_model.store import open_session, open_side_transaction
from data_model.store.round.letters import registered_letters
from data_model.values import Role
from tests.builders.accounts import PASSWORD
from tests.builders.decree30 import Checked, faults_of_letter, faults_of_report
from tests.builders.stores import WORKED_CASE

pytestmark = pytest.mark.slow  # makes whole reports

ON = ("--period", "2026-Q2", "--as-of", "2026-06-30")
LETTERHEAD = """
issuer = "Sở Ngoại vụ tỉnh Mẫu"
superior = "UBND tỉnh Mẫu"
place = "Mẫu"
symbol = "SNgV"
unit = "VP"
signer_title = ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
signer_name = "Trần Thị Mẫu"
"""


@pytest.fixture
def run(store, tmp_path, monkeypatch, capsys):
    """`run("report", …)` on a store with the worked case: exit status, what it wrote, what it printed."""
    monkeypatch.setenv("TIENDO_DOCUMENTS", str(tmp_path / "van-ban"))
    assert manage.main(["load", str(WORKED_CASE)]) == 0
    capsys.readouterr()
    out = tmp_path / "out"

    def call(*words):
        out.unlink(missing_ok=True)
        try:
            status = manage.main([*words, "--out", str(out)])
        except SystemExit as stopped:
            status = stopped.code
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return status, out.read_bytes() if out.exists() else None, printed.err or printed.out

    return call


@pytest.fixture
def office(tmp_path):
    """The office's folder, with its letterhead."""
    folder = tmp_path / "van-ban"
    folder.mkdir()
    (folder / "co-quan.toml").write_text(LETTERHEAD, encoding="utf-8")
    return folder


def test_a_report_is_a_draft_as_word_file_unless_asked_otherwise(run):
    status, content, _ = run("report", "--plan", "P1", *ON)

    assert status == 0
    assert faults_of_report(content, draft=True) == []


@pytest.mark.parametrize("file_format, begins", [("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF")])
def test_a_report_on_a_directive_in_each_format(run, file_format, begins):
    status, content, _ = run("report", "--directive", "04-CT-TW", *ON, "--format", file_format)

    assert status == 0
    assert content.startswith(begins)


@pytest.mark.parametrize(
    "name, holds", [("bc.xlsx", "xl/workbook.xml"), ("bc.docx", "word/document.xml"), ("bc", "word/document.xml")]
)
def test_the_ending_of_the_file_chooses_the_format(run, tmp_path, name, holds):
    assert manage.main(["report", "--plan", "P1", *ON, "--out", str(tmp_path / name)]) == 0

    assert holds in zipfile.ZipFile(tmp_path / name).namelist()


def test_an_issued_report_carries_the_letterhead_of_the_office(run, office):
    status, content, _ = run("report", "--plan", "P1", *ON, "--number", "7", "--date", "2026-07-02")
    words = [paragraph.text for paragraph in Checked(content).elements()]

    assert status == 0
    assert faults_of_report(content, draft=False) == []
    assert {"UBND TỈNH MẪU", "SỞ NGOẠI VỤ", "Số: 07/BC-SNgV", "Mẫu, ngày 02 tháng 7 năm 2026"} <= set(words)
    assert {"KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thị Mẫu", "- Lưu: VT, VP."} <= set(words)


def test_the_same_command_makes_the_same_file_again(run):
    words = ("report", "--plan", "P1", *ON)

    assert run(*words)[1] == run(*words)[1]


@pytest.mark.parametrize(
    "words, said",
    [
        (("--plan", "P9"), "Không có kế hoạch “P9”."),
        (("--directive", "99-CT"), "Không có văn bản chỉ đạo “99-CT”."),
        (("--plan", "P1", "--number", "5"), "Báo cáo đã chốt phải có cả số (--number) và ngày (--date)."),
        (("--plan", "P1", "--office", "khong-co"), "Không có thư mục “khong-co”."),
        (("--plan", "P1", "--number", "0", "--date", "2026-07-02"), "'0' is not a number from 1"),
        (("--plan", "P1", "--format", "odt"), "invalid ReportFormat value"),
        ((), "--plan --directive"),
    ],
)
def test_wrong_use_is_said_and_nothing_is_written(run, words, said):
    status, content, printed = run("report", *words, *ON)

    assert (status, content) == (2, None)
    assert said in printed


def test_a_broken_template_of_the_office_is_refused_in_a_sentence(run, office):
    (office / "bao-cao.docx").write_bytes(b"hong")

    status, content, printed = run("report", "--plan", "P1", *ON)
    assert (status, content) == (1, None)
    assert printed == "Tệp mẫu không phải tệp Word (.docx) đọc được. Mở tệp bằng Word, lưu lại dạng .docx.\n"


def test_a_template_without_a_needed_tag_is_refused_by_name(run, office):
    document = Document()
    document.add_paragraph("{{ trich_yeu }} {{ ten_so }}")
    document.save(str(office / "bao-cao.docx"))

    status, _, printed = run("report", "--plan", "P1", *ON)
    assert status == 1
    assert printed.startswith("Tệp mẫu dùng thẻ không có: {{ ten_so }}.")


def test_a_letterhead_with_a_slip_is_refused_by_name(run, office):
    (office / "co-quan.toml").write_text('issuer_name = "Sở Ngoại vụ"', encoding="utf-8")

    status, _, printed = run("report", "--plan", "P1", *ON)
    assert status == 1
    assert printed == "“co-quan.toml”: mục “issuer_name” không có trong danh mục hoặc ghi sai dạng.\n"


def test_letters_come_as_one_zip_and_each_is_listed(run, office):
    status, content, printed = run("letters", *ON, "--reminded", "B=1", "--reply-by", "2026-07-10")

    assert status == 0
    assert "du-thao-cong-van_B.docx: Sở B; báo cáo 1, nhiệm vụ 1" in printed
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        [name] = package.namelist()
        letter = package.read(name)
    assert faults_of_letter(letter, draft=True) == []
    text = "\n".join(paragraph.text for paragraph in Checked(letter).elements())
    assert "(lần 2)" in text
    assert "trước ngày 10/7/2026" in text


LETTERS = ("letters", "--plan", "P1", "--period", "2026-Q2", "--user", "cuong")


def test_numbered_letters_stand_in_the_register_and_a_second_one_too_soon_is_refused(run, office_account):
    status, content, _ = run(*LETTERS, "--number", "12", "--date", "2026-06-30")
    assert status == 0
    first = letter_text(content)
    assert "Số: 12/" in first and "(lần" not in first
    assert "chậm 13 ngày" in first and "tính đến ngày 30/6/2026" in first

    status, content, printed = run(*LETTERS, "--number", "13", "--date", "2026-07-05")
    assert (status, content) == (2, None)
    assert (
        "Trong 10 ngày gần đây đã có công văn gửi: Sở B (số 12, ngày 30/06/2026). Thêm --anyway nếu vẫn gửi tiếp."
        in printed
    )

    status, content, _ = run(*LETTERS, "--number", "13", "--date", "2026-07-05", "--anyway")
    assert status == 0
    assert "(lần 2)" in letter_text(content)
    with open_session() as session:
        register = registered_letters(session, [("P1", Period.from_code("2026-Q2"))])
    assert [(letter.number, letter.agency, letter.times) for letter in register] == [(13, "B", 2), (12, "B", 1)]


def letter_text(content) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        [name] = package.namelist()
        return "\n".join(paragraph.text for paragraph in Checked(package.read(name)).elements())


@pytest.mark.parametrize(
    "words, said",
    [
        (LETTERS[:-2], "ghi tài khoản của cơ quan bằng --user"),
        ((*LETTERS, "--as-of", "2026-06-29"), "Công văn tính đến ngày của chính công văn"),
        ((*LETTERS[:-1], "khong-co"), "Không có tài khoản"),
    ],
)
def test_letters_that_can_not_be_registered_are_said_and_not_written(run, office_account, words, said):
    status, content, printed = run(*words, "--number", "12", "--date", "2026-06-30")

    assert (status, content) == (2, None)
    assert said in printed


def test_a_number_of_a_letter_is_not_used_twice(run, office_account):
    run(*LETTERS, "--number", "12", "--date", "2026-06-30")

    status, content, printed = run(*LETTERS, "--number", "12", "--date", "2026-07-20")
    assert (status, content, printed) == (2, None, "Số 12 đã có trong sổ công văn. Nhập số đầu khác.\n")


def test_without_anybody_late_no_file_is_written(run):
    status, content, printed = run("letters", "--period", "2026-Q2", "--agency", "A", "--as-of", "2026-06-30")

    assert (status, content) == (0, None)
    assert printed == "Không có cơ quan chậm báo cáo hoặc có nhiệm vụ quá hạn.\n"


@pytest.mark.parametrize(
    "words", [("--reminded", "B"), ("--reminded", "B=x"), ("--reminded", "Z=1"), ("--agency", "Z")]
)
def test_letters_are_not_written_to_whom_nobody_knows(run, words):
    status, content, _ = run("letters", *ON, *words)

    assert (status, content) == (2, None)


@pytest.fixture
def office_account(run):
    """`cuong` of agency A, which consolidates the plan."""
    with open_side_transaction() as session:
        add_sample_user(
            session, name="cuong", display_name="Cường", role=Role.COORDINATOR, agency="A", password=PASSWORD, at=now()
        )


ISSUE = ("--number", "7", "--date", "2026-07-02", "--issue", "--user", "cuong")


def test_an_issued_report_is_handed_out_again_and_made_again_byte_for_byte(run, office, office_account):
    status, issued, said = run("report", "--plan", "P1", *ON, *ISSUE)
    assert (status, said) == (0, "Đã chốt báo cáo (bản đầu).\n")
    (office / "co-quan.toml").write_text('issuer = "Sở khác"', encoding="utf-8")

    status, kept, printed = run("report", "--again", "7", "--year", "2026")

    assert (status, kept) == (0, issued)
    digest = sha256(issued).hexdigest()
    assert f"docx: giống từng byte, SHA-256 {digest}" in printed
    assert "xlsx: giống từng byte" in printed and "pdf: giống từng byte" in printed


def test_a_number_is_not_used_twice(run, office_account):
    run("report", "--plan", "P1", *ON, *ISSUE)

    status, content, said = run("report", "--plan", "P1", *ON, *ISSUE)
    assert (status, content, said) == (1, None, "Cơ quan đã dùng số này trong năm. Nhập số khác.\n")


@pytest.mark.parametrize(
    "words, said",
    [
        (("--plan", "P1", "--period", "2026-Q2", "--as-of", "2090-01-01"), "Ngày tính số liệu chưa đến."),
        (("--plan", "P1"), "Ghi kỳ báo cáo bằng --period"),
        (("--again", "99"), "Không có báo cáo đã chốt nào mang số này."),
        (("--plan", "P1", *ON, "--number", "7", "--date", "2026-07-02", "--issue"), "Để chốt báo cáo, ghi"),
        (("--plan", "P1", *ON, *ISSUE[:-1], "khong-co"), "Không có tài khoản"),
        (("--plan", "P1", *ON, "--number", "7", "--date", "2026-06-29", *ISSUE[4:]), "Ngày văn bản trước ngày"),
    ],
)
def test_what_can_not_be_issued_is_said_and_nothing_is_written(run, office_account, words, said):
    status, content, printed = run("report", *words)

    assert status in (1, 2)
    assert content is None
    assert said in printed
