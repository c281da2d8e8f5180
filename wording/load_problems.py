"""Sentences about problems in a folder of CSV files."""

from data_model.store.folder.csv_cells import LoadProblem
from wording.translation import _, mark

_SENTENCES = {
    "no_files": mark("No file to load in “{file}”. The folder holds CSV files named: {expected}."),
    "not_utf8": mark("The file is not UTF-8. Save it as “CSV UTF-8” and load again."),
    "not_csv": mark("The file can't be read as CSV, for example because a quotation mark is not closed. Correct it."),
    "text_not_utf8": mark("The plan's text “{value}” is not UTF-8. Save it as UTF-8 and load again."),
    "file_not_as_hash": mark(
        "The file “{value}” in the folder “files” is not the one that was sent: its hash differs."
    ),
    "ends_before_it_begins": mark("The last day is before the first. Correct one of them."),
    "replaces_itself": mark(
        "A plan does not replace itself. Write the plan that it replaces, or leave the cell empty."
    ),
    "carries_out_itself": mark("A directive does not carry out itself. Write the one that it carries out."),
    "makes_a_circle": mark(
        "“{value}” would carry out itself by way of others. Leave out the link that leads back to it."
    ),
    "too_many_days": mark("“{value}” is more than ten years. Write a number of days."),
    "not_a_day_of_a_month": mark("“{value}” is not a day of a month. Write a number from 1 to 31."),
    "not_a_weekend_day": mark("Only a Saturday or a Sunday is worked in exchange. Correct the day, or its kind."),
    "weight_not_above_zero": mark("A weight is above 0. Write 1 where nothing else was decided."),
    "quote_span_wrong": mark(
        "The quote ends before it begins, or only one end is given. Correct the span, or leave both empty."
    ),
    "result_too_long": mark("The result is longer than 5,000 characters. Shorten it."),
    "wrong_cell_count": mark("The row has more or fewer cells than the header. Put quotes around a text with a comma."),
    "unknown_column": mark("No such column. The columns are: {expected}."),
    "quote_left_behind": mark(
        "The quote of task “{value}” does not stand in the new text. Correct the task in the same load."
    ),
    "column_twice": mark("The column stands there twice. Remove one of them."),
    "missing_column": mark("The column is missing. Add it and load again."),
    "same_key_twice": mark("The same row stands in row {expected} already. Remove one of them."),
    "required": mark("Fill in this cell."),
    "not_a_day": mark("“{value}” is not a date. Write it like {expected} or 14/06/2026."),
    "not_an_instant": mark("“{value}” is not a date and time. Write it like {expected}."),
    "not_a_whole_number": mark("“{value}” is not a whole number. Write digits only, for example {expected}."),
    "not_a_number": mark("“{value}” is not a number with at most one decimal. Write it like {expected}."),
    "not_an_amount": mark("“{value}” is not an amount of at most two decimals. Write digits only, like {expected}."),
    "not_a_period": mark("“{value}” is not a period. Write it like {expected}."),
    "not_in_list": mark("“{value}” is not one of: {expected}."),
    "unknown_code": mark("Nothing has the code “{value}”. Correct it, or add it to its own file."),
    "no_text_file": mark("The folder has no file “{value}”. Add the plan's text, or leave the cell empty."),
    "quote_not_there": mark("The quote does not stand at its place in the plan's text; there stands “{expected}”."),
    "is_a_group": mark("“{value}” is a group of agencies; a member is a single agency."),
    "not_as_submission": mark("“{value}” is not what the submission says: {expected}."),
    "task_of_another_plan": mark("Task “{value}” belongs to another plan than the submission."),
    "indicator_of_another_plan": mark("Indicator “{value}” belongs to another plan than the submission."),
    "too_many_decimals": mark("“{value}” is too many decimals. Write 0, 1 or 2."),
    "target_not_above_zero": mark("A target is above 0. Leave the row out where none was set."),
    "percent_out_of_range": mark("“{value}” is more than 100. Write a percentage from 0 to 100."),
}


def sentence(problem: LoadProblem) -> str:
    """Where, the value, and what to do."""
    return f"{_place(problem)}: {reason(problem)}"


def reason(problem: LoadProblem) -> str:
    """The value and what to do, without the place."""
    return _(_SENTENCES[problem.code]).format(
        file=problem.file_name, value=_short(problem.value), expected=_short(problem.expected)
    )


def _place(problem: LoadProblem) -> str:
    place = problem.file_name
    if problem.row is not None:
        place += _(", row {row}").format(row=problem.row)
    if problem.column is not None:
        place += _(", column “{column}”").format(column=problem.column)
    return place


def _short(text: str) -> str:
    return text if len(text) <= 200 else text[:200] + "…"
