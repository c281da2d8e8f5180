"""Generates a store of one province or thirty-four with years of reports, for `questions.py` and `reading.py`.

    python benchmarks/provinces.py [--size S|M|L] URL

The same size and day give the same store. It is written by the product's own migrations and bulk writes; the reports
are generated in `province_reports.py`.
"""

import argparse
import math
import os
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, partial
from itertools import product
from pathlib import Path

import numpy as np
import pyarrow as pa

PROJECT_DIR = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT_DIR))

from sqlalchemy import text  # noqa: E402
from sqlmodel import Session, SQLModel  # noqa: E402

from actions.people.accounts import add_sample_user  # noqa: E402
from benchmarks.province_reports import MadeReports  # noqa: E402
from data_model.rules.plans.periods import Calendar, Period, local_day  # noqa: E402
from data_model.store import open_session, open_transaction  # noqa: E402
from data_model.store.base.bulk_writes import write_rows  # noqa: E402
from data_model.store.base.engine import engine  # noqa: E402
from data_model.store.base.migrate import migrate  # noqa: E402
from data_model.tables.column_types import LIST_SEPARATOR  # noqa: E402
from data_model.values import (  # noqa: E402
    AddsUp,
    AgencyKind,
    AssignmentRole,
    Mode,
    PeriodKind,
    Role,
    TaskType,
    WindowRule,
)
from seed_data.fill_store import SAMPLE_PASSWORD  # noqa: E402

LEADER = "lanh-dao"
SEED = 2026
PROVINCES = (
    *("Hà Nội", "Huế", "Lai Châu", "Điện Biên", "Sơn La", "Lạng Sơn", "Quảng Ninh", "Thanh Hóa", "Nghệ An"),
    *("Hà Tĩnh", "Cao Bằng", "Tuyên Quang", "Lào Cai", "Thái Nguyên", "Phú Thọ", "Bắc Ninh", "Hưng Yên"),
    *("Hải Phòng", "Ninh Bình", "Quảng Trị", "Đà Nẵng", "Quảng Ngãi", "Gia Lai", "Khánh Hòa", "Lâm Đồng"),
    *("Đắk Lắk", "Thành phố Hồ Chí Minh", "Đồng Nai", "Tây Ninh", "Cần Thơ", "Vĩnh Long", "Đồng Tháp"),
    *("Cà Mau", "An Giang"),
)
DEPARTMENTS = (
    *("Sở Ngoại vụ", "Sở Nội vụ", "Sở Tài chính", "Sở Công Thương", "Sở Giáo dục và Đào tạo", "Sở Y tế"),
    *("Sở Văn hóa, Thể thao và Du lịch", "Sở Khoa học và Công nghệ", "Sở Nông nghiệp và Môi trường", "Sở Tư pháp"),
    *("Sở Xây dựng", "Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh", "Báo và Đài phát thanh, truyền hình"),
    *("Liên hiệp các tổ chức hữu nghị", "Ủy ban Mặt trận Tổ quốc", "Tỉnh đoàn", "Hội Liên hiệp Phụ nữ"),
)
DIRECTIVES = ("38-CT/TW", "04-CT/TW", "12-CT/TW", "15-CT/TW", "25-CT/TW")
PLANS = 5
"""Of each province."""
DUE_DAYS = (3, 5, 5, 7, 10)
"""Days after the window, by plan."""
QUARTERLY = (PeriodKind.QUARTER,)
UP_TO_A_YEAR = (PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)
INDICATORS = (
    *(("Đoàn ra", "đoàn", AddsUp.SUM), ("Đoàn vào", "đoàn", AddsUp.SUM), ("Hoạt động", "hoạt động", AddsUp.SUM)),
    *(
        ("Lượt người dự", "lượt người", AddsUp.SUM),
        ("Tin bài", "tin bài", AddsUp.SUM),
        ("Hội viên", "người", AddsUp.LAST),
    ),
    *(("Viện trợ", "VND", AddsUp.SUM), ("Viện trợ", "USD", AddsUp.SUM), ("Lớp tập huấn", "lớp", AddsUp.SUM)),
    ("Tổ chức hữu nghị", "tổ chức", AddsUp.LAST),
)
KINDS = (QUARTERLY, QUARTERLY, QUARTERLY, UP_TO_A_YEAR, UP_TO_A_YEAR)
MEMBERS = 4
"""Of the one group of each province."""
TYPES = np.array([TaskType.ONE_OFF, TaskType.YEARLY, TaskType.CONTINUING])
TYPE_CHANCES = (0.65, 0.15, 0.20)


@dataclass(frozen=True)
class Size:
    """`tasks` is how many each agency leads, `agencies` how many a province has."""

    provinces: int
    years: int = 8
    agencies: int = 60
    tasks: int = 10

    @property
    def all_agencies(self) -> int:
        return self.provinces * self.agencies

    @property
    def all_tasks(self) -> int:
        return self.all_agencies * self.tasks


SIZES = {"S": Size(1), "M": Size(34), "L": Size(34, years=10, tasks=60)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", choices=list(SIZES), default="S")
    parser.add_argument("url", help="of an empty store, such as sqlite:///m.db")
    args = parser.parse_args()
    make_store(args.url, SIZES[args.size])
    with open_session() as session:
        for table in ("plan", "agency", "task", "submission", "report_line"):
            print(f"{table:12}{session.scalar(text(f'SELECT count(*) FROM {table}')):>10}")


def make_store(url: str, size: Size, *, until: date | None = None) -> None:
    """Fills an empty store and sets `DATABASE_URL` to it, with the reports sent up to the day `until` (today)."""
    os.environ["DATABASE_URL"] = url
    migrate()
    duties = Duties(size, until or local_day(datetime.now(UTC)))
    with open_transaction() as session:
        for table, rows in duties.tables().items():
            write_rows(session, table, rows)
        for table, rows in MadeReports(duties, in_utc=_sign_of_utc(session), indicators=len(INDICATORS)).tables():
            write_rows(session, table, rows)
        _count_on(session)
        _add_accounts(session)
    _tidy()


def _sign_of_utc(session: Session) -> str:
    """The suffix of instants: SQLite stores UTC without a zone."""
    return "+00" if session.connection().dialect.name == "postgresql" else ""


def _add_accounts(session: Session) -> None:
    add = partial(add_sample_user, session, password=SAMPLE_PASSWORD, at=datetime.now(UTC))
    add(name=LEADER, display_name="Lãnh đạo", role=Role.LEADER)
    add(name="dau-moi", display_name="Đầu mối", role=Role.COORDINATOR, agency="00-00")
    add(name="quan-tri", display_name="Quản trị", role=Role.ADMIN)


def _count_on(session: Session) -> None:
    """Sets PostgreSQL's sequences behind our rows, which were inserted with their ids."""
    if session.connection().dialect.name != "postgresql":
        return
    for table in SQLModel.metadata.tables.values():
        if (
            sequence := session.scalar(text(f"SELECT pg_get_serial_sequence('{table.name}', 'id')"))
            if "id" in table.c
            else None
        ):
            session.execute(text(f"SELECT setval('{sequence}', max(id)) FROM {table.name} HAVING max(id) IS NOT NULL"))


def _tidy() -> None:
    """ANALYZE and VACUUM, which PostgreSQL would run by itself within minutes."""
    if engine().dialect.name == "postgresql":
        with engine().connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


class Duties:
    """Plans, agencies, tasks, assignments and regimes: everything but the reports.

    Rows are numbered from one in the order of their place in the arrays; an agency's place is
    `province * agencies + number`, a plan's `province * PLANS + number`.
    """

    def __init__(self, size: Size, until: date) -> None:
        self.size = size
        self.until = until
        self.chance = np.random.default_rng(SEED)
        place, number = np.divmod(np.arange(size.all_tasks), size.tasks)
        province, agency = np.divmod(place, size.agencies)
        main = agency % PLANS
        other = (main + 1 + agency // PLANS % (PLANS - 1)) % PLANS
        self.is_in_main_plan = number < math.ceil(size.tasks * 0.6)
        self.plan_of_task = province * PLANS + np.where(self.is_in_main_plan, main, other)
        self.agency_of_task = place
        self.is_of_group = (number == 0) & (agency % 6 == 0)
        self.has_second_lead = (number == 1) & (agency % 6 == 3) & (agency + 1 < size.agencies)
        self.has_coordinator = self.is_in_main_plan & (number % 2 == 0) & (agency + PLANS < size.agencies)
        self.type = self.chance.choice(len(TYPES), size.all_tasks, p=TYPE_CHANCES)
        self.due_on = self._due_dates()

    @cached_property
    def quarters(self) -> list[Period]:
        """The last ones whose window had ended on the day `until`."""
        calendar = Calendar(frozenset(QUARTERLY), WindowRule.ND09, agency_due_days=0)
        first = date(self.until.year - self.size.years - 1, 1, 1)
        return list(calendar.periods_ending(first, self.until))[-self.size.years * 4 :]

    @property
    def begins_on(self) -> date:
        return self.quarters[0].window(WindowRule.ND09)[0]

    @cached_property
    def leads(self) -> tuple[np.ndarray, np.ndarray]:
        """Places of task and agency for each lead, groups replaced by members."""
        alone, together = np.flatnonzero(~self.is_of_group), np.flatnonzero(self.is_of_group)
        second = np.flatnonzero(self.has_second_lead)
        members = self._members()
        province = self.agency_of_task[together] // self.size.agencies
        tasks = np.concatenate([alone, second, np.repeat(together, members.shape[1])])
        agencies = [self.agency_of_task[alone], self.agency_of_task[second] + 1, members[province].ravel()]
        return tasks, np.concatenate(agencies)

    def calendar(self, plan: int) -> Calendar:
        """Of the plan at this place."""
        number = plan % PLANS
        return Calendar(frozenset(KINDS[number]), WindowRule.ND09, agency_due_days=DUE_DAYS[number])

    def _members(self) -> np.ndarray:
        """By province, the places of the agencies in its group."""
        first = np.arange(self.size.provinces) * self.size.agencies
        return first[:, None] + np.arange(min(MEMBERS, self.size.agencies))

    def _due_dates(self) -> np.ndarray:
        """NaT where none was set. Of a yearly one only day and month count."""
        count, last = self.size.all_tasks, self.quarters[-1].year
        days = (self.until - self.begins_on).days
        once = np.datetime64(self.begins_on) + self.chance.integers(60, days + 300, count)
        ends = np.array([f"{last}-06-14", f"{last}-09-30", f"{last}-11-30", f"{last}-12-10"], "datetime64[D]")
        yearly = self.chance.choice(ends, count)
        due_on = np.where(TYPES[self.type] == TaskType.YEARLY, yearly, once)
        never = (TYPES[self.type] == TaskType.CONTINUING) | (self.chance.random(count) < 0.12)
        due_on[never] = np.datetime64("NaT")
        return due_on

    def tables(self) -> dict[str, pa.Table]:
        """The rows by table, in an order that foreign keys allow."""
        return {
            "directive": self._directive_rows(),
            "agency": self._agency_rows(),
            "group_member": self._member_rows(),
            "plan": self._plan_rows(),
            "plan_directive": self._plan_directive_rows(),
            "regime": self._regime_rows(),
            "task": self._task_rows(),
            "assignment": self._assignment_rows(),
            "indicator": self._indicator_rows(),
        }

    def _directive_rows(self) -> pa.Table:
        rows = {"code": list(DIRECTIVES), "number": [f"Chỉ thị số {number}" for number in DIRECTIVES]}
        titles = [f"Về công tác đối ngoại nhân dân ({number})" for number in DIRECTIVES]
        return _rows(len(DIRECTIVES), **rows, title=titles, kind="Chỉ thị", issuer="Ban Bí thư", aliases="")

    def _agency_rows(self) -> pa.Table:
        every = list(product(range(self.size.provinces), range(self.size.agencies)))
        groups = range(self.size.provinces)
        return _rows(
            len(every) + len(groups),
            code=[f"{province:02d}-{number:02d}" for province, number in every]
            + [f"{group:02d}-NHOM" for group in groups],
            name=[_agency_name(number) for _province, number in every] + ["Các sở, ban, ngành"] * len(groups),
            kind=[AgencyKind.DEPARTMENT.value] * len(every) + [AgencyKind.GROUP.value] * len(groups),
            province=[PROVINCES[agency] for agency, _number in every] + [PROVINCES[agency] for agency in groups],
            aliases="",
        )

    def _member_rows(self) -> pa.Table:
        members = self._members()
        groups = self.size.all_agencies + 1 + np.arange(self.size.provinces)
        return _rows(members.size, group_id=np.repeat(groups, members.shape[1]), member_id=members.ravel() + 1)

    def _plan_rows(self) -> pa.Table:
        every = list(product(range(self.size.provinces), range(PLANS)))
        return _rows(
            len(every),
            code=[f"KH-{province:02d}-{number}" for province, number in every],
            number=[f"{45 + number}/KH-UBND" for _province, number in every],
            title=[f"Kế hoạch thực hiện Chỉ thị số {DIRECTIVES[number]}" for _province, number in every],
            province=[PROVINCES[province] for province, _number in every],
            issued_on=[self.begins_on] * len(every),
            main_directive_id=[_main_directive(*agency) + 1 for agency in every],
            **dict.fromkeys(("issuer", "signer", "replaces_text", "text_file", "text", "notes"), ""),
        )

    def _plan_directive_rows(self) -> pa.Table:
        every = list(product(range(self.size.provinces), range(PLANS)))
        main = [_main_directive(*agency) + 1 for agency in every]
        ids = np.arange(len(every)) + 1
        return pa.table({"plan_id": ids, "directive_id": main, "position": np.ones_like(ids)})

    def _regime_rows(self) -> pa.Table:
        every = list(product(range(self.size.provinces), range(PLANS)))
        return _rows(
            len(every),
            plan_id=np.arange(len(every)) + 1,
            valid_from=[self.begins_on] * len(every),
            kinds=[LIST_SEPARATOR.join(KINDS[number]) for _province, number in every],
            window_rule=WindowRule.ND09.value,
            agency_due_days=[DUE_DAYS[number] for _province, number in every],
            lock_after_days=[30] * len(every),
            consolidator_id=[province * self.size.agencies + 1 for province, _number in every],
            basis="số liệu thử",
        )

    def _task_rows(self) -> pa.Table:
        count = self.size.all_tasks
        province, agency = np.divmod(self.agency_of_task, self.size.agencies)
        number = np.arange(count) % self.size.tasks
        named = list(zip(province.tolist(), agency.tolist(), number.tolist(), strict=True))
        return _rows(
            count,
            code=[f"NV-{province:02d}-{agency:02d}-{number:02d}" for province, agency, number in named],
            plan_id=self.plan_of_task + 1,
            title=[f"Nhiệm vụ {number + 1} của {_agency_name(agency)}" for _province, agency, number in named],
            type=TYPES[self.type].tolist(),
            due_on=pa.array(self.due_on),
            weight=np.where(self.chance.random(count) < 0.1, 20, 10),
            **dict.fromkeys(("section", "quote", "type_basis", "notes"), ""),
        )

    def _assignment_rows(self) -> pa.Table:
        own, second = self.agency_of_task + 1, np.flatnonzero(self.has_second_lead)
        groups = self.size.all_agencies + 1 + self.agency_of_task // self.size.agencies
        helped = np.flatnonzero(self.has_coordinator)
        agencies = [np.where(self.is_of_group, groups, own), own[second] + 1, own[helped] + PLANS]
        leads = self.size.all_tasks + len(second)
        return _rows(
            leads + len(helped),
            task_id=np.concatenate([np.arange(self.size.all_tasks), second, helped]) + 1,
            agency_id=np.concatenate(agencies),
            role=[AssignmentRole.LEAD.value] * leads + [AssignmentRole.COORDINATE.value] * len(helped),
            mode=Mode.ASSIGNED.value,
        )

    def _indicator_rows(self) -> pa.Table:
        every = list(product(range(self.size.provinces * PLANS), range(len(INDICATORS))))
        return _rows(
            len(every),
            code=[f"CT-{plan}-{place}" for plan, place in every],
            plan_id=[plan + 1 for plan, _place in every],
            position=[place for _plan, place in every],
            name=[INDICATORS[place][0] for _plan, place in every],
            unit=[INDICATORS[place][1] for _plan, place in every],
            adds_up=[INDICATORS[place][2].value for _plan, place in every],
            decimals=np.zeros(len(every), np.int64),
            reporters="",
        )


def _rows(count: int, **columns: object) -> pa.Table:
    """Rows with ids; a scalar is repeated in each row."""
    repeated = {
        name: pa.repeat(column, count) if isinstance(column, str) else column for name, column in columns.items()
    }
    return pa.table({"id": np.arange(count) + 1, **repeated})


def _agency_name(number: int) -> str:
    if number < len(DEPARTMENTS):
        return DEPARTMENTS[number]
    return f"UBND xã số {number - len(DEPARTMENTS) + 1}"


def _main_directive(province: int, plan: int) -> int:
    """Five in one province, four in the next."""
    return plan if plan < PLANS - 1 or province % 2 == 0 else 0


if __name__ == "__main__":
    main()
