"""The plan's own cells, the agencies that its names mean, and the button that stores what was confirmed."""

from collections.abc import Mapping, Sequence

import streamlit as st

from data_model.rules.people.access import CurrentUser, keeps_everything
from data_model.rules.plans.codes import code_from
from data_model.rules.plans.keeping import RowChange
from data_model.store import open_session
from data_model.store.folder.kept_rows import rows as stored_rows
from plan_reading.base.draft import Field, PlanDraft
from plan_reading.bodies.known import Guess
from ui.base.language import _
from ui.base.plain_text import plain
from ui.plans.agency_grids import agencies_kept, own_province
from ui.plans.draft_rows import Confirmed, Row, changes_of, guesses, known_bodies, may_consolidate
from ui.plans.draft_screen import begin_anew
from ui.plans.plan_form import plan_headings
from ui.plans.regime_form import regime_fields, regime_headings
from ui.plans.save import save
from ui.plans.task_grid import task_headings

_NEW = ""
_SHEETS = ("plans.csv", "agencies.csv", "tasks.csv", "directives.csv")


def confirm_draft(user: CurrentUser, draft: PlanDraft, rows: Sequence[Row]) -> None:
    """Stores the plan, its text, its regime, the new agencies and the tasks that are ticked, all or nothing."""
    st.header(_("Plan"))
    plan, numbers = _plan_cells(user, draft)
    agencies = agencies_kept(user)
    meant = _agencies(rows, agencies)
    st.subheader(_("Reporting regime"))
    own = None if keeps_everything(user) else user.agency
    offered = may_consolidate(agencies, meant)
    regime = regime_fields("plandoc_regime", {"valid_from": plan["issued_on"]}, offered, consolidator=own)
    taken = [row for row in rows if row["taken"] and row["title"]]
    asked = st.button(
        _("Confirm the plan and {count} tasks").format(count=len(taken)), type="primary", key="plandoc_confirm"
    )
    if not asked:
        return
    if not (plan["number"] or plan["title"]):
        st.error(_("Write the number of the plan, or its title where it has no number."))
        return
    if not taken:
        st.error(_("Tick at least one task, or add one in the last row of the table."))
        return
    with open_session() as session:
        codes = {sheet: {row["code"] for row in stored_rows(session, sheet)} for sheet in _SHEETS}
    new, cited = directive_rows(numbers, codes["directives.csv"])
    main = cited[0] if cited and draft.head.main_directive is not None else ""
    plan |= {"directives": "; ".join(cited), "main_directive": main}
    changes, texts = changes_of(Confirmed(plan, regime, taken, meant, draft), codes)
    save(
        user,
        [*new, *changes],
        done=_("The plan and its tasks are stored. Look through them on the page Plans."),
        headings=plan_headings() | regime_headings() | task_headings(),
        texts=texts,
        after=begin_anew,
    )


def _plan_cells(user: CurrentUser, draft: PlanDraft) -> tuple[dict[str, str], list[str]]:
    """The cells of the plan as a person left them, and the numbers of its directives, the main one first."""
    head, names = draft.head, plan_headings()
    left, right = st.columns(2)
    issued = right.date_input(names["issued_on"], value=head.issued_on, format="DD/MM/YYYY", key="plandoc_issued_on")
    cells = {
        "number": left.text_input(names["number"], value=_value(head.number), key="plandoc_number", max_chars=500),
        "title": st.text_input(names["title"], value=_value(head.title), key="plandoc_title", max_chars=1000),
        "issuer": left.text_input(names["issuer"], value=_value(head.issuer), key="plandoc_issuer", max_chars=500),
        "signer": right.text_input(names["signer"], value=_value(head.signer), key="plandoc_signer", max_chars=500),
        "replaces": left.text_input(
            names["replaces"], value=_value(head.replaces), key="plandoc_replaces", max_chars=500
        ),
    }
    province = own_province(user)
    if province is None:
        province = right.text_input(names["province"], key="plandoc_province", max_chars=500)
    main = _value(head.main_directive)
    cited = [one.value for one in head.directives]
    found = [main, *(number for number in cited if number != main)] if main else cited
    numbers = st.multiselect(
        names["directives"], found, default=found, key="plandoc_directives", accept_new_options=True
    )
    if head.reporting is not None:
        st.info(_("The plan says of reporting: “{words}”").format(words=plain(head.reporting.value)))
    day = issued.isoformat() if issued else ""
    stripped = {name: (cell or "").strip() for name, cell in cells.items()}
    return {**stripped, "issued_on": day, "province": (province or "").strip()}, list(numbers)


def _value(field: Field | None) -> str:
    return "" if field is None else field.value


def _agencies(rows: Sequence[Row], agencies: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """By printed name: the code of the agency that it means, or nothing for one that is made on the way."""
    found = guesses(rows, known_bodies(agencies))
    if not found:
        return {}
    names = {row["code"]: row["name"] for row in agencies}
    st.header(_("Agencies"))
    st.caption(_("Each name of the plan with the agency that it is taken for. What is new is made when you confirm."))
    meant: dict[str, str] = {}
    for printed, guess in found.items():
        meant[printed] = _meant(printed, guess, names)
    return meant


def _meant(printed: str, guess: Guess | None, names: Mapping[str, str]) -> str:
    options = [_NEW, *names]
    likely = guess.code if guess is not None and guess.is_sure and guess.code in names else _NEW
    shown = _("{name} (likeness {percent} %)")
    help_text = (
        shown.format(name=names.get(guess.code, guess.name), percent=round(100 * guess.score)) if guess else None
    )
    chosen = st.selectbox(
        printed,
        options,
        index=options.index(likely),
        format_func=lambda code: names.get(code, _("New agency")),
        key=f"plandoc_agency_{printed}",
        help=help_text,
    )
    return str(chosen or _NEW)


def directive_rows(numbers: Sequence[str], taken: set[str]) -> tuple[list[RowChange], list[str]]:
    """The directives that are new with the plan, and the code of each."""
    codes = [code_from(number, ()) for number in numbers]
    new = [
        RowChange("directives.csv", row={"code": code, "number": number})
        for code, number in zip(codes, numbers, strict=True)
        if code not in taken
    ]
    return new, codes
