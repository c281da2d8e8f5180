"""Which status a submission may move to, and from where. Buttons ask `may_move`, actions call `check_move`."""

from data_model.values import SubmissionStatus

MOVES: dict[SubmissionStatus, frozenset[SubmissionStatus]] = {
    SubmissionStatus.SUBMITTED: frozenset(
        {SubmissionStatus.RETURNED, SubmissionStatus.ACCEPTED, SubmissionStatus.WITHDRAWN}
    ),
    SubmissionStatus.RETURNED: frozenset(),  # the corrected file is a new submission
    SubmissionStatus.ACCEPTED: frozenset(),
    SubmissionStatus.WITHDRAWN: frozenset(),
}


class MoveNotAllowed(Exception):
    """Somebody else was faster, or the submission has come to its end: `current` is how it stands now."""

    def __init__(self, current: SubmissionStatus) -> None:
        super().__init__(f"no move from {current}")
        self.current = current


def may_move(current: SubmissionStatus, to: SubmissionStatus) -> bool:
    return to in MOVES[current]


def check_move(current: SubmissionStatus, to: SubmissionStatus) -> None:
    """Raises MoveNotAllowed."""
    if not may_move(current, to):
        raise MoveNotAllowed(current)
