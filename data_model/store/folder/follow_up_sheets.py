"""The files of the folder that hold instructions and how difficulties are handled."""

from data_model import tables as t
from data_model import values as v
from data_model.store.folder.cell_values import DAY, INSTANT, LIST, TEXT, YES_NO, one_of
from data_model.store.folder.sheet_columns import SheetColumn, code, sheet, text

FOLLOWED = (
    sheet(
        "instructions.csv",
        t.Instruction,
        ["code"],
        [
            text("code", required=True),
            code("plan", t.Plan),
            code("task", t.Task, required=False),
            code("agency", t.Agency, required=False),
            text("text", required=True),
            SheetColumn("due", "due_on", DAY, required=True),
            SheetColumn("by", "written_by", TEXT, required=True),
            SheetColumn("at", "written_at", INSTANT, required=True),
            text("done_by"),
            SheetColumn("done_at", "done_at", INSTANT),
        ],
        "code,plan,task,agency,text,due,by,at,done_by,done_at",
    ),
    sheet(
        "instruction_answers.csv",
        t.InstructionAnswer,
        ["instruction_id", "written_by", "written_at"],
        [
            code("instruction", t.Instruction),
            text("text", required=True),
            SheetColumn("by", "written_by", TEXT, required=True),
            SheetColumn("at", "written_at", INSTANT, required=True),
        ],
        "instruction,text,by,at",
    ),
    sheet(
        "difficulty_handlings.csv",
        t.DifficultyHandling,
        ["plan_id", "kind", "key", "entered_at"],
        [
            code("plan", t.Plan),
            SheetColumn("kind", "kind", one_of(v.RemarkKind), required=True),
            text("key", required=True),
            text("text", required=True),
            SheetColumn("raised_by", "raised_by", LIST, default=()),
            SheetColumn("decider", "decider", one_of(v.Decider), required=True),
            text("handled_by"),
            SheetColumn("due", "due_on", DAY),
            text("outcome"),
            SheetColumn("closed", "is_closed", YES_NO, required=True),
            SheetColumn("by", "entered_by", TEXT, default=""),
            SheetColumn("at", "entered_at", INSTANT, required=True),
        ],
        "plan,kind,key,text,raised_by,decider,handled_by,due,outcome,closed,by,at",
    ),
)
