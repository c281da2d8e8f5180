"""Reads a list of people who get accounts: CSV or a spreadsheet, its headings in any order."""

from dataclasses import dataclass
from enum import StrEnum

from data_model.values import Role
from intake.base.finding_codes import FindingCode
from intake.base.headings import header_key
from intake.base.matching import plain_key
from intake.base.opened_file import Limits, OpenedFile, Table, UnreadableFile, cell_text
from intake.opening.file_kind import FileKind, kind_of
from intake.opening.spreadsheet import open_spreadsheet
from intake.opening.text_table import open_text
from intake.repair.legacy_fonts import repair_letters

LIMITS = Limits(bytes=2 * 1024 * 1024, rows=2_000)
HEADER_WITHIN = 20
"""The headings stand in one of the first so many rows that are not empty."""


class AccountColumn(StrEnum):
    DISPLAY_NAME = "display_name"
    NAME = "name"
    AGENCY = "agency"
    ROLE = "role"
    EMAIL = "email"


HEADINGS = {
    AccountColumn.DISPLAY_NAME: ("Họ và tên", "Họ tên", "Họ tên, chức vụ", "Họ và tên, chức vụ", "Full name"),
    AccountColumn.NAME: ("Tên đăng nhập", "Tên tài khoản", "Tài khoản", "Account name", "User name"),
    AccountColumn.AGENCY: ("Cơ quan", "Đơn vị", "Cơ quan, đơn vị", "Tỉnh, thành phố", "Agency"),
    AccountColumn.ROLE: ("Vai trò", "Role"),
    AccountColumn.EMAIL: ("Thư điện tử", "Email", "E-mail", "Địa chỉ thư điện tử", "Hộp thư điện tử"),
}
"""The first of each is the one that files of ours have."""
REQUIRED = (AccountColumn.DISPLAY_NAME, AccountColumn.NAME, AccountColumn.ROLE)

_ROLES = {
    Role.LEADER: ("Lãnh đạo", "Leadership", "leader"),
    Role.COORDINATOR: ("Cơ quan tổng hợp", "Cơ quan đầu mối", "Consolidating office", "coordinator"),
    Role.REPORTER: ("Cán bộ báo cáo", "Cán bộ", "Reporting officer", "reporter"),
    Role.ADMIN: ("Quản trị viên", "Quản trị", "Administrator", "admin"),
}


@dataclass(frozen=True)
class AccountRow:
    """One person, as written; `number` is the row that a spreadsheet shows."""

    number: int
    display_name: str
    name: str
    agency: str
    role: str
    email: str


class ColumnsMissing(ValueError):
    """No row of the file holds these headings; all of them if it has no row of headings."""

    def __init__(self, columns: tuple[AccountColumn, ...]) -> None:
        super().__init__(columns)
        self.columns = columns


def read_account_file(content: bytes, *, file_name: str) -> list[AccountRow]:
    """The rows below the headings. Raises UnreadableFile, ColumnsMissing."""
    found: ColumnsMissing | None = None
    for table in repair_letters(_open(content, file_name)).tables:
        try:
            return _rows(table)
        except ColumnsMissing as missing:
            if found is None or len(missing.columns) < len(found.columns):
                found = missing
    raise found or ColumnsMissing(REQUIRED)


def role_of(text: str) -> Role | None:
    """The role that the words or the code name; None for others."""
    asked = plain_key(text).strip()
    return next((role for role, names in _ROLES.items() if asked in map(plain_key, names)), None)


def _open(content: bytes, file_name: str) -> OpenedFile:
    if len(content) > LIMITS.bytes:
        raise UnreadableFile(FindingCode.FILE_TOO_BIG, value=f"{len(content)}", expected=f"{LIMITS.bytes}")
    kind = kind_of(content, file_name)
    return open_text(content, LIMITS) if kind is FileKind.TEXT else open_spreadsheet(content, kind, LIMITS)


def _rows(table: Table) -> list[AccountRow]:
    rows = [(number, [cell_text(cell).strip() for cell in cells]) for number, cells in table.rows.items()]
    heading, places = _heading(rows)
    return [
        AccountRow(number, **{column: _at(cells, places.get(column)) for column in AccountColumn})
        for number, cells in rows
        if number > heading and any(_at(cells, place) for place in places.values())
    ]


def _heading(rows: list[tuple[int, list[str]]]) -> tuple[int, dict[AccountColumn, int]]:
    """The row of headings and the place of each column in it. Raises ColumnsMissing."""
    fewest: tuple[AccountColumn, ...] = REQUIRED
    for number, cells in rows[:HEADER_WITHIN]:
        keys = [header_key(cell) for cell in cells]
        places = {
            column: keys.index(key)
            for column, names in HEADINGS.items()
            for key in reversed([header_key(name) for name in names])
            if key in keys
        }
        missing = tuple(column for column in REQUIRED if column not in places)
        if not missing:
            return number, places
        fewest = min(fewest, missing, key=len)
    raise ColumnsMissing(fewest)


def _at(cells: list[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""
