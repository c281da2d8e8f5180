"""Every figure, by what is asked: counts, measures as (n, d), and how late reports are."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from statistics import median

from tests.recomputation.known import Folder, Known
from tests.recomputation.periods import ending, has_ended, width
from tests.recomputation.reports import Report, reporting
from tests.recomputation.tasks import PlanThen, Row, TaskThen

DONE = ("done_on_time", "done_late", "done_undated")
ENDING = (*DONE, "in_progress", "overdue", "no_deadline")
STATES = (*ENDING, "carried_out", "partly", "not_carried_out", "not_reported", "nothing_arose", "void")


@dataclass(frozen=True)
class Figures:
    """Of some rows of tasks and some reports, waived ones among them."""

    rows: list
    reports: list

    def __bool__(self):
        return bool(self.rows or self.reports)

    @property
    def expected(self):
        return [report for report in self.reports if not report.is_waived]

    @cached_property
    def counts(self):
        states = Counter(row.state for row in self.rows)
        measured = [row for row in self.rows if row.is_measured]
        covered = [row for row in measured if row.is_covered]
        judged = [row for row in self.rows if row.is_judged]
        done_due = [row for row in self.rows if row.state in DONE and row.is_due]
        expected = self.expected
        return {state: states[state] for state in STATES} | {
            "weight": weight(measured),
            "weighted": weighted(measured),
            "measured": len(measured),
            "uneven": sum(row.task.weight != 1 for row in measured),
            "asked_weight": weight(row for row in measured if row.is_asked),
            "covered_weight": weight(covered),
            "covered_weighted": weighted(covered),
            "done_due": len(done_due),
            "on_time_due": sum(row.state == "done_on_time" for row in done_due),
            "continuing_judged": len(judged),
            "continuing_carried_out": sum(row.state == "carried_out" for row in judged),
            "unassigned": sum(row.is_unassigned for row in self.rows),
            "expected": len(expected),
            "submitted": sum(report.is_sent for report in expected),
            "on_time": sum(report.is_on_time for report in expected),
            "on_time_extended": sum(report.is_on_time_extended for report in expected),
            "accepted": sum(report.is_accepted for report in expected),
            "returned": sum(report.was_returned for report in expected),
            "nothing_to_report": sum(report.says_nothing_arose for report in expected),
            "waived": len(self.reports) - len(expected),
        }

    @property
    def measures(self):
        found = self.counts
        done = sum(found[state] for state in DONE)
        due = found["done_due"] + found["overdue"]
        return {
            "due_completion": (found["done_due"], due),
            "on_time_completion": (found["on_time_due"], due),
            "overdue_rate": (found["overdue"], due),
            "overall_completion": (done, sum(found[state] for state in ENDING)),
            "continuing_rate": (found["continuing_carried_out"], found["continuing_judged"]),
            "progress": (found["weighted"], found["weight"]),
            "coverage": (found["covered_weight"], found["asked_weight"]),
            "progress_reported": (found["covered_weighted"], found["covered_weight"]),
            "completeness": (found["submitted"], found["expected"]),
            "timeliness": (found["on_time"], found["expected"]),
            "timeliness_extended": (found["on_time_extended"], found["expected"]),
            "accepted_rate": (found["accepted"], found["expected"]),
            "returned_rate": (found["returned"], found["submitted"]),
        }

    @property
    def days_late(self):
        """Median and maximum."""
        late = [report.days_late for report in self.expected if report.days_late]
        return (median(late), max(late)) if late else (None, None)


def weight(rows):
    return sum((row.task.weight for row in rows), Fraction(0))


def weighted(rows):
    return sum((row.task.weight * row.percent for row in rows), Fraction(0))


class Recomputation:
    """One folder seen at an instant, perhaps in a period, of some plans, perhaps of one agency."""

    def __init__(self, rows, *, as_of, period=None, unreviewed=False, **selection):
        folder = rows if isinstance(rows, Folder) else Folder(rows)
        self.known = Known(folder, as_of, unreviewed)
        self.period, self.agency = period, selection.pop("agency", None)
        self.plans = [plan for plan in folder.plans.values() if is_chosen(plan.row, **selection)]

    def _at(self, period, plans=None):
        return At(self.known, self.plans if plans is None else plans, period, self.agency)

    @cached_property
    def at(self):
        return self._at(self.period)

    @property
    def total(self):
        return Figures(self.at.rows, self.at.reports)

    @property
    def by_agency(self):
        rows = [row for task in self.at.together for row in each_lead(task) if self.agency in (None, *row.leads)]
        keys = {row.leads[0] for row in rows} | {report.agency for report in self.at.reports}
        return {
            key: Figures(
                [row for row in rows if row.leads == (key,)],
                [report for report in self.at.reports if report.agency == key],
            )
            for key in keys
        }

    @property
    def by_plan(self):
        return self._by(lambda plan: plan.code)

    @property
    def by_directive(self):
        return self._by(lambda plan: plan.row["main_directive"] or None)

    def _by(self, key_of):
        found = {}
        for key in {key_of(plan) for plan in self.plans}:
            rows = [row for row in self.at.rows if key_of(row.at.plan) == key]
            found[key] = Figures(rows, [report for report in self.at.reports if key_of(report.at.plan) == key])
        return {key: figures for key, figures in found.items() if figures}

    @property
    def by_task(self):
        """With the reports that are expected, in its plan, of the agencies with a part in it on the window's last day."""
        found = {}
        for row in self.at.rows:
            parts = reporting(row.at, [row.task])
            reports = [report for report in self.at.reports if report.at.plan is row.at.plan and report.agency in parts]
            found[row.task.code] = Figures([row], reports)
        return found

    @property
    def by_period(self):
        """Each period that had ended, whichever is chosen, over the plans that asked for it."""
        found = {}
        for period in self._ended():
            asking = [plan for plan in self.plans if self.known.report_for(plan, period)]
            at = self._at(period, asking)
            found[period] = Figures(at.rows, at.reports)
        return found

    def _ended(self):
        asked, own = set(), set()
        for plan in self.plans:
            asked |= {period for period in plan.asked if has_ended(plan.last_day(period), self.known.as_of)}
            own |= {
                own_round
                for own_round in self.known.own_rounds(plan)
                if has_ended(plan.last_day(own_round), self.known.as_of)
            }
        if not any(plan.keeps_apart() for plan in self.plans):
            asked = {period for period in asked if not any(is_wider(other, period) for other in asked)}
        return asked | own


class At:
    """The rows behind the figures of some plans in one period."""

    def __init__(self, known, plans, period, agency):
        self.known, self.agency = known, agency
        self.plans = [PlanThen(known, plan, period) for plan in plans]

    @cached_property
    def _tasks(self):
        """Of each plan, those also that are not shown on the day."""
        rows = self.known.rows["tasks"]
        return [[TaskThen(at, row) for row in rows if row["plan"] == at.plan.code] for at in self.plans]

    @cached_property
    def together(self):
        """Each task once, its leads together."""
        return [Row(task, task.leads) for tasks in self._tasks for task in tasks if task.is_shown]

    @cached_property
    def rows(self):
        if self.agency is None:
            return self.together
        return [row for task in self.together for row in each_lead(task) if row.leads == (self.agency,)]

    @cached_property
    def reports(self):
        return [
            Report(at, agency)
            for at, tasks in zip(self.plans, self._tasks, strict=True)
            for agency in reporting(at, tasks)
            if self.agency in (None, agency)
        ]


def each_lead(row):
    return [Row(row.task, (lead,)) for lead in row.leads]


def is_wider(other, code):
    return ending(other) == ending(code) and width(other) > width(code)


def is_chosen(row, *, province=None, directive=None, plan=None):
    return (
        province in (None, row["province"])
        and directive in (None, row["main_directive"])
        and plan in (None, row["code"])
    )
