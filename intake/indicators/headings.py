"""The columns of the table of numbers: canonical header, shown header, accepted aliases (docs/report-file.md)."""

from enum import StrEnum

from intake.base.headings import header_key


class NumberColumn(StrEnum):
    """The canonical headers."""

    INDICATOR = "ma_chi_tieu"
    PERIOD = "ky_bao_cao"
    AGENCY = "co_quan"
    UNIT = "don_vi_tinh"
    IN_PERIOD = "trong_ky"
    TOTAL = "luy_ke"
    NOTE = "ghi_chu"


NUMBER_DISPLAY = {
    NumberColumn.INDICATOR: "Mã chỉ tiêu",
    NumberColumn.PERIOD: "Kỳ báo cáo",
    NumberColumn.AGENCY: "Cơ quan",
    NumberColumn.UNIT: "Đơn vị tính",
    NumberColumn.IN_PERIOD: "Số trong kỳ",
    NumberColumn.TOTAL: "Lũy kế từ đầu năm",
    NumberColumn.NOTE: "Ghi chú",
}

_ALSO_ACCEPTED = {
    NumberColumn.INDICATOR: ("Mã CT", "indicator", "indicator_code"),
    NumberColumn.PERIOD: ("kỳ", "period"),
    NumberColumn.AGENCY: ("agency",),
    NumberColumn.UNIT: ("ĐVT", "đơn vị", "unit"),
    NumberColumn.IN_PERIOD: ("Trong kỳ", "Thực hiện trong kỳ", "Số liệu trong kỳ", "Kết quả trong kỳ", "value"),
    NumberColumn.TOTAL: ("Lũy kế", "Luỹ kế", "Lũy kế năm", "Cộng dồn", "Cộng dồn từ đầu năm", "total"),
    NumberColumn.NOTE: ("Giải trình", "Lý do", "note"),
}

_COLUMN_OF_KEY = {
    header_key(text): column
    for column in NumberColumn
    for text in (column, NUMBER_DISPLAY[column], *_ALSO_ACCEPTED[column])
}


def number_column_of(text: str) -> NumberColumn | None:
    """The column that a header names; None for any other."""
    return _COLUMN_OF_KEY.get(header_key(text))
