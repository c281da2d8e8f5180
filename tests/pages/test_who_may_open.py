"""Which role sees which page, on a store without a plan: each page that is seen opens calmly there."""

import pytest

from tests.builders.pages import ADMIN, COORDINATOR, EMPTY, LEADER, PAGES, REPORTER, said

ROLES = (LEADER, COORDINATOR, REPORTER, ADMIN)
REFUSED = "Tài khoản không có quyền dùng trang này. Chọn trang khác trong menu bên trái."
TABLE = """
    page                    lan   cuong  binh  an   title
    agencies                no    yes    no     yes  Cơ quan và nhóm
    audit_log               no    no     no     yes  Nhật ký hệ thống
    by_agency               yes   yes    yes   yes  Theo cơ quan
    by_directive            yes   yes    yes   yes  Theo văn bản chỉ đạo và kế hoạch
    by_period               yes   yes    yes   yes  Theo kỳ báo cáo
    compare                 yes   yes    yes   yes  So sánh
    consolidated_reports    yes   yes    no    no   Báo cáo tổng hợp
    contradictions          yes   yes    no    yes  Nội dung báo cáo chưa thống nhất
    difficulties            yes   yes    yes   yes  Khó khăn, kiến nghị
    fill_in_report          no    no     yes   no   Điền trên màn hình
    holidays                no    yes    no     yes  Ngày nghỉ và ngày làm việc
    instructions            yes   yes    yes   no   Ý kiến chỉ đạo
    key_numbers             yes   yes    yes   yes  Số liệu chủ yếu
    my_reports              no    no     yes   no   Báo cáo của cơ quan
    new_year                no    yes    no     no   Chuẩn bị năm mới
    notices                 yes   yes    yes   no   Thông báo
    one_report              no    yes    yes   no   Trao đổi về báo cáo
    overview                yes   yes    no    yes  Tổng quan
    paper_report            no    yes    no     no   Nhập báo cáo giấy
    plan_document           no    yes    no     yes  Lập kế hoạch từ văn bản
    plans                   no    yes    no     yes  Kế hoạch
    regimes                 no    yes    no     yes  Chế độ báo cáo
    register                yes   yes    yes   yes  Sổ theo dõi nhiệm vụ
    reporting_round         no    yes    no    no   Theo dõi, đôn đốc báo cáo
    review_office_reports   yes   no     no    no   Xác nhận báo cáo của cơ quan tổng hợp
    review_submissions      no    yes    no    no   Xác nhận báo cáo
    saved_views             yes   yes    yes   yes  Bộ lọc đã lưu
    search                  yes   yes    yes   yes  Tìm kiếm
    setup                   no    yes    no     yes  Thiết lập
    successions             no    yes    no     yes  Sắp xếp tổ chức
    task                    yes   yes    yes   yes  Nhiệm vụ
    upload_report           no    no     yes   no   Gửi báo cáo
    users                   no    no     no    yes  Tài khoản
    why                     yes   yes    yes   yes  Nguồn số liệu và cách tính
"""
LINES = [line.split(maxsplit=5) for line in TABLE.strip().splitlines()[1:]]
CASES = [
    (page, role, answer, title) for page, *answers, title in LINES for role, answer in zip(ROLES, answers, strict=True)
]


def test_the_table_has_every_page():
    assert [page for page, *_ in LINES] == list(PAGES)


@pytest.mark.parametrize("page, who, title", [(page, who, title) for page, who, yes, title in CASES if yes == "yes"])
def test_who_may_open_a_page_sees_it(shared, page, who, title):
    at = shared(EMPTY).open(page, who)

    assert said(at.main.title) == [title]
    assert said(at.main.warning) == said(at.exception) == []


@pytest.mark.parametrize("page, who", [(page, who) for page, who, yes, _title in CASES if yes == "no"])
def test_who_may_not_is_told_so_and_sees_nothing_of_it(shared, page, who):
    at = shared(EMPTY).open(page, who)

    assert said(at.warning) == [REFUSED]
    assert len(at.main) == 1
