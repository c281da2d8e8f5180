"""Words for the steps of setting up a store, and for what is missing in it."""

from collections.abc import Mapping

from data_model.rules.round.gaps import GapKind, SetupStep
from wording.translation import mark

GAP: Mapping[GapKind, str] = {
    GapKind.TASK_WITHOUT_LEAD: mark("Tasks without a lead"),
    GapKind.TASK_WITHOUT_DUE_DATE: mark("Tasks with an end but without a due date"),
    GapKind.EMPTY_GROUP: mark("Groups without a member"),
    GapKind.AGENCY_WITHOUT_ACCOUNT: mark("Agencies with tasks but without an account"),
    GapKind.AGENCY_WITHOUT_ADDRESS: mark("Agencies without an e-mail address for reminders"),
    GapKind.REGIME_UNCONFIRMED: mark("Reporting regimes that nobody confirmed yet"),
    GapKind.ACCOUNT_NEVER_USED: mark("Accounts that were never used"),
    GapKind.AGENCY_NEVER_REPORTED: mark("Agencies that never reported"),
}
SETUP_STEP: Mapping[SetupStep, str] = {
    SetupStep.AGENCIES: mark("Enter the agencies"),
    SetupStep.ACCOUNTS: mark("Give the reporting officers accounts"),
    SetupStep.PLAN: mark("Add a plan"),
    SetupStep.TASKS: mark("Enter the tasks of the plan and who leads them"),
    SetupStep.REGIME: mark("Set when agencies report"),
    SetupStep.FIRST_ROUND: mark("The first reporting round is open"),
}
