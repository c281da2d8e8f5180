"""Every figure of every group, and the list of what needs action, in DuckDB, to check the product's answers.

By the formulas of `docs/definitions.md` §3 and §4, from the tables of `duckdb_questions.py` and for stores as named
there. Nothing here is timed.
"""

from typing import Any

from benchmarks.duckdb_questions import REPORTED, DuckStore, due_in
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.attention import SOON_DAYS
from data_model.rules.figures.selection import Selection

Figures = dict[object, dict[str, float]]
"""By key and column name; NaN where there is no value."""

AT_AN_INSTANT = """
WITH looked_at AS (
    SELECT '' AS period, $day AS day, DATE '9999-12-31' AS last_window,
           (SELECT max(window_end) FROM period WHERE window_end <= $ended) AS this_window)"""
IN_A_PERIOD = """
WITH looked_at AS (SELECT '' AS period, $day AS day, $window_end AS last_window, $window_end AS this_window)"""
IN_EACH_PERIOD = """
WITH looked_at AS (
    SELECT period, window_end AS day, window_end AS last_window, window_end AS this_window FROM period WHERE window_end <= $ended)"""
TASKS = f"""
, seen AS (
    SELECT looked_at.*, lead.*, back, CASE type WHEN 'yearly' THEN year(day) - back END AS of_year
    FROM looked_at, lead, (VALUES (0), (1)) AS years (back)
    WHERE (back = 0 OR type = 'yearly') AND {{of_leads}}),
own AS (
    SELECT seen.period, seen.task_id, seen.agency_id, back, count(line.task_id) > 0 AS ever,
           arg_max({REPORTED}, place) FILTER (line.percent IS NOT NULL) AS reported,
           arg_max(line.status, place) FILTER (line.window_end = this_window) AS said,
           count(*) FILTER (line.window_end = this_window) > 0 AS in_this_period
    FROM seen LEFT JOIN line ON line.task_id = seen.task_id AND line.agency_id = seen.agency_id AND accepted_at <= $as_of
                            AND line.window_end <= last_window AND (of_year IS NULL OR line.year = of_year)
    GROUP BY ALL),
part_done AS (
    SELECT *, CASE WHEN type <> 'continuing' AND reported.percent = 1000 AND reported.done_on <= day THEN reported.done_on END AS done_on
    FROM seen JOIN own USING (period, task_id, agency_id, back)),
together AS (
    SELECT period, task_id, {{rows}} AS agency, back, any_value(day) AS day, any_value(of_year) AS of_year, any_value(task) AS task,
           any_value(type) AS type, any_value(due_on) AS due_on, any_value(weight) AS weight, any_value(plan) AS plan, any_value(plan_id) AS plan_id,
           any_value(directive) AS directive, any_value(issued_on) AS issued_on, min(part_done.agency) AS first_agency, count(*) AS leads,
           sum(coalesce(reported.percent, 0)) AS percent_sum, bool_or(ever) AS ever,
           CASE WHEN bool_and(done_on IS NOT NULL) THEN max(done_on) END AS done_on,
           bool_and(in_this_period OR done_on IS NOT NULL) AS covered,
           count(*) FILTER (said = 'nothing_to_report') AS nothing, count(*) FILTER (said = 'carried_out') AS carried,
           count(*) FILTER (said = 'not_carried_out') AS not_carried
    FROM part_done GROUP BY period, task_id, {{rows}}, back),
year_ends AS (SELECT year AS of_year, min(window_end) AS first_end, max(window_end) AS last_end FROM period GROUP BY year),
in_year AS (
    SELECT together.*, CASE type WHEN 'yearly' THEN {due_in("of_year")} ELSE due_on END AS due_at, last_end, first_end,
           bool_or(ever AND back = 0) OVER (PARTITION BY period, task_id, agency) AS has_begun,
           EXISTS (FROM period AS ended WHERE ended.year = year(day) AND ended.window_end < day) AS is_past
    FROM together LEFT JOIN year_ends USING (of_year)),
stays AS (
    SELECT *, back = 1 AND NOT has_begun AND NOT is_past AND last_end IS NOT NULL AND coalesce(due_at >= issued_on, false)
              AND (done_on IS NULL OR done_on > last_end) AS is_before
    FROM in_year),
chosen AS (
    SELECT *, type = 'continuing' AS continuing,
           CASE type WHEN 'yearly' THEN coalesce(first_end <= least(day, $ended), false)
                ELSE EXISTS (FROM period AS ended WHERE ended.window_end <= least(day, $ended)) END AS has_ended
    FROM stays QUALIFY back = max(is_before::INTEGER) OVER (PARTITION BY period, task_id, agency)),
judged AS (
    SELECT *, CASE
        WHEN continuing AND nothing = leads THEN 'nothing_arose'
        WHEN continuing AND carried = leads - nothing AND carried > 0 THEN 'carried_out'
        WHEN continuing AND carried > 0 THEN 'partly'
        WHEN continuing AND not_carried > 0 THEN 'not_carried_out'
        WHEN continuing THEN 'not_reported'
        WHEN done_on IS NOT NULL AND due_at IS NULL THEN 'done_undated'
        WHEN done_on > due_at THEN 'done_late'
        WHEN done_on IS NOT NULL THEN 'done_on_time'
        WHEN due_at IS NULL THEN 'no_deadline'
        WHEN due_at < day THEN 'overdue'
        ELSE 'in_progress' END AS state
    FROM chosen)"""
"""`together` is a task with all its leads, or one of them with its own line (`rows`): in the year of the day, and of a
yearly task in the one before too (`back`); `chosen` is the one of the two that counts."""
STATES = (
    *("done_on_time", "done_late", "done_undated", "in_progress", "overdue", "no_deadline"),
    *("carried_out", "partly", "not_carried_out", "not_reported", "nothing_arose", "void"),
)
DONE_DUE = "state = 'done_late' OR (state = 'done_on_time' AND due_at <= day)"
DUE = f"state = 'overdue' OR {DONE_DUE}"
WEIGHTED = "sum(weight * percent_sum * 60 // leads) FILTER ({}) / 6000"
OF_TASKS = {
    **{state: f"count(*) FILTER (state = '{state}')" for state in STATES},
    "tasks": "count(*)",
    "early": "count(*) FILTER (state = 'done_on_time' AND due_at > day)",
    "measured": "count(*) FILTER (NOT continuing)",
    "due_completion_n": f"count(*) FILTER ({DONE_DUE})",
    "due_completion_d": f"count(*) FILTER ({DUE})",
    "on_time_completion_n": "count(*) FILTER (state = 'done_on_time' AND due_at <= day)",
    "overall_completion_n": "count(*) FILTER (done_on IS NOT NULL)",
    "overall_completion_d": "count(*) FILTER (NOT continuing)",
    "continuing_rate_n": "count(*) FILTER (state = 'carried_out' AND has_ended)",
    "continuing_rate_d": "count(*) FILTER (continuing AND state <> 'nothing_arose' AND has_ended)",
    "progress_n": WEIGHTED.format("NOT continuing"),
    "progress_d": "sum(weight) FILTER (NOT continuing) / 10",
    "coverage_n": "sum(weight) FILTER (NOT continuing AND has_ended AND covered) / 10",
    "coverage_d": "sum(weight) FILTER (NOT continuing AND has_ended) / 10",
    "progress_reported_n": WEIGHTED.format("NOT continuing AND has_ended AND covered"),
}
"""Weights and percentages are in tenths; the mean of two, three, four, five or six leads is whole in sixtieths."""
REPORTS = """
, submitted_report AS (
    SELECT agency_id, plan_id, window_end, min(submitted_at) AS first_at,
           bool_or(coalesce(accepted_at <= $as_of, false)) AS accepted, bool_or(coalesce(returned_at <= $as_of, false)) AS returned
    FROM submission WHERE submitted_at <= $as_of AND (withdrawn_at IS NULL OR withdrawn_at > $as_of) GROUP BY ALL),
granted AS (
    SELECT agency_id, plan_id, window_end, arg_max(due_on, granted_at) AS granted_until
    FROM extension WHERE granted_at <= $as_of GROUP BY ALL),
waived AS (SELECT DISTINCT agency_id, plan_id, window_end, true AS is_waived FROM waiver WHERE granted_at <= $as_of),
report AS (
    SELECT reporter.*, period, this_window + due_days AS due, coalesce(accepted, false) AS accepted, coalesce(returned, false) AS returned,
           coalesce(is_waived, false) AS waived, first_at IS NOT NULL AS submitted, (first_at + INTERVAL 7 HOUR)::DATE AS sent_on,
           greatest(granted_until, due) AS due_extended, coalesce(sent_on, $today) - due AS days_late
    FROM looked_at JOIN reporter ON this_window IS NOT NULL AND {of_leads}
    LEFT JOIN submitted_report ON submitted_report.agency_id = reporter.agency_id AND submitted_report.plan_id = reporter.plan_id AND submitted_report.window_end = this_window
    LEFT JOIN granted ON granted.agency_id = reporter.agency_id AND granted.plan_id = reporter.plan_id AND granted.window_end = this_window
    LEFT JOIN waived ON waived.agency_id = reporter.agency_id AND waived.plan_id = reporter.plan_id AND waived.window_end = this_window)"""
"""`sent_on` is a day in Vietnam, seven hours ahead of UTC."""
OF_REPORTS = {
    "waived": "count(*) FILTER (waived)",
    "expected": "count(*) FILTER (NOT waived)",
    "submitted": "count(*) FILTER (NOT waived AND submitted)",
    "timeliness_n": "count(*) FILTER (NOT waived AND sent_on <= due)",
    "timeliness_extended_n": "count(*) FILTER (NOT waived AND sent_on <= due_extended)",
    "accepted_rate_n": "count(*) FILTER (NOT waived AND accepted)",
    "returned_rate_n": "count(*) FILTER (NOT waived AND submitted AND returned)",
    "days_late_median": "median(days_late) FILTER (NOT waived AND days_late > 0)",
    "days_late_max": "max(days_late) FILTER (NOT waived AND days_late > 0)",
}
MAY_BE_UNKNOWN = ("days_late_median", "days_late_max")
SAME = {
    "on_time_completion_d": "due_completion_d",
    "overdue_rate_n": "overdue",
    "overdue_rate_d": "due_completion_d",
    "progress_reported_d": "coverage_n",
    "completeness_n": "submitted",
    "completeness_d": "expected",
    "timeliness_d": "expected",
    "timeliness_extended_d": "expected",
    "accepted_rate_d": "expected",
    "returned_rate_d": "submitted",
}
"""Columns that equal another one."""
ATTENTION_KINDS = f"""
, need AS (
    SELECT 0 AS rank, 'task_overdue' AS need, plan, first_agency AS agency, due_at AS due, day - due_at AS days, task AS about
    FROM judged WHERE state = 'overdue'
    UNION ALL
    SELECT 3, 'task_due_soon', plan, first_agency, due_at, day - due_at, task
    FROM judged WHERE state = 'in_progress' AND due_at <= day + {SOON_DAYS}
    UNION ALL
    SELECT CASE WHEN due_extended < $today THEN 1 ELSE 4 END, CASE WHEN due_extended < $today THEN 'report_missing' ELSE 'report_due_soon' END,
           plan, agency, due_extended, $today - due_extended, ''
    FROM report WHERE NOT waived AND NOT submitted
    UNION ALL
    SELECT 2, 'report_waiting', plan, agency, (submitted_at + INTERVAL 7 HOUR)::DATE, $today - (submitted_at + INTERVAL 7 HOUR)::DATE, ''
    FROM submission JOIN reporter USING (agency_id, plan_id)
    WHERE submitted_at <= $as_of AND coalesce(least(accepted_at, returned_at, withdrawn_at) > $as_of, true) AND {{of_leads}})
SELECT need, plan, agency, due, days, about FROM need ORDER BY rank, days DESC, plan, agency, about
"""
AttentionKind = tuple[str, str, str, Any, int, str]
"""(kind, plan, agency (the first of several leads), day, days, task code) of an item that needs action."""


class DuckFigures:
    """All figures of the store that a `DuckStore` holds, by the names of the columns of `Groups.frame`."""

    def __init__(self, duck: DuckStore) -> None:
        self.duck = duck

    def by_agency(self, cutoff: AsOf, selection: Selection) -> Figures:
        return self._groups(_seen(cutoff), "agency", "agency", cutoff, selection, rows="agency")

    def by_directive(self, cutoff: AsOf, selection: Selection) -> Figures:
        return self._groups(_seen(cutoff), "directive", "directive", cutoff, selection, rows="NULL")

    def by_period(self, cutoff: AsOf, selection: Selection) -> Figures:
        return self._groups(IN_EACH_PERIOD, "period", "period", cutoff, selection, rows="NULL")

    def agencies_over_periods(self, cutoff: AsOf, selection: Selection) -> Figures:
        key = "agency || chr(9) || period"
        return self._groups(IN_EACH_PERIOD, key, key, cutoff, selection, rows="agency")

    def one_agency(self, cutoff: AsOf, selection: Selection) -> Figures:
        """By task that the agency leads; its reports are those of the task's plan."""
        of_tasks = "report JOIN (SELECT task, plan_id FROM judged) USING (plan_id)"
        return self._groups(_seen(cutoff), "task", "task", cutoff, selection, rows="agency", reports=of_tasks)

    def needs(self, cutoff: AsOf, selection: Selection) -> list[AttentionKind]:
        """The most pressing first."""
        return self.duck.rows(
            AT_AN_INSTANT + TASKS + REPORTS, ATTENTION_KINDS.format(of_leads="true"), cutoff, selection, rows="NULL"
        )

    def _groups(
        self,
        seen: str,
        key: str,
        report_key: str,
        cutoff: AsOf,
        selection: Selection,
        *,
        rows: str,
        reports: str = "report",
    ) -> Figures:
        parts = (
            ", of_tasks AS (SELECT " + f"{key} AS key, " + _named(OF_TASKS) + " FROM judged GROUP BY ALL)",
            ", of_reports AS (SELECT "
            + f"{report_key} AS key, "
            + _named(OF_REPORTS)
            + f" FROM {reports} GROUP BY ALL)",
        )
        query = "SELECT coalesce(t.key, r.key), " + ", ".join((*OF_TASKS, *OF_REPORTS))
        query += " FROM of_tasks AS t FULL JOIN of_reports AS r ON t.key IS NOT DISTINCT FROM r.key"
        found = self.duck.rows(seen + TASKS + REPORTS + "".join(parts), query, cutoff, selection, rows=rows)
        return {key: _figures(values) for key, *values in found}


def _seen(cutoff: AsOf) -> str:
    return AT_AN_INSTANT if cutoff.period is None else IN_A_PERIOD


def _named(formulas: dict[str, str]) -> str:
    return ", ".join(f"{formula} AS {name}" for name, formula in formulas.items())


def _figures(values: list[float | None]) -> dict[str, float]:
    names = (*OF_TASKS, *OF_REPORTS)
    found = {
        name: float("nan" if name in MAY_BE_UNKNOWN else 0) if value is None else float(value)
        for name, value in zip(names, values, strict=True)
    }
    return found | {name: found[other] for name, other in SAME.items()}
