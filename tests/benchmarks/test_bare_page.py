"""The page beside which the overview is timed shows the same whatever becomes of the overview."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

from benchmarks.bare_page import BARE, read_bare_page, recorded_file, write_bare_page
from benchmarks.provinces import DIRECTIVES, PROVINCES
from data_model.settings import PROJECT_DIR


@pytest.mark.parametrize(
    ("size", "filter_name", "choices"), [("S", "directive", DIRECTIVES[1:3]), ("M", "province", PROVINCES[1:3])]
)
def test_it_shows_what_the_overview_showed_with_each_choice_of_the_filter(size, filter_name, choices):
    name, seen = read_bare_page(recorded_file(size))

    assert name == filter_name
    assert list(seen) == ["", *choices]
    for page in seen.values():
        assert [len(chart.data) > 0 for chart in page.charts] == [True] * 3
        assert [len(trend) for _label, _value, _change, trend in page.headlines] == [8] * 6
        [table] = page.tables
        assert list(table.columns) == ["Việc", "Nhiệm vụ, báo cáo", "Cơ quan", "Ngày", "Thời gian", "Kế hoạch"]
        assert len(table)


def test_it_has_our_configuration_and_what_was_seen(tmp_path: Path):
    config = PROJECT_DIR / ".streamlit" / "config.toml"

    script = write_bare_page(tmp_path, size="S", config=config)

    assert (tmp_path / ".streamlit" / "config.toml").read_bytes() == config.read_bytes()
    assert (tmp_path / "recorded.json.gz").read_bytes() == recorded_file("S").read_bytes()
    text = script.read_text(encoding="utf-8")
    assert ast.parse(text)
    assert "require(Action.VIEW_TASK)" in text and "recorded.json.gz" in text


def test_what_it_takes_from_the_product_is_there():
    """A page that only the benchmark runs would go unnoticed when a name changes."""
    taken = [node for node in ast.walk(ast.parse(BARE)) if isinstance(node, ast.ImportFrom)]

    for node in taken:
        assert all(hasattr(import_module(node.module or ""), alias.name) for alias in node.names), ast.unparse(node)
