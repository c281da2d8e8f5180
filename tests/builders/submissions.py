"""Files of the worked case, checked and submitted as the pages do."""

from actions.reporting.check_report import check_report
from actions.reporting.submit_report import submit_report
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.periods import Period
from data_model.store import open_session
from data_model.values import Role
from tests.builders.stores import local

Q2 = Period.from_code("2026-Q2")
SENT = local("2026-06-20 09:00")


BINH = CurrentUser("binh", "Cán bộ Sở B", Role.REPORTER, agency="B")


OF_C = CurrentUser("chi", "Cán bộ Sở C", Role.REPORTER, agency="C")


CUONG = CurrentUser("cuong", "Cơ quan đầu mối", Role.COORDINATOR, agency="A")


GOOD = """ma_nhiem_vu,ky_bao_cao,tien_do,ngay_hoan_thanh,ket_qua
T3,2026-Q2,100,15/5/2026,Đã xong phần còn lại
T6,2026-Q2,20,,Đã bắt đầu
"""


def check(text=GOOD, *, agency="B", at=SENT, period=None):
    with open_session() as session:
        return check_report(session, text.encode(), file_name="bao-cao.csv", agency=agency, period=period, at=at)


def submit(text=GOOD, *, user=BINH, agency=None, at=SENT, **more):
    report = check(text, agency=agency or user.agency, at=at)
    return submit_report(user=user, report=report, file_name="bao-cao.csv", agency=agency, at=at, **more)


def sent_and_waiting():
    return submit().number
