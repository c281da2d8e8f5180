"""What docs/recompute.py says of a folder."""

import shutil
import subprocess
import sys

from data_model.rules.figures.explanation import explain_tasks
from data_model.rules.figures.grouping import expected_reports
from data_model.rules.figures.measures import Measure
from data_model.rules.people.access import EVERYTHING
from data_model.settings import PROJECT_DIR
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from data_model.store.review.acceptances import acceptances
from exports.base.table_file import TableColumn, table_csv
from exports.figures import explanation as evidence


def recomputed(cutoff, selection, tmp_path):
    """The script's answer; it runs where no module of the product can be found."""
    script = shutil.copy(PROJECT_DIR / "docs" / "recompute.py", tmp_path / "script.py")
    answer = ""
    for path in files(cutoff, selection, tmp_path):
        answer += subprocess.run(
            [sys.executable, "-I", script, path], cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout
    return dict(line.split(";", 1) for line in answer.splitlines())


def files(cutoff, selection, tmp_path):
    """The two files as the page hands them out: the rows of the tasks, and those of the reports."""
    facts, accepted = read(at=cutoff.as_of)
    tasks = evidence.explanation_task_rows(
        explain_tasks(facts, cutoff=cutoff, selection=selection), Measure.PROGRESS, facts, accepted
    )
    reports = expected_reports(facts, cutoff=cutoff, selection=selection)
    sent = evidence.explanation_report_rows(reports, Measure.TIMELINESS, facts, accepted)
    for name, rows in (("tasks", tasks), ("reports", sent)):
        if rows:
            columns = [TableColumn(column) for column in rows[0]]
            cells = [list(row.values()) for row in rows]
            path = tmp_path / f"{name}.csv"
            path.write_bytes(table_csv(name, columns, cells, notes=["SỐ LIỆU MẪU"]).content)
            yield path


def read(scope=EVERYTHING, *, at):
    with open_session() as session:
        return read_facts(session, scope, today=at.date()), acceptances(session, scope, today=at.date())
