"""Several who work on one store: what another process or thread has written is in the next answer."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest

from actions.review import accept_submission
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import expected_reports, groups, task_statuses, total
from data_model.rules.figures.measures import Measure
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.periods import Period
from data_model.settings import PROJECT_DIR
from data_model.store import open_transaction
from data_model.tables import Agency, Assignment, Plan, ReportLine, Submission, Task
from data_model.values import AgencyKind, AssignmentRole, GroupBy, Mode, Role, SubmissionStatus, TaskType
from tests.builders.fresh_columns import facts_at
from tests.builders.stores import local
from tests.builders.submissions import sent_and_waiting

pytestmark = [pytest.mark.usefixtures("worked_case"), pytest.mark.slow]  # waits for other processes

AT = local("2026-06-26 10:00")
Q2 = AsOf(AT, Period.from_code("2026-Q2"))
CUONG = CurrentUser("cuong", "Cơ quan đầu mối", Role.COORDINATOR, agency="A")

ACCEPT = """
import sys
from datetime import datetime

from actions.review import accept_submission
from data_model.rules.people.access import CurrentUser
from data_model.values import Role

user = CurrentUser("cuong", "Cơ quan đầu mối", Role.COORDINATOR, agency="A")
accept_submission(user=user, number=sys.argv[1], at=datetime.fromisoformat(sys.argv[2]))
"""


def progress(cutoff=Q2):
    return total(facts_at(AT), cutoff=cutoff)[Measure.PROGRESS].n


def in_another_process(script, *arguments):
    subprocess.run([sys.executable, "-c", script, *arguments], cwd=PROJECT_DIR, env=os.environ, check=True, timeout=120)


def test_what_another_process_accepted_is_in_the_next_answer():
    """T3, of weight 1, goes from 60 % to 100 %, T6 from nothing to 20 %."""
    number = sent_and_waiting()
    facts = facts_at(AT)
    assert total(facts, cutoff=Q2)[Measure.PROGRESS].n == 390

    in_another_process(ACCEPT, number, AT.isoformat())

    assert total(facts, cutoff=Q2)[Measure.PROGRESS].n == 390 + 40 + 20, (
        "facts that were read before ask the same columns"
    )
    assert progress() == 450


MORE = 24


def reports_that_wait():
    """As many agencies as there are reports, each with a task of weight 1 and a report that says 100 %."""
    with open_transaction() as session:
        plan = session.get_one(Plan, 1)
        for place in range(MORE):
            agency = Agency(code=f"X{place:02}", name=f"Xã {place}", kind=AgencyKind.DISTRICT, province="Tỉnh mẫu")
            task = Task(
                code=f"N{place:02}", plan_id=plan.id, title=f"Việc {place}", type=TaskType.ONE_OFF, section="", weight=1
            )
            session.add_all([agency, task])
            session.flush()
            session.add(Assignment(task_id=task.id, agency_id=agency.id, role=AssignmentRole.LEAD, mode=Mode.ASSIGNED))
            sent = Submission(
                number=f"NEW{place:02}",
                agency_id=agency.id,
                plan_id=plan.id,
                period="2026-Q2",
                submitted_at=AT - timedelta(days=1),
                submitted_by="binh",
                status=SubmissionStatus.SUBMITTED,
            )
            session.add(sent)
            session.flush()
            session.add(ReportLine(submission_id=sent.id, task_id=task.id, percent=100, done_on=AT.date()))
    return [f"NEW{place:02}" for place in range(MORE)]


def test_questions_of_several_threads_while_reports_are_accepted_are_of_one_moment_each():
    """Each accepted report adds one to the accepted ones and 100 to the progress: at no moment one without the other."""
    numbers, finished = reports_that_wait(), Event()
    cutoff = AsOf(AT + timedelta(hours=1), Q2.period)

    def accept_one_after_the_other():
        for number in numbers:
            accept_submission(user=CUONG, number=number, at=AT)
        finished.set()

    def ask_until_all_are_accepted():
        told = []
        while not told or not finished.is_set():
            facts = facts_at(AT)
            figures = total(facts, cutoff=cutoff)
            told.append((figures.sums.accepted, figures[Measure.PROGRESS].n))
            assert sum(one.figures[Measure.PROGRESS].n for one in groups(facts, by=GroupBy.PLAN, cutoff=cutoff)) >= 390
            assert len(list(task_statuses(facts, cutoff=cutoff))) == 6 + MORE
            assert len(list(expected_reports(facts, cutoff=cutoff))) == 3 + MORE
        return told

    with ThreadPoolExecutor(5) as threads:
        asking = [threads.submit(ask_until_all_are_accepted) for _ in range(4)]
        threads.submit(accept_one_after_the_other).result()
        answers = [one.result() for one in asking]

    for told in answers:
        assert told == sorted(told), "nobody sees less than before"
        assert {(accepted, progress - 100 * accepted) for accepted, progress in told} == {
            (accepted, 190) for accepted, _ in told
        }
    figures = total(facts_at(AT), cutoff=cutoff)
    assert (figures.sums.accepted, figures[Measure.PROGRESS].n) == (2 + MORE, 390 + 100 * MORE)
