"""Writes the whole store as a folder of UTF-8 CSV files; loading it into an empty store gives the same rows."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, SQLModel, col, select

from data_model.store.base.compression import decompress
from data_model.store.base.typed_select import columns
from data_model.store.folder.cell_values import guarded
from data_model.store.folder.sheets import SENT_FILES, SHEETS, Sheet
from data_model.tables import Agency, Directive, Plan, PlanDirective, ReportLine, SentFile, Submission
from data_model.tables.column_types import LIST_SEPARATOR


def dump_folder(session: Session, folder: Path) -> dict[str, int]:
    """Returns the number of rows by file. Accounts, passwords and the audit log are not written."""
    folder.mkdir(parents=True, exist_ok=True)
    counts = {sheet.file_name: _write_sheet(session, folder, sheet) for sheet in SHEETS}
    _write_texts(session, folder)
    _write_sent_files(session, folder)
    return counts


def _write_sheet(session: Session, folder: Path, sheet: Sheet) -> int:
    with (folder / sheet.file_name).open("w", encoding="utf-8", newline="") as csv_file:
        writer = csv.writer(csv_file, lineterminator="\n")
        writer.writerow(sheet.headers)
        count = 0
        for _row_id, cells in sheet_rows(session, sheet):
            writer.writerow([guarded(cells.get(header, "")) for header in sheet.headers])
            count += 1
    return count


def sheet_rows(
    session: Session, sheet: Sheet, *conditions: ColumnElement[bool]
) -> Iterator[tuple[int, dict[str, str]]]:
    """The id and the cells of each row of a sheet that meets the conditions on its table."""
    names = {column.refers_to: _names(session, column.refers_to) for column in sheet.columns if column.refers_to}
    extra = _EXTRA[sheet.file_name](session) if sheet.file_name in _EXTRA else {}
    columns = [(column, getattr(sheet.table, column.attribute)) for column in sheet.columns]
    query = select(sheet.table.id, *(attribute for _, attribute in columns))  # type: ignore[attr-defined]
    query = query.where(*conditions)
    for row in session.execute(query.order_by(sheet.table.id).execution_options(yield_per=10_000)):  # type: ignore[attr-defined]
        repeated_from = row[1] if sheet.table is ReportLine else row[0]  # a line repeats its submission
        cells: dict[str, str] = {}
        for (column, _), value in zip(columns, row[1:], strict=True):
            if column.refers_to is not None and value is not None:
                value = names[column.refers_to][value]
            cells[column.header] = "" if value is None else column.kind.write(value)
        yield row[0], dict.fromkeys(sheet.headers, "") | cells | extra.get(repeated_from, {})


def _names(session: Session, table: type[SQLModel] | None) -> dict[int, str]:
    code = Submission.number if table is Submission else table.code  # type: ignore[union-attr]
    return dict(session.execute(select(table.id, code)).all())  # type: ignore[union-attr]


def _plan_extra(session: Session) -> dict[int, dict[str, str]]:
    """By plan: the directives in their order, and the plan it replaces where the store holds that."""
    directives: dict[int, list[str]] = defaultdict(list)
    query = select(PlanDirective.plan_id, Directive.code).join(
        Directive, col(Directive.id) == col(PlanDirective.directive_id)
    )
    for plan_id, code in session.exec(query.order_by(col(PlanDirective.plan_id), col(PlanDirective.position))):
        directives[plan_id].append(code)
    extra: dict[int, dict[str, str]] = {
        plan_id: {"directives": LIST_SEPARATOR.join(codes)} for plan_id, codes in directives.items()
    }
    codes = _names(session, Plan)
    replaced = columns(Plan.id, Plan.replaces_id).where(col(Plan.replaces_id).is_not(None))
    for plan_id, replaces_id in session.execute(replaced):
        extra.setdefault(plan_id, {})["replaces"] = codes[replaces_id]
    return extra


def _line_extra(session: Session) -> dict[int, dict[str, str]]:
    """By submission: the agency and the period that each of its lines repeats."""
    query = select(Submission.id, Agency.code, Submission.period).join(
        Agency, col(Agency.id) == col(Submission.agency_id)
    )
    return {row[0] or 0: {"agency": row[1], "period": row[2]} for row in session.exec(query)}


_EXTRA: dict[str, Any] = {"plans.csv": _plan_extra, "report_lines.csv": _line_extra}


def _write_sent_files(session: Session, folder: Path) -> None:
    """Each report file as it was sent, named by its hash."""
    for sha256 in session.scalars(columns(SentFile.sha256)).all():
        path = folder / SENT_FILES / sha256
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(decompress(session.get_one(SentFile, sha256).content))
        session.expunge_all()  # one file in memory at a time


def _write_texts(session: Session, folder: Path) -> None:
    for name, text in session.exec(select(Plan.text_file, Plan.text).where(col(Plan.text_file) != "")):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
