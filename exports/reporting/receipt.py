"""The receipt for a submitted report: one page of HTML that prints on A4 and needs nothing from outside."""

from dataclasses import dataclass
from datetime import datetime
from html import escape

from data_model.rules.plans.periods import Period
from data_model.rules.reporting.paper import Paper
from exports.base.download import HTML_TYPE, Download, ascii_name
from wording import formats
from wording.papers import paper_facts, paper_words
from wording.periods import period_name
from wording.translation import _, language


@dataclass(frozen=True)
class ReceiptEntry:
    """One report in the file. Without a number it was not stored, because it equals the current one."""

    plan_name: str
    period: Period
    number: str = ""


@dataclass(frozen=True)
class ReceiptDetails:
    """The data of a receipt. `submitted_by` is the display name."""

    agency_name: str
    reports: tuple[ReceiptEntry, ...]
    submitted_at: datetime
    submitted_by: str
    stored: int
    unchanged: int
    file_name: str
    sha256: str
    is_sample: bool = False
    paper: Paper | None = None


def receipt(details: ReceiptDetails) -> Download:
    """“Biên nhận báo cáo” as HTML; texts of users are escaped, scripts and outside resources are forbidden."""
    page = _PAGE.format(
        language=language().value,
        title=escape(_("Receipt for a report")),
        mark=f'<p class="mark">{escape(_("SAMPLE DATA"))}</p>' if details.is_sample else "",
        agency=escape(details.agency_name),
        rows="\n".join(_row(label, value) for label, value in _lines(details)),
        footing=escape(
            _("Keep this receipt. The report counts as submitted from the time above, whatever its review says.")
        ),
    )
    number = next((report.number for report in details.reports if report.number), "")
    name = ascii_name(number) or details.sha256[:8]
    return Download(f"bien-nhan_{name}.html", HTML_TYPE, page.encode())


def _lines(details: ReceiptDetails) -> list[tuple[str, str]]:
    reports = [
        (_("Report"), f"{report.plan_name}\n{period_name(report.period)}\n{_numbered(report)}")
        for report in details.reports
    ]
    return [
        (_("Agency"), details.agency_name),
        *reports,
        *_of_paper(details.paper),
        (_("Submitted at"), formats.instant(details.submitted_at)),
        (_("Submitted by"), details.submitted_by),
        (_("Rows stored"), formats.number(details.stored)),
        (_("Rows unchanged"), formats.number(details.unchanged)),
        (_("File"), details.file_name),
        (_("Fingerprint of the file (SHA-256)"), details.sha256),
    ]


def _of_paper(paper: Paper | None) -> list[tuple[str, str]]:
    """Of a report that the office entered: the mark, and what stood on it."""
    if paper is None:
        return []
    mark = paper_words(paper)
    return [(_("Origin"), f"{mark[:1].upper()}{mark[1:]}"), *paper_facts(paper).items()]


def _numbered(report: ReceiptEntry) -> str:
    if not report.number:
        return _("Nothing changed; no new submission was made.")
    return _("Submission number: {number}").format(number=report.number)


def _row(label: str, value: str) -> str:
    return f'<tr><th scope="row">{escape(label)}</th><td>{escape(value)}</td></tr>'


_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
@page {{ size: A4; margin: 20mm 15mm 20mm 30mm; }}
body {{ font: 13pt/1.4 "Times New Roman", "Liberation Serif", serif; color: #000; background: #fff;
  max-width: 165mm; margin: 0 auto; padding: 8mm 4mm; }}
h1 {{ font-size: 15pt; text-align: center; text-transform: uppercase; margin: 8mm 0 6mm; }}
.agency {{ font-weight: bold; text-transform: uppercase; margin: 0; }}
.mark {{ font-weight: bold; text-align: center; border: 1.5pt solid #b00020; color: #b00020; padding: 2mm; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border: 0.5pt solid #555; padding: 2mm 3mm; text-align: left; vertical-align: top; }}
th {{ width: 38%; font-weight: normal; color: #333; }}
td {{ white-space: pre-line; overflow-wrap: anywhere; }}
.footing {{ font-size: 11pt; font-style: italic; }}
@media print {{ body {{ padding: 0; max-width: none; }} }}
</style>
</head>
<body>
{mark}
<p class="agency">{agency}</p>
<h1>{title}</h1>
<table>
{rows}
</table>
<p class="footing">{footing}</p>
</body>
</html>
"""
