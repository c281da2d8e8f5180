"""Which status a submission may move to, from which and by whom. Screens ask `may_move`, actions call `check_move`.

The diagram in docs/review-moves.md is written from these tables: `python -m devtools.review_moves`.
"""

from data_model.values import Action, SubmissionStatus

MOVES: dict[SubmissionStatus, frozenset[SubmissionStatus]] = {
    SubmissionStatus.SUBMITTED: frozenset(
        {
            SubmissionStatus.RETURNED,
            SubmissionStatus.ACCEPTED,
            SubmissionStatus.WITHDRAWN,
            SubmissionStatus.SUPERSEDED,
        }
    ),
    SubmissionStatus.RETURNED: frozenset(),  # the corrected file is a new submission
    SubmissionStatus.ACCEPTED: frozenset({SubmissionStatus.SUBMITTED}),  # taken back, with a reason
    SubmissionStatus.WITHDRAWN: frozenset(),
    SubmissionStatus.SUPERSEDED: frozenset(),
}


MOVED_BY: dict[SubmissionStatus, Action] = {
    SubmissionStatus.RETURNED: Action.REVIEW_SUBMISSION,
    SubmissionStatus.ACCEPTED: Action.REVIEW_SUBMISSION,
    SubmissionStatus.SUBMITTED: Action.REVIEW_SUBMISSION,
    SubmissionStatus.WITHDRAWN: Action.SUBMIT_REPORT,
    SubmissionStatus.SUPERSEDED: Action.SUBMIT_REPORT,
}
"""The right (`Action`) that a user needs to move a submission to a status."""


class MoveNotAllowed(Exception):
    """Somebody else was faster, or the status is final; `current` is the status now."""

    def __init__(self, current: SubmissionStatus) -> None:
        super().__init__(f"no move from {current}")
        self.current = current


def may_move(current: SubmissionStatus, to: SubmissionStatus) -> bool:
    return to in MOVES[current]


def check_move(current: SubmissionStatus, to: SubmissionStatus) -> None:
    """Raises MoveNotAllowed."""
    if not may_move(current, to):
        raise MoveNotAllowed(current)
