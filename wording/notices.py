"""Notices in words, and where each leads."""

from collections.abc import Mapping
from urllib.parse import urlencode

from data_model.rules.notices.audience import Notice
from data_model.rules.people.access import CurrentUser, is_office
from data_model.rules.plans.periods import local_day
from data_model.values import NoticeKind
from wording import formats
from wording.groups import plan_words
from wording.periods import period_name
from wording.translation import _, mark

LONGEST_TEXT = 160
"""Of a reason or message; the whole of it stands where the notice leads."""

_SENTENCE: Mapping[NoticeKind, str] = {
    NoticeKind.REPORT_CAME: mark("{agency} sent the report {report}."),
    NoticeKind.CONFIRMED: mark("The report {report} was confirmed."),
    NoticeKind.RETURNED: mark("The report {report} has to be completed: {text}"),
    NoticeKind.TAKEN_BACK: mark("The confirmation of the report {report} was taken back: {text}"),
    NoticeKind.MESSAGE: mark("{by} wrote about the report {report}: {text}"),
    NoticeKind.EXTENDED: mark("The report {report} may be sent until {day}: {text}"),
    NoticeKind.WAIVED: mark("The report {report} is not required: {text}"),
}
_TO_SEND = frozenset({NoticeKind.RETURNED, NoticeKind.EXTENDED, NoticeKind.DUE_DAY})


def notice_words(notice: Notice) -> str:
    """One sentence, without the time."""
    report = f"{period_name(notice.report.period)} · {plan_words(notice.naming)}"
    if notice.kind is NoticeKind.DUE_DAY:
        return _due_day_words(notice, report)
    text = " ".join(notice.text.split())
    if len(text) > LONGEST_TEXT:
        text = text[:LONGEST_TEXT].rsplit(" ", 1)[0] + " […]"
    day = formats.day(notice.due_on) if notice.due_on else ""
    return _(_SENTENCE[notice.kind]).format(agency=notice.agency_name, by=notice.by, report=report, text=text, day=day)


def _due_day_words(notice: Notice, report: str) -> str:
    assert notice.due_on is not None
    day = formats.day(notice.due_on)
    ahead = (notice.due_on - local_day(notice.at)).days
    if ahead > 0:
        return _("The report {report} is due on {day} ({count} days left).").format(report=report, day=day, count=ahead)
    if ahead == 0:
        return _("The report {report} is due today, {day}.").format(report=report, day=day)
    words = _("The report {report} was due on {day} and has not been sent ({count} days late).")
    return words.format(report=report, day=day, count=-ahead)


def notice_address(notice: Notice, user: CurrentUser) -> str:
    """The address in the app where this user sees the whole of it and can act."""
    report = f"{notice.report.plan}~{notice.report.period.code}"
    if notice.kind is NoticeKind.REPORT_CAME:
        page = "/review" if is_office(user) else "/review-office-reports"
        return f"{page}?{urlencode({'number': notice.number})}"
    if notice.kind in _TO_SEND:
        return f"/upload-report?{urlencode({'report': report})}"
    return f"/one-report?{urlencode({'about': f'{notice.report.agency}~{report}'})}"
