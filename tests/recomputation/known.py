"""What was known of a folder at an instant."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property

from tests.recomputation.periods import Plan, a_day, an_instant, is_own, with_empty_cells, year_of


@dataclass(frozen=True)
class Line:
    """One reported line that counts. `report` is the one of the plan's that it belongs to, if any."""

    ends_on: date
    sent_at: datetime
    report: str | None
    period_year: int
    percent: Fraction | None
    status: str
    done_on: date | None

    @property
    def says_done(self):
        return self.percent == 100 and self.done_on is not None

    @property
    def year(self):
        return min(self.done_on.year, self.period_year) if self.says_done else self.period_year

    @property
    def order(self):
        return self.ends_on, self.sent_at


class Folder:
    """The rows, and the plans in them."""

    def __init__(self, rows):
        self.rows = with_empty_cells(rows)
        self.plans = {row["code"]: Plan(self.rows, row["code"]) for row in self.rows["plans"]}
        self.moves = {row["number"]: self._moves_of(row["number"]) for row in self.rows["submissions"]}

    def _moves_of(self, number):
        moves = [
            (an_instant(row["at"]), row["decision"]) for row in self.rows["reviews"] if row["submission"] == number
        ]
        return sorted(moves)


class Known:
    """At `as_of`: what had been entered, sent and decided by then."""

    def __init__(self, folder, as_of, unreviewed):
        self.folder, self.rows, self.as_of, self.unreviewed = folder, folder.rows, as_of, unreviewed

    def by_now(self, rows):
        """Of rows that say when they were entered, in that order."""
        return sorted(
            (row for row in rows if an_instant(row["at"]) <= self.as_of), key=lambda row: an_instant(row["at"])
        )

    # Rounds

    def rounds(self, plan):
        return [row for row in self.by_now(self.rows["rounds"]) if row["plan"] == plan.code]

    def own_rounds(self, plan):
        return sorted({row["period"] for row in self.rounds(plan) if is_own(row["period"])})

    def report_for(self, plan, code):
        """The report that is looked at with a period: the plan's of the same end, or the round of its own if called."""
        if is_own(code):
            return code if code in self.own_rounds(plan) else None
        return plan.report_for(code)

    def due_on(self, plan, report):
        """The original due day."""
        set_for_it = [row for row in self.rounds(plan) if row["period"] == report]
        if set_for_it and set_for_it[-1]["due_on"]:
            return a_day(set_for_it[-1]["due_on"])
        return plan.last_day(report) if is_own(report) else plan.due_on(report)

    # Submissions

    def status(self, sent):
        """How a submission stood; None before it was known."""
        if an_instant(sent["entered_at"] or sent["submitted_at"]) > self.as_of:
            return None
        moves = self.folder.moves[sent["number"]]
        decided = [decision for at, decision in moves if at <= self.as_of]
        if decided:
            return decided[-1]
        return "submitted" if moves else sent["status"]

    def was_returned(self, sent):
        moves = self.folder.moves[sent["number"]]
        by_now = [decision for at, decision in moves if at <= self.as_of]
        return "returned" in by_now or self.status(sent) == "returned"

    @cached_property
    def lines(self):
        """Those that count, by (task, agency), in order."""
        counting = {"accepted", "submitted"} if self.unreviewed else {"accepted"}
        sent = {row["number"]: row for row in self.rows["submissions"] if self.status(row) in counting}
        found = {}
        for row in self.rows["report_lines"]:
            if row["submission"] in sent:
                submission = sent[row["submission"]]
                found.setdefault((row["task"], submission["agency"]), []).append(self._line(row, submission))
        return {key: sorted(lines, key=lambda line: line.order) for key, lines in found.items()}

    def _line(self, row, sent):
        plan, code = self.folder.plans[sent["plan"]], sent["period"]
        return Line(
            ends_on=plan.last_day(code),
            sent_at=an_instant(sent["submitted_at"]),
            report=None if is_own(code) else plan.report_for(code),
            period_year=year_of(code),
            percent=Fraction(row["percent"]) if row["percent"] else None,
            status=row["status"],
            done_on=a_day(row["done_on"]),
        )
