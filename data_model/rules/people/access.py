"""Who may do what, and over which rows: the one place that every page, action and download asks."""

from collections.abc import Collection
from dataclasses import dataclass

from data_model.values import Action, Role

_EVERYBODY_READS = frozenset({Action.VIEW_FIGURES, Action.VIEW_TASK})
_HAS_NOTICES = frozenset({Action.VIEW_NOTICES})

MAY: dict[Role, frozenset[Action]] = {
    Role.LEADER: _EVERYBODY_READS
    | _HAS_NOTICES
    | {Action.VIEW_OVERVIEW, Action.REVIEW_OFFICE_REPORT, Action.VIEW_ISSUED}
    | {Action.INSTRUCT, Action.VIEW_INSTRUCTIONS},
    Role.COORDINATOR: _EVERYBODY_READS
    | _HAS_NOTICES
    | {Action.VIEW_OVERVIEW, Action.REVIEW_SUBMISSION, Action.MANAGE_ROUND, Action.VIEW_REPORT, Action.ENTER_REPORT}
    | {Action.ISSUE_REPORT, Action.VIEW_ISSUED, Action.MANAGE_PLANS, Action.VIEW_INSTRUCTIONS},
    Role.REPORTER: _EVERYBODY_READS
    | _HAS_NOTICES
    | {Action.SUBMIT_REPORT, Action.VIEW_SUBMISSIONS, Action.VIEW_REPORT, Action.VIEW_INSTRUCTIONS},
    Role.ADMIN: _EVERYBODY_READS
    | {Action.VIEW_OVERVIEW, Action.MANAGE_USERS, Action.VIEW_AUDIT, Action.LOAD_DATA, Action.MANAGE_PLANS},
}


class NotAllowed(PermissionError):
    """The action is not for this role, or the row is outside the user's scope."""


class OwnReport(NotAllowed):
    """Nobody may review the report of their own agency."""


@dataclass(frozen=True)
class Scope:
    """The rows that a user may see; None is no limit. Every read in `store/` takes a scope.

    `province` limits plans, tasks and agencies; `consolidator` (an agency code) to the plans that it
    consolidates; `agency` to what concerns that agency alone. `predecessors` are the agencies that the agency, or the
    consolidator, goes on with since they were renamed, merged or split: what was reported and issued under their names is
    its own.
    """

    province: str | None = None
    consolidator: str | None = None
    agency: str | None = None
    predecessors: frozenset[str] = frozenset()

    @property
    def own_agencies(self) -> frozenset[str] | None:
        """The agencies whose rows an agency may see; None is every one."""
        return None if self.agency is None else self.predecessors | {self.agency}

    @property
    def offices(self) -> frozenset[str] | None:
        """The offices whose documents an office may see; None is every one."""
        return None if self.consolidator is None else self.predecessors | {self.consolidator}


EVERYTHING = Scope()


@dataclass(frozen=True)
class CurrentUser:
    """The signed-in user. `agency` is the body of today for which the account acts, `predecessors` those that it goes on
    with."""

    name: str
    display_name: str
    role: Role
    agency: str | None = None
    province: str = ""
    predecessors: frozenset[str] = frozenset()

    @property
    def scope(self) -> Scope:
        if self.role is Role.REPORTER:
            return Scope(agency=self.agency, predecessors=self.predecessors)
        if self.role is Role.COORDINATOR:
            return Scope(consolidator=self.agency, predecessors=self.predecessors)
        return Scope(province=self.province or None)


def may(user: CurrentUser, action: Action) -> bool:
    return action in MAY[user.role]


def check_may(user: CurrentUser, action: Action) -> None:
    """Raises NotAllowed."""
    if not may(user, action):
        raise NotAllowed(f"{user.role} may not {action}")


def is_office(user: CurrentUser) -> bool:
    """Whether the user writes for the consolidating office rather than for a reporting agency."""
    return user.role is Role.COORDINATOR


def may_review(user: CurrentUser, *, agency: str, consolidator: str | None) -> bool:
    """The consolidating office reviews the reports of others; its own report is reviewed by leadership."""
    if agency == consolidator and may(user, Action.REVIEW_OFFICE_REPORT):
        return True
    return may(user, Action.REVIEW_SUBMISSION) and agency != user.agency


def check_may_review(user: CurrentUser, *, agency: str, consolidator: str | None) -> None:
    """Raises NotAllowed; OwnReport where it is the report of the user's own agency."""
    if may_review(user, agency=agency, consolidator=consolidator):
        return
    if may(user, Action.REVIEW_SUBMISSION) and agency == user.agency:
        raise OwnReport(f"{user.name} may not review the report of {agency}")
    raise NotAllowed(f"{user.name} may not review the report of {agency}")


def keeps_everything(user: CurrentUser) -> bool:
    """Whether the user keeps the plans and agencies of every office, not only of their own."""
    return may(user, Action.MANAGE_PLANS) and not is_office(user)


def check_may_keep_plans(user: CurrentUser, plans: Collection[str], kept: Collection[str]) -> None:
    """An office keeps the plans that it consolidates (`kept`), an administrator every one. Raises NotAllowed."""
    check_may(user, Action.MANAGE_PLANS)
    foreign = set(plans) - set(kept)
    if foreign and not keeps_everything(user):
        raise NotAllowed(f"{sorted(foreign)} are not consolidated by {user.name}")


def check_may_keep_holidays(user: CurrentUser) -> None:
    """Holidays are those of the whole store, so an administrator keeps them. Raises NotAllowed."""
    check_may(user, Action.MANAGE_PLANS)
    if not keeps_everything(user):
        raise NotAllowed(f"{user.name} may not keep holidays")


def check_may_keep_agencies(user: CurrentUser, provinces: Collection[str], own: str) -> None:
    """An office keeps the agencies and groups of its province (`own`), an administrator every one. Raises NotAllowed."""
    check_may(user, Action.MANAGE_PLANS)
    if set(provinces) - {own} and not keeps_everything(user):
        raise NotAllowed(f"{sorted(provinces)} are not of the province of {user.name}")
