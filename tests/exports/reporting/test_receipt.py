import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from data_model.rules.plans.periods import Period
from data_model.rules.reporting.paper import Paper
from exports.reporting.receipt import ReceiptDetails, ReceiptEntry, receipt

pytestmark = pytest.mark.usefixtures("english")

DETAILS = ReceiptDetails(
    agency_name="Sở Ngoại vụ",
    reports=(ReceiptEntry("Kế hoạch số 45/KH-UBND", Period.from_code("2026-Q3"), "260914-7KQ2M"),),
    submitted_at=datetime(2026, 9, 14, 20, 5, tzinfo=UTC),
    submitted_by="Nguyễn Văn Bình",
    stored=11,
    unchanged=1,
    file_name="bao-cao_HN-SNV_2026-Q3.xlsx",
    sha256="ab" * 32,
)


def text_of(details: ReceiptDetails) -> str:
    return receipt(details).content.decode()


def test_a_receipt_says_who_sent_what_when_and_under_which_number():
    download = receipt(DETAILS)
    page = download.content.decode()

    assert download.file_name == "bien-nhan_260914-7KQ2M.html"
    assert download.media_type == "text/html; charset=utf-8"
    assert dict(re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', page, re.DOTALL)) == {
        "Agency": "Sở Ngoại vụ",
        "Report": "Kế hoạch số 45/KH-UBND\nQuarter III/2026\nSubmission number: 260914-7KQ2M",
        "Submitted at": "15/09/2026 03:05",
        "Submitted by": "Nguyễn Văn Bình",
        "Rows stored": "11",
        "Rows unchanged": "1",
        "File": "bao-cao_HN-SNV_2026-Q3.xlsx",
        "Fingerprint of the file (SHA-256)": "ab" * 32,
    }


def test_a_file_for_several_reports_has_a_line_for_each():
    second = ReceiptEntry("Kế hoạch số 217/KH-UBND", Period.from_code("2026-Q3"))

    page = text_of(replace(DETAILS, reports=(*DETAILS.reports, second)))

    assert page.count('<th scope="row">Report</th>') == 2
    assert "Nothing changed; no new submission was made." in page


def test_sample_data_is_marked_and_real_data_is_not():
    assert "SAMPLE DATA" in text_of(replace(DETAILS, is_sample=True))
    assert "SAMPLE DATA" not in text_of(DETAILS)


def test_texts_of_people_are_escaped():
    hostile = """<script>alert("1")</script>'&{title}"""
    details = replace(
        DETAILS,
        agency_name=hostile,
        reports=(ReceiptEntry(hostile, Period.from_code("2026"), hostile),),
        submitted_by=hostile,
        file_name=hostile,
        sha256=hostile,
    )

    page = text_of(details)

    assert "<script" not in page
    assert page.count("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#x27;&amp;{title}") == 7
    assert re.fullmatch(r"bien-nhan_[A-Za-z0-9_-]+\.html", receipt(details).file_name)


def test_the_page_needs_nothing_from_outside_and_runs_nothing():
    page = text_of(DETAILS)

    assert "default-src 'none'" in page
    assert re.findall(r"https?:|src=|url\(|@import|<link|<script", page) == []


def test_a_report_from_paper_says_so_and_what_stood_on_it():
    paper = Paper("12/BC-SB", date(2026, 6, 16), "Trần Văn B", date(2026, 6, 19))
    text = text_of(replace(DETAILS, paper=paper))

    assert "Entered from paper document no. 12/BC-SB of 16/06/2026" in text
    assert "Trần Văn B" in text
    assert "19/06/2026" in text
    assert "paper document" not in text_of(DETAILS)
