"""docs/security.md names tests that are there."""

import re

from data_model.settings import PROJECT_DIR

TEXT = (PROJECT_DIR / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = [line for line in TEXT.splitlines() if re.match(r"\| [0-9a-z]", line) and not line.startswith("| requirement")]


def test_every_path_that_it_names_is_there():
    named = re.findall(r"`((?:tests|devtools|rules)/[\w/.-]+\.py)`", TEXT)

    assert len(named) > 40
    assert [path for path in named if not any((PROJECT_DIR / top / path).is_file() for top in ("", "data_model"))] == []


def test_a_row_without_a_test_says_why():
    without = [row for row in ROWS if "tests/" not in row and "devtools/" not in row]

    assert len(ROWS) > 25
    assert [row.split("|")[1].strip() for row in without] == ["5.4.3 antivirus"]
