"""The figures of docs/definitions.md §3 and §4 once more, in plain Python over the rows of a folder of CSV files.

Written from the definitions alone, as slowly and plainly as they read, and nothing of the product is used, so that both
can only agree where both are right. Rows are dicts of texts, by file; a cell that is not there is an empty one.
"""
