"""The dashboard's questions in DuckDB's own file, by the definitions of `docs/definitions.md` §4.

DuckDB gets flat tables: each line with its agency, window, year and instant of acceptance, and each lead of each task,
groups replaced by members. The statements here are timed: they give n and d of `due_completion` only, where the product
gives all figures (`duckdb_figures.py` has all of them, to check the product).

That is enough for the stores of `provinces.py`: no task there is changed, no plan replaced, no assignment dated, no
acceptance taken back, all windows are those of Decree 09/2019/NĐ-CP and end together, and each line of a task with an
end gives a percentage.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from sqlalchemy import CursorResult, text

from benchmarks.provinces import QUARTERLY, UP_TO_A_YEAR
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.selection import Selection
from data_model.rules.plans.periods import Calendar, Period, end_of, local_day
from data_model.store.base.engine import engine
from data_model.values import TIME_ZONE, UTC, WindowRule

READ_AT_ONCE = 100_000
Shares = dict[object, tuple[int, int]]
"""n and d by key."""

STORED = {
    "stored_line": """
        SELECT l.task_id, s.agency_id, s.period, s.submitted_at, l.percent, l.status, l.done_on, r.decided_at AS accepted_at
        FROM report_line l JOIN submission s ON s.id = l.submission_id
        LEFT JOIN review r ON r.submission_id = s.id AND r.decision = 'accepted'""",
    "stored_task": """
        SELECT t.id AS task_id, t.code AS task, t.plan_id, t.type, t.due_on, t.weight FROM task t""",
    "stored_plan": """
        SELECT p.id AS plan_id, p.code AS plan, p.province, d.code AS directive, p.issued_on, r.agency_due_days AS due_days
        FROM plan p JOIN regime r ON r.plan_id = p.id LEFT JOIN directive d ON d.id = p.main_directive_id""",
    "stored_assignment": "SELECT task_id, agency_id, role FROM assignment",
    "member": "SELECT group_id, member_id FROM group_member",
    "stored_agency": "SELECT id AS agency_id, code AS agency FROM agency",
    "stored_submission": """
        SELECT s.id AS submission_id, s.agency_id, s.plan_id, s.period, s.submitted_at,
               max(CASE r.decision WHEN 'accepted' THEN r.decided_at END) AS accepted_at,
               max(CASE r.decision WHEN 'returned' THEN r.decided_at END) AS returned_at,
               max(CASE r.decision WHEN 'withdrawn' THEN r.decided_at END) AS withdrawn_at
        FROM submission s LEFT JOIN review r ON r.submission_id = s.id
        GROUP BY s.id, s.agency_id, s.plan_id, s.period, s.submitted_at""",
    "stored_value": """
        SELECT v.submission_id, i.name, i.unit, v.value FROM indicator_value v JOIN indicator i ON i.id = v.indicator_id""",
    "stored_extension": "SELECT agency_id, plan_id, period, due_on, granted_at FROM extension",
    "stored_waiver": "SELECT agency_id, plan_id, period, granted_at FROM waiver WHERE lifted_at IS NULL",
}
FLAT = """
CREATE TABLE period AS
    SELECT window_end, any_value(year) AS year, arg_max(period, width) AS period, arg_min(period, width) AS quarter,
           row_number() OVER (PARTITION BY any_value(year) ORDER BY window_end) = 1 AND any_value(year) > min(any_value(year)) OVER () AS looks_back
    FROM windows GROUP BY window_end ORDER BY window_end;
CREATE TABLE agency AS SELECT * FROM stored_agency;
CREATE TABLE plan AS SELECT plan_id, plan, province, directive, issued_on::DATE AS issued_on, due_days::INTEGER AS due_days FROM stored_plan;
CREATE TABLE line AS
    SELECT task_id, agency_id, task_id * 1000000 + agency_id AS lead_id, type, agency, province, window_end, percent, status, done_on::DATE AS done_on,
           CASE WHEN percent = 1000 AND done_on IS NOT NULL THEN least(windows.year, year(done_on::DATE)) ELSE windows.year END AS year,
           accepted_at::TIMESTAMP AS accepted_at, row_number() OVER (ORDER BY window_end, submitted_at) AS place
    FROM stored_line JOIN windows USING (period) JOIN stored_task USING (task_id) JOIN plan USING (plan_id) JOIN agency USING (agency_id)
    ORDER BY task_id, agency_id, place;
CREATE TABLE part AS
    SELECT DISTINCT task_id, coalesce(member_id, agency_id) AS agency_id, role
    FROM stored_assignment LEFT JOIN member ON group_id = agency_id;
CREATE TABLE lead AS
    SELECT task_id, task_id * 1000000 + agency_id AS lead_id, task, type, due_on::DATE AS due_on, weight, plan_id, plan, province, directive, issued_on, agency_id, agency
    FROM part JOIN stored_task USING (task_id) JOIN plan USING (plan_id) JOIN agency USING (agency_id)
    WHERE role = 'lead' ORDER BY task_id, agency_id;
CREATE TABLE reporter AS
    SELECT DISTINCT plan_id, plan, province, directive, due_days, agency_id, agency
    FROM part JOIN stored_task USING (task_id) JOIN plan USING (plan_id) JOIN agency USING (agency_id) ORDER BY ALL;
CREATE TABLE submission AS
    SELECT submission_id, agency_id, plan_id, window_end, submitted_at::TIMESTAMP AS submitted_at, accepted_at::TIMESTAMP AS accepted_at,
           returned_at::TIMESTAMP AS returned_at, withdrawn_at::TIMESTAMP AS withdrawn_at
    FROM stored_submission JOIN windows USING (period);
CREATE TABLE value AS
    SELECT name, unit, value, agency_id, agency, province, plan_id, window_end, submitted_at, accepted_at
    FROM stored_value JOIN submission USING (submission_id) JOIN plan USING (plan_id) JOIN agency USING (agency_id)
    ORDER BY window_end, plan_id;
CREATE TABLE extension AS
    SELECT agency_id, plan_id, window_end, due_on::DATE AS due_on, granted_at::TIMESTAMP AS granted_at FROM stored_extension JOIN windows USING (period);
CREATE TABLE waiver AS
    SELECT agency_id, plan_id, window_end, granted_at::TIMESTAMP AS granted_at FROM stored_waiver JOIN windows USING (period);
"""


def due_in(year: str) -> str:
    """The due date of a yearly task in a year; 29/2 is the last day of February."""
    first = f"make_date({year}, month(due_on), 1)"
    return f"least({first} + (day(due_on) - 1)::INTEGER, last_day({first}))"


REPORTED = "struct_pack(percent := percent, done_on := done_on)"
IN_YEAR_OF_DAY = f"""
WITH last AS (
    SELECT lead_id, arg_max({REPORTED}, place) AS reported
    FROM line
    WHERE {{of_leads}} AND accepted_at <= $as_of AND window_end <= $window_end AND percent IS NOT NULL AND (type <> 'yearly' OR year = $year)
    GROUP BY lead_id),
lead_status AS (
    SELECT lead.*, CASE type WHEN 'yearly' THEN {due_in("$year")} ELSE due_on END AS due_at, $day AS day,
           coalesce(reported.percent = 1000 AND reported.done_on <= $day, false) AS is_done
    FROM lead LEFT JOIN last USING (lead_id) WHERE {{of_leads}}),
task AS (
    SELECT task_id, any_value(task) AS task, any_value(directive) AS directive, any_value(due_at) AS due_at, any_value(day) AS day,
           bool_and(is_done) AS is_done
    FROM lead_status GROUP BY task_id),
judged AS (SELECT * FROM {{rows}})
"""
EARLY_IN_A_YEAR = f"""
WITH last AS (
    SELECT lead_id, arg_max({REPORTED}, place) FILTER (type <> 'yearly' OR year = $year) AS reported,
           arg_max({REPORTED}, place) FILTER (type = 'yearly' AND year = $year - 1) AS reported_before
    FROM line
    WHERE {{of_leads}} AND accepted_at <= $as_of AND window_end <= $window_end AND percent IS NOT NULL AND (type <> 'yearly' OR year >= $year - 1)
    GROUP BY lead_id),
lead_status AS (
    SELECT lead.*, reported IS NOT NULL AS has_begun, reported_before.done_on AS done_before_on,
           coalesce(reported.percent = 1000 AND reported.done_on <= $day, false) AS done_now,
           coalesce(reported_before.percent = 1000 AND reported_before.done_on <= $day, false) AS done_before
    FROM lead LEFT JOIN last USING (lead_id) WHERE {{of_leads}}),
task AS (
    SELECT task_id, any_value(task) AS task, any_value(directive) AS directive, any_value(type) AS type, any_value(due_on) AS due_on,
           any_value(issued_on) AS issued_on, bool_or(has_begun) AS has_begun, max(done_before_on) AS done_before_on,
           bool_and(done_now) AS done_now, bool_and(done_before) AS done_before
    FROM lead_status GROUP BY task_id),
looked AS (
    SELECT *, {due_in("$year - 1")} AS due_before,
           type = 'yearly' AND NOT has_begun AND due_before >= issued_on
           AND (NOT done_before OR done_before_on > make_date($year - 1, 12, 14)) AS is_before
    FROM {{rows}}),
judged AS (
    SELECT *, CASE WHEN is_before THEN done_before ELSE done_now END AS is_done, $day AS day,
           CASE WHEN type <> 'yearly' THEN due_on WHEN is_before THEN due_before ELSE {due_in("$year")} END AS due_at
    FROM looked)
"""
"""Before a period of the day's year has ended, a yearly task may still count in the year before (definitions §4)."""
KEY = "lead_id * 10000 + CASE type WHEN 'yearly' THEN {} ELSE 0 END AS key"
"""A lead, and of a yearly task the year: DuckDB is much quicker with one number than with three."""
GRID = f"""
WITH last_line AS (
    SELECT {KEY.format("year")}, window_end, arg_max({REPORTED}, place) AS reported
    FROM line WHERE accepted_at <= $as_of AND percent IS NOT NULL AND {{of_leads}}
    GROUP BY key, window_end),
finished AS (SELECT key, window_end, CASE WHEN reported.percent = 1000 THEN reported.done_on END AS done_on FROM last_line),
grid AS (
    SELECT {KEY.format("period.year - back")}, task_id, agency_id, type, due_on, issued_on, window_end, period.year AS year, back
    FROM lead, period, (VALUES (0), (1)) AS years (back)
    WHERE window_end <= $ended AND (back = 0 OR (looks_back AND type = 'yearly')) AND {{of_leads}}),
lead_status AS (
    SELECT grid.*, finished.key IS NOT NULL AS is_told, done_on, coalesce(done_on <= grid.window_end, false) AS is_done
    FROM grid ASOF LEFT JOIN finished ON grid.key = finished.key AND grid.window_end >= finished.window_end),
task AS (
    SELECT {{rows}}, window_end, any_value(type) AS type, any_value(due_on) AS due_on, any_value(issued_on) AS issued_on,
           any_value(year) AS year, max(back) = 1 AS looks_back, bool_or(is_told) FILTER (back = 0) AS has_begun,
           bool_and(is_done) FILTER (back = 0) AS done_now, bool_and(is_done) FILTER (back = 1) AS done_before,
           max(done_on) FILTER (back = 1) AS done_before_on
    FROM lead_status GROUP BY ALL),
looked AS (
    SELECT *, {due_in("year - 1")} AS due_before,
           looks_back AND NOT has_begun AND due_before >= issued_on
           AND (NOT done_before OR done_before_on > make_date(year - 1, 12, 14)) AS is_before
    FROM task),
judged AS (
    SELECT *, CASE WHEN is_before THEN done_before ELSE done_now END AS is_done,
           CASE WHEN type <> 'yearly' THEN due_on WHEN is_before THEN due_before ELSE {due_in("year")} END AS due_at, window_end AS day
    FROM looked)
"""
"""The same for each period that had ended, from the last accepted line up to it."""
NUMBERS = """
WITH counted AS (
    SELECT name, unit, arg_max(value, submitted_at) AS value
    FROM value
    WHERE accepted_at <= $as_of AND window_end = (SELECT max(window_end) FROM period WHERE window_end <= $ended) AND {of_leads}
    GROUP BY name, unit, plan_id, agency_id)
SELECT name, unit, sum(value) FROM counted GROUP BY ALL
"""
SHARE = """count(*) FILTER (is_done AND due_at <= day) AS n,
    count(*) FILTER (CASE WHEN is_done THEN due_at <= day ELSE due_at < day END) AS d"""


class DuckStore:
    """A DuckDB file with what the store of `DATABASE_URL` holds."""

    def __init__(self, path: Path) -> None:
        with duckdb.connect(path) as made:
            for name, query in STORED.items():
                made.register("stored", _read(query))
                made.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM stored")
                made.unregister("stored")
            [begins_on] = made.sql("SELECT min(issued_on)::DATE FROM stored_plan").fetchall()[0]
            made.register("windows", _windows(begins_on))
            made.execute(FLAT)
        self.connection = duckdb.connect(path, read_only=True)

    def quarters(self) -> list[Period]:
        """The periods with reports, oldest first; of those that end on the same day the shortest."""
        query = "SELECT quarter FROM period SEMI JOIN line USING (window_end) ORDER BY window_end"
        return [Period.from_code(row[0]) for row in self.connection.sql(query).fetchall()]

    def by_agency(self, cutoff: AsOf, selection: Selection) -> Shares:
        query = f"SELECT agency, {SHARE} FROM judged GROUP BY ALL"
        return self._due_shares(query, cutoff, selection, rows="lead_status")

    def by_directive(self, cutoff: AsOf, selection: Selection) -> Shares:
        query = f"SELECT directive, {SHARE} FROM judged GROUP BY ALL"
        return self._due_shares(query, cutoff, selection, rows="task")

    def by_period(self, cutoff: AsOf, selection: Selection) -> Shares:
        shares = f", share AS (SELECT window_end, {SHARE} FROM judged GROUP BY window_end)"
        query = "SELECT period, n, d FROM share JOIN period USING (window_end) ORDER BY window_end"
        return self._shares(GRID + shares, query, cutoff, selection, rows="task_id")

    def agencies_over_periods(self, cutoff: AsOf, selection: Selection) -> Shares:
        """By agency and period code, with a tab between them as the product has it."""
        shares = f", share AS (SELECT agency_id, window_end, {SHARE} FROM judged GROUP BY ALL)"
        query = "SELECT agency || chr(9) || period, n, d FROM share JOIN period USING (window_end) JOIN agency USING (agency_id)"
        return self._shares(GRID + shares, query, cutoff, selection, rows="task_id, agency_id")

    def overdue(self, cutoff: AsOf, selection: Selection) -> list[str]:
        """The longest first."""
        query = "SELECT task FROM judged WHERE NOT is_done AND due_at < day ORDER BY due_at, task"
        return [row[0] for row in self.rows(self._parts(cutoff), query, cutoff, selection, rows="task")]

    def one_agency(self, cutoff: AsOf, selection: Selection) -> Shares:
        """By task that the agency leads, by its own lines."""
        query = f"SELECT task, {SHARE} FROM judged GROUP BY ALL"
        return self._due_shares(query, cutoff, selection, rows="lead_status")

    def key_numbers(self, cutoff: AsOf, selection: Selection) -> dict[tuple[str, str], Decimal]:
        """By name and unit of an indicator what was reported for the last period that had ended."""
        found = self.rows(NUMBERS, "", cutoff, selection, rows="")
        return {(name, unit): Decimal(hundredths) / 100 for name, unit, hundredths in found}

    def _due_shares(self, query: str, cutoff: AsOf, selection: Selection, *, rows: str) -> Shares:
        return self._shares(self._parts(cutoff), query, cutoff, selection, rows=rows)

    def _parts(self, cutoff: AsOf) -> str:
        """The statement parts; last year is only searched where it may count."""
        return EARLY_IN_A_YEAR if self._may_look_back(self._day(cutoff)) else IN_YEAR_OF_DAY

    def _shares(self, parts: str, query: str, cutoff: AsOf, selection: Selection, *, rows: str) -> Shares:
        return {key: (n, d) for key, n, d in self.rows(parts, query, cutoff, selection, rows=rows)}

    def rows(self, parts: str, query: str, cutoff: AsOf, selection: Selection, *, rows: str) -> list[tuple[Any, ...]]:
        """The result of the statement made of these parts; `rows` replaces the placeholder for the kind of row."""
        wanted = {"province": selection.province, "agency": selection.agency}
        chosen = {name: value for name, value in wanted.items() if value is not None}
        of_leads = " AND ".join(f"{name} = ${name}" for name in chosen) or "true"
        sql = parts.format(of_leads=of_leads, rows=rows) + query
        used = {name: value for name, value in (self._asked(cutoff) | chosen).items() if f"${name}" in sql}
        return self.connection.cursor().execute(sql, used).fetchall()

    def _asked(self, cutoff: AsOf) -> dict[str, object]:
        today, day = local_day(cutoff.as_of), self._day(cutoff)
        return {
            "as_of": cutoff.as_of.astimezone(UTC).replace(tzinfo=None),
            "today": today,
            "ended": today if cutoff.as_of >= end_of(today) else today - timedelta(days=1),
            "day": day,
            "window_end": day if cutoff.period is None else cutoff.period.window(WindowRule.ND09)[1],
            "year": day.year,
        }

    @staticmethod
    def _day(cutoff: AsOf) -> date:
        today = local_day(cutoff.as_of)
        return today if cutoff.period is None else min(today, cutoff.period.window(WindowRule.ND09)[1])

    def _may_look_back(self, day: date) -> bool:
        """Whether last year was asked for, and no period of this year has ended before the day."""
        ends = [end for end, year in self._years if year == day.year]
        return not any(end < day for end in ends) and any(year == day.year - 1 for _, year in self._years)

    @cached_property
    def _years(self) -> list[tuple[date, int]]:
        return self.connection.sql("SELECT window_end, year FROM period").fetchall()


def _windows(begins_on: date) -> pa.Table:
    """Every period whose window ends from a day on, up to a year ahead."""
    last = datetime.now(TIME_ZONE).date() + timedelta(days=400)
    quarters = list(Calendar(frozenset(QUARTERLY), WindowRule.ND09, 0).periods_ending(begins_on, last))
    wider = Calendar(frozenset(UP_TO_A_YEAR), WindowRule.ND09, 0)
    periods = {*quarters, *(report for period in quarters if (report := wider.report_for(period)))}
    rows = [
        {
            "period": period.code,
            "window_end": period.window(WindowRule.ND09)[1],
            "year": period.year,
            "width": period.sort_key[1],
        }
        for period in periods
    ]
    return pa.Table.from_pylist(rows)


def _read(query: str) -> pa.Table:
    with engine().connect() as connection:
        result = connection.execution_options(stream_results=True).execute(text(query))
        return pa.concat_tables(_parts(result), promote_options="permissive")


def _parts(result: CursorResult[Any]) -> Iterator[pa.Table]:
    names = list(result.keys())
    yield pa.table({name: pa.nulls(0) for name in names})  # so that there is a table of no rows
    for rows in result.partitions(READ_AT_ONCE):
        yield pa.table(dict(zip(names, zip(*rows, strict=True), strict=True)))
