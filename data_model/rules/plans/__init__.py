"""Plans, tasks and reporting periods as frozen values (`Facts`), the input of every figure."""
