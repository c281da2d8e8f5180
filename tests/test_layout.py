"""The promises of the layout, read from the source: who imports whom, where SQL and Streamlit may stand, which
sentences and values have words and colours. A failure names the file and what to write.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from enum import EnumType
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from charts import colours
from data_model import values
from data_model.rules.figures.attention import AttentionKind
from data_model.rules.figures.measures import Measure
from data_model.rules.figures.timeliness import ReportTimeliness
from data_model.rules.figures.upcoming import UpcomingKind
from data_model.rules.review.moves import MOVES
from data_model.settings import PROJECT_DIR
from data_model.values import Action, SubmissionStatus, TaskState
from wording import labels
from wording.translation import LOCALE_DIR

LAYERS = {
    "data_model.values": "",
    "data_model.settings": "data_model.values",
    "data_model.prefetch": "",
    "data_model.tables": "data_model.values",
    "data_model.migrations": "data_model.tables",
    "data_model.rules": "data_model.values",
    "data_model.store": "data_model.prefetch data_model.rules data_model.settings data_model.tables data_model.values",
    "intake": "data_model.prefetch data_model.rules data_model.values",
    "plan_reading": "data_model.values intake",
    "actions": "data_model intake",
    "wording": "data_model.rules data_model.values intake plan_reading",
    "charts": "data_model.rules data_model.values wording",
    "exports": "actions data_model.prefetch data_model.rules data_model.values intake plan_reading wording",
    "documents": "charts data_model.rules data_model.values exports wording",
    "documents.issuing": "actions data_model documents exports",
    "mail": "actions data_model wording",
    "seed_data": "actions data_model",
    "web": "actions data_model mail seed_data wording",
    "ui": "actions charts data_model documents exports intake mail plan_reading wording",
    "pages": "actions data_model exports intake ui wording",
    "commands": "actions data_model documents exports intake mail plan_reading seed_data wording",
    "dashboard": "commands data_model seed_data ui web",
    "manage": "commands data_model",
    "devtools": "data_model intake seed_data wording",
    "benchmarks": "actions data_model devtools intake seed_data tests.builders",
}
"""What each floor may import, from the ground up. Leave a module where it is and move what it needs, rather than add to a
line."""
FOLDERS = ("data_model.", "documents.issuing")
"""Where a floor is a folder of its own inside another."""

KNOWN_IMPORTS = {("wording/load_problems.py", "data_model.store"), ("wording/keeping.py", "data_model.store")}
"""Beside the layers, by name: words for the problems that loading a folder finds."""

STREAMLIT = ("pages/", "ui/", "dashboard.py", "benchmarks/")
KNOWN_STREAMLIT = {"web/index_page.py"}
"""It finds Streamlit's own index.html."""

SQL = ("data_model/store/", "data_model/tables/", "data_model/migrations/", "benchmarks/")
HARMLESS_SQL = {"Session", "SQLAlchemyError"}

LONGEST_FILE, LONGEST_FUNCTION = 400, 60


def part_of(module: str) -> str:
    """The floor that a module stands on."""
    inner = ".".join(module.split(".")[:2])
    return inner if inner.startswith(FOLDERS) else module.split(".")[0]


def sources() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the product: its path, and what is in it."""
    tops = {floor.split(".")[0] for floor in LAYERS}
    files = [path for top in tops for path in (PROJECT_DIR / f"{top}.py", *(PROJECT_DIR / top).rglob("*.py"))]
    for path in sorted(files):
        name = path.relative_to(PROJECT_DIR).as_posix()
        if (
            path.is_file()
            and part_of(name.removesuffix(".py").replace("/", ".")) in LAYERS
            and "/versions/" not in name
        ):
            yield name, ast.parse(path.read_text(encoding="utf-8"))


SOURCES = dict(sources())
MODULES = {name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in SOURCES}


@cache
def imports(tree: ast.Module) -> list[tuple[str, str]]:
    """(module, name) of everything imported; `from data_model import tables` is of the module `data_model.tables`."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, "") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            inner = {alias.name: f"{node.module}.{alias.name}" for alias in node.names}
            found += [(module if module in MODULES else node.module or "", name) for name, module in inner.items()]
    return found


def test_imports_point_one_way():
    wrong = []
    for name, tree in SOURCES.items():
        part = part_of(name.removesuffix(".py").replace("/", "."))
        for module, _ in imports(tree):
            other = part_of(module)
            allowed = {part, *LAYERS[part].split()}
            if other in LAYERS and not {other, other.split(".")[0]} & allowed and (name, other) not in KNOWN_IMPORTS:
                wrong.append(f"{name}: {part} may not import {module}")
    assert wrong == []


def test_a_floor_imports_only_what_stands_below_it():
    floors = list(LAYERS)
    up = [
        f"{floor} stands below {other}"
        for place, floor in enumerate(floors)
        for other in LAYERS[floor].split()
        if other in LAYERS and floors.index(other) > place
    ]
    assert up == [], "order LAYERS from the ground up"


def folder_of(module: str) -> str:
    return module.rpartition(".")[0]


def test_no_folder_leads_back_to_itself():
    """people, plans, reporting, review, round, figures, consolidated: on each floor the arrows between them run one way."""
    leads_to: dict[str, set[str]] = {}
    for name, tree in SOURCES.items():
        folder = name.removesuffix(".py").replace("/", ".").rpartition(".")[0]
        found = {folder_of(module) for module, _ in imports(tree) if module in MODULES}
        leads_to.setdefault(folder, set()).update(found - {folder})
    assert list(_cycles(leads_to)) == []


def _cycles(leads_to: Mapping[str, set[str]]) -> Iterator[list[str]]:
    done: set[str] = set()

    def walk(folder: str, path: list[str]) -> Iterator[list[str]]:
        if folder in path:
            yield [*path[path.index(folder) :], folder]
        elif folder not in done:
            for other in sorted(leads_to.get(folder, ())):
                yield from walk(other, [*path, folder])
            done.add(folder)

    for folder in sorted(leads_to):
        yield from walk(folder, [])


def test_only_figures_look_into_the_columns():
    """Everybody else asks `rules/figures/grouping.py` and its neighbours."""
    columns, own = "data_model.rules.figures.columns", ("data_model/rules/figures/", "data_model/store/figures/")
    found = {
        name
        for name, tree in SOURCES.items()
        for module, _ in imports(tree)
        if module.startswith(columns) and not name.startswith((*own, "benchmarks/"))
    }
    assert found == set()


def test_no_test_imports_from_another_test():
    tests = PROJECT_DIR / "tests"
    found = {
        path.relative_to(tests).as_posix()
        for path in tests.rglob("*.py")
        for module, _ in imports(ast.parse(path.read_text(encoding="utf-8")))
        if module.startswith("tests.") and module.rpartition(".")[2].startswith(("test_", "conftest"))
    }
    assert found == set(), "put what they share into tests/builders"


def users_of(*libraries: str, harmless: frozenset[str] | set[str] = frozenset()) -> set[str]:
    return {
        name
        for name, tree in SOURCES.items()
        for module, imported in imports(tree)
        if module.split(".")[0] in libraries and imported not in harmless
    }


def test_streamlit_is_imported_where_screens_are_made():
    found = {name for name in users_of("streamlit") if not name.startswith(STREAMLIT)}

    assert found == KNOWN_STREAMLIT, "show it in pages/ or ui/, and hand values over"


def test_files_are_offered_by_the_apps_own_address():
    """Streamlit's button drops them and shows them to whoever knows their address: docs/decisions/0015."""
    found = {
        name
        for name, tree in SOURCES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "download_button"
    }

    assert found == set(), "use ui/base/download_button.py"


def test_files_are_taken_by_the_box_that_the_gate_knows():
    """It refuses uploads to windows whose page has no `upload_box`."""
    found = {
        name
        for name, tree in SOURCES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "file_uploader"
    }

    assert found == {"ui/base/upload_box.py"}, "use upload_box"


def test_sql_is_written_in_the_store():
    found = {name for name in users_of("sqlmodel", "sqlalchemy", harmless=HARMLESS_SQL) if not name.startswith(SQL)}

    assert found == set(), "write the query as a function in data_model/store/"


@pytest.mark.parametrize("name", [name for name in SOURCES if name.startswith("pages/")])
def test_each_page_asks_first_who_may_see_it(name):
    first = next(
        node
        for node in SOURCES[name].body
        if not isinstance(node, (ast.Import, ast.ImportFrom)) and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    )  # fmt: skip
    asked = re.fullmatch(r"(?:\w+ = )?require\(Action\.([A-Z_]+)\)", ast.unparse(first))
    assert asked, f"{name}: begin with `user = require(Action.…)`"
    assert asked[1] in Action.__members__


def test_files_are_short():
    lines = {name: len((PROJECT_DIR / name).read_text(encoding="utf-8").splitlines()) for name in SOURCES}

    assert {name: count for name, count in lines.items() if count > LONGEST_FILE} == {}


def test_functions_are_short():
    too_long = [
        f"{name}: {node.name}"
        for name, tree in SOURCES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]

    assert too_long == []


@cache
def messages() -> dict[str, str]:
    """Every sentence in the source that is to be translated, and where it stands."""
    found: dict[str, str] = {}
    templates = (PROJECT_DIR / "web" / "templates").glob("*.html")
    files = [("python", PROJECT_DIR / name) for name in SOURCES] + [
        ("jinja2.ext:babel_extract", path) for path in templates
    ]
    for method, path in files:
        for line, message, *_ in extract_from_file(method, path, keywords={"_": None, "mark": None}):
            found.setdefault(str(message), f"{path.relative_to(PROJECT_DIR)}:{line}")
    return found


def translations() -> dict[str, str]:
    with (LOCALE_DIR / "vi.po").open("rb") as po_file:
        return {str(message.id): str(message.string) for message in read_po(po_file) if message.id}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)[^}]*\}", text))


def test_every_sentence_is_translated():
    known = translations()

    assert {where: text for text, where in messages().items() if not known.get(text)} == {}


def test_the_catalogue_holds_no_sentence_that_nobody_says():
    said = messages()

    assert [text for text in translations() if text not in said] == []


def test_a_translation_fills_in_the_same_places():
    assert {
        text: translated
        for text, translated in translations().items()
        if placeholders(text) != placeholders(translated)
    } == {}


def closed_lists() -> list[EnumType]:
    """The closed lists whose values a reader sees; an `Action` is asked for and never shown."""
    return [enum for enum in vars(values).values() if isinstance(enum, EnumType) and len(enum) and enum is not Action]


@pytest.mark.parametrize(
    "values",
    [*closed_lists(), Measure, ReportTimeliness, AttentionKind, UpcomingKind],
    ids=lambda values: values.__name__,
)
def test_each_value_of_each_closed_list_has_words(values):
    found = [
        set(words)
        for words in vars(labels).values()
        if isinstance(words, Mapping) and words and all(isinstance(value, values) for value in words)
    ]
    assert found, f"add the words for {values.__name__} to wording/labels.py"
    assert all(words == set(values) for words in found)


def test_each_state_and_timeliness_has_a_colour_of_its_own():
    assert set(colours.STATE) == set(TaskState)
    assert set(colours.REPORT_TIMELINESS) == set(ReportTimeliness)
    assert len(set(colours.STATE.values())) == len(TaskState)
    assert len(set(colours.REPORT_TIMELINESS.values())) == len(ReportTimeliness)


def test_each_status_has_a_place_in_the_moves():
    assert set(MOVES) == set(SubmissionStatus)


def test_no_file_names_a_place_on_one_machine():
    pattern = re.compile(r"/(?:home|Users|root|tmp|work)/\w")
    paths = [Path(PROJECT_DIR / name) for name in SOURCES]

    assert [path.name for path in paths if pattern.search(path.read_text(encoding="utf-8"))] == []


def test_each_page_has_a_test_of_its_own():
    tests = PROJECT_DIR / "tests" / "pages"
    pages = sorted(path.stem for path in (PROJECT_DIR / "pages").glob("*.py"))

    assert [page for page in pages if not (tests / f"test_{page}.py").is_file()] == []
