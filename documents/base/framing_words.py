"""The lines around a document's text (header, signature, recipients), as tags that a template names."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from documents.base.letterhead import DOTS, Framing, Letterhead
from wording import official_phrases as official


def framing_tags(framing: Framing, letterhead: Letterhead, *, kind: str, day: date) -> dict[str, Any]:
    """The tags of every document. `kind` is the abbreviation of its kind (empty for a letter), `day` the day of a draft."""
    issue = framing.issue
    unit = letterhead.unit
    return {
        "quoc_hieu": official.COUNTRY,
        "tieu_ngu": official.MOTTO,
        "co_quan_cap_tren": superior_line(letterhead),
        "co_quan_ban_hanh": issuer_line(letterhead),
        "so_ky_hieu": official.number_line(
            issue.number if issue else None, kind=kind, symbol=letterhead.symbol, unit=unit
        ),
        "dia_danh_ngay": official.place_and_date(letterhead.place or DOTS, issue.on if issue else None, year=day.year),
        "du_thao": official.DRAFT if framing.is_draft else "",
        "quyen_han_chuc_vu": [line.upper() for line in letterhead.signer_title] or [DOTS],
        "nguoi_ky": letterhead.signer_name or DOTS,
    }


def superior_line(letterhead: Letterhead) -> str:
    """The line above the issuer; empty for a People's Committee, dotted where unknown."""
    return "" if letterhead.commands else letterhead.superior.upper()


def issuer_line(letterhead: Letterhead) -> str:
    """The issuer; a department without its province, which the line above names."""
    name = letterhead.issuer
    if official.is_department(name):
        name = official.short_name(name, letterhead.superior)
    return name.upper() or DOTS


def issuer_name(letterhead: Letterhead) -> str:
    """The issuer as the text names it."""
    return letterhead.issuer or DOTS


def recipient_lines(recipients: Sequence[str], *, unit: str) -> list[str]:
    """`- Như trên;` … and last `- Lưu: VT, HTQT.`"""
    filed = f"Lưu: VT, {unit}" if unit else "Lưu: VT"
    return [f"- {official.bare(recipient)};" for recipient in recipients] + [f"- {filed}."]
