"""Awkward and hostile report files, each with the verdict that reading it must give.

`python -m tests.corpus.make_corpus FOLDER` writes them all, and the table of what is expected as corpus.tsv.
The tables themselves are in `text_cases`, `sheet_cases`, `signature_cases` and `hostile_cases`; the world they are read in is `tests/intake/conftest.py`.
"""

import csv
import sys
from pathlib import Path

from tests.corpus import hostile_cases, sheet_cases, signature_cases, text_cases
from tests.corpus.case import Case


def every_case() -> list[Case]:
    return [*text_cases.CASES, *sheet_cases.CASES, *signature_cases.CASES, *hostile_cases.CASES]


def write_corpus(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "corpus.tsv").open("w", encoding="utf-8", newline="") as table_file:
        table = csv.writer(table_file, delimiter="\t")
        table.writerow(["file", "read as", "verdict", "rows", "findings (row column code)"])
        for number, case in enumerate(every_case(), start=1):
            name = f"{number:03d} {case.name.replace('/', '-')}{case.extension}"
            (folder / name).write_bytes(case.make())
            findings = "; ".join(f"{row or '-'} {column or '-'} {code}" for row, column, code in case.findings)
            table.writerow([name, case.world, case.verdict, case.rows, findings])


if __name__ == "__main__":
    write_corpus(Path(sys.argv[1]))
