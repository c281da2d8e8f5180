"""`manage.py round` and `manage.py remind`: what they print and their exit status."""

import pytest

import manage
from actions.people.accounts import add_sample_user, set_email
from data_model.rules.people.access import EVERYTHING, CurrentUser
from data_model.rules.plans.periods import Period
from data_model.rules.round.rounds import report_statuses
from data_model.store import open_session, open_side_transaction
from data_model.store.figures.facts import read_facts
from data_model.store.round.reminders import register
from data_model.values import Role
from tests.builders.stores import load_files, local

pytestmark = pytest.mark.slow  # makes letters and starts a mail server

ADMIN = CurrentUser("an", "Quản trị", Role.ADMIN)
Q2 = Period.from_code("2026-Q2")
OFFICE = ("--user", "cuong", "--plan", "P1")


@pytest.fixture
def run(worked_case_on_sqlite, capsys, monkeypatch):
    """Runs a command on the case of docs/definitions.md §5 on the morning of 30 June 2026."""
    with open_side_transaction() as session:
        for name, role, agency in (("cuong", Role.COORDINATOR, "A"), ("binh", Role.REPORTER, "B")):
            add_sample_user(
                session, name=name, display_name=name, role=role, agency=agency, password="mật khẩu để thử", at=local("2026-01-01 09:00")
            )  # fmt: skip
    for module in ("round", "remind"):
        monkeypatch.setattr(f"commands.{module}.now", lambda: local("2026-06-30 08:00"))

    def call(*words):
        try:
            status = manage.main(list(words))
        except SystemExit as stopped:
            status = stopped.code
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return status, out, err

    return call


def states():
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=local("2026-06-30 08:00").date())
    reports = report_statuses(facts, plan="P1", period=Q2, as_of=local("2026-06-30 08:00"))
    return {report.key.agency: report.state.value for report in reports}


def test_the_round_is_shown_extended_waived_and_confirmed(run):
    status, out, _ = run("round", "show", *OFFICE, "--period", "2026-Q2")
    assert (status, out.splitlines()[1]) == (0, "B  Quá hạn, còn nhận  17/06/2026    Sở B")

    more = ("--period", "2026-Q2", "--agency", "B", "--reason", "Chờ số liệu")
    assert run("round", "extend", *OFFICE, *more, "--due", "2026-07-05")[0] == 0
    assert states()["B"] == "not_sent"
    assert run("round", "waive", *OFFICE, *more)[0] == 0
    assert states()["B"] == "waived"
    assert run("round", "unwaive", *OFFICE, *more)[0] == 0
    assert states()["B"] == "not_sent"
    assert run("round", "confirm", *OFFICE)[0] == 0
    assert run("round", "confirm", *OFFICE)[0] == 1


@pytest.mark.parametrize(
    "words, status, said",
    [
        (("extend", *OFFICE, "--period", "2026-Q2", "--agency", "B", "--due", "2026-06-01", "--reason", "x"), 1, "Thời hạn gửi mới đã qua. Chọn từ ngày hôm nay trở đi."),
        (("waive", *OFFICE, "--period", "2026-Q2", "--agency", "B"), 1, "Ghi lý do rồi thực hiện lại."),
        (("waive", *OFFICE, "--agency", "B"), 2, "Nêu kỳ báo cáo bằng --period"),
        (("show", "--user", "binh", "--plan", "P1", "--period", "2026-Q2"), 1, "Tài khoản “binh” không được làm việc này"),
        (("show", "--user", "cuong", "--plan", "P9", "--period", "2026-Q2"), 1, "Tài khoản “cuong” không được làm việc này"),
        (("show", "--user", "ai", "--plan", "P1", "--period", "2026-Q2"), 2, "“ai”"),
    ],
)  # fmt: skip
def test_what_is_refused_is_said(run, words, status, said):
    found, _, err = run("round", *words)

    assert found == status
    assert said in err


def with_address():
    with open_side_transaction() as session:
        set_email(session, user=ADMIN, name="binh", email="binh@example.vn", at=local("2026-01-01 09:00"))


def reminders():
    with open_session() as session:
        return [(reminder.address, reminder.state.value) for reminder in register(session, plan="P1", period=Q2)]


def test_a_dry_run_prints_what_would_go_and_stores_nothing(run):
    with_address()
    status, out, err = run("remind", "--dry-run")

    assert (status, out) == (0, "binh@example.vn  B  P1  2026-Q2  17/06/2026  quá hạn\n")
    assert err == ""
    assert reminders() == []


def test_an_agency_without_an_address_is_named(run):
    assert run("remind", "--dry-run")[2] == "B: chưa tài khoản nào khai báo địa chỉ thư điện tử (P1, 2026-Q2).\n"


WRONG = "Không dùng được giá trị của biến"


@pytest.mark.parametrize(
    "name, value, said",
    [
        ("SMTP_HOST", "", "Thiếu cài đặt SMTP_HOST hoặc giá trị không đọc được.\n"),
        ("SMTP_SENDER", "ai", f"{WRONG} SMTP_SENDER. Hãy đặt thành: một địa chỉ thư điện tử.\n"),
        ("SMTP_PORT", "x", f"{WRONG} SMTP_PORT. Hãy đặt thành: số nguyên từ 1 đến 65535, ví dụ 587.\n"),
        (
            "SMTP_PASSWORD",
            "mật khẩu",
            f"{WRONG} SMTP_PASSWORD. Hãy đặt thành: chỉ gồm chữ không dấu, chữ số và ký hiệu.\n",
        ),
        (
            "PUBLIC_URL",
            "tiendo",
            f"{WRONG} PUBLIC_URL. Hãy đặt thành: địa chỉ của ứng dụng, bắt đầu bằng http:// hoặc https://.\n",
        ),
        (
            "REMIND_AGAIN_AFTER_DAYS",
            "-1",
            f"{WRONG} REMIND_AGAIN_AFTER_DAYS. Hãy đặt thành: số ngày là số nguyên, ví dụ 10.\n",
        ),
    ],
)
def test_a_wrong_setting_is_named_and_nothing_is_asked_for(run, mailbox, monkeypatch, name, value, said):
    with_address()
    monkeypatch.setenv(name, value)
    status, _, err = run("remind")

    assert (status, err) == (2, said)
    assert reminders() == []


def test_the_letter_goes_out_once(run, mailbox):
    with_address()
    first, again = run("remind"), run("remind")

    assert (first[0], again[0]) == (0, 0)
    assert "Thư đã gửi: 1; chờ lần gửi sau: 0; bị từ chối: 0." in first[1]
    assert "Thư đã gửi: 0;" in again[1]
    assert len(mailbox.letters) == 1


def test_a_mail_server_that_is_down_shows_in_the_exit_status(run, no_server):
    with_address()
    status, out, err = run("remind")

    assert status == 1
    assert "chờ lần gửi sau: 1" in out
    assert err.startswith("Máy chủ thư: ConnectionRefusedError")
    assert reminders() == [("binh@example.vn", "waiting")]


def test_the_office_is_told_who_reviews_its_own_report(run, tmp_path):
    load_files(tmp_path / "own", submissions="number,agency,plan,period,submitted_at,submitted_by,status\nW1,A,P1,2026-Q2,2026-06-29T09:00:00+07:00,anh,submitted")  # fmt: skip
    status, _, err = run("review", "accept", "W1", "--user", "cuong")

    assert status == 1
    assert err == "Không xác nhận báo cáo của chính cơ quan mình: lãnh đạo xác nhận báo cáo của cơ quan tổng hợp.\n"


def test_the_figures_say_how_many_reports_were_waived(run):
    run("round", "waive", *OFFICE, "--period", "2026-Q2", "--agency", "B", "--reason", "Sắp xếp")

    assert "    Báo cáo được miễn: 1\n" in run("figures", "--by", "plan", "--period", "2026-Q2")[1]
    assert '"waived": 1' in run("figures", "--by", "plan", "--period", "2026-Q2", "--json")[1]
