"""Made-up results fit what the task asks for."""

import csv
from random import Random

import pytest

from data_model.settings import PROJECT_DIR
from seed_data.sample_results import sample_result


def titles():
    with (PROJECT_DIR / "seed_data" / "tasks.csv").open(encoding="utf-8", newline="") as csv_file:
        return [row["title"] for row in csv.DictReader(csv_file)]


@pytest.mark.parametrize(
    "title, under_way, done",
    [
        ("Đăng tin, bài về đối ngoại", "tin, bài", "tin, bài"),
        ("Thành lập Hội Liên hiệp", "hồ sơ", "quyết định"),
        ("Xây dựng đề án đối ngoại", "dự thảo", "đã được ban hành"),
        ("Tổ chức lớp tập huấn", "lớp tập huấn", "lớp tập huấn"),
        ("Đón đoàn nước bạn", "đoàn khách", "giao lưu"),
        ("Vận động viện trợ", "viện trợ", "viện trợ"),
    ],
)
def test_the_result_follows_the_verb(title, under_way, done):
    assert under_way in sample_result(title, Random(1), done=False)
    assert done in sample_result(title, Random(1), done=True)


def test_no_task_of_the_plans_is_finished_as_a_draft_and_nobody_cooperates_with_itself():
    finished = [sample_result(title, Random(place), done=True) for place, title in enumerate(titles())]
    under_way = [sample_result(title, Random(place), done=False) for place, title in enumerate(titles())]

    assert [text for text in finished if "dự thảo" in text or "lấy ý kiến" in text] == []
    assert [text for text in [*finished, *under_way] if "Sở Ngoại vụ" in text] == []
    assert len(set(under_way)) > 60, "of 170"
