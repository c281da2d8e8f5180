"""What the grid on screen takes from a file: the cells of known tasks, wrong ones included."""

from intake.base.headings import Column
from intake.layout.screen_grid import cells_by_task, column_places
from tests.builders.report_files import read


def test_wrong_cells_come_along_and_empty_ones_and_unknown_tasks_do_not(staff):
    file = read("ma_nhiem_vu;tien_do;ket_qua\nNV-01;175;Đã họp\nNV-02;;\nNV-99;40;x\n", staff)

    assert cells_by_task(file, ["NV-01", "NV-02"]) == {
        "NV-01": {Column.PERCENT: "175", Column.RESULT: "Đã họp"},
        "NV-02": {},
    }


def test_a_header_in_two_rows_names_its_columns_in_both(staff):
    file = read("STT;Mã nhiệm vụ;Thực hiện;\n;;Tiến độ;Kết quả\n1;NV-01;175;Đã họp\n", staff)

    assert column_places(file) == {Column.TASK: 1, Column.PERCENT: 2, Column.RESULT: 3}
    assert cells_by_task(file, ["NV-01"]) == {"NV-01": {Column.PERCENT: "175", Column.RESULT: "Đã họp"}}
