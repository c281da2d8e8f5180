"""The command line: what each command prints, its exit status, and a sentence instead of a traceback."""

import json

import pytest

import manage
from actions.people.accounts import add_sample_user
from commands import review, submit
from data_model.store import open_transaction
from data_model.values import Role
from tests.builders.stores import WORKED_CASE, contents, local

BEFORE_THE_LOCK = "2026-06-20"
HEADER = "ma_nhiem_vu,ky_bao_cao,tien_do,ngay_hoan_thanh,ket_qua\n"
GOOD = HEADER + "T3,2026-Q2,70,,Đang làm tiếp\nT6,2026-Q2,20,,Đã bắt đầu\n"
KEYS = {
    *("file", "verdict", "rows_read", "rows_valid", "header_row", "encoding", "delimiter"),
    *("findings", "rows", "submission"),
}


class Answer:
    """What a command gave back. It wrote no traceback."""

    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err
        assert "Traceback" not in out + err

    @property
    def objects(self):
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(worked_case_on_sqlite, capsys):
    """`run("check", path, …)` on a store with the worked case."""

    def call(*words):
        try:
            status = manage.main([str(word) for word in words])
        except SystemExit as stopped:
            status = stopped.code
        return Answer(status, *capsys.readouterr())

    return call


@pytest.fixture
def file(tmp_path):
    def write(text=GOOD, name="bao-cao.csv"):
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path / name

    return write


@pytest.fixture
def users(run):
    with open_transaction() as session:
        for name, role, agency in (
            ("binh", Role.REPORTER, "B"),
            ("cuong", Role.COORDINATOR, "A"),
            ("an", Role.ADMIN, None),
        ):
            add_sample_user(
                session,
                name=name,
                display_name=name,
                role=role,
                agency=agency,
                password="mật khẩu để thử",
                at=local("2026-01-01 08:00"),
            )


@pytest.fixture
def today(monkeypatch):
    """`submit` and `review` at 9 o'clock of a day in June 2026."""
    for command in (submit, review):
        monkeypatch.setattr(command, "now", lambda: local(f"{BEFORE_THE_LOCK} 09:00"))


def check(run, path, *more):
    return run("check", path, "--agency", "B", "--as-of", BEFORE_THE_LOCK, *more)


def test_a_clean_file_is_status_0_and_one_json_object_a_line(run, file):
    answer = check(run, file(), "--json")

    [found] = answer.objects
    assert answer.status == 0
    assert set(found) == KEYS
    assert (found["verdict"], found["rows_read"], found["rows_valid"]) == ("warnings", 2, 2)
    assert [finding["code"] for finding in found["findings"]] == ["period_late", "cause_missing"]
    assert (found["header_row"], found["encoding"], found["delimiter"]) == (1, "utf-8", ",")
    assert found["submission"] is None
    assert found["rows"][0] == {
        "row": 2,
        "task": "T3",
        "agency": "B",
        "period": "2026-Q2",
        "percent": 70.0,
        "status": None,
        "done_on": None,
        "result": "Đang làm tiếp",
        "difficulties": "",
        "cause": "",
        "responsibility": "",
        "proposals": "",
        "evidence": "",
    }


def test_a_report_on_the_day_it_is_due_that_says_why_a_task_is_overdue_is_clean(run, file):
    with_cause = "ma_nhiem_vu,ky_bao_cao,tien_do,ket_qua,nguyen_nhan,trach_nhiem\nT3,2026-Q2,70,Đang làm tiếp,Đối tác hoãn,Sở B\n"
    answer = run(
        "check", file(f"{with_cause}T6,2026-Q2,20,Đã bắt đầu,,\n"), "--agency", "B", "--as-of", "2026-06-17", "--json"
    )

    assert [found["verdict"] for found in answer.objects] == ["clean"]


def test_several_files_are_a_line_each_and_the_worst_is_the_status(run, file):
    answer = run("check", file(), file("", "trong.csv"), "--agency", "B", "--as-of", BEFORE_THE_LOCK, "--json")

    assert [found["verdict"] for found in answer.objects] == ["warnings", "blocked"]
    assert answer.status == 1


@pytest.mark.parametrize(
    "text, verdict, code, place",
    [
        ("", "blocked", "empty_file", (None, None)),
        (GOOD.replace("ma_nhiem_vu", "cot_la"), "blocked", "missing_column", (1, "ma_nhiem_vu")),
        (HEADER + "T9,2026-Q2,20,,Đã làm\n", "errors", "task_unknown", (2, "ma_nhiem_vu")),
        (HEADER + "T1,2026-Q2,20,,Đã làm\n", "errors", "task_unknown", (2, "ma_nhiem_vu")),
        (HEADER + "T3,2026-Q2,175,,Đã làm\n", "errors", "percent_out_of_range", (2, "tien_do")),
        (HEADER + "T3,2026-Q1,80,,Đã làm\n", "errors", "period_locked", (2, "ky_bao_cao")),
        (HEADER + "T3,Quý 7,20,,Đã làm\n", "errors", "period_unreadable", (2, "ky_bao_cao")),
    ],
    ids=["empty", "wrong column", "unknown task", "another agency's task", "175 %", "closed period", "no period"],
)  # fmt: skip
def test_bad_input_is_named_by_code_row_and_column(run, file, text, verdict, code, place):
    answer = check(run, file(text), "--json")

    [found] = answer.objects
    assert (answer.status, found["verdict"]) == (1, verdict)
    [finding] = [finding for finding in found["findings"] if finding["code"] == code]
    assert (finding["row"], finding["column"]) == place
    assert finding["message"].endswith(".")


def test_to_an_administrator_a_task_of_another_agency_is_told(run, file):
    text = "ma_nhiem_vu,co_quan,ky_bao_cao,tien_do,ket_qua\nT1,B,2026-Q2,20,Đã làm\n"
    answer = run("check", file(text), "--as-of", BEFORE_THE_LOCK, "--json")

    assert [finding["code"] for finding in answer.objects[0]["findings"]] == ["task_of_other_agency"]


def test_in_words_each_finding_has_its_row_and_column(run, file):
    answer = check(run, file(HEADER + "T3,2026-Q2,175,,Đã làm\n"))

    first, *findings = answer.out.splitlines()
    assert first.endswith(": 0/1 dòng lưu được.")
    assert any(line.startswith("  dòng 2, Tiến độ (%): ") for line in findings)


@pytest.mark.parametrize(
    "words",
    [
        ["check", "khong-co.csv"],
        ["check"],
        ["submit", "khong-co.csv", "--user", "binh"],
        ["figures"],
        ["figures", "--by", "weather"],
        ["figures", "--by", "plan", "--period", "2026-Q5"],
        ["figures", "--by", "plan", "--period", "0000"],
        ["figures", "--by", "plan", "--period", "9999"],
        ["figures", "--by", "plan", "--as-of", "31/6/2026"],
        ["figures", "--by", "plan", "--as-of", "9999-12-31"],
        ["figures", "--by", "plan", "--organisation", "tomorrow"],
        ["check", "README.md", "--agency", "ZZ"],
        ["dump", "README.md"],
        ["figures", "--by", "plan", "--plan", "P9"],
        ["figures", "--by", "plan", "--agency", "Z"],
        ["figures", "--by", "plan", "--province", "Nơi khác"],
        ["review", "keep", "--user", "cuong"],
        ["users"],
        ["dance"],
        [],
    ],
    ids=lambda words: " ".join(words) or "nothing",
)
def test_wrong_use_is_status_2(run, words):
    answer = run(*words)

    assert answer.status == 2
    assert answer.err
    assert answer.out == ""


@pytest.mark.parametrize("words", [["submit"], ["review", "list"]])
def test_an_unknown_account_is_wrong_use(run, file, words):
    path = [file()] if words == ["submit"] else []
    answer = run(*words, *path, "--user", "nguoi-la")

    assert (answer.status, answer.err) == (2, "Không có tài khoản “nguoi-la” đang hoạt động.\n")


@pytest.mark.usefixtures("users", "today")
class TestAReport:
    def test_is_submitted_accepted_and_counted(self, run, file):
        [sent] = run("submit", file(), "--user", "binh", "--json").objects
        number = sent["submission"]["number"]
        waiting = run("review", "list", "--user", "cuong").out
        accepted = run("review", "accept", number, "--user", "cuong")

        assert (sent["submission"]["stored"], sent["submission"]["unchanged"]) == (2, 0)
        assert len(sent["submission"]["sha256"]) == 64
        assert waiting.split()[:2] == [number, "B"]
        assert (accepted.status, accepted.out) == (0, f"Đã xác nhận {number}.\n")
        [plan] = json.loads(run("figures", "--by", "plan", "--period", "2026-Q2", "--json").out)
        assert plan["progress"] == {"n": 420, "d": 6, "value": 0.7}

    def test_twice_the_same_is_stored_once(self, run, file):
        run("submit", file(), "--user", "binh")
        [again] = run("submit", file(), "--user", "binh", "--json").objects

        assert (again["submission"]["stored"], again["submission"]["unchanged"]) == (0, 2)

    def test_with_an_error_is_not_stored_unless_its_valid_rows_are_asked_for(self, run, file):
        path = file(GOOD + "T9,2026-Q2,20,,Đã làm\n")
        refused = run("submit", path, "--user", "binh", "--json")
        partly = run("submit", path, "--user", "binh", "--valid-rows-only", "--json")

        assert (refused.status, refused.objects[0]["submission"]) == (1, None)
        assert (partly.status, partly.objects[0]["submission"]["stored"]) == (1, 2)

    def test_is_not_submitted_by_who_may_not(self, run, file):
        answer = run("submit", file(), "--user", "cuong")

        assert (answer.status, answer.err) == (1, "Tài khoản “cuong” không có quyền gửi báo cáo này.\n")

    def test_is_not_submitted_for_another_agency(self, run, file):
        assert run("submit", file(), "--user", "binh", "--agency", "C").status == 1

    def test_is_submitted_by_an_administrator_for_an_agency(self, run, file):
        [sent] = run("submit", file(), "--user", "an", "--agency", "B", "--json").objects

        assert sent["submission"]["stored"] == 2

    def test_is_returned_with_a_reason(self, run, file):
        [sent] = run("submit", file(), "--user", "binh", "--json").objects
        number = sent["submission"]["number"]

        assert run("review", "return", number, "--user", "cuong").status == 2
        assert run("review", "return", number, "--user", "cuong", "--reason", "Thiếu").status == 0
        second = run("review", "accept", number, "--user", "cuong")
        assert (second.status, "đã ở trạng thái “Đề nghị bổ sung”" in second.err) == (1, True)

    def test_waits_again_after_its_acceptance_was_taken_back_with_a_reason(self, run, file, monkeypatch):
        [sent] = run("submit", file(), "--user", "binh", "--json").objects
        number = sent["submission"]["number"]
        run("review", "accept", number, "--user", "cuong")
        monkeypatch.setattr(review, "now", lambda: local(f"{BEFORE_THE_LOCK} 10:00"))

        assert run("review", "take-back", number, "--user", "cuong").status == 2
        taken_back = run("review", "take-back", number, "--user", "cuong", "--reason", "Duyệt nhầm")

        assert (taken_back.status, taken_back.out) == (0, f"Đã thu hồi xác nhận {number}.\n")
        assert run("review", "list", "--user", "cuong").out.split()[:2] == [number, "B"]

    @pytest.mark.parametrize("user", ["binh", "an"])
    def test_is_not_reviewed_by_who_may_not(self, run, file, user):
        [sent] = run("submit", file(), "--user", "binh", "--json").objects

        assert run("review", "accept", sent["submission"]["number"], "--user", user).status == 1


def test_the_figures_in_words_have_a_percentage_and_n_of_n(run):
    answer = run("figures", "--by", "plan", "--period", "2026-Q2", "--as-of", "2026-06-30")

    assert answer.status == 0
    assert "66,7 % (2/3)" in answer.out
    assert "65,0 % (bình quân 5 nhiệm vụ)" in answer.out


def test_unreviewed_figures_say_so(run):
    plain = run("figures", "--by", "plan", "--as-of", "2026-06-21")
    marked = run("figures", "--by", "plan", "--as-of", "2026-06-21", "--unreviewed")

    assert "SỐ LIỆU CHƯA XÁC NHẬN" not in plain.out
    assert marked.out.startswith("SỐ LIỆU CHƯA XÁC NHẬN\n")


def test_the_worked_case_is_loaded(run, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'new.db'}")

    assert run("load", WORKED_CASE).status == 0


def test_a_store_is_dumped_and_loaded_again(run, tmp_path, monkeypatch):
    assert run("dump", tmp_path / "one").status == 0
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'other.db'}")
    assert run("load", tmp_path / "one").status == 0
    assert run("dump", tmp_path / "two").status == 0

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_report_goes_along_with_its_file(run, file, users, today, tmp_path, monkeypatch):
    run("submit", file(), "--user", "binh")
    run("dump", tmp_path / "one")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'other.db'}")
    run("load", tmp_path / "one")
    run("dump", tmp_path / "two")

    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert GOOD.encode() in contents(tmp_path / "two").values()


def test_a_load_that_is_refused_names_its_rows(run, tmp_path):
    (tmp_path / "agencies.csv").write_text("code,name,valid_from\nD,Sở D,mai\n", encoding="utf-8")
    answer = run("load", tmp_path)

    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith("agencies.csv, dòng 2, cột “valid_from”: “mai” không phải ngày.")


def test_a_folder_that_is_not_there_is_refused(run, tmp_path):
    assert run("load", tmp_path / "khong-co").status == 1


def test_accounts_are_listed(run, users):
    answer = run("users", "list")

    assert (answer.status, [line.split()[0] for line in answer.out.splitlines()]) == (0, ["an", "binh", "cuong"])
