"""What a consolidated report says, and what it does not."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from data_model.rules.consolidated.quotations import LineText
from data_model.rules.consolidated.report_texts import OfficeTexts
from data_model.rules.reporting.paper import Paper
from data_model.values import ContentGroup, ReportPart
from documents.base.letterhead import Framing, Letterhead
from documents.consolidated.report import KNOWN_TAGS, PICTURES, REQUIRED_TAGS, ReportFormat, pictures, report
from documents.consolidated.report_data import ConsolidatedReportContent, TaskGroup
from documents.consolidated.suggestions import suggested_texts, unwritten_parts
from documents.consolidated.task_sentences import short_heading
from documents.consolidated.template_tags import report_tags
from tests.builders.decree30 import Checked
from tests.builders.documents import issued
from wording.formats import as_in_documents

pytestmark = pytest.mark.slow  # makes whole reports


def body(request) -> list[str]:
    return [
        paragraph.text.replace("\xa0", " ") for paragraph in Checked(report(request, ReportFormat.DOCX).content).body()
    ]


def pdf_pages(request) -> list[str]:
    document = pypdfium2.PdfDocument(report(request, ReportFormat.PDF).content)
    return [page.get_textpage().get_text_bounded() for page in document]


def part(text, heading, next_heading) -> list[str]:
    return text[text.index(heading) + 1 : text.index(next_heading)]


def test_the_worked_case_in_words(worked_request):
    text = body(worked_request())

    assert part(text, "1. Kết quả chung", "2. Số liệu chủ yếu") == [
        "Kế hoạch có 06 nhiệm vụ, gồm 05 nhiệm vụ có sản phẩm, thời gian hoàn thành, 01 nhiệm vụ thường xuyên. Tính đến "
        "ngày 14/6/2026 (theo báo cáo đã xác nhận đến hết ngày 30/6/2026):",
        "a) Nhiệm vụ có thời gian hoàn thành: đã hoàn thành 02 (đúng hạn 01; quá hạn 01); đang thực hiện trong hạn 01; "
        "quá hạn chưa hoàn thành 01; chưa xác định thời hạn 01.",
        "b) Nhiệm vụ thường xuyên: đã triển khai trong kỳ 01. (Kết quả từng nhiệm vụ, từng cơ quan và các chỉ tiêu tại "
        "Phụ lục I, Phụ lục II, Phụ lục III kèm theo.)",
    ]
    assert part(text, "2. Số liệu chủ yếu", "3. Kết quả theo nội dung") == [
        "Tỷ lệ hoàn thành nhiệm vụ đến hạn đạt 66,7% (2/3), trong đó đúng hạn 33,3% (1/3); tỷ lệ nhiệm vụ quá hạn 33,3% "
        "(1/3). Tỷ lệ hoàn thành trên tổng số nhiệm vụ (trừ thường xuyên) là 40% (2/5). Nhiệm vụ thường xuyên đã triển "
        "khai trong kỳ đạt 100% (1/1). Tiến độ 65% (bình quân 5 nhiệm vụ), tỷ lệ nhiệm vụ có báo cáo 66,7%; tiến độ "
        "chỉ tính nhiệm vụ có báo cáo 82,5%.",
        "So với quý I năm 2026: tiến độ bình quân tăng 55 điểm phần trăm (từ 10% lên 65%); tỷ lệ gửi báo cáo tăng 33,3 "
        "điểm phần trăm (từ 33,3% lên 66,7%); tỷ lệ gửi báo cáo đúng hạn không thay đổi (33,3%).",
    ]


def test_the_opening_names_the_window_and_by_whose_reports(worked_request):
    [opening] = [paragraph for paragraph in body(worked_request()) if paragraph.startswith("Thực hiện ")]

    assert opening.endswith(
        "(sau đây gọi tắt là Kế hoạch), Sở A báo cáo Ủy ban nhân dân tỉnh tình hình, kết quả thực hiện quý II năm 2026 (thời gian chốt số "
        "liệu: từ ngày 15/3/2026 đến ngày 14/6/2026; theo báo cáo của 02/03 cơ quan đã được xác nhận đến hết ngày "
        "30/6/2026) như sau:"
    )


def reporting(request) -> list[str]:
    return part(body(request), "2. Thực hiện chế độ báo cáo", "II. KẾT QUẢ THỰC HIỆN")


def test_who_did_not_report_and_who_was_late_is_named(worked_request):
    assert reporting(worked_request()) == [
        "Có 02/03 cơ quan gửi báo cáo, trong đó 01 cơ quan đúng hạn; 01 cơ quan trong thời gian được gia hạn (Sở C). Đã "
        "xác nhận 02/03 báo cáo.",
        "Chưa gửi báo cáo (01): Sở B chậm 13 ngày.",
    ]


def test_a_body_that_was_asked_is_named_apart_and_without_days(worked_request):
    request = worked_request()
    asked = replace(request, quotations=replace(request.quotations, agency_kinds={"B": "front"}))

    assert reporting(asked)[1] == ("Chưa nhận được thông tin kết quả của cơ quan được đề nghị phối hợp (01): Sở B.")


def test_a_report_that_waits_for_review_is_said_to_be_left_out(worked_request):
    left_out = "Báo cáo đang rà soát (01): Sở C; số liệu của báo cáo này chưa được tính vào kết quả thực hiện nhiệm vụ."
    counted = "Báo cáo đang rà soát (01): Sở C; số liệu của báo cáo này đã được tính và còn có thể thay đổi."

    assert left_out in body(worked_request("2026-06-21 23:59", framing=issued()))
    text = body(worked_request("2026-06-21 23:59", unreviewed=True))
    assert counted in text
    assert "SỐ LIỆU CHƯA XÁC NHẬN" in text
    assert "SỐ LIỆU CHƯA XÁC NHẬN" not in body(worked_request())


def test_who_waits_or_mends_its_report_is_never_said_to_have_sent_none(worked_request):
    """C's report waits on 21 June; A was asked on the 18th to complete its own, and had not sent it again on the 19th."""
    waiting = report_tags(ConsolidatedReportContent(worked_request("2026-06-21 23:59")))
    [t4] = [row for row in waiting["qua_han"] if row["nhiem_vu"] == "Nhiệm vụ 4"]
    assert t4["tien_do"] == "Báo cáo đang rà soát"

    mending = report_tags(ConsolidatedReportContent(worked_request("2026-06-19 09:00")))
    [annex] = mending["phu_luc_nhiem_vu"]
    [t1] = [row for row in annex["nhiem_vu"] if row["nhiem_vu"] == "Nhiệm vụ 1"]
    assert t1["tien_do"] == "Quá hạn chưa hoàn thành (15 ngày); báo cáo đang được bổ sung, chỉnh sửa"


def test_a_continuing_task_whose_report_waits_is_said_to_be_under_review(worked_request):
    """C's report on T5 was in on 21 June and accepted on the 25th."""

    def progress_of_t5(as_of):
        [annex] = report_tags(ConsolidatedReportContent(worked_request(as_of)))["phu_luc_nhiem_vu"]
        return next(row["tien_do"] for row in annex["nhiem_vu"] if row["nhiem_vu"] == "Nhiệm vụ 5")

    assert progress_of_t5("2026-06-14 23:59") == "Chưa có báo cáo được xác nhận trong kỳ"
    assert progress_of_t5("2026-06-21 23:59") == "Chưa có báo cáo được xác nhận trong kỳ; báo cáo đang rà soát"
    assert progress_of_t5("2026-06-30 23:59") == "Đã triển khai trong kỳ"


def test_a_returned_report_that_was_not_sent_again_is_named(worked_request):
    assert "Đang bổ sung, chỉnh sửa báo cáo theo đề nghị (01): Sở A." in body(worked_request("2026-06-19 09:00"))


def test_a_group_that_nobody_leads_says_so_and_shows_no_rate(sample_request):
    text = part(body(sample_request(plan="HN-45-2012")), "3. Kết quả theo nội dung", "III. ĐÁNH GIÁ CHUNG")

    start = text.index("d) Công tác người Việt Nam ở nước ngoài")
    assert text[start + 1 : start + 3] == [
        "Có 01 nhiệm vụ, chưa có báo cáo được xác nhận trong kỳ.",
        "- Chưa có kết quả do chưa giao cơ quan chủ trì.",
    ]


def test_before_any_report_nothing_is_0_percent_but_the_whole(worked_request):
    """Nothing of Q1 was in on 1 March: the group has no rate, each task says once that nobody reported."""
    content = ConsolidatedReportContent(worked_request("2026-03-01 09:00", period="2026-Q1"))
    tags = report_tags(content)

    [group] = tags["noi_dung"]
    assert group["ket_qua"] == ["Chưa có báo cáo."]
    [annex] = tags["phu_luc_nhiem_vu"]
    assert {row["ket_qua"] for row in annex["nhiem_vu"]} == {""}
    assert all("chưa có báo cáo" in row["tien_do"].lower() and "%" not in row["tien_do"] for row in annex["nhiem_vu"])


def test_a_report_on_a_directive_speaks_of_the_plans_that_carry_it_out(sample_request):
    text = body(sample_request(directive="04-CT-TW"))

    [whose] = [paragraph for paragraph in text if "nhiệm vụ có sản phẩm" in paragraph]
    assert whose.startswith(
        "02 kế hoạch thực hiện Chỉ thị số 04-CT/TW (Kế hoạch số 45/KH-UBND; Kế hoạch của Ủy ban nhân dân tỉnh Kon Tum) có "
    )
    [opening] = [paragraph for paragraph in text if paragraph.startswith("Thực hiện Chỉ thị")]
    assert re.search(r"; theo \d+/\d+ báo cáo đã được xác nhận đến ", opening)


def test_a_plan_is_named_beside_an_agency_only_where_the_agency_owes_several_reports(sample_request):
    """In the sample every agency has tasks in one plan: its name says which."""
    said = " ".join(reporting(sample_request(directive="04-CT-TW")))

    assert "Trường Cao đẳng Cộng đồng Kon Tum chậm 13 ngày." in said
    assert "Kế hoạch" not in said


def test_the_period_is_not_taken_for_the_name_of_the_plan(worked_request):
    text = body(worked_request())

    assert text[1].endswith(", quý II năm 2026")
    [closing] = [paragraph for paragraph in text if paragraph.startswith("Trên đây là báo cáo")]
    assert closing.startswith("Trên đây là báo cáo tình hình, kết quả thực hiện Kế hoạch trong quý II năm 2026; Sở A ")


def test_what_less_than_half_was_done_of_is_no_strength(sample_request, worked_request):
    """Hà Nội has done 2 of 5 due tasks; in the worked case 2 of 3 are done, and 2 of 3 reports were sent."""
    few = part(body(sample_request(plan="HN-45-2012")), "1. Ưu điểm", "2. Tồn tại, hạn chế")
    assert few[0].startswith("- Có 10/10 cơ quan gửi báo cáo, trong đó ")
    assert not any("nhiệm vụ đã đến hạn" in text for text in few)

    assert part(body(worked_request()), "1. Ưu điểm", "2. Tồn tại, hạn chế") == [
        "- Có 02/03 cơ quan gửi báo cáo, trong đó 01 đúng hạn.",
        "- Trong 03 nhiệm vụ đã đến hạn, hoàn thành 02, đạt 66,7%.",
        "- 01/01 nhiệm vụ thường xuyên đã giao cơ quan chủ trì được triển khai trong kỳ.",
    ]


def test_late_and_missing_reports_are_counted_apart(worked_request):
    """B sent nothing; C kept its extension."""
    text = part(body(worked_request()), "2. Tồn tại, hạn chế", "3. Nguyên nhân")

    assert "- 01 báo cáo chưa gửi (nêu tại mục I.2)." in text


def test_results_of_a_task_of_many_leads_are_summed_up(sample_request):
    tags = report_tags(ConsolidatedReportContent(sample_request(plan="KT-CT04")))
    [summed] = [
        text for group in tags["noi_dung"] for text in group["ket_qua"] if text.startswith("Tiếp tục quán triệt")
    ]

    assert "11/12 cơ quan đã triển khai. Kết quả: " in summed
    assert summed.endswith("; và 08 kết quả khác.")


def test_who_says_that_nothing_was_carried_out_is_not_quoted_as_a_result(sample_request):
    tags = report_tags(ConsolidatedReportContent(sample_request(plan="HN-45-2012")))

    assert not any("chưa bố trí được kinh phí" in text for group in tags["noi_dung"] for text in group["ket_qua"])


def test_what_falls_due_until_the_next_report_is_listed(sample_request):
    with as_in_documents():
        tags = report_tags(ConsolidatedReportContent(sample_request(plan="HN-45-2012")))
    assert tags["mo_dau_ky_toi"] == "Có 01 nhiệm vụ đến hạn từ ngày 15/9/2026 đến ngày 14/12/2026:"
    assert tags["nhiem_vu_ky_toi"] == [
        "Định kỳ hàng năm tổ chức hội nghị xúc tiến vận động phi chính phủ nước ngoài: thời hạn 01/12/2026 (chưa giao cơ "
        "quan chủ trì)."
    ]


OWN = OfficeTexts(
    {
        ReportPart.DIRECTION: "Ban hành Công văn số 10/SNgV.\n\nTổ chức 01 cuộc họp.",
        ReportPart.PROPOSALS_CENTRAL: "Đề nghị Bộ Ngoại giao hướng dẫn.",
        ContentGroup.OTHER: "Nội dung do cơ quan viết.",
    }
)


def test_what_the_office_wrote_stands_in_place_of_what_is_drafted(worked_request):
    text = body(replace(worked_request(), texts=OWN))

    assert part(text, "1. Công tác chỉ đạo, văn bản đã ban hành", "2. Thực hiện chế độ báo cáo") == [
        "Ban hành Công văn số 10/SNgV.",
        "Tổ chức 01 cuộc họp.",
    ]
    assert "- Nội dung do cơ quan viết." in text
    assert text[text.index("c) Với bộ, ngành Trung ương:") + 1] == "- Đề nghị Bộ Ngoại giao hướng dẫn."
    assert "b) Với các sở, ngành, địa phương: không có." in text


def test_what_only_the_office_knows_is_dotted_until_it_is_written(worked_request):
    content = ConsolidatedReportContent(worked_request())

    suggested = suggested_texts(content)
    assert unwritten_parts(OfficeTexts(), suggested) == [ReportPart.DIRECTION, ReportPart.CAUSES]
    assert unwritten_parts(OWN, suggested) == [ReportPart.CAUSES]
    assert part(body(worked_request()), "3. Nguyên nhân", "IV. KHÓ KHĂN, VƯỚNG MẮC; KIẾN NGHỊ, ĐỀ XUẤT") == ["…………"]


def test_a_section_that_the_office_puts_into_a_group_goes_there_whole(sample_request):
    request = sample_request(plan="HN-45-2012")
    section = next(task.section for task in request.facts.tasks if task.code == "HN45-27")
    moved = replace(request, texts=OfficeTexts(content_groups={("HN-45-2012", section): ContentGroup.FUNDING}))

    [funding] = [part for part in ConsolidatedReportContent(moved).content_parts if part.group is ContentGroup.FUNDING]
    assert {task.task.code for task in funding.tasks} >= {f"HN45-{number}" for number in range(27, 32)}


def test_what_came_on_paper_is_marked_in_the_annex(worked_request):
    request = worked_request()
    paper = Paper("12/BC-SA", date(2026, 6, 15), "Trần Văn A", date(2026, 6, 16))
    texts = tuple(replace(text, paper=paper) if text.task == "T1" else text for text in request.quotations.texts)
    with as_in_documents():
        marked = replace(request, quotations=replace(request.quotations, texts=texts))
        [annex] = report_tags(ConsolidatedReportContent(marked))["phu_luc_nhiem_vu"]
    rows = {row["nhiem_vu"]: row["ket_qua"] for row in annex["nhiem_vu"]}

    assert rows["Nhiệm vụ 1"] == (
        "Hoàn thành ngày 20/5/2026. Đã xong (nhập từ văn bản giấy số 12/BC-SA ngày 15/6/2026)."
    )


def test_figures_carried_forward_are_said_to_be_old(worked_request):
    with as_in_documents():
        [annex] = report_tags(ConsolidatedReportContent(worked_request()))["phu_luc_nhiem_vu"]
    rows = {row["nhiem_vu"]: row for row in annex["nhiem_vu"]}

    assert rows["Nhiệm vụ 3"]["tien_do"] == "Quá hạn chưa hoàn thành (75 ngày); tiến độ 60% (số liệu kỳ trước)"
    assert rows["Nhiệm vụ 3"]["ket_qua"] == "Kỳ này chưa có báo cáo."
    assert rows["Nhiệm vụ 1"]["ket_qua"] == "Hoàn thành ngày 20/5/2026. Đã xong."
    assert rows["Nhiệm vụ 5"] | {"tt": "", "chu_tri": ""} == {
        "tt": "",
        "nhiem_vu": "Nhiệm vụ 5",
        "chu_tri": "",
        "phoi_hop": "",
        "thoi_han": "Thường xuyên",
        "tien_do": "Đã triển khai trong kỳ",
        "ket_qua": "Thực hiện thường xuyên.",
    }


def with_texts(request, **words):
    """The same request, with other words in the two accepted reports of the quarter."""
    texts = [LineText("S4", "T1", **words), LineText("S3", "T4", **words), LineText("S2", "T2", "Bản bị trả lại")]
    return replace(request, quotations=replace(request.quotations, texts=tuple(texts)))


def test_difficulties_stand_once_with_all_who_raised_them(worked_request):
    text = body(with_texts(worked_request(), difficulties="Thiếu kinh phí."))

    assert "- Thiếu kinh phí (02/03 cơ quan nêu)." in text
    assert "Theo báo cáo của các cơ quan: thiếu kinh phí (02/03 cơ quan)." in text
    assert "d) Kiến nghị, đề xuất của các cơ quan báo cáo: không có." in text
    assert not any("Bản bị trả lại" in paragraph for paragraph in text)


def test_why_tasks_are_overdue_stands_with_who_answers_for_it(sample_request):
    text = body(sample_request(plan="HN-45-2012"))
    [causes] = [paragraph for paragraph in text if paragraph.startswith("Nhiệm vụ số")]

    assert re.fullmatch(r"Nhiệm vụ số [\d, ]+ \(Bảng 1\): \w.*; trách nhiệm: \w.*[^.]\.", causes)
    assert not any(paragraph.startswith("Theo báo cáo của các cơ quan:") for paragraph in text)


def test_what_there_is_no_rate_of_is_left_out_of_the_sentences(worked_request):
    """Before the plan there is no task; before the first report there is nothing that could have been returned."""
    nothing = body(worked_request(period="2024"))
    assert "Không có nhiệm vụ nào có hiệu lực trong kỳ." in nothing
    assert "Kỳ này không có báo cáo phải gửi." in nothing

    early = body(worked_request("2026-03-01 09:00", period="2026-Q1"))
    assert not any("—" in text for text in early)
    assert not any("phải bổ sung" in text for text in early)
    [progress] = [text for text in early if "Tiến độ 0%" in text]
    assert progress.endswith("Tiến độ 0% (bình quân 5 nhiệm vụ), chưa có nhiệm vụ nào đến kỳ báo cáo.")


HOSTILE = "{{ 7*7 }} {% for x in y %} <w:p/> & “x” #sys *đậm* \x07 =1+1"


@pytest.mark.parametrize("file_format", ReportFormat)
def test_what_people_wrote_is_only_ever_text(worked_request, file_format):
    request = with_texts(worked_request(), result=HOSTILE, proposals=HOSTILE)
    content = report(request, file_format).content

    if file_format is ReportFormat.DOCX:
        assert "- {{ 7*7 }} {% for x in y %} <w:p/> & “x” #sys *đậm*  =1+1 (02/03 cơ quan nêu)." in body(request)
    elif file_format is ReportFormat.PDF:
        pages = " ".join(" ".join(pdf_pages(request)).split())
        assert "{{ 7*7 }} {% for x in y %} <w:p/> & “x” #sys *đậm*" in pages
    else:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            assert not any(b"<f>" in book.read(name) for name in book.namelist())


@pytest.mark.parametrize("file_format", ReportFormat)
@pytest.mark.parametrize("framing", [Framing(), issued()], ids=["draft", "issued"])
def test_the_same_request_gives_the_same_bytes(worked_request, file_format, framing):
    first = report(worked_request(framing=framing), file_format)

    assert report(worked_request(framing=framing), file_format) == first
    assert first.file_name.startswith("bao-cao-05_P1_2026-Q2." if framing.issue else "du-thao-bao-cao_P1_2026-Q2.")


def test_another_instant_or_number_gives_other_bytes(worked_request):
    made = {
        report(request, ReportFormat.DOCX).content
        for request in (
            worked_request(),
            worked_request("2026-06-21 23:59"),
            worked_request(framing=issued(5)),
            worked_request(framing=issued(6)),
        )
    }

    assert len(made) == 4


def test_a_draft_is_marked_in_every_format_and_an_issued_report_in_none(worked_request):
    for framing, marked in ((Framing(), True), (issued(), False)):
        request = worked_request(framing=framing)
        word = [paragraph.text for paragraph in Checked(report(request, ReportFormat.DOCX).content).elements()]
        assert ("DỰ THẢO" in word) is marked
        assert ("DỰ THẢO" in pdf_pages(request)[0]) is marked
        with zipfile.ZipFile(io.BytesIO(report(request, ReportFormat.XLSX).content)) as book:
            assert ("DỰ THẢO" in book.read("xl/sharedStrings.xml").decode()) is marked


def test_samples_are_marked(sample_request, worked_request):
    assert "SỐ LIỆU MẪU" in body(sample_request(plan="KT-CT04"))
    assert "SỐ LIỆU MẪU" not in body(worked_request())


def test_a_heading_in_a_table_of_the_pdf_never_stands_alone_at_the_foot_of_a_page(sample_request):
    """Hà Nội's annexes break before headings 11 and 13 of annex I and before the last block of annex III."""
    feet = [page.strip().splitlines()[-1] for page in pdf_pages(sample_request(plan="HN-45-2012"))]

    assert not any(
        re.fullmatch(r"\d+\. .*\(mục .*\)|[AB]\. Cơ quan .*|Chấp hành chế độ báo cáo", foot) for foot in feet
    )


def test_the_pdf_has_the_same_text_on_a4_with_numbers_from_page_two(sample_request):
    request = sample_request(plan="HN-45-2012")
    content = report(request, ReportFormat.PDF).content
    document = pypdfium2.PdfDocument(content)
    pages = pdf_pages(request)

    sizes = [tuple(round(side) for side in page.get_size()) for page in document]
    assert b"LiberationSerif" in content
    assert not pages[0].lstrip().startswith("1")
    assert [page.split()[0] for page in pages[1:4]] == ["2", "3", "4"]
    annex = next(place for place, page in enumerate(pages) if page.startswith("Phụ lục I"))
    assert set(sizes[:annex]) == {(595, 842)} and set(sizes[annex:]) == {(842, 595)}
    assert annex <= 5, "the text of a plan like this takes three to five pages"
    assert "Trên đây là báo cáo" in pages[annex - 1], "who signs does not stand alone on a page"
    assert re.search(r"(?m)^2\b", pages[annex + 1])
    flat = " ".join(" ".join(pages).replace("\xa0", " ").split())
    for text in body(request):
        if not re.match(r"Hình \d", text):
            assert " ".join(text.split())[:40] in flat, text


def test_pictures_are_drawn_from_what_is_there(worked_request, sample_request):
    drawn = pictures(ConsolidatedReportContent(sample_request(plan="HN-45-2012")))
    assert all(png.startswith(b"\x89PNG") for png in drawn.values())
    assert drawn == pictures(ConsolidatedReportContent(sample_request(plan="HN-45-2012")))

    first_period = pictures(ConsolidatedReportContent(worked_request("2026-03-31 23:59", period="2026-Q1")))
    assert first_period["hinh_theo_ky"] == b""


def test_the_list_of_tags_is_that_of_a_report(worked_request):
    tags = report_tags(ConsolidatedReportContent(worked_request()))

    assert set(tags) | set(PICTURES) == KNOWN_TAGS
    assert REQUIRED_TAGS <= KNOWN_TAGS


def test_what_the_office_did_not_say_is_dots_or_known_from_the_store(sample_request):
    words = [
        paragraph.text
        for paragraph in Checked(report(sample_request(directive="04-CT-TW"), ReportFormat.DOCX).content).elements()
    ]
    assert "…………" in words  # two provinces: no one issuer, no place, no signer
    assert "…………, ngày … tháng … năm 2026" in words

    known = ConsolidatedReportContent(sample_request(plan="HN-45-2012")).letterhead
    assert known == Letterhead(
        issuer="Sở Ngoại vụ thành phố Hà Nội",
        superior="UBND Thành phố Hà Nội",
        place="Hà Nội",
        report_to=("Ủy ban nhân dân Thành phố Hà Nội",),
    )


@pytest.mark.parametrize(
    "section, heading",
    [
        (
            "II. NỘI DUNG > 7. Kiện toàn, củng cố tổ chức bộ máy, tăng cường và nâng cao chất…",
            "Kiện toàn, củng cố tổ chức bộ máy",
        ),
        ("IV. TỔ CHỨC THỰC HIỆN > 8. Đề nghị Ủy ban Mặt trận tổ quốc.", "Ủy ban Mặt trận tổ quốc"),
        ("III. TỔ CHỨC THỰC HIỆN", "Tổ chức thực hiện"),
        ("", "Nhiệm vụ chung"),
    ],
)
def test_no_heading_is_cut_by_an_ellipsis(section, heading):
    assert short_heading(TaskGroup("P1", section, ())) == heading
