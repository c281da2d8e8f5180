"""What is missing before everybody can report: what the office sets up, and what stays open."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from data_model.rules.plans.facts import Facts, TaskFact
from data_model.rules.round.rounds import current_round
from data_model.values import AssignmentRole, Role, TaskField, TaskType


class GapKind(StrEnum):
    TASK_WITHOUT_LEAD = "task_without_lead"
    TASK_WITHOUT_DUE_DATE = "task_without_due_date"
    EMPTY_GROUP = "empty_group"
    AGENCY_WITHOUT_ACCOUNT = "agency_without_account"
    AGENCY_WITHOUT_ADDRESS = "agency_without_address"
    REGIME_UNCONFIRMED = "regime_unconfirmed"
    ACCOUNT_NEVER_USED = "account_never_used"
    AGENCY_NEVER_REPORTED = "agency_never_reported"


class SetupStep(StrEnum):
    """In the order in which a new store is filled."""

    AGENCIES = "agencies"
    ACCOUNTS = "accounts"
    PLAN = "plan"
    TASKS = "tasks"
    REGIME = "regime"
    FIRST_ROUND = "first_round"


@dataclass(frozen=True)
class Gap:
    """One thing that is missing: its name, and the code of the plan in which it is mended where there is one."""

    kind: GapKind
    name: str
    plan: str = ""


@dataclass(frozen=True)
class AccountFact:
    """What matters of an account here; `is_used` is whether its owner ever set a password."""

    name: str
    role: Role
    agency: str | None
    has_address: bool
    is_used: bool


@dataclass(frozen=True)
class Setting:
    """What is set up beside the plans: accounts in use, names of agencies, members by group, and who ever reported."""

    accounts: Collection[AccountFact]
    agencies: Mapping[str, str]
    members: Mapping[str, int]
    """By name of each group: how many agencies belong to it today."""
    reported: Collection[str]


def gaps(facts: Facts, setting: Setting, *, today: date) -> list[Gap]:
    """Every gap, by kind in the order of `GapKind`; of plans and tasks only those in force on the day."""
    found = [*_of_tasks(facts, today), *_of_agencies(facts, setting, today)]
    found += [Gap(GapKind.EMPTY_GROUP, name) for name, count in setting.members.items() if not count]
    found += [
        Gap(GapKind.REGIME_UNCONFIRMED, plan.number or plan.title, plan.code)
        for plan in facts.plans.values()
        if plan.is_in_force_on(today) and any(regime.is_assumed for regime in plan.regimes)
    ]
    found += [Gap(GapKind.ACCOUNT_NEVER_USED, account.name) for account in setting.accounts if not account.is_used]
    order = list(GapKind)
    return sorted(found, key=lambda gap: order.index(gap.kind))


def setup_done(facts: Facts, setting: Setting, *, as_of: datetime) -> dict[SetupStep, bool]:
    """Which steps of filling a new store are done."""
    plans_with_tasks = {task.plan for task in facts.tasks}
    reporters = {account.agency for account in setting.accounts if account.role is Role.REPORTER}
    return {
        SetupStep.AGENCIES: bool(setting.agencies),
        SetupStep.ACCOUNTS: bool(reporters),
        SetupStep.PLAN: bool(facts.plans),
        SetupStep.TASKS: bool(plans_with_tasks),
        SetupStep.REGIME: any(plan.regimes for plan in facts.plans.values()),
        SetupStep.FIRST_ROUND: any(
            current_round(facts.plans[plan], as_of=as_of) is not None for plan in plans_with_tasks
        ),
    }


def _of_tasks(facts: Facts, today: date) -> Iterator[Gap]:
    for task in _in_force(facts, today):
        if not any(a.role is AssignmentRole.LEAD and a.is_active_on(today) for a in task.assignments):
            yield Gap(GapKind.TASK_WITHOUT_LEAD, f"{task.code} · {task.title}", task.plan)
        ends = _value(task, TaskField.TYPE, task.type, today) is not TaskType.CONTINUING
        if ends and _value(task, TaskField.DUE_ON, task.due_on, today) is None:
            yield Gap(GapKind.TASK_WITHOUT_DUE_DATE, f"{task.code} · {task.title}", task.plan)


def _in_force(facts: Facts, today: date) -> list[TaskFact]:
    return [
        task
        for task in facts.tasks
        if facts.plans[task.plan].is_in_force_on(today) and not _value(task, TaskField.STOPPED, False, today)
    ]


def _value(task: TaskFact, field: TaskField, first: object, today: date) -> object:
    held = [change.value for change in task.changes if change.field is field and change.valid_from <= today]
    return held[-1] if held else first


def _of_agencies(facts: Facts, setting: Setting, today: date) -> Iterator[Gap]:
    """Of those that have a task today: a report is expected from each."""
    assigned = {a.agency for task in _in_force(facts, today) for a in task.assignments if a.is_active_on(today)}
    for code in sorted(assigned):
        name = facts.agencies[code].name
        own = [account for account in setting.accounts if account.agency == code and account.role is Role.REPORTER]
        if not own:
            yield Gap(GapKind.AGENCY_WITHOUT_ACCOUNT, name)
        elif not any(account.has_address for account in own):
            yield Gap(GapKind.AGENCY_WITHOUT_ADDRESS, name)
        if code not in setting.reported:
            yield Gap(GapKind.AGENCY_NEVER_REPORTED, name)
