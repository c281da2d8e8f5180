"""What may stand in the way of a backup, of restoring one, and of moving a store to another database."""

from enum import StrEnum


class BackupProblem(StrEnum):
    """`name` of the refusal is the file, table or program meant; for TOOL_FAILED what the program said."""

    NO_STORE = "no_store"
    NO_TOOL = "no_tool"
    TOOL_FAILED = "tool_failed"
    NOT_EMPTY = "not_empty"
    FILE_THERE = "file_there"
    FOREIGN = "foreign"
    UNREADABLE = "unreadable"
    PART_MISSING = "part_missing"
    PART_UNKNOWN = "part_unknown"
    PART_DAMAGED = "part_damaged"
    OTHER_DATABASE = "other_database"
    NEWER_VERSION = "newer_version"
    ROWS_DIFFER = "rows_differ"
    ROW_REFUSED = "row_refused"
    MOVED_OTHERWISE = "moved_otherwise"
    FILE_ERROR = "file_error"


class BackupRefused(Exception):
    """Nothing was written, but where ROWS_DIFFER says that the restored database is not to be used."""

    def __init__(self, problem: BackupProblem, name: str = "") -> None:
        super().__init__(f"{problem} {name}".strip())
        self.problem = problem
        self.name = name
