"""Where each task stands on a plan's day: §4."""

from calendar import monthrange
from datetime import date
from fractions import Fraction
from functools import cached_property

from tests.recomputation.leads import active, leads_on, spells, took_over_from
from tests.recomputation.periods import a_day, an_instant, has_ended, is_own, local_day


class PlanThen:
    """A plan as it is looked at: on which day, and in which period."""

    def __init__(self, known, plan, period):
        self.known, self.plan, self.period = known, plan, period
        day = local_day(known.as_of)
        self.last_counted = plan.last_day(period) if period else date.max
        """Lines of periods that end later are left out."""
        self.day = min(day, self.last_counted)

    @cached_property
    def ended(self):
        """The reports that it had asked for by the day."""
        plan, as_of = self.plan, self.known.as_of
        return [
            period
            for period in plan.asked
            if plan.last_day(period) <= self.day and has_ended(plan.last_day(period), as_of)
        ]

    @cached_property
    def this_period(self):
        """By which continuing tasks are judged and others are covered; never a round of its own."""
        if self.period and not is_own(self.period) and self.plan.report_for(self.period):
            return self.plan.report_for(self.period)
        return self.ended[-1] if self.ended else None

    @cached_property
    def report(self):
        """The report that is expected."""
        return self.known.report_for(self.plan, self.period) if self.period else self.this_period

    def asked_in(self, year):
        return [period for period in self.plan.asked if int(period[:4]) == year]


class TaskThen:
    """A task on its plan's day, with what had been changed by the instant."""

    def __init__(self, at, row):
        self.at, self.row, self.code = at, row, row["code"]
        rows = at.known.rows
        self.changes = [change for change in at.known.by_now(rows["task_changes"]) if change["task"] == self.code]
        self.changes.sort(key=lambda change: (change["valid_from"], an_instant(change["at"])))
        found = spells(rows, self.code, ["lead"])
        self.leading = active(found, at.day)
        self.leads = tuple(leads_on(found, at.day))
        self.before = took_over_from(found, rows["successions"])

    @cached_property
    def begins_on(self):
        return max(self.at.plan.in_force_from or date.min, a_day(self.row["first_on"]) or date.min)

    @property
    def is_known(self):
        return not self.row["entered_at"] or an_instant(self.row["entered_at"]) <= self.at.known.as_of

    @property
    def is_shown(self):
        return self.is_known and self.begins_on <= self.at.day

    def holding(self, field, day):
        """The changes that hold on a day, the one that wins last."""
        return [change for change in self.changes if change["field"] == field and a_day(change["valid_from"]) <= day]

    def value(self, field, day):
        holding = self.holding(field, day)
        return holding[-1]["value"] if holding else self.row[field]

    @property
    def type(self):
        return self.value("type", self.at.day)

    @property
    def weight(self):
        return Fraction(self.value("weight", self.at.day) or 1)

    def stopped_on(self, day):
        """Since when it is stopped, where it is on that day."""
        holding = self.holding("stopped", day)
        return a_day(holding[-1]["valid_from"]) if holding and holding[-1]["value"] == "yes" else None

    def due_on(self, year, held_on):
        """Of a yearly task the year's; a change that names a year is of that year alone."""
        if year is None:
            return a_day(self.value("due_on", held_on))
        holding = [change["value"] for change in self.holding("due_on", held_on)]
        holding = [value for value in holding if not value or int(value[:4]) == year]
        if holding:
            return a_day(holding[-1])
        first = a_day(self.row["due_on"])
        return first and date(year, first.month, min(first.day, monthrange(year, first.month)[1]))

    @property
    def times_extended(self):
        """How often its date was changed to a later one; of a yearly task each year's own."""
        count, dates = 0, {}
        for change in self.holding("due_on", self.at.day):
            value = a_day(change["value"])
            year = value.year if value and self.type == "yearly" else None
            first = self.due_on(year, date.min)
            count += bool(value and dates.get(year, first) and value > dates.get(year, first))
            dates[year] = value
        return count

    def counts_as_done(self, day):
        """Whether a done-on date counts on the plan's day."""
        last, stopped = self.at.plan.last_day_in_force, self.stopped_on(self.at.day)
        return day <= self.at.day and (not last or day <= last) and (not stopped or day < stopped)

    def lines(self, lead):
        lines = self.at.known.lines.get((self.code, lead), [])
        return [line for line in lines if line.ends_on <= self.at.last_counted]

    def last_line(self, lead, fits):
        """A lead's last line that fits; where it has none, that of the leads it took the task over from."""
        own = [line for line in self.lines(lead) if fits(line)]
        if own:
            return own[-1]
        found = [self.last_line(lead_before, fits) for lead_before in self.before.get(lead, [])]
        return max((line for line in found if line), key=lambda line: line.order, default=None)


class Row:
    """A task with all its leads together, or with one of them."""

    def __init__(self, task, leads):
        self.task, self.at, self.leads = task, task.at, leads

    # The year looked at

    @cached_property
    def year(self):
        """Of a yearly task; None of others, whose lines of all years count."""
        if self.task.type != "yearly":
            return None
        year = self.at.day.year
        return year - 1 if self._is_still(year - 1) else year

    def _is_still(self, last_year):
        """Whether what is looked at is still last year's."""
        plan = self.at.plan
        if any(self.task.last_line(lead, lambda line: line.year == last_year + 1) for lead in self.leads):
            return False
        if any(plan.last_day(period) < self.at.day for period in self.at.asked_in(last_year + 1)):
            return False
        due_on = self.task.due_on(last_year, self.at.day)
        stopped = self.task.stopped_on(self.at.day)
        if due_on is None or not plan.is_in_force_on(due_on) or (stopped and due_on >= stopped):
            return False
        windows = [plan.last_day(period) for period in self.at.asked_in(last_year)]
        done_on = self._done_on(last_year)
        return bool(windows) and (done_on is None or done_on > max(windows))

    # What the leads' lines say

    def _last_line(self, lead, year, fits=lambda line: True):
        return self.task.last_line(lead, lambda line: (year is None or line.year == year) and fits(line))

    def _percent_line(self, lead, year):
        return self._last_line(lead, year, lambda line: line.percent is not None)

    def _done_on_of(self, lead, year):
        line = self._percent_line(lead, year)
        return line.done_on if line and line.says_done and self.task.counts_as_done(line.done_on) else None

    def _done_on(self, year):
        days = [self._done_on_of(lead, year) for lead in self.leads]
        return max(days) if days and None not in days else None

    def _this_period(self, lead):
        this = self.at.this_period
        return self._last_line(lead, self.year, lambda line: this is not None and line.report == this)

    @cached_property
    def done_on(self):
        return self._done_on(self.year)

    @cached_property
    def percents(self):
        lines = [self._percent_line(lead, self.year) for lead in self.leads]
        return [line.percent if line else Fraction(0) for line in lines]

    @property
    def percent(self):
        return sum(self.percents, Fraction(0)) / (len(self.percents) or 1)

    @property
    def minimum(self):
        return min(self.percents, default=Fraction(0))

    # State

    @property
    def is_continuing(self):
        return self.task.type == "continuing"

    @property
    def due_on(self):
        return self.task.due_on(self.year, self.at.day if self.done_on is None else self.done_on)

    @property
    def is_due(self):
        return self.due_on is not None and self.due_on <= self.at.day

    @cached_property
    def state(self):
        if self.done_on and not self.is_continuing:
            return self._state_of_done()
        if self.at.plan.is_over_on(self.at.day) or self.task.stopped_on(self.at.day):
            return "void"
        if self.is_continuing:
            return self._state_of_continuing()
        if self.due_on is None:
            return "no_deadline"
        return "overdue" if self.at.day > self.due_on else "in_progress"

    def _state_of_done(self):
        if self.due_on is None:
            return "done_undated"
        return "done_late" if self.done_on > self.due_on else "done_on_time"

    def _state_of_continuing(self):
        lines = [self._this_period(lead) for lead in self.leads]
        said = [line.status if line else "" for line in lines]
        others = [status for status in said if status != "nothing_to_report"]
        if said and not others:
            return "nothing_arose"
        if others and set(others) == {"carried_out"}:
            return "carried_out"
        if "carried_out" in others:
            return "partly"
        return "not_carried_out" if "not_carried_out" in others else "not_reported"

    @property
    def is_measured(self):
        return not self.is_continuing and self.state != "void"

    @cached_property
    def is_asked(self):
        """Whether a report can tell of it already."""
        ended = [period for period in self.at.ended if self.year is None or int(period[:4]) == self.year]
        return self.is_measured and bool(ended)

    @cached_property
    def is_covered(self):
        told = [self._this_period(lead) or self._done_on_of(lead, self.year) for lead in self.leads]
        return self.is_asked and bool(told) and all(told)

    @property
    def flag(self):
        if not self.is_asked or self.is_covered:
            return None
        return "stale" if any(self._last_line(lead, self.year) for lead in self.leads) else "not_reported"

    @property
    def is_judged(self):
        """Whether it is in `continuing_rate`."""
        in_force = self.is_continuing and self.state not in ("void", "nothing_arose")
        return in_force and bool(self.task.leading) and bool(self.at.ended)

    @property
    def is_unassigned(self):
        in_force = self.at.plan.is_in_force_on(self.at.day) and not self.task.stopped_on(self.at.day)
        return in_force and not self.task.leading
