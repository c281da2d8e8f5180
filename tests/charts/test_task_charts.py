"""Tasks along their due dates."""

from datetime import date

from charts.states import states_by_group
from charts.timeline import DatedTask, due_dates
from data_model.values import TaskState


def test_a_late_task_has_a_line_from_its_due_date_to_its_end():
    today = date(2026, 11, 22)
    tasks = [
        DatedTask("Quá hạn", date(2026, 6, 1), None, TaskState.OVERDUE),
        DatedTask("Muộn", date(2026, 7, 1), date(2026, 7, 20), TaskState.DONE_LATE),
        DatedTask("Còn hạn", date(2026, 12, 1), None, TaskState.IN_PROGRESS),
    ]

    lines = [trace for trace in due_dates(tasks, today=today).data if trace.mode == "lines"]

    assert [line.x for line in lines] == [
        (date(2026, 6, 1), today),
        (date(2026, 7, 1), date(2026, 7, 20)),
        (date(2026, 12, 1), date(2026, 12, 1)),
    ]


def test_each_kind_of_mark_in_a_long_legend_has_room():
    def height(*states):
        return states_by_group([("Sở A", dict.fromkeys(TaskState, 0) | dict.fromkeys(states, 1))]).layout.height

    few, many = height(*list(TaskState)[:6]), height(*TaskState)

    assert many > few == height(TaskState.OVERDUE, TaskState.IN_PROGRESS)
