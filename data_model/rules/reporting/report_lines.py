"""Report lines as Arrow tables and record batches: `store/` reads them, `exports/` writes them."""

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
        "directive_kind": pa.string(),
        "directive_number": pa.string(),
        "directive_title": pa.string(),
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
        "cause": pa.string(),
        "responsibility": pa.string(),
        "proposals": pa.string(),
        "evidence": pa.string(),
    }
)
"""`submission` and `task` are row numbers in the tables SUBMISSIONS and TASKS; `tenths` is the percentage × 10."""


@dataclass(frozen=True)
class ReportLines:
    """`blocks` have the schema LINES, ordered by submission, then by task; they can be read once.

    Where nothing was stated, texts are empty and other columns null.
    """

    count: int
    submissions: pa.Table
    tasks: pa.Table
    blocks: Iterator[pa.RecordBatch]
