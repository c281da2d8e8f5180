"""What stands in the audit log, in words."""

from collections.abc import Mapping

from data_model.values import Action, SubmissionStatus
from wording.translation import _, mark

AUDITED: Mapping[str, str] = {
    "sign_in": mark("signed in"),
    "sign_in_refused": mark("tried to sign in with a wrong password"),
    "second_factor_refused": mark("tried a wrong code of the second factor"),
    "reset_refused": mark("tried a wrong one-time code"),
    "sign_out": mark("signed out"),
    "sign_out_elsewhere": mark("signed out other sessions"),
    "make_calendar_address": mark("made an address of the own calendar"),
    "remove_calendar_address": mark("took the address of the own calendar back"),
    "activate_account": mark("set a password with a one-time code"),
    "change_password": mark("changed the own password"),
    "ask_reset": mark("asked for a link for a forgotten password"),
    "set_second_factor": mark("set up a second factor"),
    "remove_second_factor": mark("removed the second factor"),
    "reset_second_factor": mark("reset somebody's second factor"),
    "use_recovery_code": mark("used a recovery code"),
    "renew_recovery_codes": mark("made new recovery codes"),
    "link_identity": mark("linked an account of single sign-on"),
    "page_refused": mark("was refused a page"),
    "download": mark("downloaded a file"),
    "add_user": mark("added an account"),
    "add_sample_user": mark("added a sample account"),
    "first_admin": mark("made the first administrator"),
    "change_account": mark("changed an account"),
    "rename_account": mark("renamed an account"),
    "disable_user": mark("disabled an account"),
    "renew_code": mark("gave a new one-time code"),
    "set_email": mark("changed an e-mail address"),
    "set_language": mark("changed the language"),
    Action.SUBMIT_REPORT: mark("sent a report"),
    Action.ENTER_REPORT: mark("entered a report that came on paper"),
    SubmissionStatus.ACCEPTED: mark("confirmed a report"),
    SubmissionStatus.RETURNED: mark("asked to complete a report"),
    SubmissionStatus.WITHDRAWN: mark("withdrew a report"),
    SubmissionStatus.SUBMITTED: mark("took a confirmation back"),
    SubmissionStatus.SUPERSEDED: mark("replaced a report that waited"),
    "match_headings": mark("matched headings of a file"),
    "forget_headings": mark("dropped matched headings"),
    "write_note": mark("wrote an internal note"),
    "send_message": mark("sent a message about a report"),
    "extend_report": mark("extended the time for a report"),
    "waive_report": mark("waived a report"),
    "lift_waiver": mark("lifted a waiver"),
    "lock_round": mark("locked a round"),
    "reopen_round": mark("opened a round again"),
    "confirm_regime": mark("confirmed a reporting regime"),
    "confirm_year": mark("confirmed a new year"),
    "ask_reminder": mark("reminded by e-mail"),
    "register_letter": mark("registered a letter"),
    "issue_report": mark("froze a consolidated report"),
    "add_signed_copy": mark("added the signed copy of a report"),
    "save_report_texts": mark("saved texts of a consolidated report"),
    "handle_difficulty": mark("noted how a difficulty is handled"),
    Action.INSTRUCT: mark("wrote an instruction"),
    "answer_instruction": mark("answered an instruction"),
    "close_instruction": mark("closed an instruction"),
    Action.MANAGE_ROUND: mark("changed the indicators of a plan"),
    "add_row": mark("added to the plan data"),
    "correct_row": mark("changed the plan data"),
    "take_back_row": mark("took out of the plan data"),
    "load_folder": mark("loaded a folder of data"),
}
"""By the code that actions record."""


def audited(what: str) -> str:
    """The words of a code; of one that is not known any more, the code itself."""
    return _(AUDITED[what]) if what in AUDITED else what
