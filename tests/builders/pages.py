"""Pages as Streamlit's AppTest runs them, on small real stores that are made once and copied where a test changes them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest

from actions.people.accounts import add_sample_user
from data_model.rules.people.hashing import hash_token
from data_model.settings import PROJECT_DIR
from data_model.store import open_side_transaction
from data_model.store.base.download_files import ADDRESS
from data_model.values import Role
from exports.base.table_rows import cell_words
from tests.builders.accounts import NAME, PASSWORD, add_accounts, token_of
from tests.builders.stores import WORKED_CASE, load, load_files
from ui.base.clock import now, today
from ui.base.screen_tables import FIGURE_SPACE
from ui.figures.filters import AGENCY, AS_OF, DIRECTIVE, ORGANISATION, PERIOD, PROVINCE
from ui.figures.filters import PLAN as PLAN_FILTER

PAGES = tuple(sorted(path.stem for path in (PROJECT_DIR / "pages").glob("*.py")))
LEADER, COORDINATOR, REPORTER, ADMIN = NAME.values()
"""The accounts of `add_accounts`: the coordinator is of SO-B, which consolidates, the reporter of SO-A, which reports."""

FILTERS = {PROVINCE, DIRECTIVE, PLAN_FILTER, AGENCY, ORGANISATION, PERIOD, AS_OF}

EMPTY, ONE_REPORT, OPEN_REPORT, CASE = "empty", "one_report", "open_report", "case"
"""The stores: accounts alone; one plan, one task and one accepted report; the same plan with its report still to be sent;
the case of docs/definitions.md §5, where the coordinator is of A and the reporter of B."""

PLAN = {
    "directives": "code,number\n04-CT-TW,04-CT/TW",
    "plans": """code,number,province,issued_on,title,main_directive,directives
                KH,1/KH-UBND,Hà Nội,2025-12-20,Kế hoạch đối ngoại,04-CT-TW,04-CT-TW""",
    "tasks": """code,plan,section,title,type,due_on
                NV1,KH,I. Nhiệm vụ chung,Tổ chức hội nghị,one_off,2026-05-30""",
    "assignments": "task,agency,role\nNV1,SO-A,lead",
}
REPORT_OF_JUNE = {
    "regimes": """plan,valid_from,kinds,window,agency_due_days,consolidator,basis,first_period
                  KH,2025-12-15,quarter,nd09,3,SO-B,giả định,2026-Q2""",
    "submissions": """number,agency,plan,period,submitted_at,submitted_by,status
                      BC1,SO-A,KH,2026-Q2,2026-06-16T09:00:00+07:00,binh,accepted""",
    "report_lines": "submission,task,percent,done_on,result\nBC1,NV1,100,2026-05-20,Đã tổ chức",
    "reviews": "submission,decision,by,at\nBC1,accepted,cuong,2026-06-20T09:00:00+07:00",
}
"""Sent a day before it was due, and accepted."""
THIS_YEAR = f"{today().year}"
DUE_ON = date(today().year, 12, 31) + timedelta(days=60)
LOCKED_AFTER = DUE_ON + timedelta(days=30)
REPORT_OF_THIS_YEAR = {
    "regimes": f"""plan,valid_from,kinds,window,agency_due_days,consolidator,basis,first_period
                   KH,2025-12-15,year,calendar,60,SO-B,giả định,{THIS_YEAR}""",
}
"""Open all year, due on this day of the next, so never soon; taken for thirty days more."""
JUNE = {"period": "2026-Q2", "as_of": "2026-06-30"}
"""The filters under which the figures of `ONE_REPORT` stay what they are."""
FIGURES_OF_ONE_REPORT = {
    "Hoàn thành nhiệm vụ đến hạn": "100,0 %",
    "Tỷ lệ hoàn thành đúng hạn": "100,0 %",
    "Tiến độ (bình quân) · có báo cáo 100,0 % (1/1)": "100,0 %",
    "Nhiệm vụ thường xuyên đã triển khai trong kỳ": "—",
    "Tỷ lệ gửi báo cáo": "100,0 %",
    "Tỷ lệ gửi báo cáo đúng hạn": "100,0 %",
}
"""Then, by their names, as every page of figures shows them."""
THE_TASK = {
    "Mã nhiệm vụ": "NV1",
    "Nhiệm vụ": "Tổ chức hội nghị",
    "Chủ trì": "Sở A",
    "Thời hạn": "30/05/2026",
    "Trạng thái": "Hoàn thành đúng hạn",
    "Tiến độ": "100,0 %",
    "Loại": "Thực hiện một lần",
}
THE_REPORT = {
    "Cơ quan": "Sở A",
    "Kỳ báo cáo": "Quý II/2026",
    "Tình hình gửi": "Đúng hạn",
    "Thời hạn gửi": "17/06/2026",
    "Gửi lần đầu": "16/06/2026 09:00",
    "Đã xác nhận": "đã xác nhận",
    "Kế hoạch": "1/KH-UBND · Hà Nội",
}
"""And the rows of its task and its report."""


def fill(holds: str, folder: Path) -> None:
    """What the empty store that is configured shall hold."""
    if holds == CASE:
        _fill_with_case()
        return
    add_accounts()
    if holds != EMPTY:
        load_files(folder, **PLAN, **(REPORT_OF_JUNE if holds == ONE_REPORT else REPORT_OF_THIS_YEAR))


def _fill_with_case() -> None:
    load(WORKED_CASE)
    agencies = {Role.COORDINATOR: "A", Role.REPORTER: "B"}
    with open_side_transaction() as session:
        for role, name in NAME.items():
            add_sample_user(
                session,
                name=name,
                display_name=f"Người thử {name}",
                role=role,
                agency=agencies.get(role),
                password=PASSWORD,
                at=now(),
            )


@cache
def components() -> BidiComponentManager:
    """What each AppTest would look for anew, in the metadata of every package: half a second, and we have none."""
    return BidiComponentManager()


@dataclass(frozen=True)
class PageStore:
    """A store on the disk, with a session of each account in it."""

    url: str
    sessions: Mapping[str, str] = field(repr=False)

    def open(self, page: str, who: str, /, **address: str) -> AppTest:
        """The page alone, without its frame, so what the filter bar would take from the address is set here."""
        at = self._app(who, address)
        for name in FILTERS & address.keys():
            at.session_state[name] = date.fromisoformat(address[name]) if name == AS_OF else address[name]
        return at.switch_page(f"pages/{page}.py").run()

    def open_in_frame(self, page: str, who: str, /, **address: str) -> AppTest:
        """The page under its filter bar. AppTest draws that of pages alone whose file is not called like their address."""
        return self._app(who, address).run().switch_page(f"pages/{page}.py").run()

    def _app(self, who: str, address: Mapping[str, str]) -> AppTest:
        at = AppTest.from_file(str(PROJECT_DIR / "dashboard.py"), default_timeout=60)
        at._bidi_component_manager = components()
        at.user = {"session": self.sessions[who]}
        for name, value in address.items():
            at.query_params[name] = value
        return at


def sessions() -> dict[str, str]:
    """By account what the gate tells a page of its session."""
    return {name: hash_token(token_of(name)) for name in NAME.values()}


def offered_files(page: AppTest) -> list[str]:
    """The labels of the links by which the page offers files."""
    links = page.main.get("link_button")
    return [link.proto.label for link in links if link.proto.url.startswith(ADDRESS)]


def said(elements: Iterable[Any]) -> list[str]:
    """What stands in these elements of a page."""
    return [element.value for element in elements]


def drawn(at: AppTest) -> list[str]:
    """What the page draws as HTML of its own."""
    return [element.proto.body for element in at.main.get("html")]


def rows(at: AppTest, place: int = 0) -> list[dict[str, Any]]:
    """A table of the page, row by row, by the names of its columns, as a reader sees it."""
    return [
        {str(name): as_shown(value) for name, value in row.items()}
        for row in at.main.dataframe[place].value.to_dict("records")
    ]


def read_tables(at: AppTest) -> list[list[dict[str, str]]]:
    """The tables of the page that are drawn as HTML, row by row, by the names of their columns, with their words alone."""
    bodies = [block.proto.body for block in at.main.get("html")]
    tables = [re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL) for body in bodies if 'class="register' in body]
    found = [[re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in table] for table in tables]
    worded = [[[unescape(re.sub(r"<[^>]+>", "", cell)) for cell in row] for row in table] for table in found]
    return [[dict(zip(heads, row, strict=True)) for row in table] for heads, *table in worded]


def as_shown(value: Any) -> Any:
    """A day or an instant as the grid writes it; a rate without the spaces that align it; a label by its words."""
    if value is pd.NaT or value is None:
        return None
    if isinstance(value, list | np.ndarray):  # a coloured label
        return "".join(value)
    if isinstance(value, str):
        return value.lstrip(FIGURE_SPACE)
    return cell_words(value) if isinstance(value, date) else value


def metrics(at: AppTest) -> dict[str, str]:
    """The figures of the page, by their names."""
    return {element.label: element.value for element in at.main.metric}
