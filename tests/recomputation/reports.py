"""How each expected report came in: §3."""

from datetime import date
from functools import cached_property

from tests.recomputation.leads import active, spells
from tests.recomputation.periods import a_day, an_instant, local_day

ROLES = ["lead", "coordinate"]
SENT = {"submitted", "returned", "accepted"}


def reporting(at, tasks):
    """The agencies that have a part in one of these tasks on the last day of the window of the plan's report."""
    if at.report is None:
        return []
    day = at.plan.last_day(at.report)
    if not at.plan.is_in_force_on(day):
        return []
    found = set()
    for task in tasks:
        if task.is_known and task.begins_on <= day and not task.stopped_on(day):
            found |= set(active(spells(at.known.rows, task.code, ROLES), day))
    return sorted(found)


class Report:
    """Agency × plan × the report that is looked at."""

    def __init__(self, at, agency):
        self.at, self.agency, self.known = at, agency, at.known

    def _its(self, name):
        """Rows about it: they may name a narrower period of the same end."""
        rows = [
            row for row in self.known.rows[name] if (row["agency"], row["plan"]) == (self.agency, self.at.plan.code)
        ]
        return [row for row in rows if self.known.report_for(self.at.plan, row["period"]) == self.at.report]

    @cached_property
    def is_waived(self):
        granted = self.known.by_now(self._its("waivers"))
        return any(not row["lifted_at"] or an_instant(row["lifted_at"]) > self.known.as_of for row in granted)

    @cached_property
    def sent(self):
        """What was sent and not withdrawn, first to last."""
        rows = [row for row in self._its("submissions") if self.known.status(row) not in (None, "withdrawn")]
        return sorted(rows, key=lambda row: an_instant(row["submitted_at"]))

    @cached_property
    def live(self):
        return [row for row in self.sent if self.known.status(row) in SENT]

    @property
    def is_sent(self):
        return bool(self.live)

    @property
    def came_on(self):
        return local_day(an_instant(self.sent[0]["submitted_at"])) if self.is_sent else None

    @cached_property
    def due_on(self):
        return self.known.due_on(self.at.plan, self.at.report)

    @property
    def extended_to(self):
        granted = self.known.by_now(self._its("extensions"))
        return max(self.due_on, a_day(granted[-1]["due"])) if granted else self.due_on

    @property
    def is_on_time(self):
        return self.is_sent and self.came_on <= self.due_on

    @property
    def is_on_time_extended(self):
        return self.is_sent and self.came_on <= self.extended_to

    @property
    def is_accepted(self):
        return any(self.known.status(row) == "accepted" for row in self.live)

    @property
    def was_returned(self):
        return self.is_sent and any(self.known.was_returned(row) for row in self.sent)

    @property
    def says_nothing_arose(self):
        if not self.live:
            return False
        lines = [row for row in self.known.rows["report_lines"] if row["submission"] == self.live[-1]["number"]]
        return bool(lines) and all(row["status"] == "nothing_to_report" for row in lines)

    @property
    def days_late(self):
        came_on: date = self.came_on or local_day(self.known.as_of)
        return max(0, (came_on - self.due_on).days)
