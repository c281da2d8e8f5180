"""What lead and coordinating agency report differently: A leads the task of June, B coordinates it."""

import pytest

from tests.builders.pages import ADMIN, COORDINATOR, EMPTY, JUNE, LEADER, ONE_REPORT, REPORTER, drawn, read_tables, said
from tests.builders.stores import load_files


@pytest.fixture
def page(own, tmp_path):
    """`page("60", status="submitted")`: with a report of B that says so."""
    store = own(ONE_REPORT)

    def opened(percent, *, status="accepted", done_on="", who=LEADER, **address):
        load_files(
            tmp_path / "of_b",
            assignments="task,agency,role\nNV1,SO-B,coordinate",
            submissions=f"""number,agency,plan,period,submitted_at,submitted_by,status
                            BC2,SO-B,KH,2026-Q2,2026-06-16T10:00:00+07:00,cuong,{status}""",
            report_lines=f"submission,task,percent,done_on,result\nBC2,NV1,{percent},{done_on},Đang phối hợp",
        )
        return store.open("contradictions", who, **JUNE, **address)

    return opened


@pytest.mark.parametrize(("status", "worded"), [("accepted", "đã xác nhận"), ("submitted", "chờ xác nhận")])
def test_reports_that_disagree_are_listed_also_after_both_were_accepted(page, status, worded):
    at = page("60", status=status)

    assert said(at.main.subheader) == ["Quý II/2026 (1)"]
    assert read_tables(at) == [
        [
            {
                "Nhiệm vụ": "Tổ chức hội nghị",
                "Kế hoạch": "1/KH-UBND · Hà Nội",
                "Cơ quan chủ trì báo cáo": "Sở A: 100,0 % · 20/05/2026 (đã xác nhận)",
                "Cơ quan phối hợp báo cáo": f"Sở B: 60,0 % ({worded})",
            }
        ]
    ]
    assert any('href="/task?period=2026-Q2&amp;as_of=2026-06-30&amp;task=NV1"' in markup for markup in drawn(at))


def test_an_agency_in_the_filter_keeps_what_it_takes_part_in(page):
    assert len(read_tables(page("60", agency="SO-B"))) == 1


@pytest.mark.parametrize("who", [LEADER, COORDINATOR, ADMIN])
def test_reports_that_say_the_same_are_not_listed(page, who):
    at = page("100", done_on="2026-05-20", who=who)

    assert not at.exception
    assert said(at.main.info) == ["Kỳ này không có nội dung báo cáo chưa thống nhất."]


def test_before_the_first_period_there_is_nothing_to_hold_against_each_other(shared):
    assert said(shared(EMPTY).open("contradictions", LEADER).main.info) == ["Chưa có kỳ báo cáo nào kết thúc."]


def test_an_agency_does_not_read_what_others_report(shared):
    at = shared(ONE_REPORT).open("contradictions", REPORTER)

    assert read_tables(at) == []
    assert at.main.title == []


def test_by_todays_organisation_an_agency_has_what_its_predecessor_reported(page, tmp_path):
    load_files(
        tmp_path / "renamed",
        agencies="code,name,kind,province\nSO-C,Sở C,department,Hà Nội",
        successions="on,kind,from_agency,to_agency\n2026-07-01,renamed,SO-B,SO-C",
    )

    at = page("60", agency="SO-C", organisation="today")

    assert [row["Cơ quan phối hợp báo cáo"] for row in read_tables(at)[0]] == ["Sở B: 60,0 % (đã xác nhận)"]
