"""The columns of all report lines: header, format, and values for a block of lines."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from data_model.rules.plans.facts import DirectiveFact, PlanNaming
from data_model.rules.plans.periods import Period
from data_model.rules.reporting.report_lines import ReportLines
from data_model.values import TIME_ZONE, LineStatus, SubmissionStatus
from exports.base.table_file import CellKind
from wording.groups import plan_words
from wording.labels import LINE_STATUS, SUBMISSION_STATUS, label
from wording.periods import period_name
from wording.translation import _, mark


class LineSource(StrEnum):
    """The table that a column comes from: submission, task, or the line itself."""

    SUBMISSION = "submission"
    TASK = "task"
    LINE = "line"


@dataclass(frozen=True)
class LineColumn:
    """`source` is the column's name in `ReportLines`; `header` and width as in a table."""

    of: LineSource
    source: str
    header: str
    width: int
    kind: CellKind = CellKind.TEXT


COLUMNS = (
    LineColumn(LineSource.SUBMISSION, "number", mark("Submission number"), 16),
    LineColumn(LineSource.SUBMISSION, "agency", mark("Agency code"), 14),
    LineColumn(LineSource.SUBMISSION, "agency_name", mark("Agency"), 30),
    LineColumn(LineSource.SUBMISSION, "plan", mark("Plan"), 24),
    LineColumn(LineSource.SUBMISSION, "period", mark("Reporting period"), 20),
    LineColumn(LineSource.TASK, "code", mark("Code"), 18),
    LineColumn(LineSource.TASK, "title", mark("Task"), 45),
    LineColumn(LineSource.LINE, "percent", mark("Progress (%)"), 12, CellKind.PERCENT),
    LineColumn(LineSource.LINE, "status", mark("Status"), 18),
    LineColumn(LineSource.LINE, "done_on", mark("Completed on"), 12, CellKind.DAY),
    LineColumn(LineSource.LINE, "result", mark("Result"), 50),
    LineColumn(LineSource.LINE, "difficulties", mark("Difficulties"), 30),
    LineColumn(LineSource.LINE, "cause", mark("Cause of the delay"), 30),
    LineColumn(LineSource.LINE, "responsibility", mark("Responsibility"), 24),
    LineColumn(LineSource.LINE, "proposals", mark("Proposals"), 30),
    LineColumn(LineSource.LINE, "evidence", mark("Evidence"), 24),
    LineColumn(LineSource.SUBMISSION, "submitted_at", mark("Submitted at"), 17, CellKind.INSTANT),
    LineColumn(LineSource.SUBMISSION, "submission_status", mark("Report status"), 20),
    LineColumn(LineSource.SUBMISSION, "accepted_at", mark("Accepted at"), 17, CellKind.INSTANT),
    LineColumn(LineSource.SUBMISSION, "accepted_by", mark("Accepted by"), 24),
)


def headers() -> list[str]:
    return [_(column.header) for column in COLUMNS]


class WordedLines:
    """The lines with codes replaced by words of the user's language."""

    def __init__(self, lines: ReportLines) -> None:
        self.count = lines.count
        self._lines = lines

    @cached_property
    def submissions(self) -> pa.Table:
        """One row per submission, with the columns of `COLUMNS`."""
        table = self._lines.submissions
        return (
            table.append_column("submission_status", _worded(table["status"], _submission_status))
            .set_column(table.column_names.index("period"), "period", _worded(table["period"], _period))
            .set_column(table.column_names.index("plan"), "plan", _plans(table))
            .combine_chunks()
        )

    def table(self, of: LineSource) -> pa.Table:
        """The table that lines refer to by row number."""
        return self.submissions if of is LineSource.SUBMISSION else self._lines.tasks

    def blocks(self) -> Iterator[pa.RecordBatch]:
        """The lines, with their row numbers in the two tables; `percent` is 0–100."""
        for block in self._lines.blocks:
            percent = pc.divide(pc.cast(block["tenths"], pa.float64()), 10.0)
            block = block.append_column("percent", percent)
            yield block.set_column(block.schema.get_field_index("status"), "status", _worded(block["status"], _status))


Prepare = Callable[[pa.Array, CellKind], pa.Array]


class LineValues:
    """The values of `COLUMNS` for a block of lines; those of submissions and tasks are prepared only once."""

    def __init__(self, lines: WordedLines, prepare: Prepare) -> None:
        self._prepare = prepare
        self._prepared = {
            column: prepare(lines.table(column.of)[column.source].combine_chunks(), column.kind)
            for column in COLUMNS
            if column.of is not LineSource.LINE
        }

    def of(self, block: pa.RecordBatch) -> list[pa.Array]:
        return [
            self._prepare(block[column.source], column.kind)
            if column.of is LineSource.LINE
            else self._prepared[column].take(block[column.of])
            for column in COLUMNS
        ]


def local_instants(instants: pa.Array) -> pa.Array:
    """Local times in Asia/Ho_Chi_Minh without a zone, as spreadsheets have none."""
    return pc.local_timestamp(pc.cast(instants, pa.timestamp("us", TIME_ZONE.key)))


def _worded(codes: Any, words: Callable[[str], str]) -> Any:
    """Each code in words; each distinct code is translated once."""
    coded = pc.unique(codes)
    worded = pa.array([words(code.as_py()) for code in coded], pa.string())
    return worded.take(pc.index_in(codes, coded))


def _status(code: str) -> str:
    return label(LINE_STATUS, LineStatus(code)) if code else ""


def _submission_status(code: str) -> str:
    return label(SUBMISSION_STATUS, SubmissionStatus(code))


def _period(code: str) -> str:
    return period_name(Period.from_code(code))


_NAMING = ["plan", "plan_number", "province", "directive_kind", "directive_number", "directive_title"]


def _naming(row: Mapping[str, str]) -> PlanNaming:
    kind, number, title = row["directive_kind"], row["directive_number"], row["directive_title"]
    directive = DirectiveFact("", number or "", title or "", kind or "") if number or title else None
    return PlanNaming(row["plan"], row["plan_number"], row["province"], directive)


def _plans(submissions: pa.Table) -> pa.Array:
    """The plan's name by its code, number and province."""
    names: Mapping[str, str] = {
        row["plan"]: plan_words(_naming(row))
        for row in submissions.select(_NAMING).group_by(_NAMING).aggregate([]).to_pylist()
    }
    return _worded(submissions["plan"], names.__getitem__)
