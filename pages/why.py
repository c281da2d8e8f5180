"""Explains a figure: its formula, n and N, the rows behind it with who accepted them and when, and a file of all that."""

import streamlit as st

from data_model.rules.figures.explanation import explain_tasks
from data_model.rules.figures.measures import OF_PERCENTAGES, Measure, Ratio
from data_model.store import open_session
from data_model.store.review.acceptances import acceptances
from data_model.values import Action
from exports.base.table_rows import TableRows
from exports.figures import explanation as evidence
from ui.base.access import require
from ui.base.address import take_from_address, write_to_address
from ui.base.language import _
from ui.figures.explanation import FIGURE
from ui.figures.filters import current_view
from ui.figures.notices import show_notices
from ui.figures.view import View
from ui.figures.view_tables import show_view_table
from wording import formats
from wording.labels import MEASURE, MEASURE_FORMULA, label
from wording.rates import rate_and_coverage
from wording.summary import continuing_kinds, not_yet_due, unassigned

user = require(Action.VIEW_FIGURES)

WEIGHED = (*OF_PERCENTAGES, Measure.COVERAGE)


def main(view: View) -> None:
    st.title(_("Why this figure?"))
    show_notices(view)
    measure = _chosen_measure()
    figures = view.total()
    st.header(f"{label(MEASURE, measure)}: {rate_and_coverage(figures, measure).words}")
    st.markdown(_("Formula: {formula}.").format(formula=_(MEASURE_FORMULA[measure])))
    st.markdown(_division(figures[measure], is_weighed=measure in WEIGHED))
    for sentence in _remarks(view, measure):
        st.markdown(sentence)
    st.caption(
        _(
            "The rows below are all that the filters leave; those with “—” in the last columns do not count in this figure."
        )
    )
    rows = _rows(view, measure)
    title = _("Rows behind {figure}").format(figure=label(MEASURE, measure))
    show_view_table(view, title, rows, key="why_rows", empty=_("No row matches the filters."))
    st.caption(
        _("The CSV file holds all that it takes to compute the figure again by the formula above, in any spreadsheet.")
    )


def _division(ratio: Ratio, *, is_weighed: bool) -> str:
    if ratio.percent is None:
        return _("The denominator is 0, so there is no rate.")
    n, d = formats.number(ratio.n), formats.number(ratio.d)
    if ratio.whole != 1:
        n = _("Σ weight × percentage {n}").format(n=n)
    elif is_weighed:
        n = _("Σ weight {n}").format(n=n)
    if is_weighed:
        d = _("Σ weight {n}").format(n=d)
    return f"{n} ÷ {d} = **{formats.percent(ratio.percent)}**"


def _remarks(view: View, measure: Measure) -> list[str]:
    """Sentences on the reference day, and on what the figure leaves out."""
    if not evidence.is_about_tasks(measure):
        return []
    figures = view.total()
    said = [f"{view.reference_day_words}."] if view.past_day is None else []  # a notice names a past day
    if measure in (Measure.DUE_COMPLETION, Measure.ON_TIME_COMPLETION):
        said.append(not_yet_due(figures))
    if measure is Measure.CONTINUING_RATE:
        said.append(continuing_kinds(figures))
    if figures.unassigned:
        said.append(unassigned(figures))
    return [sentence for sentence in said if sentence]


def _chosen_measure() -> Measure:
    take_from_address(FIGURE, [measure.value for measure in Measure])
    chosen = st.selectbox(
        _("Figure"),
        [measure.value for measure in Measure],
        format_func=lambda value: label(MEASURE, Measure(value)),
        key=FIGURE,
    )
    write_to_address(FIGURE)
    return Measure(chosen or Measure.DUE_COMPLETION)


def _rows(view: View, measure: Measure) -> TableRows:
    with open_session() as session:
        accepted = acceptances(session, view.scope, today=view.today)
    if evidence.is_about_tasks(measure):
        tasks = explain_tasks(view.facts, cutoff=view.cutoff, selection=view.selection)
        return evidence.explanation_task_rows(tasks, measure, view.facts, accepted)
    return evidence.explanation_report_rows(view.reports(), measure, view.facts, accepted)


main(current_view(user))
