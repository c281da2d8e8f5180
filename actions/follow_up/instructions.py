"""Leadership instructs, the office and the agencies answer, leadership says when it is done."""

from datetime import date, datetime

from sqlmodel import Session

from actions import audit
from data_model.rules.follow_up.addressees import concerns
from data_model.rules.people.access import CurrentUser, NotAllowed, check_may
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import local_day
from data_model.store import open_transaction
from data_model.store.figures.facts import read_facts
from data_model.store.follow_up.instructions import add_answer, add_instruction, mark_done, read_instructions
from data_model.values import Action

LONGEST_TEXT = 2000


class TextMissing(ValueError):
    """Nothing was written."""


class DueInThePast(ValueError):
    """An instruction is due today at the earliest."""


def instruct(
    *, user: CurrentUser, plan: str, task: str | None, agency: str | None, text: str, due_on: date, at: datetime
) -> None:
    """Writes an instruction on a plan, or on one task or agency of it. Raises NotAllowed, TextMissing, DueInThePast."""
    check_may(user, Action.INSTRUCT)
    text = text.strip()[:LONGEST_TEXT]
    if not text:
        raise TextMissing
    if due_on < local_day(at):
        raise DueInThePast
    with open_transaction(catalogue=False) as session:
        facts = read_facts(session, user.scope, today=local_day(at))
        _check_subject(user, facts, plan, task, agency)
        add_instruction(
            session, plan=plan, task=task, agency=agency, text=text, due_on=due_on, written_by=user.name, written_at=at
        )
        subject = " ".join(filter(None, (plan, task, agency)))
        audit.record(session, user_name=user.name, what=Action.INSTRUCT, subject=subject, at=at)


def answer_instruction(*, user: CurrentUser, instruction: int, text: str, at: datetime) -> None:
    """Answers or adds to it. Raises NotAllowed for whom it does not concern, TextMissing."""
    check_may(user, Action.VIEW_INSTRUCTIONS)
    text = text.strip()[:LONGEST_TEXT]
    if not text:
        raise TextMissing
    with open_transaction(catalogue=False) as session:
        _check_sees(session, user, instruction, at)
        add_answer(session, instruction, text=text, written_by=user.name, written_at=at)
        audit.record(session, user_name=user.name, what="answer_instruction", subject=str(instruction), at=at)


def close_instruction(*, user: CurrentUser, instruction: int, at: datetime) -> bool:
    """Leadership says that it is done; False where somebody did before. Raises NotAllowed."""
    check_may(user, Action.INSTRUCT)
    with open_transaction(catalogue=False) as session:
        _check_sees(session, user, instruction, at)
        done = mark_done(session, instruction, by=user.name, at=at)
        if done:
            audit.record(session, user_name=user.name, what="close_instruction", subject=str(instruction), at=at)
    return done


def _check_subject(user: CurrentUser, facts: Facts, plan: str, task: str | None, agency: str | None) -> None:
    known_task = task is None or (task in facts.task and facts.task[task].plan == plan)
    of_plan = {given.agency for fact in facts.tasks if fact.plan == plan for given in fact.assignments}
    if plan not in facts.plans or not known_task or (agency is not None and agency not in of_plan):
        raise NotAllowed(f"{user.name} may not instruct on {plan} {task} {agency}")


def _check_sees(session: Session, user: CurrentUser, instruction: int, at: datetime) -> None:
    facts = read_facts(session, user.scope, today=local_day(at))
    found = next((fact for fact in read_instructions(session, facts.plans) if fact.id == instruction), None)
    own = user.scope.own_agencies
    if found is None or (own is not None and not concerns(found, own, facts)):
        raise NotAllowed(f"{user.name} does not see instruction {instruction}")
