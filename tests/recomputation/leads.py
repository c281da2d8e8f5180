"""Who leads a task when, and who took it over from whom."""

from datetime import date

from tests.recomputation.periods import a_day


def spells(rows, task, roles):
    """(agency, first day, last day) of its assignments; one to a group is one for each member, by date.

    An agency that is not there yet or any more has no part.
    """
    agencies = {row["code"]: row for row in rows["agencies"]}
    found = []
    for row in rows["assignments"]:
        if row["task"] != task or row["role"] not in roles:
            continue
        members = [{"member": row["agency"]}]
        if agencies[row["agency"]]["kind"] == "group":
            members = [group_row for group_row in rows["groups"] if group_row["group"] == row["agency"]]
        for member in members:
            agency = member["member"]
            first, last = both(row, member, agencies[agency])
            if first <= last:
                found.append((agency, first, last))
    return found


def both(*rows):
    """The days on which all of these rows are valid."""
    first = max(a_day(row.get("valid_from")) or date.min for row in rows)
    return first, min(a_day(row.get("valid_to")) or date.max for row in rows)


def active(found, day):
    return sorted({agency for agency, first, last in found if first <= day <= last})


def leads_on(found, day):
    """Who leads; where nobody does, who led last before."""
    ended = [(last, agency) for agency, _, last in found if last < day]
    return active(found, day) or sorted({agency for last, agency in ended if last == max(ended)[0]})


def took_over_from(found, successions):
    """By agency: those from which it took the task over."""
    edges = {(row["from_agency"], row["to_agency"]) for row in successions}
    begins = {
        agency: min(first for agency_found, first, _ in found if agency_found == agency) for agency, _, _ in found
    }
    taken, before = set(), {}
    for day in sorted({begin for begin in begins.values() if begin != date.min}):
        free = ended_last(found, day, taken)
        beginners = sorted(agency for agency, begin in begins.items() if begin == day)
        beginners.sort(key=lambda agency, free=free: not any((other, agency) in edges for other in free))
        for agency in beginners:
            free = ended_last(found, day, taken)
            merged = [other for other in free if (other, agency) in edges]
            before[agency] = free if len(free) == 1 else merged or free[:1]
            taken |= set(before[agency])
    return before


def ended_last(found, day, taken):
    """Of those that ended before the day and that nobody took over yet, the ones that ended last, by code."""
    leading = active(found, day)
    ends = {}
    for agency, _, last in found:
        if last < day and agency not in taken and agency not in leading:
            ends[agency] = max(last, ends.get(agency, last))
    return sorted(agency for agency, end in ends.items() if end == max(ends.values()))
