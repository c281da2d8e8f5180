"""Reads large tables column by column with pyarrow: the fast path beside the row-by-row reader in `checking/`.

Why: a file of a million rows is read in seconds, and never as a whole in memory. When: `report_file.py` takes it for a
text file from `Limits.long_from` bytes on, and for any table from `Limits.many_rows` rows on. It stores only rows that
are in order beyond doubt; every other row goes to `checking/rows.py`, and with `NotPlain` the whole file is read again
row by row. It has no rules of its own: each distinct combination of values goes once through `checking/row_rules.py`.
So to change a rule, edit it there and leave this folder alone, unless the rule looks at something new of a row.

`tests/intake/bulk/test_long_text.py` compares both readers on the whole corpus and on generated files.
"""
