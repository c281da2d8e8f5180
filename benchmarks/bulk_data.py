"""A store of thirty-four provinces and the reports of twelve years, made up for `bulk.py`."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from data_model.store import open_transaction
from data_model.tables import Agency, Assignment, Plan, Regime, Task, User
from data_model.values import AssignmentRole, Mode, PeriodKind, Role, TaskType, WindowRule

PROVINCES = 34
AGENCIES = 60
TASKS = 10
"""Of each agency."""
PERIODS = [f"{year}-Q{quarter}" for year in range(2013, 2026) for quarter in (1, 2, 3, 4)][:50]
HEADER = [
    "co_quan",
    "ma_nhiem_vu",
    "ky_bao_cao",
    "tien_do",
    "trang_thai",
    "ngay_hoan_thanh",
    "ket_qua",
    "kho_khan",
    "kien_nghi",
    "minh_chung",
]
ADMIN = "quan-tri"


def make_store() -> None:
    """Plans, agencies, tasks and an administrator; all periods are open."""
    with open_transaction() as session:
        session.add(User(name=ADMIN, display_name="Quản trị", role=Role.ADMIN))
        for province in range(PROVINCES):
            plan = Plan(
                code=f"KH-{province:02d}",
                title="Kế hoạch",
                province=f"Tỉnh {province:02d}",
                issued_on=date(2012, 12, 1),
            )
            session.add(plan)
            agencies = [
                Agency(
                    code=f"{province:02d}-{number:02d}",
                    name=f"Sở {number:02d} tỉnh {province:02d}",
                    province=plan.province,
                )
                for number in range(AGENCIES)
            ]
            session.add_all(agencies)
            session.flush()
            session.add(
                Regime(
                    plan_id=plan.id or 0,
                    valid_from=date(2012, 12, 15),
                    kinds=(PeriodKind.QUARTER,),
                    window_rule=WindowRule.ND09,
                    agency_due_days=10_000,
                    basis="số liệu thử",
                )
            )
            for agency in agencies:
                tasks = [
                    Task(
                        code=f"{agency.code}-{number:02d}",
                        plan_id=plan.id or 0,
                        title=f"Nhiệm vụ {number}",
                        type=TaskType.ONE_OFF,
                    )
                    for number in range(TASKS)
                ]
                session.add_all(tasks)
                session.flush()
                session.add_all(
                    Assignment(
                        task_id=task.id or 0, agency_id=agency.id or 0, role=AssignmentRole.LEAD, mode=Mode.ASSIGNED
                    )
                    for task in tasks
                )


def rows(count: int, *, wrong_each: int = 0) -> Iterator[list[str]]:
    """The first `count` rows, about 200 bytes each; every `wrong_each`th has a percentage of 175."""
    number = 0
    for at, period in enumerate(PERIODS):
        for province in range(PROVINCES):
            for agency in range(AGENCIES):
                for task in range(TASKS):
                    if number == count:
                        return
                    number += 1
                    yield _row(f"{province:02d}-{agency:02d}", task, period, at, number, wrong_each)


def _row(agency: str, task: int, period: str, at: int, number: int, wrong_each: int) -> list[str]:
    percent = "175" if wrong_each and number % wrong_each == 0 else f"{min(10 + at * 2 + task % 3, 99)},{task % 10}"
    result = f"Đã triển khai {number} nội dung theo kế hoạch, phối hợp tổ chức hội nghị hữu nghị lần thứ {at + 1}"
    return [
        agency,
        f"{agency}-{task:02d}",
        period,
        percent,
        "Đang thực hiện",
        "",
        result,
        "Kinh phí cấp chậm" if task == 3 else "",
        "",
        f"{number}/BC-SNgV",
    ]


def write_file(path: Path, count: int, *, wrong_each: int = 0) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(rows(count, wrong_each=wrong_each))
