"""The product and the plain recomputation asked the same: where they differ, and the smallest folder in which they do.

    python -m tests.recomputation.both_ways 17

makes store 17 of `recomputation/stores.py` as small as it can be with the first difference still there, and prints it.
"""

import os
import sys
import tempfile
from pathlib import Path
from shutil import copyfile

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import Selection, groups, task_statuses, total
from data_model.rules.figures.measures import Measure
from data_model.rules.people.access import EVERYTHING
from data_model.rules.plans.periods import Period, local_day
from data_model.store import open_session
from data_model.store.base.engine import engine
from data_model.store.base.migrate import migrate
from data_model.store.figures.facts import read_facts
from data_model.store.folder.load_problem import FolderRefused
from data_model.values import GroupBy
from tests.builders.stores import load, write_rows
from tests.recomputation.figures import Figures, Recomputation
from tests.recomputation.stores import a_case


def facts_of(rows, folder: Path, empty_store: Path, today):
    """Through the whole way: CSV files, a store of its own in the folder, and what is read for the figures."""
    folder = Path(tempfile.mkdtemp(dir=folder))
    copyfile(empty_store, folder / "store.db")
    for name, found in rows.items():
        if found:
            write_rows(folder / f"{name}.csv", found)
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'store.db'}"
    try:
        load(folder)
        with open_session() as session:
            return read_facts(session, EVERYTHING, today=today)
    finally:
        engine().dispose()


def differences(facts, rows, question):
    """In words: each number that the two don't agree on, the product's first."""
    as_of, period, unreviewed, selection = question
    plain = Recomputation(rows, as_of=as_of, period=period, unreviewed=unreviewed, **selection)
    cutoff = AsOf(as_of, Period.from_code(period) if period else None, unreviewed)
    asked = {"cutoff": cutoff, "selection": Selection(**selection)}
    by = {
        GroupBy.TASK: plain.by_task,
        GroupBy.PLAN: plain.by_plan,
        GroupBy.DIRECTIVE: plain.by_directive,
        GroupBy.AGENCY: plain.by_agency,
        GroupBy.PERIOD: plain.by_period,
    }
    found = unlike("tasks", tasks_of(task_statuses(facts, **asked)), plain_tasks(plain.at.rows))
    found += unlike("total", numbers_of(total(facts, **asked)), plain_numbers(plain.total))
    for grouping, wanted in by.items():
        told = {group.key: numbers_of(group.figures) for group in groups(facts, by=grouping, **asked)}
        found += unlike(f"by {grouping}", told, {key: plain_numbers(figures) for key, figures in wanted.items()})
    return found


def tasks_of(rows):
    """A due date is nothing that a continuing or void task is held against, and its percentage is shown nowhere."""
    return {
        row.task.code: {
            "state": row.state,
            "due_on": None if row.state in UNDATED else row.due_on,
            "percent": row.progress.percent if row.is_measured else None,
            "minimum": row.progress.minimum if row.is_measured else None,
            "done_on": row.progress.done_on,
            "flag": row.flag,
            "leads": sorted(row.leads),
            "extended": row.extended_count,
        }
        for row in rows
    }


UNDATED = {"void", "carried_out", "partly", "not_carried_out", "not_reported", "nothing_arose"}


def plain_tasks(rows):
    return {
        row.task.code: {
            "state": row.state,
            "due_on": None if row.state in UNDATED else row.due_on,
            "percent": row.percent if row.is_measured else None,
            "minimum": row.minimum if row.is_measured else None,
            "done_on": None if row.is_continuing else row.done_on,
            "flag": row.flag,
            "leads": sorted(row.leads),
            "extended": row.task.times_extended,
        }
        for row in rows
    }


def numbers_of(figures):
    measures = {measure.value: (figures[measure].n, figures[measure].d) for measure in Measure}
    counts = {name: getattr(figures.sums, name) for name in NOTHING.counts}
    return measures | counts | {"days_late": (figures.days_late.median, figures.days_late.max)}


def plain_numbers(figures):
    return figures.measures | figures.counts | {"days_late": figures.days_late}


NOTHING = Figures([], [])


def unlike(where, told, wanted):
    """Both are dicts, of dicts perhaps."""
    found = [f"{where}: {key} is told" for key in told if key not in wanted]
    for key, expected in wanted.items():
        if key not in told:
            found.append(f"{where}: {key} is not told")
        elif isinstance(expected, dict):
            found += unlike(f"{where} {key}", told[key], expected)
        elif told[key] != expected:
            found.append(f"{where}: {key} is {told[key]}, not {expected}")
    return found


# The smallest folder


def smallest(rows, differs):
    """The rows with as many left out, and cells emptied, as can be with `differs(rows)` still true."""
    size = max(map(len, rows.values()))
    while size:
        for name in reversed(list(rows)):
            for place in range(0, len(rows.get(name, [])), size):
                kept = rows.get(name, [])
                fewer = consistent(rows | {name: kept[:place] + kept[place + size :]})
                if fewer != rows and differs(fewer):
                    rows = fewer
        size //= 2
    return with_fewer_cells(rows, differs)


def with_fewer_cells(rows, differs):
    for name in rows:
        for place, row in enumerate(rows[name]):
            for header in [header for header, text in row.items() if text]:
                emptied = [*rows[name]]
                emptied[place] = rows[name][place] | {header: ""}
                if differs(rows | {name: emptied}):
                    rows = rows | {name: emptied}
    return rows


REFERENCES = {
    "plan": ("plans", "code"),
    "task": ("tasks", "code"),
    "agency": ("agencies", "code"),
    "group": ("agencies", "code"),
    "member": ("agencies", "code"),
    "from_agency": ("agencies", "code"),
    "submission": ("submissions", "number"),
}


def consistent(rows):
    """Without rows that refer to one that is not there, and without empty files."""
    found = {}
    for name, given in rows.items():
        kept = [row for row in given if all(is_there(found, row, header) for header in REFERENCES)]
        if kept:
            found[name] = kept
    return found


def is_there(found, row, header):
    name, code = REFERENCES[header]
    return not row.get(header) or row[header] in [other[code] for other in found.get(name, [])]


def main(number):
    folder = Path(tempfile.mkdtemp())
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'empty.db'}"
    migrate()
    engine().dispose()

    def found_in(rows, question):
        with tempfile.TemporaryDirectory() as case:
            try:
                facts = facts_of(rows, Path(case), folder / "empty.db", local_day(question[0]))
                return differences(facts, rows, question)
            except FolderRefused:
                return []
            except Exception as error:
                return [f"{type(error).__name__} is raised: {error}"]

    rows, questions = a_case(number)
    question = next((candidate for candidate in questions if found_in(rows, candidate)), None)
    if question is None:
        print("They agree.")
        return
    first = found_in(rows, question)[0].split(" is ")[0]
    rows = smallest(rows, lambda fewer: any(difference.startswith(first) for difference in found_in(fewer, question)))
    print(*question)
    for name, found in rows.items():
        print(name, *({header: text for header, text in row.items() if text} for row in found), sep="\n  ")
    print(*found_in(rows, question), sep="\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
