"""Who may do what: role × action, as docs say it."""

from data_model.values import Action, Role

TRUTH_TABLE = """
action              leader  coordinator  reporter  admin
view_overview       yes     yes          no        yes
view_figures        yes     yes          yes       yes
view_task           yes     yes          yes       yes
submit_report       no      no           yes       no
enter_report        no      yes          no        no
view_submissions    no      no           yes       no
review_submission   no      yes          no        no
review_office_report yes    no           no        no
manage_round        no      yes          no        no
view_report         no      yes          yes       no
view_notices        yes     yes          yes       no
issue_report        no      yes          no        no
view_issued         yes     yes          no        no
manage_plans        no      yes          no        yes
instruct            yes     no           no        no
view_instructions   yes     yes          yes       no
manage_users        no      no           no        yes
view_audit          no      no           no        yes
load_data           no      no           no        yes
"""
HEADING, *LINES = [line.split() for line in TRUTH_TABLE.strip().splitlines()]
CASES = [
    (Action(line[0]), Role(role), answer) for line in LINES for role, answer in zip(HEADING[1:], line[1:], strict=True)
]
