"""The dashboard's questions in DuckDB's own file, by the definitions of `docs/definitions.md` §4.

DuckDB is given a flat table: each line with its agency, plan, window and the instant at which it was accepted, and each
lead of each task, groups opened. It answers with n and d of `due_completion` alone, where the product gives all figures.
That is enough for the stores of `provinces.py`: no plan there is replaced, no assignment dated, no acceptance undone,
and all windows are those of Decree 09/2019/NĐ-CP.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from sqlalchemy import CursorResult, text

from data_model.rules.grouping import Choice
from data_model.rules.periods import Period, local_day, reporting_year
from data_model.rules.standings import Lens
from data_model.store.engine import engine
from data_model.values import UTC, WindowRule

READ_AT_ONCE = 100_000
Shares = dict[object, tuple[int, int]]
"""n and d by key."""

STORED = {
    "stored_line": """
        SELECT l.task_id, s.agency_id, s.period, s.submitted_at, l.percent, l.done_on, r.decided_at AS accepted_at
        FROM report_line l JOIN submission s ON s.id = l.submission_id
        LEFT JOIN review r ON r.submission_id = s.id AND r.decision = 'accepted'""",
    "stored_task": """
        SELECT t.id AS task_id, t.code AS task, t.type, t.due_on, p.province, d.code AS directive
        FROM task t JOIN plan p ON p.id = t.plan_id LEFT JOIN directive d ON d.id = p.main_directive_id""",
    "assigned": "SELECT task_id, agency_id FROM assignment WHERE role = 'lead'",
    "member": "SELECT group_id, member_id FROM group_member",
    "stored_agency": "SELECT id AS agency_id, code AS agency FROM agency",
    "asked": "SELECT DISTINCT period FROM submission",
}
FLAT = """
CREATE TABLE line AS
    SELECT task_id, agency_id, type, agency, province, window_end, year, percent, done_on::DATE AS done_on, accepted_at::TIMESTAMP AS accepted_at,
           row_number() OVER (ORDER BY window_end, submitted_at) AS place
    FROM stored_line JOIN windows USING (period) JOIN stored_task USING (task_id) JOIN stored_agency USING (agency_id) ORDER BY task_id, agency_id, place;
CREATE TABLE agency AS SELECT * FROM stored_agency;
CREATE TABLE lead AS
    SELECT task_id, task, type, due_on::DATE AS due_on, province, directive, agency_id, agency
    FROM stored_task
    JOIN (SELECT task_id, coalesce(member_id, agency_id) AS agency_id
          FROM assigned LEFT JOIN member ON group_id = agency_id) USING (task_id)
    JOIN agency USING (agency_id) ORDER BY task_id, agency_id;
CREATE TABLE period AS
    SELECT arg_max(period, width) AS period, arg_min(period, width) AS quarter, window_end, any_value(year) AS year FROM windows GROUP BY window_end;
"""
DUE_AT = "CASE type WHEN 'yearly' THEN make_date({year}, month(due_on), day(due_on)) ELSE due_on END"
STANDING = f"""
WITH last AS (
    SELECT task_id, agency_id, arg_max(struct_pack(percent := percent, done_on := done_on), place) FILTER (percent IS NOT NULL) AS told
    FROM line WHERE {{of_leads}} AND accepted_at <= $as_of AND window_end <= $window_end AND (type <> 'yearly' OR year = $year)
    GROUP BY task_id, agency_id),
standing AS (
    SELECT *, {DUE_AT.format(year="$year")} AS due_at, told.percent AS percent,
           coalesce(type <> 'continuing' AND told.percent = 1000 AND told.done_on <= $day, false) AS is_done
    FROM lead LEFT JOIN last USING (task_id, agency_id) WHERE {{of_leads}}),
task AS (
    SELECT task_id, any_value(task) AS task, any_value(directive) AS directive, any_value(type) AS type,
           any_value(due_at) AS due_at, bool_and(is_done) AS is_done
    FROM standing GROUP BY task_id)
"""
IS_DUE = "is_done OR (type <> 'continuing' AND coalesce(due_at < $day, false))"
SHARE = f"count(*) FILTER (is_done), count(*) FILTER ({IS_DUE})"
GRID = f"""
WITH known AS (
    SELECT task_id, agency_id, window_end, any_value(year) AS year, arg_max(percent, place) AS percent,
           arg_max(done_on, place) AS done_on
    FROM line WHERE accepted_at <= $as_of AND percent IS NOT NULL AND {{of_leads}}
    GROUP BY task_id, agency_id, window_end),
grid AS (
    SELECT task_id, agency_id, type, {DUE_AT.format(year="period.year")} AS due_at, window_end, period.year AS year
    FROM lead, period WHERE window_end <= $day AND {{of_leads}}),
standing AS (
    SELECT grid.*, coalesce(type <> 'continuing' AND percent = 1000 AND done_on <= grid.window_end
                            AND (type <> 'yearly' OR known.year = grid.year), false) AS is_done
    FROM grid ASOF LEFT JOIN known ON grid.task_id = known.task_id AND grid.agency_id = known.agency_id
                                  AND grid.window_end >= known.window_end)
"""
GRID_SHARE = """count(*) FILTER (is_done) AS n,
    count(*) FILTER (is_done OR (type <> 'continuing' AND coalesce(due_at < window_end, false))) AS d"""


class DuckStore:
    """A DuckDB file with what the store of `DATABASE_URL` holds."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with duckdb.connect(path) as made:
            for name, query in STORED.items():
                made.register("part", _read(query))
                made.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM part")
                made.unregister("part")
            made.register("windows", _windows([row[0] for row in made.sql("SELECT period FROM asked").fetchall()]))
            made.execute(FLAT)
        self.connection = duckdb.connect(path, read_only=True)

    def quarters(self) -> list[Period]:
        """The periods that were reported on, oldest first; of those that end on the same day the narrowest."""
        codes = self.connection.sql("SELECT quarter FROM period ORDER BY window_end").fetchall()
        return [Period.from_code(row[0]) for row in codes]

    def by_agency(self, lens: Lens, choice: Choice) -> Shares:
        return self._shares(STANDING, f"SELECT agency, {SHARE} FROM standing GROUP BY ALL ORDER BY 1", lens, choice)

    def by_directive(self, lens: Lens, choice: Choice) -> Shares:
        return self._shares(STANDING, f"SELECT directive, {SHARE} FROM task GROUP BY ALL ORDER BY 1", lens, choice)

    def by_period(self, lens: Lens, choice: Choice) -> Shares:
        tasks = """, task AS (SELECT window_end, any_value(type) AS type, any_value(due_at) AS due_at,
            bool_and(is_done) AS is_done FROM standing GROUP BY task_id, window_end),
            share AS (SELECT window_end, {share} FROM task GROUP BY window_end)"""
        query = "SELECT period, n, d FROM share JOIN period USING (window_end) ORDER BY window_end"
        return self._shares(GRID + tasks.replace("{share}", GRID_SHARE), query, lens, choice)

    def agencies_over_periods(self, lens: Lens, choice: Choice) -> Shares:
        shares = ", share AS (SELECT agency_id, window_end, {share} FROM standing GROUP BY ALL)"
        query = "SELECT (agency, period), n, d FROM share JOIN period USING (window_end) JOIN agency USING (agency_id)"
        return self._shares(GRID + shares.replace("{share}", GRID_SHARE), query, lens, choice)

    def overdue(self, lens: Lens, choice: Choice, at_most: int) -> list[str]:
        query = f"SELECT task FROM task WHERE NOT is_done AND ({IS_DUE}) ORDER BY due_at, task LIMIT {at_most}"
        return [row[0] for row in self._rows(STANDING, query, lens, choice)]

    def one_agency(self, lens: Lens, choice: Choice) -> dict[object, bool]:
        """By task that it leads: whether its own part is done."""
        return dict(self._rows(STANDING, "SELECT task, is_done FROM standing ORDER BY task", lens, choice))

    def _shares(self, parts: str, query: str, lens: Lens, choice: Choice) -> Shares:
        return {key: (n, d) for key, n, d in self._rows(parts, query, lens, choice)}

    def _rows(self, parts: str, query: str, lens: Lens, choice: Choice) -> list[tuple]:
        day = local_day(lens.as_of) if lens.period is None else lens.period.window(WindowRule.ND09)[1]
        wanted = {"province": choice.province, "agency": choice.agency}
        chosen = {name: value for name, value in wanted.items() if value is not None}
        of_leads = " AND ".join(f"{name} = ${name}" for name in chosen) or "true"
        sql = parts.format(of_leads=of_leads) + query
        asked = {
            "as_of": lens.as_of.astimezone(UTC).replace(tzinfo=None),
            "window_end": day,
            "year": reporting_year(day, WindowRule.ND09),
            "day": day,
        }
        used = {name: value for name, value in (asked | chosen).items() if f"${name}" in sql}
        return self.connection.cursor().execute(sql, used).fetchall()


def _windows(codes: list[str]) -> pa.Table:
    periods = [Period.from_code(code) for code in codes]
    ends = [period.window(WindowRule.ND09)[1] for period in periods]
    rows = {"period": codes, "window_end": ends, "year": [one.year for one in periods]}
    return pa.table(rows | {"width": [one.sort_key[1] for one in periods]})


def _read(query: str) -> pa.Table:
    with engine().connect() as connection:
        result = connection.execution_options(stream_results=True).execute(text(query))
        return pa.concat_tables(_parts(result), promote_options="permissive")


def _parts(result: CursorResult[Any]) -> Iterator[pa.Table]:
    names = list(result.keys())
    for rows in result.partitions(READ_AT_ONCE):
        yield pa.table(dict(zip(names, zip(*rows, strict=True), strict=True)))
