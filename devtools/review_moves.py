"""Write docs/review-moves.md from the table of allowed moves: `python -m devtools.review_moves`."""

from pathlib import Path

from data_model.rules.people.access import MAY
from data_model.rules.review.moves import MOVED_BY, MOVES
from data_model.values import Language, SubmissionStatus
from wording.labels import ROLE, SUBMISSION_STATUS, label
from wording.translation import use

PAGE = Path(__file__).parent.parent / "docs" / "review-moves.md"
_ABOVE = """# Các bước của một lần gửi

Trang này do `python -m devtools.review_moves` viết ra từ bảng trong `data_model/rules/review/moves.py`; không sửa tay.

"""
_BELOW = """
Báo cáo của chính cơ quan tổng hợp do lãnh đạo xác nhận. Bản sửa sau khi được đề nghị bổ sung, và bản gửi thêm sau khi đã xác
nhận, là một lần gửi mới: mỗi lần gửi được giữ nguyên, thời điểm gửi lần đầu không đổi. Lần gửi mới thay thế lần đang chờ. Việc
xác nhận có thể được thu hồi, kèm lý do: lần gửi lại chờ, và số liệu trước đó được tính trở lại từ lúc ấy.
"""


def page() -> str:
    """The whole page, in Vietnamese."""
    use(Language.VI)
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{label(SUBMISSION_STATUS, status)}" as {status}' for status in SubmissionStatus]
    lines.append(f"    [*] --> {SubmissionStatus.SUBMITTED}")
    for status, targets in MOVES.items():
        lines += [f"    {status} --> {to}: {_who(to)}" for to in SubmissionStatus if to in targets]
        if status is not SubmissionStatus.SUBMITTED:
            lines.append(f"    {status} --> [*]")
    return "\n".join([_ABOVE + "```mermaid", *lines, "```"]) + "\n" + _BELOW


def _who(to: SubmissionStatus) -> str:
    return ", ".join(label(ROLE, role) for role, actions in MAY.items() if MOVED_BY[to] in actions)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
