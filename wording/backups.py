"""Sentences about backups that could not be made or restored, and stores that could not be moved."""

from data_model.rules.backups import BackupProblem, BackupRefused
from wording.translation import _, mark

_SENTENCES = {
    BackupProblem.NO_STORE: mark(
        "There is no store yet, so there is nothing to back up. Check DATABASE_URL and TIENDO_DATA."
    ),
    BackupProblem.NO_TOOL: mark(
        "There is no {name} or a later one on this machine. Install PostgreSQL's client programs of that version "
        "(on Debian: postgresql-client)."
    ),
    BackupProblem.TOOL_FAILED: mark("PostgreSQL's program refused: {name}"),
    BackupProblem.NOT_EMPTY: mark("There is a database already, so nothing was written. Name an empty one."),
    BackupProblem.FILE_THERE: mark(
        "The file {name} exists already, so nothing was restored. Move it away, or name another folder by TIENDO_DATA or "
        "TIENDO_DOCUMENTS."
    ),
    BackupProblem.FOREIGN: mark("{name} is no backup made by this program. Nothing was restored."),
    BackupProblem.UNREADABLE: mark(
        "{name} can't be read: it is damaged, cut short or no backup. Nothing was restored; take another backup."
    ),
    BackupProblem.PART_MISSING: mark("The backup lacks its part {name}. Nothing was restored; take another backup."),
    BackupProblem.PART_UNKNOWN: mark(
        "The backup holds {name}, which its list of contents does not name. Nothing was restored; take another backup."
    ),
    BackupProblem.PART_DAMAGED: mark(
        "The part {name} of the backup is damaged: its checksum is another one. Nothing was restored; take another backup."
    ),
    BackupProblem.OTHER_DATABASE: mark(
        "The backup is of a {name} database and DATABASE_URL names another kind. Nothing was restored; restore it into a "
        "{name} database."
    ),
    BackupProblem.NEWER_VERSION: mark(
        "The backup was made by the later version {name}. Nothing was restored; install that version first."
    ),
    BackupProblem.ROWS_DIFFER: mark(
        "The table {name} has another number of rows than when the backup was made. Do not use this database; empty it and "
        "take another backup."
    ),
    BackupProblem.ROW_REFUSED: mark(
        "The other database refuses a row of the table {name}. Nothing was moved; everything is still in the old one."
    ),
    BackupProblem.MOVED_OTHERWISE: mark(
        "The table {name} would not be the same in the other database. Nothing was moved; everything is still in the old one."
    ),
    BackupProblem.FILE_ERROR: mark("A file could not be read or written: {name}"),
}


def backup_problem(refused: BackupRefused) -> str:
    """What stands in the way, and what to do."""
    return _(_SENTENCES[refused.problem]).format(name=refused.name)
