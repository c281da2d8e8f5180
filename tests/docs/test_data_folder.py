"""The page on the folder of CSV files names each file, its columns in order, and those that name a row."""

import re

from data_model.settings import PROJECT_DIR
from data_model.store.folder.sheets import SHEETS

PAGE = (PROJECT_DIR / "docs" / "data-folder.md").read_text(encoding="utf-8")


def test_each_file_stands_there_with_its_columns():
    told = dict(re.findall(r"^\| `(\w+\.csv)` \| (.*) \|$", PAGE, re.MULTILINE))

    assert told == {sheet.file_name: ", ".join(map(_name(sheet), sheet.headers)) for sheet in SHEETS}


def _name(sheet):
    key = {column.header for column in sheet.columns if column.attribute in sheet.key}
    return lambda header: f"**{header}**" if header in key else header
