"""Sentences about plans, tasks, agencies and regimes that could not be kept as asked."""

from data_model.rules.plans.keeping import KeepProblem, KeepRefused
from data_model.rules.plans.periods import Period
from data_model.store.folder.csv_cells import LoadProblem
from wording.load_problems import reason
from wording.periods import period_name
from wording.translation import _, mark

_SENTENCES = {
    KeepProblem.CHANGED_MEANWHILE: mark(
        "Somebody else changed “{name}” since you opened it. Nothing was stored; what you typed is still here. Look at what "
        "stands there now, then save again."
    ),
    KeepProblem.EXISTS_ALREADY: mark("“{name}” exists already. Choose another code, or correct the one that is there."),
    KeepProblem.RESTS_ON_IT: mark("“{name}” can't be taken back: {resting} rest on it. End it by a date instead."),
    KeepProblem.PERIOD_WAS_SENT: mark(
        "A report for {period} was sent under this regime, so the regime of that period stays. Set a regime that holds from "
        "a later day instead."
    ),
    KeepProblem.DUE_DAY_PASSED: mark(
        "A report for {period} was sent, and this would move its due day, which has passed. Nothing was stored. Where a later "
        "day is right, extend the report on the page Reporting round."
    ),
    KeepProblem.OTHER_YEAR: mark(
        "The due date of “{name}” lies in another year. Choose a day of the year that is prepared."
    ),
    KeepProblem.NOTHING_CHANGED: mark("Nothing was changed, so nothing was stored."),
    KeepProblem.HAS_REPORTS: mark(
        "Reports were sent for “{name}”. Enter this as a change with its day and its reason."
    ),
    KeepProblem.MAKES_A_CIRCLE: mark("“{name}” would come out of itself again. Check which agency becomes which."),
    KeepProblem.NO_SUCCESSOR: mark("Choose the agency that goes on with the work."),
    KeepProblem.SAME_AGENCY: mark("The agency and its successor are the same. Choose another one."),
}
_OF_A_PERIOD = (KeepProblem.PERIOD_WAS_SENT, KeepProblem.DUE_DAY_PASSED)
_RESTING = {
    "report_line": mark("{count} reported lines"),
    "submission": mark("{count} submitted reports"),
    "assignment": mark("{count} assignments"),
    "task": mark("{count} tasks"),
    "plan": mark("{count} plans"),
    "plan_directive": mark("{count} plans that cite it"),
    "group_member": mark("{count} memberships in groups"),
    "regime": mark("{count} reporting regimes"),
    "succession": mark("{count} successions"),
    "user_account": mark("{count} accounts"),
    "extension": mark("{count} extensions"),
    "waiver": mark("{count} waivers"),
    "message": mark("{count} messages"),
    "reminder": mark("{count} reminders"),
    "official_letter": mark("{count} official letters"),
    "issued_report": mark("{count} issued reports"),
    "draft": mark("{count} drafts of reports"),
}
_OTHERS = mark("{count} other entries")


def keep_problem(refused: KeepRefused) -> str:
    """What stands in the way, and what to do."""
    resting = ", ".join(_(_RESTING.get(each.table, _OTHERS)).format(count=each.count) for each in refused.resting)
    period = period_name(Period.from_code(refused.name)) if refused.problem in _OF_A_PERIOD else ""
    return _(_SENTENCES[refused.problem]).format(name=refused.name, resting=resting, period=period)


def cell_problem(problem: LoadProblem, column: str) -> str:
    """Which row and column of a grid, and what is wrong there. `column` is its heading on screen."""
    place = (
        _("Row {row}, “{column}”").format(row=problem.row, column=column)
        if column
        else _("Row {row}").format(row=problem.row)
    )
    return f"{place}: {reason(problem)}"
