"""The map of agencies and periods in the case of docs/definitions.md §5: Q2 is due on 17 June; A was on time, C within
its extension, B missing."""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.periods import Period
from data_model.values import Role
from tests.builders.stores import WORKED_CASE, load
from ui.figures.plan_tree import plan_tree_html
from ui.figures.report_map import BY_KIND, BY_NAME, BY_PROVINCE, WORST, report_map_html, report_map_rows, who_sent_html
from ui.figures.view import view_for

LEADER = CurrentUser("lan", "", Role.LEADER)
FILTERS = "as_of=2026-06-30&plan=P1"


@pytest.fixture(autouse=True)
def case(store):
    load(WORKED_CASE)


def view():
    return view_for(LEADER, selection=Selection(plan="P1"), period=Period.from_code("2026-Q2"), as_of=date(2026, 6, 30))


def cells(html):
    """By label: the sign and the address of each cell."""
    found = re.findall(r'<td><a href="([^"]+)"[^>]*aria-label="([^"]+)"[^>]*>([^<]*)</a></td>', html)
    return {label: (sign, address.replace("&amp;", "&")) for address, label, sign in found}


def test_each_cell_says_how_the_report_came_and_leads_to_it_with_the_filters():
    of_q2 = {
        label: cell for label, cell in cells(report_map_html(view(), FILTERS, WORST)).items() if "Quý II/2026" in label
    }

    assert {label: sign for label, (sign, _address) in of_q2.items()} == {
        "Sở A · Quý II/2026: Đúng hạn": "✓",
        "Sở C · Quý II/2026: Trong thời gian được gia hạn": "GH",
        "Sở B · Quý II/2026: Chưa gửi 13 ngày": "✕",
    }
    address = urlsplit(of_q2["Sở B · Quý II/2026: Chưa gửi 13 ngày"][1])
    assert address.path == "/by-agency"
    assert parse_qs(address.query) == {"as_of": ["2026-06-30"], "plan": ["P1"], "agency": ["B"], "period": ["2026-Q2"]}


def test_to_the_office_a_cell_opens_the_report_itself():
    office = CurrentUser("cuong", "", Role.COORDINATOR, agency="A")
    of_office = view_for(office, period=Period.from_code("2026-Q2"), as_of=date(2026, 6, 30))

    address = urlsplit(cells(report_map_html(of_office, "", WORST))["Sở B · Quý II/2026: Chưa gửi 13 ngày"][1])

    assert (address.path, parse_qs(address.query)) == ("/one-report", {"about": ["B~P1~2026-Q2"]})


@pytest.mark.parametrize(
    "order, expected",
    [(WORST, ["Sở A", "Sở C", "Sở B"]), (BY_NAME, ["Sở A", "Sở B", "Sở C"]), (BY_PROVINCE, ["Sở A", "Sở C", "Sở B"])],
)
def test_the_worst_stands_first_unless_names_are_asked_for(order, expected):
    names = re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a>', report_map_html(view(), FILTERS, order))

    assert names == expected, "A and C owe the first quarter for 105 days, B the second for 13"


def test_agencies_of_one_kind_stand_together_and_fold():
    html = report_map_html(view(), FILTERS, BY_KIND)

    assert re.findall(r"<summary>([^<]+) <small>\((\d+)\)", html) == [("Sở, ban, ngành", "3")]


def test_the_map_ends_with_the_period_that_was_chosen():
    earlier = view().at_period(Period.from_code("2026-Q1"))

    assert {label.split(" · ")[1].split(":")[0] for label in cells(report_map_html(earlier, FILTERS, WORST))} == {
        "Quý I/2026"
    }


def test_many_agencies_are_cut_to_the_worst_and_the_table_says_so():
    html = report_map_html(view(), FILTERS, WORST, 1)

    assert html.count('<th scope="row">') == 1
    assert "1/3 cơ quan cần chú ý nhất" in html
    assert "/by-agency?as_of=2026-06-30&amp;plan=P1&amp;order=province" in html


def test_the_file_has_the_same_in_words():
    [of_b] = [row for row in report_map_rows(view()) if row["Cơ quan"] == "Sở B"]

    assert of_b["Quý II/2026"] == "Chưa gửi 13 ngày"


def test_who_sent_and_who_did_not_are_named_the_missing_first():
    words = re.sub(r"<[^>]+>", " ", who_sent_html(view(), FILTERS))

    assert (
        words.index("Chưa gửi 1")
        < words.index("Sở B")
        < words.index("Trong thời gian được gia hạn 1")
        < words.index("Sở C")
    )
    assert "(13 ngày)" in words


def test_the_tree_leads_from_each_part_of_a_bar_to_its_tasks_and_from_each_task_to_its_page():
    html = plan_tree_html(view(), FILTERS).replace("&amp;", "&")

    addresses = re.findall(r'href="([^"]+)"', html)
    assert any(
        address.startswith("/register?") and "plan=P1" in address and "state=" in address for address in addresses
    )
    tasks = {parse_qs(urlsplit(address).query)["task"][0] for address in addresses if address.startswith("/task?")}
    assert tasks == {task.task.code for task in view().tasks()}
