"""Every figure in a report, read back from the file, is what `manage.py figures` prints for the same choice."""

import io
import json
import re
from contextlib import redirect_stdout
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

import manage
from data_model.rules.figures.measures import Measure
from data_model.values import Language, TaskState
from documents.consolidated.report import ReportFormat, report
from documents.consolidated.report_data import ConsolidatedReportRequest
from tests.builders.decree30 import Checked
from tests.builders.documents import SAMPLED_AT, store_at
from wording.labels import MEASURE, TASK_STATE, label
from wording.translation import worded_in

pytestmark = pytest.mark.slow  # computes the figures of the demo in two ways

SHARE = re.compile(r"\d+(?:,\d)?% \((?:[\d.,]+/[\d.,]+|bình quân [\d.]+ nhiệm vụ)\)")
NO_RATE = "—"
CONTINUING = ("carried_out", "partly", "not_carried_out", "not_reported", "nothing_arose")
WHOLE = {Measure.PROGRESS: 100, Measure.PROGRESS_REPORTED: 100}

CASES = [
    ("worked", {"plan": "P1"}, "2026-Q2", "2026-06-30T23:59+07:00"),
    ("worked", {"plan": "P1"}, "2026-Q2", "2026-06-21T23:59+07:00"),
    ("worked", {"plan": "P1"}, "2026-Q2", "2026-06-14T23:59+07:00"),
    ("sample", {"plan": "HN-45-2012"}, "2026-Q3", SAMPLED_AT.isoformat()),
    ("sample", {"plan": "KT-CT04"}, "2026-H1", SAMPLED_AT.isoformat()),
    ("sample", {"directive": "04-CT-TW"}, "2026-Q3", SAMPLED_AT.isoformat()),
]


@dataclass
class Case:
    """A report as Word file with its request, and what `manage.py figures` answers in the same store."""

    asked: ConsolidatedReportRequest
    selection: dict[str, str]
    store: Path
    filters: list[str]

    @cached_property
    def word(self) -> bytes:
        return report(self.asked, ReportFormat.DOCX).content

    @cached_property
    def tables(self) -> list[list[list[str]]]:
        """The text of each table of the Word file; a merged cell once."""
        found = Document(io.BytesIO(self.word)).tables
        return [[[cell.text for cell in dict.fromkeys(row.cells)] for row in table.rows] for table in found]

    def table(self, *head: str) -> list[list[str]]:
        return next(table for table in self.tables if tuple(table[0][: len(head)]) == head)

    @cached_property
    def body(self) -> list[str]:
        return [paragraph.text for paragraph in Checked(self.word).body()]

    def figures(self, by: str) -> list[dict]:
        with store_at(self.store), redirect_stdout(io.StringIO()) as printed:
            assert manage.main(["figures", "--by", by, *self.filters, "--json"]) == 0
        return json.loads(printed.getvalue())

    @cached_property
    def whole(self) -> dict:
        """The plan or directive that the report is about."""
        [by] = self.selection
        return next(row for row in self.figures(by) if row["key"] == self.selection[by])


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{'-'.join(case[1].values())} {case[2]} {case[3][:10]}")
def case(request, worked_store, sample_store, worked_request, sample_request) -> Case:
    kind, selection, period, as_of = request.param
    filters = ["--period", period, "--as-of", as_of]
    filters += [word for plan in [selection.get("plan")] if plan for word in ("--plan", plan)]
    if kind == "worked":
        return Case(worked_request(f"{as_of[:10]} {as_of[11:16]}", period=period), selection, worked_store, filters)
    return Case(sample_request(period=period, **selection), selection, sample_store, filters)


def number(value) -> str:
    """As a Vietnamese reader has it: 8,1."""
    rounded = Decimal(str(value)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return f"{rounded:f}".removesuffix(".0").replace(".", ",")


def share(ratio, whole=1) -> str:
    """`66,7% (2/3)` of what the command prints, worded here apart from the product."""
    if not ratio["d"]:
        return NO_RATE
    exact = Decimal(str(ratio["n"])) / (Decimal(str(ratio["d"])) * whole) * 100
    n = number(Decimal(str(ratio["n"])) / whole)
    return f"{number(exact)}% ({n}/{number(ratio['d'])})"


def shares(group) -> dict[Measure, str]:
    """What stands beside a percentage: n/N of counts; how many tasks a progress is the mean of; nothing of weights."""
    found = {measure: share(group[measure], WHOLE.get(measure, 1)) for measure in Measure}
    even = group["progress"]["d"] == group["measured"]
    made_of = {
        Measure.PROGRESS: f" (bình quân {group['measured']} nhiệm vụ)",
        Measure.PROGRESS_REPORTED: f" (bình quân {group['progress_reported']['d']} nhiệm vụ)" if even else "",
        Measure.COVERAGE: found[Measure.COVERAGE].partition("%")[2] if even else "",
    }
    for measure, words in made_of.items():
        percent = found[measure].partition(" (")[0]
        found[measure] = percent if percent == NO_RATE else percent + words
    return found


def progress_and_coverage(group) -> str:
    """Where a progress stands alone, how much of it was reported stands beside it."""
    percent, _, made_of = shares(group)[Measure.PROGRESS].partition(" (")
    coverage = share(group["coverage"]).partition(" (")[0]
    return f"{percent} ({made_of[:-1]}; có báo cáo {coverage})" if made_of else percent


def words(labels, value) -> str:
    with worded_in(Language.VI):
        return label(labels, value)


def test_the_table_of_indicators_is_that_of_the_dashboard(case):
    group = case.whole
    table = case.table("Chỉ tiêu")

    rows = [row[:2] for row in table[1:] if len(row) > 1]
    states = [[words(TASK_STATE, state), str(group["states"][state])] for state in TaskState]
    expected = shares(group)
    assert rows[0] == ["Tổng số nhiệm vụ", str(sum(group["states"].values()))]
    assert rows[1:13] == states
    assert rows[13] == ["Chưa giao cơ quan chủ trì", str(group["unassigned"])]
    assert rows[14:-1] == [[words(MEASURE, measure), expected[measure]] for measure in Measure]
    assert rows[-1] == ["Báo cáo không phát sinh", str(group["nothing_to_report"])]


def test_the_column_of_the_period_before_is_that_period(case):
    table = case.table("Chỉ tiêu")
    if case.selection.get("plan") is None:
        pytest.skip("the command prints periods of a plan, not of a directive")
    ended = case.figures("period")
    labels = [period["label"] for period in ended]
    this = table[0][1].split(" (")[0]
    before = ended[labels.index(this) - 1 if this in labels else -1]  # it may not have ended yet

    rows = {tuple(row[:1]): row for row in table[1:] if len(row) > 1}
    assert table[0][2].split(" (")[0] == before["label"]
    assert [row[2] for row in table[1:] if len(row) > 1][14:-1] == list(shares(before).values())
    assert rows["Tổng số nhiệm vụ",][2] == str(sum(before["states"].values()))


def part(body, heading, next_heading) -> list[str]:
    return body[body.index(heading) + 1 : body.index(next_heading)]


def test_every_rate_in_the_sentences_is_one_of_the_dashboard(case):
    texts = part(case.body, "2. Số liệu chủ yếu", "3. Kết quả theo nội dung")
    said = [match[0] for text in texts for match in SHARE.finditer(text)]

    assert said
    assert set(said) <= set(shares(case.whole).values())


def test_the_counts_in_words_are_those_of_the_dashboard(case):
    group, states = case.whole, case.whole["states"]
    opening, *points = part(case.body, "1. Kết quả chung", "2. Số liệu chủ yếu")

    continuing = [states[name] for name in CONTINUING]
    with_end = sum(states.values()) - sum(continuing) - states["void"]
    assert counts_in(opening.split("Tính đến")[0].split(" có ", 1)[1]) == [
        sum(states.values()),
        *filter(None, [with_end, sum(continuing), states["void"], group["unassigned"]]),
    ]
    done = [states[name] for name in ("done_on_time", "done_late", "done_undated")]
    rest = [states[name] for name in ("in_progress", "overdue", "no_deadline")]
    named = [*([done[0], group["early"]] if done[0] else []), *done[1:], *rest]
    said = dict(re.findall(r"(Nhiệm vụ [^:]+): (.*)", "\n".join(points)))
    assert counts_in(said["Nhiệm vụ có thời gian hoàn thành"]) == [sum(done), *filter(None, named)]
    confirmed = re.sub(r"\(.*\)", "", said["Nhiệm vụ thường xuyên"])
    assert counts_in(confirmed) == [number for number in continuing if number]


def counts_in(text) -> list[int]:
    return [int(number) for number in re.findall(r"(?<!/)\b\d+\b(?!/)", text)]


def test_the_groups_of_content_add_up_to_the_whole(case):
    states = case.whole["states"]
    counted = dict.fromkeys(states, 0)
    for text in part(case.body, "3. Kết quả theo nội dung", "III. ĐÁNH GIÁ CHUNG"):
        if match := re.match(r"Có (\d+) nhiệm vụ: (.*)\.", text):
            for state in counted:
                found = re.search(rf"(?:^|; ){re.escape(words(TASK_STATE, TaskState(state)).lower())} (\d+)", match[2])
                counted[state] += int(found[1]) if found else 0
        elif match := re.match(r"Có 01 nhiệm vụ, (.*)\.", text):
            [state] = [state for state in counted if words(TASK_STATE, TaskState(state)).lower() == match[1]]
            counted[state] += 1

    assert counted == states


def test_who_sent_a_report_is_counted_as_on_the_dashboard(case):
    group = case.whole
    text = "\n".join(part(case.body, "2. Thực hiện chế độ báo cáo", "II. KẾT QUẢ THỰC HIỆN"))

    assert re.search(r"Có (\d+)/(\d+) ", text).groups() == pair(group["completeness"])
    assert re.search(r"Đã xác nhận (\d+)/(\d+) báo cáo", text).groups() == pair(group["accepted_rate"])
    on_time = re.search(r"trong đó (\d+) (?:cơ quan|báo cáo) đúng hạn", text)
    assert int(on_time[1] if on_time else 0) == group["timeliness"]["n"]
    extended = re.search(r"(\d+) (?:cơ quan|báo cáo) trong thời gian được gia hạn", text)
    assert int(extended[1] if extended else 0) == group["timeliness_extended"]["n"] - group["timeliness"]["n"]


def pair(ratio) -> tuple[str, str]:
    return f"{int(ratio['n']):02d}", f"{int(ratio['d']):02d}"


def test_the_shortcomings_are_counted_as_on_the_dashboard(case):
    group, states = case.whole, case.whole["states"]
    texts = part(case.body, "2. Tồn tại, hạn chế", "3. Nguyên nhân")

    overdue = re.search(r"có (\d+) nhiệm vụ quá hạn", texts[0])
    assert int(overdue[1] if overdue else 0) == states["overdue"]
    unassigned = re.search(r"- (\d+)/(\d+) nhiệm vụ chưa được giao", "\n".join(texts))
    if group["unassigned"]:
        assert [int(number) for number in unassigned.groups()] == [group["unassigned"], sum(states.values())]
    else:
        assert unassigned is None


def test_each_task_of_the_annex_stands_as_on_the_dashboard(case):
    rows = [row for row in case.table("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp")[1:] if len(row) == 7]
    in_plans = {
        code
        for code, plan in case.asked.facts.plans.items()
        if case.selection in ({"plan": code}, {"directive": plan.main_directive})
    }
    codes = {task.code for task in case.asked.facts.tasks if task.plan in in_plans}
    tasks = {row["label"].rstrip(" .;,"): row for row in case.figures("task") if row["key"] in codes}

    assert [row[0] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    assert len(rows) == len([row for row in case.figures("task") if row["key"] in codes])
    for row in rows:
        task = tasks[row[1]]
        assert row[5].startswith(words(TASK_STATE, TaskState(task["state"]))), row
        silent = "not_reported" in task["flags"]
        if task["state"] in CONTINUING:
            continue
        says_so = ("chưa có báo cáo" in row[5].lower() and "kỳ này" not in row[5]) or row[5].endswith("đang rà soát")
        assert says_so == silent, row
        if not silent and task["state"] != "void":
            assert f"{number(task['percent'])}%" in row[5], row


STATES_IN_COLUMNS = (
    "done_on_time", "done_late", "done_undated", "in_progress", "overdue", "no_deadline",
)  # fmt: skip


def test_each_agency_of_the_annex_stands_as_on_the_dashboard(case):
    if case.selection.get("plan") is None:
        pytest.skip("the command prints the agencies of a plan, not of a directive")
    rows = [row for row in case.table("TT", "Cơ quan")[1:] if len(row) == 15]
    agencies = {pair["label"]: pair for pair in case.figures("agency")}

    bodies = [row for row in rows if row[0]]
    assert [row[0] for row in bodies] == [str(n) for n in range(1, len(agencies) + 1)]
    for row in bodies:
        said = row[1].casefold()  # thành phố Hà Nội is Thành phố in documents of its own
        [group] = [pair for name, pair in agencies.items() if f"{name} ".casefold().startswith(f"{said} ")]
        states = group["states"]
        continuing = sum(states[name] for name in CONTINUING)
        assert row[2:12] == [
            str(sum(states.values())),
            *(str(states[name]) for name in STATES_IN_COLUMNS),
            str(continuing),
            str(states["carried_out"]),
            str(states["void"]),
        ]
        assert row[12] == share(group["due_completion"])
        assert row[13] in (progress_and_coverage(group), "Chưa có báo cáo", "Báo cáo đang rà soát")
        assert row[14] == (
            f"{group['completeness']['n']}/{group['completeness']['d']}" if group["completeness"]["d"] else NO_RATE
        )
    totals = [row for row in rows if row[1] == "Cộng"]
    for column in range(2, 12):
        assert sum(int(row[column]) for row in totals) == sum(int(row[column]) for row in bodies)


def test_the_states_of_each_agency_add_up_to_its_tasks(case):
    for row in [row for row in case.table("TT", "Cơ quan")[1:] if len(row) == 15]:
        assert int(row[2]) == sum(int(number) for number in [*row[3:10], row[11]]), row


def test_the_spreadsheet_holds_the_same_indicators_and_tasks(case):
    book = load_workbook(io.BytesIO(report(case.asked, ReportFormat.XLSX).content))

    def rows(sheet):
        return [[cell or "" for cell in row] for row in book[sheet].iter_rows(values_only=True)]

    indicators = [row for row in case.table("Chỉ tiêu") if len(row) == 4]
    assert [row for row in rows("Chỉ tiêu") if row in indicators] == indicators
    tasks = [row for row in case.table("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp") if len(row) == 7]
    assert [row for row in rows("Nhiệm vụ") if row in tasks] == tasks
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
