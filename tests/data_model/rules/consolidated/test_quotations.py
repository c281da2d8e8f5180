"""The words that documents quote are those of the lines that the figures count."""

from data_model.rules.consolidated.quotations import LineText, NamedAssignee, assignee_names, counted_texts
from data_model.rules.figures.as_of import AsOf
from data_model.rules.plans.periods import Period
from data_model.values import AssignmentRole
from tests.builders.facts import day, end_of_day, facts, lead, line, sent, task

SECOND = sent("2026-06-18 09:00", line(40), accepted="2026-06-19 09:00")
FIRST = sent("2026-06-16 09:00", line(30), returned="2026-06-17 09:00")
EARLIER = sent("2026-03-16 09:00", line(10), period="2026-Q1", accepted="2026-03-17 09:00")
WAITING = sent("2026-06-20 09:00", line(50))
SENT = [EARLIER, FIRST, SECOND, WAITING]
TEXTS = [
    LineText(submission.number, "T1", result=name)
    for submission, name in zip(SENT, ("Q1", "first", "second", "third"), strict=True)
]


def told(as_of, *, period="2026-Q2", unreviewed=False):
    known = facts(task(lead("A")), submissions=SENT)
    found = counted_texts(known, TEXTS, AsOf(end_of_day(as_of), Period.from_code(period), unreviewed))
    return {key: text.result for key, text in found.items()}


def test_the_last_accepted_line_of_the_period_is_quoted():
    assert told("2026-06-30") == {("T1", "A"): "second"}
    assert told("2026-06-30", period="2026-Q1") == {("T1", "A"): "Q1"}


def test_before_it_was_accepted_nothing_is_quoted():
    assert told("2026-06-18") == {}


def test_what_waits_for_review_is_quoted_where_it_is_counted():
    assert told("2026-06-30", unreviewed=True) == {("T1", "A"): "third"}


def test_a_report_of_the_wider_period_that_ends_the_same_day_is_the_same_report():
    assert told("2026-06-30", period="2026-H1") == {("T1", "A"): "second"}


def test_a_group_is_named_as_the_plan_names_it_while_it_holds_the_task():
    assignees = [
        NamedAssignee(AssignmentRole.LEAD, "Các sở, ban, ngành", valid_to=day("2026-03-31")),
        NamedAssignee(AssignmentRole.LEAD, "Sở A", valid_from=day("2026-04-01")),
        NamedAssignee(AssignmentRole.COORDINATE, "Sở B"),
    ]

    assert assignee_names(assignees, AssignmentRole.LEAD, day("2026-03-31")) == ["Các sở, ban, ngành"]
    assert assignee_names(assignees, AssignmentRole.LEAD, day("2026-04-01")) == ["Sở A"]
    assert assignee_names(assignees, AssignmentRole.COORDINATE, day("2026-04-01")) == ["Sở B"]
