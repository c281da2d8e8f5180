"""The number of a section in its plan, read from the headings above a task: "IV. TỔ CHỨC THỰC HIỆN > 4. Sở Nội vụ" is IV.4."""

import re
from functools import lru_cache

BETWEEN = " > "
"""Between two headings of `TaskFact.section`."""
_NUMBER = re.compile(r"([IVXLC]+|\d+(?:\.\d+)*|[A-ZĐa-zđ])\s*[.)]")


@lru_cache(maxsize=10_000)
def section_number(section: str) -> str:
    """The numbers of the headings, joined by dots; empty where the first has none."""
    numbers: list[str] = []
    for heading in section.split(BETWEEN):
        found = _NUMBER.match(heading)
        if found is None:
            break
        numbers.append(found[1])
    return ".".join(numbers)


def is_in_section(section: str, number: str) -> bool:
    """Whether a task of this section stands under the heading with this number, or below it."""
    own = section_number(section)
    return own == number or own.startswith(f"{number}.")
