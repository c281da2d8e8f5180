"""Codes for what is added on screen, made from its name, so that nobody needs to think of one."""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 60


def code_from(name: str, taken: Collection[str]) -> str:
    """Capital ASCII letters and digits of the name with hyphens between: "Sở Ngoại vụ" gives SO-NGOAI-VU, then SO-NGOAI-VU-2."""
    plain = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter)).upper()
    code = re.sub("[^A-Z0-9]+", "-", letters).strip("-")[:LONGEST] or "X"
    if code not in taken:
        return code
    number = 2
    while f"{code}-{number}" in taken:
        number += 1
    return f"{code}-{number}"


def task_code_from(plan: str, taken: Collection[str]) -> str:
    """The code of the plan with the next number: KH-01, KH-02, …"""
    number = 1
    while f"{plan}-{number:02d}" in taken:
        number += 1
    return f"{plan}-{number:02d}"
