"""The figures of docs/definitions.md once more, in plain Python over the rows of a folder.

Written from the definitions alone, as slowly and plainly as they read, and nothing of the product is used,
so that both can only agree where both are right.
"""

from calendar import monthrange
from collections import Counter
from datetime import date, datetime, timedelta
from fractions import Fraction
from statistics import median
from zoneinfo import ZoneInfo

ENDS_IN = {"quarter": (3, 6, 9, 12), "half": (6, 12), "nine_months": (9,), "year": (12,)}
DUE_DAYS = 3
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def last_month(code):
    part = code[5:]
    return 12 if not part else 9 if part == "9M" else int(part[1:]) * {"M": 1, "Q": 3, "H": 6}[part[0]]


def end(code):
    """A period by its end alone: reports that end on the same day are one report."""
    return int(code[:4]), last_month(code)


def last_day(ending, window):
    year, month = ending
    return date(year, month, 14 if window == "nd09" else monthrange(year, month)[1])


def a_day(text):
    return date.fromisoformat(text) if text else None


def an_instant(text):
    return datetime.fromisoformat(text)


class Recomputation:
    """One folder seen at an instant, perhaps in a period. Rows are dicts of texts, by file."""

    def __init__(self, rows, *, as_of, period=None, unreviewed=False):
        self.rows, self.as_of, self.period, self.unreviewed = rows, as_of, period, unreviewed
        self.regime = {row["plan"]: row for row in rows["regimes"]}
        self.plan = {row["code"]: row for row in rows["plans"]}
        self.submission = {row["number"]: row for row in rows["submissions"]}

    # When

    def day(self, plan):
        """That window's last day, or `as_of`'s day where no period is chosen."""
        if self.period:
            return last_day(end(self.period), self.regime[plan]["window"])
        return self.as_of.astimezone(HANOI).date()

    def reporting_year(self, plan):
        day = self.day(plan)
        return day.year + (self.regime[plan]["window"] == "nd09" and (day.month, day.day) >= (12, 15))

    def this_period(self, plan):
        """The chosen one, or the last whose window had ended by `as_of`; None where the regime asks for none."""
        regime = self.regime[plan]
        months = {month for kind in regime["kinds"].split("; ") for month in ENDS_IN[kind]}
        if self.period:
            chosen = end(self.period)
            return chosen if chosen[1] in months and self.is_asked_for(chosen, regime) else None
        ended = [(year, month) for year in range(2024, 2029) for month in months]
        ended = [one for one in ended if self.is_asked_for(one, regime) and self.has_ended(one, regime)]
        return max(ended, default=None)

    def is_asked_for(self, ending, regime):
        return last_day(ending, regime["window"]) >= a_day(regime["valid_from"])

    def has_ended(self, ending, regime):
        over = last_day(ending, regime["window"]) + timedelta(days=1)
        return self.as_of >= datetime(over.year, over.month, over.day, tzinfo=HANOI) - timedelta(microseconds=1)

    # Plans and assignments

    def issued(self, plan):
        return a_day(self.plan[plan]["issued_on"]) or a_day(self.regime[plan]["valid_from"])

    def replaced(self, plan):
        days = [self.issued(code) for code, row in self.plan.items() if row["replaces"] == plan]
        return days[0] if days else None

    def is_replaced(self, plan, day):
        return self.replaced(plan) is not None and self.replaced(plan) <= day

    def assigned(self, task, day, roles=("lead", "coordinate")):
        """A task given to a group becomes one assignment per member, by date."""
        found = []
        for row in self.rows["assignments"]:
            if row["task"] == task["code"] and row["role"] in roles:
                members = [one for one in self.rows["groups"] if one["group"] == row["agency"]]
                found += [one["member"] for one in members if self.is_member(one, day)] if members else [row["agency"]]
        return sorted(set(found))

    def is_member(self, row, day):
        return (a_day(row["valid_from"]) or date.min) <= day <= (a_day(row["valid_to"]) or date.max)

    def leads(self, task):
        return self.assigned(task, self.day(task["plan"]), roles=("lead",))

    # Lines

    def status(self, number):
        """How a submission stood at the instant."""
        if an_instant(self.submission[number]["submitted_at"]) > self.as_of:
            return None
        moves = [row for row in self.rows["reviews"] if row["submission"] == number]
        moves = [row["decision"] for row in moves if an_instant(row["at"]) <= self.as_of]
        return moves[-1] if moves else "submitted"

    def counts(self, number):
        later = self.period and end(self.submission[number]["period"]) > end(self.period)
        return not later and self.status(number) in ("accepted", *(["submitted"] if self.unreviewed else []))

    def lines(self, task, agency):
        """The lines that count, oldest first: by period, then by submission; as (end of period, row)."""
        found = []
        for row in self.rows["report_lines"]:
            sent = self.submission[row["submission"]]
            if row["task"] == task["code"] and sent["agency"] == agency and self.counts(row["submission"]):
                found.append((end(sent["period"]), an_instant(sent["submitted_at"]), row))
        if task["type"] == "yearly":
            found = [one for one in found if one[0][0] == self.reporting_year(task["plan"])]
        return [(ending, row) for ending, _, row in sorted(found, key=lambda one: one[:2])]

    def percent(self, task, agency):
        given = [Fraction(row["percent"]) for _, row in self.lines(task, agency) if row["percent"]]
        return given[-1] if given else Fraction(0)

    def done_on(self, task, agency):
        given = [row for _, row in self.lines(task, agency) if row["percent"]]
        if not given or given[-1]["percent"] != "100" or not given[-1]["done_on"]:
            return None
        day = a_day(given[-1]["done_on"])
        return day if day <= self.day(task["plan"]) else None

    def this_time(self, task, agency):
        ending = self.this_period(task["plan"])
        return [row for one, row in self.lines(task, agency) if ending is not None and one == ending]

    # Tasks: `leads` is one agency, or all of them together

    def tasks(self):
        return [task for task in self.rows["tasks"] if self.issued(task["plan"]) <= self.day(task["plan"])]

    def due_on(self, task):
        due = a_day(task["due_on"])
        return due.replace(year=self.reporting_year(task["plan"])) if due and task["type"] == "yearly" else due

    def all_done_on(self, task, leads):
        days = [self.done_on(task, lead) for lead in leads]
        return max(days) if days and None not in days else None

    def state(self, task, leads):
        day, due = self.day(task["plan"]), self.due_on(task)
        done = self.all_done_on(task, leads)
        if task["type"] != "continuing" and done:
            return "done_late" if due and done > due else "done_on_time"
        if self.is_replaced(task["plan"], day):
            return "void"
        if task["type"] == "continuing":
            return "continuing"
        if not due:
            return "no_deadline"
        return "overdue" if day > due else "in_progress"

    def is_covered(self, task, leads):
        return bool(leads) and all(self.this_time(task, lead) or self.done_on(task, lead) for lead in leads)

    def is_carried_out(self, task, leads):
        said = [self.this_time(task, lead) for lead in leads]
        return bool(said) and all(lines and lines[-1]["status"] == "carried_out" for lines in said)

    def mean_percent(self, task, leads):
        return sum((self.percent(task, lead) for lead in leads), Fraction(0)) / (len(leads) or 1)

    # Figures of tasks, given as (task, leads)

    def task_figures(self, chosen):
        states = Counter(self.state(task, leads) for task, leads in chosen)
        done, overdue = states["done_on_time"] + states["done_late"], states["overdue"]
        ending = sum(count for state, count in states.items() if state not in ("continuing", "void"))
        continuing = [one for one in chosen if self.state(*one) == "continuing"]
        measured = [one for one in chosen if one[0]["type"] != "continuing" and self.state(*one) != "void"]
        covered = [one for one in measured if self.is_covered(*one)]
        return {
            "due_completion": (done, done + overdue),
            "on_time_completion": (states["done_on_time"], done + overdue),
            "overall_completion": (done, ending),
            "overdue_rate": (overdue, done + overdue),
            "continuing_rate": (sum(self.is_carried_out(*one) for one in continuing), len(continuing)),
            "progress": (self.weighted(measured), self.weight(measured)),
            "coverage": (self.weight(covered), self.weight(measured)),
            "progress_reported": (self.weighted(covered), self.weight(covered)),
        }

    def weight(self, chosen):
        return sum(Fraction(task["weight"]) for task, _ in chosen)

    def weighted(self, chosen):
        return sum(Fraction(task["weight"]) * self.mean_percent(task, leads) for task, leads in chosen)

    # Figures of reports, given as (plan, agency)

    def expected(self):
        found = []
        for plan in self.plan:
            ending = self.this_period(plan)
            if ending is not None:
                day = last_day(ending, self.regime[plan]["window"])
                if self.issued(plan) <= day and not self.is_replaced(plan, day):
                    tasks = [task for task in self.rows["tasks"] if task["plan"] == plan]
                    found += sorted({(plan, agency) for task in tasks for agency in self.assigned(task, day)})
        return found

    def is_waived(self, plan, agency):
        granted = [row for row in self.rows["waivers"] if (row["plan"], row["agency"]) == (plan, agency)]
        granted = [row for row in granted if end(row["period"]) == self.this_period(plan)]
        return any(
            an_instant(row["at"]) <= self.as_of
            and not (row["lifted_at"] and an_instant(row["lifted_at"]) <= self.as_of)
            for row in granted
        )

    def sent(self, plan, agency):
        """The submissions of the report, as they stood, oldest first; withdrawn ones are none."""
        rows = [row for row in self.rows["submissions"] if (row["plan"], row["agency"]) == (plan, agency)]
        rows = [row for row in rows if end(row["period"]) == self.this_period(plan)]
        rows = [row for row in rows if self.status(row["number"]) not in (None, "withdrawn")]
        return sorted(rows, key=lambda row: an_instant(row["submitted_at"]))

    def due_days(self, plan, agency):
        """The original and the extended due day."""
        ending = self.this_period(plan)
        due = last_day(ending, self.regime[plan]["window"]) + timedelta(days=DUE_DAYS)
        granted = [row for row in self.rows["extensions"] if (row["plan"], row["agency"]) == (plan, agency)]
        granted = [row for row in granted if end(row["period"]) == ending and an_instant(row["at"]) <= self.as_of]
        last = max(granted, key=lambda row: an_instant(row["at"]), default=None)
        return due, max(due, a_day(last["due"])) if last else due

    def report_figures(self, expected):
        first = {
            key: [an_instant(row["submitted_at"]).astimezone(HANOI).date() for row in self.sent(*key)]
            for key in expected
        }
        first = {key: days[0] for key, days in first.items() if days}
        due = {key: self.due_days(*key) for key in expected}
        late = [((first.get(key) or self.as_of.astimezone(HANOI).date()) - due[key][0]).days for key in expected]
        late = [days for days in late if days > 0]
        decided = {key: [self.status(row["number"]) for row in self.sent(*key)] for key in expected}
        return {
            "completeness": (len(first), len(expected)),
            "timeliness": (sum(day <= due[key][0] for key, day in first.items()), len(expected)),
            "timeliness_extended": (sum(day <= due[key][1] for key, day in first.items()), len(expected)),
            "accepted_rate": (sum("accepted" in statuses for statuses in decided.values()), len(expected)),
            "returned_rate": (sum("returned" in statuses for statuses in decided.values()), len(first)),
        }, (median(late) if late else None, max(late, default=None))
