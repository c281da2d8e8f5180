"""The files of the folder that hold results in numbers."""

from data_model import tables as t
from data_model import values as v
from data_model.store.folder.cell_values import AMOUNT, INSTANT, LIST, TEXT, WHOLE, YES_NO, one_of
from data_model.store.folder.sheet_columns import SheetColumn, code, sheet, text

CATALOGUE_OF_INDICATORS = (
    sheet(
        "indicators.csv",
        t.Indicator,
        ["code"],
        [
            text("code", required=True),
            code("plan", t.Plan),
            SheetColumn("position", "position", WHOLE, default=0),
            text("name", required=True),
            text("unit", required=True),
            SheetColumn("adds_up", "adds_up", one_of(v.AddsUp), required=True),
            SheetColumn("decimals", "decimals", WHOLE, default=0),
            SheetColumn("reporters", "reporters", LIST, default=()),
        ],
        "code,plan,position,name,unit,adds_up,decimals,reporters",
    ),
    sheet(
        "indicator_targets.csv",
        t.IndicatorTarget,
        ["indicator_id", "year", "entered_at"],
        [
            code("indicator", t.Indicator),
            SheetColumn("year", "year", WHOLE, required=True),
            SheetColumn("target", "target", AMOUNT),
            SheetColumn("by", "entered_by", TEXT, default=""),
            SheetColumn("at", "entered_at", INSTANT, required=True),
        ],
        "indicator,year,target,by,at",
    ),
)

VALUES_OF_INDICATORS = sheet(
    "indicator_values.csv",
    t.IndicatorValue,
    ["submission_id", "indicator_id"],
    [
        code("submission", t.Submission),
        code("indicator", t.Indicator),
        SheetColumn("value", "value", AMOUNT, required=True),
        text("note"),
        SheetColumn("taken_over", "taken_over", YES_NO, default=False),
    ],
    "submission,indicator,value,note,taken_over",
)
