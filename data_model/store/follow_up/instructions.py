"""Reads and writes instructions of leadership and their answers."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from data_model.rules.plans.instruction_facts import InstructionFact
from data_model.store.base.typed_select import columns
from data_model.tables import Agency, Instruction, InstructionAnswer, Plan, Task, User
from data_model.values import UTC


@dataclass(frozen=True, slots=True)
class AnswerRow:
    text: str
    author: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class InstructionRow:
    """An instruction with who wrote it and what was answered, oldest first."""

    fact: InstructionFact
    author: str
    answers: tuple[AnswerRow, ...]


def read_instructions(session: Session, plans: Collection[str]) -> list[InstructionFact]:
    """Those on these plans (codes), oldest first."""
    return [fact for fact, _author in _rows(session, plans)]


def instruction_rows(session: Session, plans: Collection[str]) -> list[InstructionRow]:
    """The same with names and answers, the newest first."""
    answers: dict[int, list[AnswerRow]] = defaultdict(list)
    query = columns(InstructionAnswer, User.display_name).outerjoin(
        User, col(User.name) == col(InstructionAnswer.written_by)
    )
    for answer, name in session.execute(query.order_by(col(InstructionAnswer.written_at), col(InstructionAnswer.id))):
        answers[answer.instruction_id].append(AnswerRow(answer.text, name or answer.written_by, answer.written_at))
    return [InstructionRow(fact, author, tuple(answers[fact.id])) for fact, author in reversed(_rows(session, plans))]


def _rows(session: Session, plans: Collection[str]) -> list[tuple[InstructionFact, str]]:
    query = (
        columns(Instruction, Plan.code, Task.code, Agency.code, User.display_name)
        .join(Plan, col(Plan.id) == col(Instruction.plan_id))
        .outerjoin(Task, col(Task.id) == col(Instruction.task_id))
        .outerjoin(Agency, col(Agency.id) == col(Instruction.agency_id))
        .outerjoin(User, col(User.name) == col(Instruction.written_by))
        .where(col(Plan.code).in_(plans))
        .order_by(col(Instruction.written_at), col(Instruction.id))
    )
    return [
        (
            InstructionFact(row.id or 0, plan, task, agency, row.text, row.due_on, row.written_at, row.done_at),
            name or row.written_by,
        )
        for row, plan, task, agency, name in session.execute(query)
    ]


def add_instruction(
    session: Session,
    *,
    plan: str,
    task: str | None,
    agency: str | None,
    text: str,
    due_on: date,
    written_by: str,
    written_at: datetime,
) -> None:
    """Codes of plan, task and agency must exist."""
    plan_id = session.scalars(columns(Plan.id).where(col(Plan.code) == plan)).one()
    task_id = session.scalars(columns(Task.id).where(col(Task.code) == task)).one() if task else None
    agency_id = session.scalars(columns(Agency.id).where(col(Agency.code) == agency)).one() if agency else None
    session.add(
        Instruction(
            code=f"YK-{written_at.astimezone(UTC):%y%m%d%H%M%S%f}",
            plan_id=plan_id,
            task_id=task_id,
            agency_id=agency_id,
            text=text,
            due_on=due_on,
            written_by=written_by,
            written_at=written_at,
        )
    )


def add_answer(session: Session, instruction: int, *, text: str, written_by: str, written_at: datetime) -> None:
    session.add(InstructionAnswer(instruction_id=instruction, text=text, written_by=written_by, written_at=written_at))


def mark_done(session: Session, instruction: int, *, by: str, at: datetime) -> bool:
    """False where it was done already."""
    row = session.exec(select(Instruction).where(col(Instruction.id) == instruction)).one()
    if row.done_at is not None:
        return False
    row.done_by, row.done_at = by, at
    return True
