"""Due days as a calendar (iCalendar, RFC 5545) that a calendar program asks for again and again."""

from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from data_model.rules.figures.upcoming import DueDays, UpcomingDate
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.instruction_facts import InstructionFact
from wording.groups import plan_name
from wording.labels import UPCOMING_KIND, label
from wording.periods import period_name
from wording.translation import _

ASKED_AGAIN_AFTER = timedelta(hours=12)
LONGEST_TITLE = 200


def calendar_file(due: DueDays, *, at: datetime) -> bytes:
    """One event a day and thing, of the whole day; its UID stays the same, so that a day that is moved moves."""
    calendar = Calendar()
    calendar.add("prodid", "-//Tien Do//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Due days · Tiến Độ"))
    calendar.add("refresh-interval", ASKED_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    for ahead in due.dates:
        calendar.add_component(_of_date(ahead, due.facts, at))
    for instruction in due.instructions:
        calendar.add_component(_of_instruction(instruction, due.facts, at))
    return calendar.to_ical()


def _of_date(ahead: UpcomingDate, facts: Facts, at: datetime) -> Event:
    about = period_name(ahead.period) if ahead.period else ahead.task.task.title if ahead.task else ""
    key = ahead.period.code if ahead.period else ahead.task.task.code if ahead.task else ""
    event = Event()
    event.add("uid", f"{ahead.event.value}-{ahead.plan}-{key}@tien-do")
    event.add("summary", f"{label(UPCOMING_KIND, ahead.event)}: {about[:LONGEST_TITLE]}")
    event.add("description", plan_name(facts.plans[ahead.plan]))
    return _on(event, ahead.on, at)


def _of_instruction(instruction: InstructionFact, facts: Facts, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"instruction-{instruction.id}@tien-do")
    event.add("summary", _("Instruction due: {text}").format(text=instruction.text[:LONGEST_TITLE]))
    event.add("description", plan_name(facts.plans[instruction.plan]))
    return _on(event, instruction.due_on, at)


def _on(event: Event, day: date, at: datetime) -> Event:
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("dtstamp", at)
    event.add("transp", "TRANSPARENT")
    return event
