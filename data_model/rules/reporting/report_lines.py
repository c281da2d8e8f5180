"""All report lines that somebody asked for, by columns, in blocks: what `store/` reads and `exports/` writes."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

SUBMISSIONS = pa.schema(
    {
        "number": pa.string(),
        "agency": pa.string(),
        "agency_name": pa.string(),
        "plan": pa.string(),
        "plan_number": pa.string(),
        "province": pa.string(),
        "period": pa.string(),
        "submitted_at": pa.timestamp("us", "UTC"),
        "status": pa.string(),
        "accepted_at": pa.timestamp("us", "UTC"),
        "accepted_by": pa.string(),
    }
)
TASKS = pa.schema({"code": pa.string(), "title": pa.string()})
LINES = pa.schema(
    {
        "submission": pa.int64(),
        "task": pa.int64(),
        "tenths": pa.int64(),
        "status": pa.string(),
        "done_on": pa.date32(),
        "result": pa.string(),
        "difficulties": pa.string(),
        "proposals": pa.string(),
        "evidence": pa.string(),
    }
)
"""`submission` and `task` are places in those tables; `tenths` counts tenths of a percent."""


@dataclass(frozen=True)
class ReportLines:
    """`blocks` are of the form LINES, in the order of the submissions and then of the tasks; they can be read once.

    An empty text means that nothing was stated; other columns are null then.
    """

    count: int
    submissions: pa.Table
    tasks: pa.Table
    blocks: Iterator[pa.RecordBatch]
