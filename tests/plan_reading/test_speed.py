"""A document of 200 pages is read in less than ten seconds."""

import time

import pytest

from plan_reading.read_plan import read_plan
from tests.plan_reading.examples import builders

PARAGRAPHS = 2_400
"""At 12 paragraphs of some 250 letters a page."""
ROWS = 600


def long_plan() -> bytes:
    document = builders.empty()
    builders.paragraphs(document, "ỦY BAN NHÂN DÂN TỈNH AN BÌNH", "Số: 01/KH-UBND", "KẾ HOẠCH", "Công tác năm 2026")
    builders.paragraphs(document, "Ủy ban nhân dân tỉnh An Bình ban hành Kế hoạch như sau:", "I. NHIỆM VỤ")
    for number in range(1, PARAGRAPHS + 1):
        document.add_paragraph(
            f"- Sở Nội vụ chủ trì, phối hợp với Sở Tài chính, các sở, ban, ngành và Ủy ban nhân dân các xã, phường rà soát nội dung số {number} về "
            "tổ chức bộ máy, biên chế, vị trí việc làm; tham mưu Ủy ban nhân dân tỉnh ban hành văn bản hướng dẫn, hoàn thành trước ngày 30/6/2026."
        )
    document.add_paragraph("Nơi nhận:")
    document.add_paragraph("PHỤ LỤC").runs[0].bold = True
    rows = [("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian")]
    rows += [
        (str(number), f"Xây dựng báo cáo chuyên đề số {number}", "Sở Nội vụ", "Quý II/2026")
        for number in range(1, ROWS)
    ]
    made = document.add_table(rows=0, cols=4)
    for row in rows:
        for cell, words in zip(made.add_row().cells, row, strict=True):
            cell.text = words
    return builders.saved(document)


@pytest.mark.slow  # 3,000 paragraphs are written, then read
def test_two_hundred_pages_are_read_in_ten_seconds():
    content = long_plan()
    begun = time.process_time()

    draft = read_plan(content)

    assert time.process_time() - begun < 10
    assert len(draft.text) > 200 * 2_500
    assert len(draft.tasks) == 2 * PARAGRAPHS + ROWS - 1
