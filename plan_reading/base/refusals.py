"""Why a file can't be read as a plan."""

from enum import StrEnum


class Refusal(StrEnum):
    """Every reason; its sentence is in `wording/plan_refusals.py`."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    ENCRYPTED = "encrypted"
    SPREADSHEET = "spreadsheet"
    OTHER_KIND = "other_kind"
    OLD_WORD = "old_word"
    DAMAGED = "damaged"
    HOSTILE = "hostile"
    SCAN = "scan"
    ONLY_A_SIGNATURE = "only_a_signature"
    GARBLED = "garbled"
    ENCODING = "encoding"
    TAKES_TOO_LONG = "takes_too_long"


class UnreadablePlan(Exception):
    """The file is refused as a whole; `value` is what was met instead, such as a kind of file."""

    def __init__(self, code: Refusal, *, value: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.value = value
