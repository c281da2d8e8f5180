"""Tasks as boxes in boxes, and along their due dates."""

from datetime import date

from charts import colours
from charts.states import states_by_group
from charts.timeline import DatedTask, due_dates
from charts.treemap import Box, treemap
from data_model.values import TaskState

BOXES = [
    Box("plan:P", "", "45/KH-UBND"),
    Box("section:P > I", "plan:P", "I. Nội dung"),
    Box("task:T1", "section:P > I", "Xây dựng đề án", "T1", TaskState.OVERDUE),
    Box("task:T2", "plan:P", "Ban hành <b>quy chế</b>", "T2", TaskState.DONE_ON_TIME),
]


def test_each_task_is_one_box_in_the_colour_of_its_state_within_its_section():
    tree = treemap(BOXES).data[0]

    assert dict(zip(tree.ids, tree.parents, strict=True))["task:T1"] == "section:P > I"
    assert list(tree.values) == [0, 0, 1, 1], "a branch is as large as its tasks"
    assert tree.marker.colors[2:] == (colours.STATE[TaskState.OVERDUE], colours.STATE[TaskState.DONE_ON_TIME])
    assert "<b>" not in tree.labels[3]


def test_the_legend_names_the_states_that_occur():
    figure = treemap(BOXES)

    assert [bars.name for bars in figure.data[1:]] == ["Hoàn thành đúng hạn", "Quá hạn chưa hoàn thành"]


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
