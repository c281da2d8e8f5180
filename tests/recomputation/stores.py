"""Random small folders to compute figures of: the rows of their files, and questions about them.

A number names one: the same in every run.
"""

from datetime import date, datetime, timedelta
from random import Random

from tests.recomputation.known import Folder
from tests.recomputation.periods import HANOI, ending, is_own, own_end

AGENCIES, GROUPS = ("A", "B", "C", "D"), ("G", "H")
PLANS, DIRECTIVES, PROVINCES = ("P1", "P2", "P3"), ("D1", "D2"), ("Tỉnh 1", "Tỉnh 2")
TASKS = ("T1", "T2", "T3", "T4", "T5", "T6")

KINDS = [
    "quarter",
    "quarter; half; year",
    "quarter; half; nine_months; year",
    "quarter; half; year; separate",
    "month; quarter; year",
    "half; year",
    "year",
]
OWN_ROUNDS = ["R20260520-20260614", "R20260901-20260915", "R20260901-20260915-2", "R20261218-20270110"]
BEGINS = [
    "2025-12-15",
    "2026-03-15",
    "2026-06-14",
    "2026-06-15",
    "2026-07-01",
    "2026-12-15",
    "2027-01-01",
    "2027-02-10",
]
"""Days on which something changes: few, so that things meet."""
DUE_DAYS = [
    "2024-02-29", "2025-12-20", "2026-01-01", "2026-03-14", "2026-05-30", "2026-06-14", "2026-06-15", "2026-11-30",
    "2026-12-10", "2026-12-14", "2026-12-20", "2026-12-20", "2026-12-31", "2027-01-05",
]  # fmt: skip
DONE_DAYS = [
    "2025-12-10", "2025-12-20", "2026-02-28", "2026-03-14", "2026-05-30", "2026-06-14", "2026-06-15", "2026-09-01",
    "2026-12-10", "2026-12-14", "2026-12-18", "2026-12-31", "2027-01-05", "2027-02-20",
]  # fmt: skip
LINE_STATUSES = [
    "",
    "in_progress",
    "done",
    "nothing_to_report",
    "nothing_to_report",
    "carried_out",
    "carried_out",
    "not_carried_out",
]
MOVES = [
    [], [], *[["accepted"]] * 12, ["returned"], ["withdrawn"], ["superseded"],
    ["accepted", "submitted"], ["accepted", "submitted", "accepted"], ["accepted", "submitted", "returned"],
    ["accepted", "withdrawn"], ["accepted", "superseded"], ["returned", "withdrawn"],
]  # fmt: skip
LAST = "23:59:59.999999"
"""The last instant of a day, on which a window has ended."""
INSTANTS = [
    "2026-01-20 08:00", "2026-02-01 08:00", f"2026-03-14 {LAST}", "2026-03-20 08:00", f"2026-03-31 {LAST}", "2026-06-14 12:00",
    "2026-06-14 23:59:59", f"2026-06-14 {LAST}", "2026-06-20 10:30", f"2026-06-30 {LAST}", "2026-07-20 08:00",
    f"2026-09-15 {LAST}", "2026-10-10 08:00", "2026-12-14 08:00", f"2026-12-14 {LAST}", "2026-12-15 00:00",
    "2026-12-25 12:00", f"2026-12-31 {LAST}", "2027-01-02 08:00", "2027-01-20 08:00", "2027-01-25 08:00",
    f"2027-01-31 {LAST}", "2027-02-14 12:00", "2027-02-28 12:00",
    f"2027-03-14 {LAST}", "2027-03-20 08:00", "2027-03-31 12:00", "2027-07-05 08:00", "2028-01-10 08:00",
]  # fmt: skip
PERIODS = [
    "2025", "2025-Q4", "2026-M05", "2026-M12", "2026-Q1", "2026-Q2", "2026-H1", "2026-Q3", "2026-9M", "2026-Q4",
    "2026-H2", "2026", "2027-M01", "2027-Q1", "2027-Q2", *OWN_ROUNDS,
]  # fmt: skip
SELECTIONS = [
    {}, {}, {}, {"agency": "A"}, {"agency": "B"}, {"agency": "C"}, {"plan": "P1"}, {"plan": "P2"}, {"directive": "D1"},
    {"province": "Tỉnh 1"}, {"agency": "A", "plan": "P1"}, {"agency": "B", "province": "Tỉnh 2"},
]  # fmt: skip

START = datetime(2025, 12, 1, 8, tzinfo=HANOI)


class Chance(Random):
    def one_in(self, number):
        return self.randrange(number) == 0

    def or_empty(self, texts, of=2):
        """One of the texts, or now and then (once in so often) none."""
        return "" if not texts or self.one_in(of) else self.choice(texts)

    def mostly_empty(self, texts):
        return self.or_empty(texts) if self.one_in(2) else ""

    def day_after(self, begin):
        """A last day of something that begins then, or none."""
        return self.or_empty([before(day) for day in BEGINS if day > begin])

    def moment(self, number):
        """Some instant of those fifteen months; two of different numbers are never the same."""
        return (START + timedelta(days=self.randrange(450), minutes=number)).isoformat()


def before(day):
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def a_case(number):
    """A folder, and four questions about it: (as_of, period, unreviewed, selection)."""
    chance = Chance(number)
    rows = a_folder(chance)
    return rows, [a_question(chance, rows["submissions"]) for _ in range(4)]


def a_question(chance, sent):
    """Mostly asked after one of the reports came."""
    about = chance.choice(sent)
    instants = [f"{text}+07:00" for text in INSTANTS]
    if later := [text for text in instants if text[:10] >= about["submitted_at"][:10]]:
        instants = later[1:7] * 8 + instants
    as_of = datetime.fromisoformat(chance.choice(instants))
    period = chance.choice([None, None, about["period"], about["period"], chance.choice(PERIODS)])
    return as_of, period, chance.one_in(3), chance.choice(SELECTIONS)


def a_folder(chance):
    """The rows of a small folder, by file: texts as they stand in the CSV files."""
    agencies = [an_agency(chance, code) for code in AGENCIES]
    rows = {
        "directives": [{"code": code, "number": f"{code}-CT/TW", "title": code} for code in DIRECTIVES],
        "plans": [a_plan(chance, code) for code in PLANS],
        "agencies": agencies + [{"code": code, "name": f"Các sở {code}", "kind": "group"} for code in GROUPS],
        "regimes": [row for code in PLANS for row in its_regimes(chance, code)],
        "groups": [a_member(chance, number) for number in range(chance.randrange(3, 9))],
        "tasks": [a_task(chance, code) for code in TASKS],
    }
    rows["assignments"] = [row for task in TASKS for row in its_assignments(chance, task)]
    rows["successions"] = [row for _ in range(chance.randrange(4)) for row in a_succession(chance, rows["assignments"])]
    rows["task_changes"] = [a_change(chance, number) for number in range(chance.randrange(9))]
    reports, takers = submission_columns(chance, rows), takers_of(rows)
    rows["rounds"] = [a_round(chance, number, reports) for number in range(chance.randrange(4))]
    sending = [report for _ in range(12) for report in some_reports(chance, reports, rows["rounds"], takers)]
    sending += [chance.choice(sending) for _ in range(12)]
    sent = [a_submission(chance, number, report) for number, report in enumerate(sending[:70])]
    rows["submissions"] = [row for row, _ in sent]
    rows["reviews"] = [move for _, moves in sent for move in moves]
    rows["report_lines"] = [line for row, _ in sent for line in its_lines(chance, row, rows["tasks"])]
    rows["extensions"] = [
        an_extension(chance, number, chance.choice(sending[:9])) for number in range(chance.randrange(12))
    ]
    rows["waivers"] = [a_waiver(chance, number, chance.choice(sending)) for number in range(chance.randrange(4))]
    rows["holidays"] = [a_holiday(chance) for _ in range(chance.randrange(9))]
    once(rows["holidays"], "day")
    once(rows["groups"], "group", "member", "valid_from")
    once(rows["successions"], "on", "from_agency", "to_agency")
    once(rows["waivers"], "agency", "plan", "ends")
    return {name: even(found) for name, found in rows.items() if found}


def even(rows):
    """Every row with every cell."""
    headers = dict.fromkeys(header for row in rows for header in row if header != "ends")
    return [{header: row.get(header, "") for header in headers} for row in rows]


def once(rows, *cells):
    """Leave one row for each of these."""
    seen = {}
    for row in rows:
        seen.setdefault(tuple(row[cell] for cell in cells), row)
    rows[:] = seen.values()


def a_plan(chance, code):
    number = PLANS.index(code)
    return {
        "code": code,
        "number": f"{number}/KH-UBND",
        "title": f"Kế hoạch {code}",
        "province": PROVINCES[number % 2],
        "issued_on": chance.or_empty(["2025-06-01", "2025-12-01", *BEGINS][: 4 + 3 * number], of=4),
        "main_directive": ["D1", "D2", ""][number],
        "directives": ["D1", "D2", ""][number],
        "replaces": PLANS[number - 1] if number and chance.one_in(6) else "",
        "ends_on": chance.or_empty(["2026-06-14", "2026-09-20", "2026-12-14", "2026-12-31", "2027-01-05"])
        if chance.one_in(3)
        else "",
    }


def an_agency(chance, code):
    begin = chance.mostly_empty(BEGINS[:4]) if chance.one_in(2) else ""
    end = chance.mostly_empty([before(day) for day in BEGINS if day > max(begin, "2026-04")])
    row = {"code": code, "name": f"Sở {code}", "kind": "department", "province": PROVINCES[0]}
    return row | {"valid_from": begin, "valid_to": end}


def its_regimes(chance, plan):
    """The one it began with, and perhaps another from a day on; the last plan has none now and then."""
    if plan == PLANS[-1] and chance.one_in(6):
        return []
    days = [chance.choice(["2024-12-15", "2025-06-15", "2025-12-14"])]
    if chance.one_in(3):
        days.append(chance.choice(["2026-05-10", "2026-06-14", "2026-06-20", "2026-12-14", "2027-01-01"]))
    return [
        {
            "plan": plan,
            "valid_from": day,
            "kinds": chance.choice(KINDS),
            "window": chance.choice(["nd09", "nd09", "calendar"]),
            "agency_due_days": str(chance.choice([0, 1, 3, 3, 10])),
            "first_period": chance.mostly_empty(["2025-Q4", "2026-M03", "2026-Q2", "2026-H1", "2026"]),
            "to_working_day": chance.choice(["yes", "no"]),
            "paper_time": chance.choice(["date", "receipt"]),
        }
        for day in days
    ]


def a_holiday(chance):
    """Around the days on which reports of the plans are due."""
    day = date(2026, chance.choice([1, 3, 4, 6, 6, 7, 9, 10, 12]), chance.choice([15, 17, 18, 19, 20, 22, 24]))
    kind = chance.choice(["off", "worked"] if day.weekday() >= 5 else ["off", ""])
    return {"day": day.isoformat(), "kind": kind, "name": "Nghỉ", "basis": ""}


def a_member(chance, number):
    begin = chance.or_empty(BEGINS)
    row = {"group": GROUPS[number % 2], "member": chance.choice(AGENCIES)}
    return row | {"valid_from": begin, "valid_to": chance.day_after(begin)}


def a_succession(chance, assignments):
    """One agency goes on as another, two as one, or one as none; mostly among those that led one task."""
    task = chance.choice(TASKS)
    leading = [row for row in assignments if row["task"] == task and row["agency"] in AGENCIES]
    leading.sort(key=lambda row: row["valid_from"], reverse=True)
    agencies = list(dict.fromkeys(row["agency"] for row in leading))
    if len(agencies) < 2 or chance.one_in(4):
        agencies = chance.sample(AGENCIES, len(AGENCIES))
    kind = chance.choice(["renamed", "merged", "merged", "split", "dissolved", "duty_moved"])
    on, to = chance.choice(BEGINS), "" if kind == "dissolved" else agencies[0]
    others = agencies[1:3] if kind == "merged" else agencies[1:2]
    return [
        {"on": on, "kind": kind, "from_agency": agency, "to_agency": to, "basis": "Nghị quyết"} for agency in others
    ]


def a_task(chance, code):
    return {
        "code": code,
        "plan": chance.choice(["P1", "P1", "P1", "P2", "P2", "P3"]),
        "title": f"Nhiệm vụ {code}",
        "type": chance.choice(["one_off", "yearly", "yearly", "continuing"]),
        "due_on": chance.or_empty(DUE_DAYS, of=5),
        "weight": chance.choice(["1", "1", "2", "0.5", "1.3"]),
        "first_on": chance.mostly_empty(BEGINS[:5]),
        "entered_at": chance.moment(0) if chance.one_in(4) else "",
    }


def its_assignments(chance, task):
    """Leads one after another, beside each other, by groups; and who takes part."""
    rows = handed_over(chance, task) if chance.one_in(2) else []
    for agency in chance.sample("ABCDGH", chance.choice([1, 1, 1, 2, 3]) if not rows else chance.choice([0, 0, 1])):
        rows.append(its_part(chance, task, agency, "lead"))
    for _ in range(chance.randrange(3)):
        rows.append(its_part(chance, task, chance.choice("ABCDGH"), chance.choice(["lead", *["coordinate"] * 3])))
    once(rows, "agency", "role", "valid_from")
    return [] if chance.one_in(12) else rows


def its_part(chance, task, agency, role):
    begin = chance.mostly_empty(BEGINS)
    end = chance.day_after(begin) if chance.one_in(2) else ""
    return {"task": task, "agency": agency, "role": role, "valid_from": begin, "valid_to": end}


def handed_over(chance, task):
    """One or two leads end, and others begin on the next day or later; perhaps once more."""
    rows, begin, agencies = [], "", chance.sample("ABCDG", 5)
    days = sorted(chance.sample(BEGINS, chance.choice([1, 1, 2])))
    for end in [*map(before, days), ""]:
        for _ in range(min(chance.choice([1, 2]), len(agencies))):
            part = {"task": task, "agency": agencies.pop(), "role": "lead"}
            rows.append(part | {"valid_from": begin, "valid_to": max(end, begin) if end else ""})
        begin = (
            next((day for day in BEGINS if day > end), "") if end and not chance.one_in(4) else chance.choice(BEGINS)
        )
    return rows


def a_change(chance, number):
    field = chance.choice(["due_on", "due_on", "due_on", "weight", "type", "title", "stopped"])
    values = {
        "due_on": chance.or_empty(DUE_DAYS, of=4),
        "weight": chance.choice(["1", "0.5", "3", "2.7"]),
        "type": chance.choice(["one_off", "yearly", "continuing"]),
        "title": "Tên mới",
        "stopped": chance.choice(["yes", "yes", "no"]),
    }
    return {
        "task": chance.choice(TASKS),
        "valid_from": chance.choice([*BEGINS, *DONE_DAYS]),
        "field": field,
        "value": values[field],
        "reason": "Vì sao",
        "document": "Công văn số 1",
        "by": "dau-moi",
        "at": chance.moment(number),
    }


def submission_columns(chance, rows):
    """What each plan asks for in some months that follow each other: (plan, code, last day)."""
    plans = Folder(rows | {"reviews": [], "submissions": []}).plans.values()
    found = [(plan.code, code, plan.last_day(code)) for plan in plans for code in plan.asked]
    first = chance.choice(
        [date(2025, month, 1) for month in (10, 12)] + [date(2026, month, 1) for month in (3, 6, 9, 9, 11)]
    )
    return [spell for spell in found if first <= spell[2] <= first + timedelta(days=250)] or found


def takers_of(rows):
    """By plan: the agencies that have a part in its tasks, one that has many more often."""
    found = {}
    for task in rows["tasks"]:
        for row in rows["assignments"]:
            if row["task"] == task["code"]:
                members = [group_row["member"] for group_row in rows["groups"] if group_row["group"] == row["agency"]]
                found.setdefault(task["plan"], []).extend([row["agency"]] if row["agency"] in AGENCIES else members)
    return found


NARROWER = {3: ["M03", "Q1"], 6: ["M06", "Q2", "H1"], 9: ["M09", "Q3", "9M"], 12: ["M12", "Q4", "H2"]}


def some_reports(chance, reports, rounds, takers):
    """(agency, plan, period, last day) of what most who have a part in a plan send in one round of it.

    Some name another period of the same end.
    """
    own = [row for row in rounds if is_own(row["period"])]
    plan, code, last = chance.choice(reports)
    if own and chance.one_in(6):
        row = chance.choice(own)
        plan, code, last = row["plan"], row["period"], own_end(row["period"])
    found = []
    for agency in sorted({*(takers.get(plan) or AGENCIES)}):
        named = code
        if not is_own(code) and chance.one_in(6):
            year, month = ending(code)
            named = f"{year}-{chance.choice(NARROWER.get(month, [f'M{month:02d}']))}"
        if not chance.one_in(6):
            found.append((agency, plan, named, last))
    return found


def a_round(chance, number, reports):
    """A round of its own, or another opening and due day for one that is asked for."""
    if chance.one_in(2):
        code = chance.choice(OWN_ROUNDS)
        plan, first, last = chance.choice(PLANS), own_end(f"R-{code[1:9]}"), own_end(code)
    else:
        plan, code, last = chance.choice(reports)
        first = last - timedelta(days=5)
    due = (last + timedelta(days=chance.randrange(13))).isoformat()
    called = at_hour(first, 8, number) + timedelta(days=chance.choice([-20, -3, 0, 9, 60]))
    return {
        "plan": plan,
        "period": code,
        "title": "Đột xuất",
        "opens_on": first.isoformat(),
        "due_on": chance.choice([due, due, ""]),
        "by": "dau-moi",
        "at": called.isoformat(),
    }


def at_hour(day, hour, minute):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HANOI)


def a_submission(chance, number, report):
    """Its row, and the moves that were made with it. Two never come at the same instant."""
    agency, plan, period, last = report
    on = last + timedelta(
        days=chance.choice([chance.randrange(-5, 20), *[chance.randrange(5)] * 2, 130][: 4 - chance.randrange(2)])
    )
    recorded_at = at_hour(on, 9, number)
    row = {"number": f"S{number}", "agency": agency, "plan": plan, "period": period}
    row["submitted_at"] = recorded_at.isoformat()
    if chance.one_in(6):
        recorded_at += timedelta(days=chance.choice([0, 2, 15]), hours=1)
        paper = {"paper_number": f"{number}/BC", "paper_dated_on": on.isoformat(), "paper_received_on": on.isoformat()}
        row |= paper | {"entered_at": recorded_at.isoformat(), "paper_signer": "Giám đốc"}
    moves = []
    for decision in chance.choice(MOVES):
        recorded_at += timedelta(hours=chance.choice([1, 30, 30, 400]))
        move = {"submission": row["number"], "decision": decision, "reason": "Vì sao", "by": "dau-moi"}
        moves.append(move | {"at": recorded_at.isoformat()})
    loaded = chance.choice(["submitted", "submitted", "accepted", "accepted", "returned", "withdrawn", "superseded"])
    return row | {"status": moves[-1]["decision"] if moves else loaded}, moves


def its_lines(chance, sent, tasks):
    nothing_at_all = chance.one_in(8)
    found = []
    for task in tasks:
        if task["plan"] == sent["plan"] and not chance.one_in(6):
            line = {"status": "nothing_to_report"} if nothing_at_all else a_line(chance, sent["submitted_at"][:10])
            found.append({"submission": sent["number"], "task": task["code"], **line})
    return found


def a_line(chance, sent_on):
    """What is told is mostly done not long before."""
    recent = [day for day in DONE_DAYS if day <= sent_on][-3:]
    return {
        "percent": chance.choice(["", "0", "33.3", "60", "100", "100", "100", "100"]),
        "status": chance.choice(LINE_STATUSES),
        "done_on": chance.or_empty(DONE_DAYS if chance.one_in(4) else recent, of=6),
    }


def an_extension(chance, number, report):
    agency, plan, period, last = report
    due = last + timedelta(days=chance.choice([0, 2, 5, 12, 20]))
    at = at_hour(due, 10, number) - timedelta(days=chance.choice([0, 1, 9]))
    row = {"agency": agency, "plan": plan, "period": period, "due": due.isoformat()}
    return row | {"reason": "Vì sao", "by": "dau-moi", "at": at.isoformat()}


def a_waiver(chance, number, report):
    agency, plan, period, last = report
    at = at_hour(last, 10, number) + timedelta(days=chance.randrange(-20, 20))
    lifted = (at + timedelta(days=9)).isoformat() if chance.one_in(3) else ""
    row = {"agency": agency, "plan": plan, "period": period, "reason": "Vì sao", "by": "dau-moi"}
    return row | {"at": at.isoformat(), "lifted_by": "dau-moi" if lifted else "", "lifted_at": lifted, "ends": last}
