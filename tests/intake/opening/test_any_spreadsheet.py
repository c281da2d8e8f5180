"""Thousands of damaged spreadsheets: a verdict for each, in bounded time, twice the same, of nothing but what is there.

Files are made by chance from good ones (`fuzz.damage`): tags, attributes, texts and bytes inside the parts of a zip
that is then sound again, the zip's own headers, ODS parts, bytes of an XLS. A failure names the file's number, from
which `damaged_file` makes it again; `make fuzz` draws a new `FUZZ_SEED` and prints it.

Each file is read by `read_report_file`, the product's whole way, twice. The worker that opens it is, for every 20th
reading, the process that the product starts; for the others a fork of one that has started already and that runs the
same `main` with the same limits (`fuzz.forked_workers`). So what worker and server do with a file is covered by all of
them; starting a worker with an empty environment and collecting it by `subprocess` only by the 20th part. Not covered:
files of megabytes, where limits of size decide (`test_limits`), and damage that only a person would notice.
"""

import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

import pytest

from intake.base.checked_file import ReportFile, Verdict
from intake.base.finding_codes import FindingCode
from intake.opening import spreadsheet
from tests.builders.report_context import make_context
from tests.builders.report_files import HEADER, Percent, read, xlsx_bytes
from tests.builders.spreadsheets import ods, rows_xml, xls, xlsx
from tests.intake.fuzz import tally
from tests.intake.fuzz.damage import damaged_bytes, parts_of, with_damaged_parts, with_damaged_zip
from tests.intake.fuzz.forked_workers import ForkedWorkers
from tests.intake.fuzz.stated import Stated

pytestmark = pytest.mark.slow  # reads hundreds of damaged files

CONTEXT = make_context()
PATIENCE = 5
"""CPU seconds for one small file; the product itself gives up after 15 seconds of the clock."""
SEED = int(os.environ.get("FUZZ_SEED", "1" if tally.FUZZ == 1 else str(time.time_ns() % 1_000_000)))
REAL_WORKER_EVERY = 20

DAY = date(2026, 5, 20)
ROWS = [
    ("NV-01", "Quý II/2026", Percent(0.755), "Đang thực hiện", "", "Đã tổ chức hai đoàn ra", "Thiếu kinh phí", "", ""),
    (
        "NV-02",
        "2026-Q2",
        Percent(1),
        "Hoàn thành",
        DAY,
        "Đã ký thoả thuận hợp tác",
        "",
        "Đề nghị bổ sung",
        "12/BC-SNgV",
    ),
    ("NV-04", "", "", "Có thực hiện", "", "Đăng 12 tin, bài", "", "", "http://vi.du/?so=1"),
]
TITLED = [["ỦY BAN NHÂN DÂN TỈNH"], ["BÁO CÁO"], [], HEADER, *ROWS]
BY_HAND = rows_xml(
    ("ma_nhiem_vu", "tien_do", "ngay_hoan_thanh", "ket_qua"),
    ("NV-01", '<c r="B2" s="2"><v>0.4</v></c>', "", '<c r="D2" t="str"><f>"Đã "&amp;"họp"</f><v>Đã họp</v></c>'),
    ("NV-02", '<c r="B3"><f>30+70</f><v>100</v></c>', '<c r="C3" s="4"><v>46162</v></c>', "Xong cả hai việc"),
    ("NV-03", '<c r="B4" t="e"><v>#REF!</v></c>', "", '<c r="D4" t="inlineStr"><is><r><t>Mở </t></r><r><t>lớp</t></r></is></c>'),
)  # fmt: skip


def whole_book() -> bytes:
    """As Excel writes: shared strings, styles, a merged title, a sheet of lists, a hidden copy."""
    return xlsx_bytes(TITLED, [["Hoàn thành"], ["Đang thực hiện"]], [HEADER, *ROWS], hidden=[2], merged=["A2:I2"])


def written_by_hand() -> bytes:
    """Inline texts, formulas, an error, rich text, no shared strings."""
    return xlsx(BY_HAND + '<mergeCells><mergeCell ref="D3:D3"/></mergeCells>')


def ods_book() -> bytes:
    return ods([HEADER, *ROWS], percent_columns=[2])


def xls_book() -> bytes:
    return xls([HEADER, ("NV-01", "", 75.5, *ROWS[0][3:]), ("NV-02", "", 100.0, *ROWS[1][3:]), ROWS[2]])


BOOKS = {"whole": whole_book, "by hand": written_by_hand, "ods": ods_book, "xls": xls_book}
XLSX_INSIDE, XLSX_ZIP, ODS_INSIDE, XLS_BYTES = "XLSX, changed inside", "XLSX, zip damaged", "ODS, changed inside", "XLS"
COUNTS = {XLSX_INSIDE: 250, XLSX_ZIP: 60, ODS_INSIDE: 30, XLS_BYTES: 30}


@cache
def book(name: str) -> bytes:
    return BOOKS[name]()


@cache
def parts(name: str) -> dict[str, bytes]:
    return parts_of(book(name))


def damaged_file(kind: str, number: int) -> bytes:
    """The same file for the same seed, kind and number."""
    random = Random(f"{SEED} {kind} {number}")
    if kind == XLSX_INSIDE:
        return with_damaged_parts(parts(random.choice(("whole", "by hand"))), random)
    if kind == XLSX_ZIP:
        return with_damaged_zip(book(random.choice(("whole", "by hand"))), random)
    if kind == ODS_INSIDE:
        return with_damaged_parts(parts("ods"), random)
    content = book("xls")
    for _ in range(random.choice((1, 2, 5))):
        content = damaged_bytes(content, random)
    return content


def left_behind() -> tuple[int, int, list[str]]:
    """Open file descriptors, child processes, temporary files."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
    return len(os.listdir("/proc/self/fd")), len(children), sorted(os.listdir(tempfile.gettempdir()))


@pytest.fixture(scope="module")
def workers() -> Iterator[ForkedWorkers]:
    """Forked workers in the place of started ones, for the tests of this module."""
    forked = ForkedWorkers(every=REAL_WORKER_EVERY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spreadsheet.subprocess, "run", forked.run)
        yield forked
    forked.stop()
    crashes = Counter(forked.crashes)
    tally.NOTES.append(f"seed {SEED}; {forked.forked} readings by forked workers, {forked.real} by started ones")
    tally.NOTES.extend(f"worker ended {times} times: {how}" for how, times in crashes.most_common(12))


@pytest.mark.parametrize("name", BOOKS)
def test_the_files_before_any_damage_are_read(workers, name):
    report = read(book(name), CONTEXT, "")

    assert [row.task for row in report.rows][:2] == ["NV-01", "NV-02"], report.findings
    if name != "xls":
        assert [Stated(book(name)).not_stated(row) for row in report.rows] == [[]] * len(report.rows)


def test_what_a_file_does_not_state_is_seen(workers):
    row, *_ = read(book("whole"), CONTEXT, "").rows
    other = replace(row, result="Đã tổ chức ba đoàn ra", percent=Decimal("33.3"), done_on=date(2025, 12, 31))

    assert Stated(book("whole")).not_stated(other) == ["Đã tổ chức ba đoàn ra", "33.3 %", "31/12/2025"]


@pytest.mark.parametrize("kind", COUNTS)
def test_a_damaged_spreadsheet_gives_a_verdict_and_nothing_that_it_does_not_hold(workers, kind, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    read(damaged_file(kind, 0), CONTEXT, "")  # what stays open from the first time on
    before = left_behind()

    wrong = {}
    for number in range(COUNTS[kind] * tally.FUZZ):
        problems = list(what_is_wrong(damaged_file(kind, number), kind, workers))
        if problems:
            wrong[number] = problems

    assert wrong == {}, f"seed {SEED}"
    assert left_behind() == before


def what_is_wrong(content: bytes, kind: str, workers: ForkedWorkers) -> Iterator[str]:
    began = workers.seconds_used()
    try:
        report = read(content, CONTEXT, "")
    except Exception as error:
        yield f"raised {error!r}"
        return
    took = workers.seconds_used() - began
    tally.count(kind, report.verdict)
    if took > PATIENCE or any(finding.code is FindingCode.TAKES_TOO_LONG for finding in report.findings):
        yield f"took {took:.1f} s"
    if report != read(content, CONTEXT, ""):
        yield "another reading the second time"
    if (report.verdict is Verdict.BLOCKED) and report.rows:
        yield "blocked, yet with rows"
    if len(report.cells) > 1_048_576:
        yield f"{len(report.cells)} rows of cells"
    yield from not_in_the_file(report, content, kind)


def not_in_the_file(report: ReportFile, content: bytes, kind: str) -> list[str]:
    """Values of rows that the file does not state; an XLS is no text, so there the task alone is looked for."""
    if not report.rows:
        return []
    if kind == XLS_BYTES:
        return [row.task for row in report.rows if row.task not in CONTEXT.tasks]
    stated = Stated(content)
    return [value for row in report.rows for value in stated.not_stated(row)]
