"""What a task is about: the group of content under which the consolidated report tells of it.

The office puts a section of a plan into a group; where it has not, the words of the section's heading decide, where these
name nothing, those of the task. The groups are those of the field's reports (docs/van-ban.md §1), and no task is named here.
"""

from collections.abc import Mapping

from data_model.rules.plans.facts import TaskFact
from data_model.values import ContentGroup

Section = tuple[str, str]
"""A plan's code and the path of one of its sections."""

_WORDS: Mapping[ContentGroup, tuple[str, ...]] = {
    ContentGroup.AID: ("phi chính phủ", "viện trợ", "pcpnn"),
    ContentGroup.OVERSEAS: ("người việt nam ở nước ngoài", "kiều bào", "kiều dân"),
    ContentGroup.FUNDING: ("kinh phí", "ngân sách"),
    ContentGroup.ORGANISATION: (
        "bộ máy",
        "cán bộ",
        "nhân sự",
        "đào tạo",
        "tập huấn",
        "bồi dưỡng",
        "kiện toàn",
        "củng cố",
        "thành lập",
        "tổ chức hội",
        "hội viên",
        "chi hội",
        "chế độ chính sách",
    ),
    ContentGroup.INFORMATION: (
        "tuyên truyền",
        "truyền thông",
        "thông tin đối ngoại",
        "báo chí",
        "ấn phẩm",
        "phát thanh",
        "truyền hình",
        "quán triệt",
        "phổ biến",
    ),
    ContentGroup.EXCHANGE: (
        "giao lưu",
        "kết nghĩa",
        "quan hệ",
        "hợp tác",
        "liên kết",
        "đoàn kết",
        "lễ tân",
        "hòa bình",
        "hoà bình",
    ),
}
"""Words that name a group, in small letters; of several groups that are named the first counts, so the narrow ones come
first."""


def content_group(task: TaskFact, chosen: Mapping[Section, ContentGroup]) -> ContentGroup:
    """The office's choice for the task's section, else by words."""
    by_office = chosen.get((task.plan, task.section))
    return by_office or group_of_section(task.section) or _named_in(task.title) or ContentGroup.OTHER


def group_of_section(section: str) -> ContentGroup | None:
    """By the words of its own heading; None where they name no group, so that each task's title decides."""
    return _named_in(section.rsplit(" > ", 1)[-1])


def _named_in(text: str) -> ContentGroup | None:
    plain = " ".join(text.casefold().split())
    return next((group for group, words in _WORDS.items() if any(word in plain for word in words)), None)
