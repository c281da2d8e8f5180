"""Extensions, waivers and confirmed regimes, on the case of docs/definitions.md §5, on both databases.

A consolidates plan P1; its second quarter is due on 17 June 2026 and locked after 17 July. A sent on 16 June, C on
the 18th under an extension to the 19th, B nothing.
"""

from datetime import date

import pytest
from sqlmodel import select

from actions.load_folder import dump
from actions.round.decisions import (
    confirm_regime,
    extend_reports,
    lift_waivers,
    lock_round,
    reopen_round,
    waive_reports,
)
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import expected_reports, total
from data_model.rules.figures.measures import Measure
from data_model.rules.people.access import EVERYTHING, CurrentUser, NotAllowed
from data_model.rules.plans.periods import Period, local_day
from data_model.rules.reporting.deadlines import ReportKey, rounds_of, target_report
from data_model.rules.round.rounds import RoundProblem, RoundRefused, current_round, due_reports, report_statuses
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from data_model.tables import AuditEntry
from data_model.values import DeadlineStatus, ReportState, Role
from tests.builders.store_fixtures import using
from tests.builders.stores import TABLES, contents, load, local, rows

pytestmark = pytest.mark.usefixtures("worked_case")

Q2 = Period.from_code("2026-Q2")
CUONG = CurrentUser("cuong", "Cơ quan tổng hợp", Role.COORDINATOR, agency="A")
ELSEWHERE = CurrentUser("em", "Đầu mối nơi khác", Role.COORDINATOR, agency="C")
BINH = CurrentUser("binh", "Cán bộ Sở B", Role.REPORTER, agency="B")
A, B, C = (ReportKey(agency, "P1", Q2) for agency in "ABC")
JUNE_20, JUNE_30, AUGUST_1 = local("2026-06-20 09:00"), local("2026-06-30 09:00"), local("2026-08-01 09:00")


def facts(at=JUNE_30):
    with open_session() as session:
        return read_facts(session, EVERYTHING, today=local_day(at))


def extend(reports=(B,), *, due_on=date(2026, 7, 5), reason="Chờ số liệu đơn vị trực thuộc", at=JUNE_30, user=CUONG):
    extend_reports(user=user, reports=reports, due_on=due_on, reason=reason, at=at)


def waive(reports=(B,), *, reason="Đang sắp xếp tổ chức", at=JUNE_30, user=CUONG):
    waive_reports(user=user, reports=reports, reason=reason, at=at)


def deadline_status(at, agency="B"):
    return target_report(facts(at), agency=agency, plan="P1", period=Q2, today=local_day(at)).deadline_status


def due(at, agency="B"):
    return {due_report.key.period: due_report.due_on for due_report in due_reports(facts(at), agency=agency, as_of=at)}


def rates(at):
    found = total(facts(at), cutoff=AsOf(at, Q2))
    return {
        measure.value: (found[measure].n, found[measure].d)
        for measure in (Measure.COMPLETENESS, Measure.TIMELINESS, Measure.TIMELINESS_EXTENDED)
    } | {"waived": found.waived, "most_days_late": found.days_late.max}


def states(at):
    return {report.key.agency: report.state for report in report_statuses(facts(at), plan="P1", period=Q2, as_of=at)}


def audit():
    with open_session() as session:
        entries = session.exec(select(AuditEntry).order_by(AuditEntry.id)).all()
    return [(entry.user_name, entry.what, entry.subject, entry.note) for entry in entries]


def test_an_extension_moves_the_due_day_of_its_agency_and_is_recorded():
    assert deadline_status(JUNE_30) is DeadlineStatus.LATE
    extend()

    assert deadline_status(JUNE_30) is DeadlineStatus.OPEN
    assert due(JUNE_30)[Q2] == date(2026, 7, 5)
    assert audit() == [("cuong", "extend_report", "B P1 2026-Q2", "2026-07-05 Chờ số liệu đơn vị trực thuộc")]


def test_many_agencies_are_extended_at_once():
    extend([A, B, C])

    extended = {report.agency: report.extended_due_on for report in expected_reports(facts(), cutoff=AsOf(JUNE_30, Q2))}
    assert extended == dict.fromkeys("ABC", date(2026, 7, 5))


def test_an_extension_opens_a_locked_period_for_its_agency_alone():
    assert deadline_status(AUGUST_1) is DeadlineStatus.LOCKED
    extend(due_on=date(2026, 8, 10), at=AUGUST_1)

    assert deadline_status(AUGUST_1) is DeadlineStatus.OPEN
    assert deadline_status(AUGUST_1, agency="C") is DeadlineStatus.LOCKED
    assert (Q2 in due(AUGUST_1), Q2 in due(AUGUST_1, agency="C")) == (True, False)


@pytest.mark.parametrize(
    "asked, problem",
    [
        ({"due_on": date(2026, 6, 29)}, RoundProblem.DUE_IN_THE_PAST),
        ({"due_on": date(2026, 6, 17), "at": local("2026-06-10 09:00")}, RoundProblem.DUE_NOT_LATER),
        ({"due_on": date(2062, 7, 5)}, RoundProblem.DUE_TOO_FAR),
        ({"reason": "  "}, RoundProblem.REASON_MISSING),
        ({"reports": []}, RoundProblem.NOBODY_CHOSEN),
        ({"reports": [B, ReportKey("KHONG-CO", "P1", Q2)]}, RoundProblem.NOT_EXPECTED),
        ({"reports": [ReportKey("B", "P1", Period.from_code("2026-M05"))]}, RoundProblem.NOT_EXPECTED),
    ],
)
def test_an_extension_is_refused_with_its_reason_and_nothing_is_stored(asked, problem):
    before = facts()
    with pytest.raises(RoundRefused) as refused:
        extend(**asked)

    assert refused.value.problem is problem
    assert facts() == before
    assert audit() == []


def test_an_extension_until_today_holds_to_the_end_of_today():
    extend(due_on=local_day(JUNE_30))

    assert deadline_status(local("2026-06-30 23:59")) is DeadlineStatus.OPEN
    assert deadline_status(local("2026-07-01 00:00")) is DeadlineStatus.LATE


@pytest.mark.parametrize("user", [ELSEWHERE, BINH])
def test_only_the_office_of_the_plan_decides(user):
    for change in (extend, waive):
        with pytest.raises(NotAllowed):
            change(user=user)
    with pytest.raises(NotAllowed):
        confirm_regime(user=user, plan="P1", valid_from=facts().plans["P1"].regimes[0].valid_from, at=JUNE_30)


def test_a_waived_report_is_not_expected_and_counted_apart():
    before = rates(JUNE_30)
    assert Q2 in due(JUNE_30)
    waive()

    assert before == {
        "completeness": (2, 3),
        "timeliness": (1, 3),
        "timeliness_extended": (2, 3),
        "waived": 0,
        "most_days_late": 13,
    }
    assert rates(JUNE_30) == {
        "completeness": (2, 2),
        "timeliness": (1, 2),
        "timeliness_extended": (2, 2),
        "waived": 1,
        "most_days_late": 1,
    }
    assert rates(JUNE_20)["waived"] == 0, "as it was known before"
    assert Q2 not in due(JUNE_30)
    assert [report.agency for report in expected_reports(facts(), cutoff=AsOf(JUNE_30, Q2))] == ["A", "C"]


def test_a_waived_report_that_came_all_the_same_is_in_no_rate():
    waive([C])

    assert rates(JUNE_30)["completeness"] == (1, 2)


def test_a_lifted_waiver_makes_the_report_expected_again():
    waive()
    lift_waivers(user=CUONG, reports=[B], at=local("2026-07-02 09:00"))

    assert rates(local("2026-07-01 09:00"))["waived"] == 1
    assert rates(local("2026-07-02 09:00"))["waived"] == 0
    assert [what for _, what, _, _ in audit()] == ["waive_report", "lift_waiver"]


@pytest.mark.parametrize(
    "change, problem",
    [
        (lambda: waive(), RoundProblem.WAIVED),
        (lambda: extend(), RoundProblem.WAIVED),
        (lambda: waive([C], reason=""), RoundProblem.REASON_MISSING),
        (lambda: lift_waivers(user=CUONG, reports=[C], at=JUNE_30), RoundProblem.NOT_WAIVED),
    ],
)
def test_what_does_not_fit_a_waiver_is_refused(change, problem):
    waive()
    with pytest.raises(RoundRefused) as refused:
        change()

    assert refused.value.problem is problem


def test_late_and_locked_are_two_states_of_the_round():
    assert states(local("2026-06-17 23:59"))["B"] is ReportState.NOT_SENT
    assert states(local("2026-06-18 00:00"))["B"] is ReportState.LATE
    assert states(local("2026-07-17 23:59"))["B"] is ReportState.LATE
    assert states(local("2026-07-18 00:00"))["B"] is ReportState.LOCKED


def test_the_round_says_how_each_report_stands():
    assert states(JUNE_20) == {"A": ReportState.WAITING, "B": ReportState.LATE, "C": ReportState.WAITING}
    assert states(JUNE_30) == {"A": ReportState.ACCEPTED, "B": ReportState.LATE, "C": ReportState.ACCEPTED}
    assert states(local("2026-06-19 09:00"))["A"] is ReportState.RETURNED
    waive(at=JUNE_30)
    assert states(JUNE_30)["B"] is ReportState.WAIVED


def test_the_rounds_of_a_plan_are_those_that_have_opened():
    plan = facts().plans["P1"]

    assert rounds_of(plan, today=date(2026, 6, 14))[0].code == "2026-Q2"
    assert rounds_of(plan, today=date(2026, 6, 15))[0].code == "2026-Q3"
    assert current_round(plan, as_of=JUNE_30) == Q2


def test_an_assumed_regime_is_marked_until_the_office_confirms_it():
    [assumed] = facts().plans["P1"].regimes
    confirm_regime(user=CUONG, plan="P1", valid_from=assumed.valid_from, at=JUNE_30)
    [confirmed] = facts().plans["P1"].regimes

    assert (assumed.basis, assumed.is_assumed) == ("giả định", True)
    assert (confirmed.basis, confirmed.is_assumed, confirmed.confirmed_at) == ("giả định", False, JUNE_30)
    assert audit() == [("cuong", "confirm_regime", "P1 2025-12-15", "")]
    with pytest.raises(RoundRefused) as refused:
        confirm_regime(user=CUONG, plan="P1", valid_from=assumed.valid_from, at=JUNE_30)
    assert refused.value.problem is RoundProblem.ALREADY_CONFIRMED


ROUND_FILES = {
    "waivers": "agency,plan,period,reason,by,at,lifted_by,lifted_at\n"
    'B,P1,2026-Q2,"Sắp xếp, tổ chức lại",cuong,2026-06-30T09:00:00+07:00,cuong,2026-07-02T09:00:00+07:00\n',
    "regime_confirmations": "plan,valid_from,by,at\nP1,2024-01-01,cuong,2026-06-30T09:00:00+07:00\n",
    "messages": "agency,plan,period,from_office,text,by,at\n"
    "B,P1,2026-Q2,yes,Đề nghị gửi báo cáo,cuong,2026-06-30T09:00:00+07:00\n"
    "B,P1,2026-Q2,no,Sẽ gửi,binh,2026-06-30T09:00:00+07:00\n",
    "review_notes": "submission,text,by,at\nSUB,Xem lại số liệu,cuong,2026-06-30T09:00:00+07:00\n",
    "reminders": "agency,plan,period,user,address,kind,due,by,at,state,tries,sent_at,outcome\n"
    "B,P1,2026-Q2,binh,binh@so-b.vn,late,2026-06-17,cuong,2026-06-30T09:00:00+07:00,sent,1,2026-06-30T09:01:00+07:00,\n",
}


@pytest.mark.usefixtures("postgres")
def test_what_a_round_holds_moves_between_databases_byte_for_byte(tmp_path, new_url, monkeypatch):
    dump(tmp_path / "case")
    number = (tmp_path / "case" / "submissions.csv").read_text(encoding="utf-8").splitlines()[1].split(",")[0]
    files = {f"{name}.csv": text.replace("SUB,", f"{number},") for name, text in ROUND_FILES.items()}
    for name, text in files.items():
        (tmp_path / "case" / name).write_text(text, encoding="utf-8")
    came_from = tmp_path / "case"
    for kind in ("sqlite", "postgresql"):
        with using(new_url(kind, TABLES), monkeypatch):
            load(came_from)
            came_from = tmp_path / kind
            dump(came_from)

    assert {name: data.decode() for name, data in contents(came_from).items() if name in files} == files


def lock(*, reason="Đã tổng hợp xong", at=JUNE_30, user=CUONG):
    lock_round(user=user, plan="P1", period=Q2, reason=reason, at=at)


def reopen(*, until=date(2026, 8, 10), reason="Còn cơ quan gửi bổ sung", at=AUGUST_1, user=CUONG):
    reopen_round(user=user, plan="P1", period=Q2, until=until, reason=reason, at=at)


class TestALockByHand:
    def test_holds_at_once_for_everybody_but_a_running_extension(self):
        extend([B], due_on=date(2026, 7, 5))
        lock()

        assert deadline_status(JUNE_30, agency="A") is DeadlineStatus.LOCKED
        assert deadline_status(JUNE_30, agency="B") is DeadlineStatus.OPEN
        assert deadline_status(local("2026-07-06 09:00"), agency="B") is DeadlineStatus.LOCKED
        assert audit()[-1] == ("cuong", "lock_round", "P1 2026-Q2", "Đã tổng hợp xong")

    def test_moves_no_figure_and_is_not_known_before(self):
        before = rates(JUNE_30)
        lock()

        assert rates(JUNE_30) == before
        assert states(JUNE_30)["B"] is ReportState.LOCKED
        assert states(local("2026-06-30 08:59"))["B"] is ReportState.LATE

    @pytest.mark.parametrize(
        "at, problem",
        [(local("2026-06-17 09:00"), RoundProblem.NOT_DUE_YET), (AUGUST_1, RoundProblem.LOCKED_ALREADY)],
    )
    def test_is_refused_before_the_due_day_has_passed_and_where_it_is_locked(self, at, problem):
        with pytest.raises(RoundRefused) as refused:
            lock(at=at)
        assert refused.value.problem is problem

    def test_needs_a_reason_and_is_of_the_office_that_consolidates(self):
        with pytest.raises(RoundRefused) as refused:
            lock(reason=" ")
        assert refused.value.problem is RoundProblem.REASON_MISSING
        for user in (ELSEWHERE, BINH):
            with pytest.raises(NotAllowed):
                lock(user=user)


class TestOpeningALockedRoundAgain:
    def test_takes_late_reports_up_to_the_day(self):
        assert Q2 not in due(AUGUST_1)
        reopen()

        assert deadline_status(AUGUST_1) is DeadlineStatus.LATE
        assert deadline_status(local("2026-08-11 09:00")) is DeadlineStatus.LOCKED
        assert due(AUGUST_1)[Q2] == date(2026, 6, 17)
        assert audit() == [("cuong", "reopen_round", "P1 2026-Q2", "2026-08-10 Còn cơ quan gửi bổ sung")]

    def test_can_be_followed_by_another_lock(self):
        reopen()
        lock(at=local("2026-08-03 09:00"))

        assert deadline_status(local("2026-08-03 10:00")) is DeadlineStatus.LOCKED

    @pytest.mark.parametrize(
        "at, until, problem",
        [
            (JUNE_30, date(2026, 7, 30), RoundProblem.NOT_LOCKED),
            (AUGUST_1, date(2026, 7, 31), RoundProblem.OPEN_UNTIL_THE_PAST),
            (AUGUST_1, date(2036, 8, 10), RoundProblem.DUE_TOO_FAR),
        ],
    )
    def test_is_refused_where_it_is_not_locked_or_the_day_is_wrong(self, at, until, problem):
        with pytest.raises(RoundRefused) as refused:
            reopen(at=at, until=until)
        assert refused.value.problem is problem

    def test_stands_in_a_dump(self, tmp_path):
        reopen()
        dump(tmp_path / "dump")

        [row] = rows(tmp_path / "dump" / "round_locks.csv")
        assert (row["period"], row["locks_on"], row["by"]) == ("2026-Q2", "2026-08-10", "cuong")
