"""The template as staff of the sample agencies fill it in."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell import Cell

from data_model.values import TIME_ZONE, LineStatus
from intake.base.cells import STATUS_TEXT
from intake.base.headings import DISPLAY, Column

TASK = "HN45-47"
"""Of the agency: the one whose percentage is mistyped."""
RESULTS_OF_AGENCY = (
    "Đã trình UBND Thành phố phê duyệt kế hoạch tại Tờ trình số 215/TTr-SNV.",
    "Đã tổ chức 03 hội nghị quán triệt với 180 lượt người tham dự.",
    "Đã rà soát, tham mưu kiện toàn 04 tổ chức hội hữu nghị.",
    "Đã đăng 09 tin, bài trên cổng thông tin điện tử của Sở.",
)
RESULTS_OF_OFFICE = (
    "Đã tham mưu UBND Thành phố ban hành Kế hoạch số 112/KH-UBND về hoạt động đối ngoại năm.",
    "Đã phối hợp tổ chức 05 đoàn ra, 07 đoàn vào theo chương trình được duyệt.",
    "Đã cấp 12 giấy phép cho tổ chức phi chính phủ nước ngoài trên địa bàn.",
    "Đã bồi dưỡng nghiệp vụ cho 160 cán bộ làm công tác đối ngoại ở cơ sở.",
    "Đã biên soạn, phát hành 02 ấn phẩm giới thiệu Thủ đô bằng ba thứ tiếng.",
)


def filled_in(template: bytes, *, percent: str = "", results: Sequence[str] = RESULTS_OF_AGENCY) -> bytes:
    """The template as staff fill it in, with `percent` typed for one task instead of its progress."""
    workbook = load_workbook(BytesIO(template))
    sheet = workbook.worksheets[0]
    header = next(row for row in sheet.iter_rows() if DISPLAY[Column.TASK] in [cell.value for cell in row])
    place = {str(cell.value): int(cell.column or 0) for cell in header}
    for row in range(int(header[0].row or 0) + 1, sheet.max_row + 1):
        cells = {column: sheet.cell(row, place[header]) for column, header in DISPLAY.items() if header in place}
        before = sheet.cell(row, place["Tiến độ kỳ trước (%)"]).value
        due_on = sheet.cell(row, place["Thời hạn"]).value
        for column, value in said_of(cells, int(str(before or 0)), due_on).items():
            cells[column].value = value
        cells[Column.RESULT].value = results[row % len(results)]
        if percent and cells[Column.TASK].value == TASK:
            cells[Column.PERCENT].value = percent
    written = BytesIO()
    workbook.save(written)
    return written.getvalue()


def said_of(cells: dict[Column, Cell], before: int, due_on: Any) -> dict[Column, Any]:
    """Progress no lower than before, what is done was done on time; a continuing task, whose percentage is locked,
    was carried out."""
    if cells[Column.PERCENT].protection.locked:
        return {Column.STATUS: STATUS_TEXT[LineStatus.CARRIED_OUT]}
    if before < 100:
        return {Column.PERCENT: max(before, 75), Column.STATUS: STATUS_TEXT[LineStatus.IN_PROGRESS]}
    done_on = datetime.now(TIME_ZONE).date() - timedelta(days=90)
    if isinstance(due_on, datetime):
        done_on = min(done_on, due_on.date())
    return {Column.PERCENT: 100, Column.STATUS: STATUS_TEXT[LineStatus.DONE], Column.DONE_ON: done_on}
