"""Why a figure is what it is: its formula, n and N, the very rows, who accepted them and when, and all that as a file."""

import streamlit as st

from data_model.rules.evidence import report_evidence, task_evidence
from data_model.rules.measures import Measure
from data_model.store import open_session
from data_model.store.acceptances import acceptances
from data_model.values import Action
from exports import evidence
from ui.access import require
from ui.address import take_from_address, write_to_address
from ui.filters import chosen_view
from ui.language import _
from ui.marks import show_marks
from ui.tables import TableRows
from ui.view import View
from ui.view_tables import show_view_table
from ui.why import FIGURE
from wording import formats
from wording.labels import MEASURE, MEASURE_FORMULA, label

user = require(Action.VIEW_FIGURES)


def main(view: View) -> None:
    st.title(_("Why this figure?"))
    show_marks(view)
    measure = _chosen_measure()
    ratio = view.total()[measure]
    st.header(f"{label(MEASURE, measure)}: {formats.share(ratio)}")
    st.markdown(_("Formula: {formula}.").format(formula=_(MEASURE_FORMULA[measure])))
    if ratio.percent is None:
        st.markdown(_("N is 0: there is nothing to divide by, so there is no rate."))
    else:
        n, d = formats.number(ratio.n / ratio.whole), formats.number(ratio.d)
        st.markdown(f"{n} ÷ {d} = **{formats.percent(ratio.percent)}**")
    st.caption(
        _(
            "The rows below are all that the filters leave; those with “—” in the last columns do not count in this figure."
        )
    )
    rows = _rows(view, measure)
    title = _("Rows behind {figure}").format(figure=label(MEASURE, measure))
    show_view_table(view, title, rows, key="why_rows", empty=_("No row matches the filters."))
    st.caption(
        _(
            "The CSV file holds all that it takes to compute the figure again without this product: "
            "docs/recompute.py does it in plain Python."
        )
    )


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
        tasks = task_evidence(view.reported(with_lines=True), lens=view.lens, choice=view.choice)
        return evidence.task_rows(tasks, measure, view.facts, accepted)
    reports = report_evidence(view.reported(with_lines=False), lens=view.lens, choice=view.choice)
    return evidence.report_rows(reports, measure, view.facts, accepted)


main(chosen_view(user))
