"""The form of one plan: what its text states about itself, the directives it carries out, and its end."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from data_model.rules.people.access import CurrentUser, keeps_everything
from data_model.rules.plans.codes import code_from
from data_model.rules.plans.keeping import RowChange
from data_model.store import open_session
from data_model.store.folder.kept_rows import rows
from data_model.values import AgencyKind
from ui.base.language import _
from ui.plans.agency_grids import agencies_kept, own_province
from ui.plans.kept_plans import plan_title
from ui.plans.regime_form import regime_fields, regime_headings
from ui.plans.save import save

Row = Mapping[str, str]
PLANS = "plans.csv"


def plan_headings() -> dict[str, str]:
    """The name on screen of each column of a plan."""
    return {
        "code": _("Code"),
        "number": _("Number of the plan"),
        "issuer": _("Issued by"),
        "province": _("Province or city"),
        "issued_on": _("Issued on"),
        "signer": _("Signed by"),
        "title": _("Title of the plan"),
        "main_directive": _("Main directive"),
        "directives": _("Directives that it carries out"),
        "replaces": _("Plan that it replaces"),
        "ends_on": _("Ended or closed on"),
        "notes": _("Note"),
    }


def add_plan(user: CurrentUser, plans: Mapping[str, Row]) -> None:
    """A new plan with its first regime: without one, no office would keep it."""
    cells, directives = _fields("plans_new", {"province": own_province(user) or ""}, user, plans)
    st.subheader(_("Reporting regime"))
    agencies = {row["code"]: row["name"] for row in agencies_kept(user) if row["kind"] != AgencyKind.GROUP}
    own = None if keeps_everything(user) else user.agency
    regime = regime_fields("plans_new_regime", {"valid_from": cells["issued_on"]}, agencies, consolidator=own)
    if not st.button(_("Add the plan"), type="primary", key="plans_add"):
        return
    if not (cells["number"] or cells["title"]):
        st.error(_("Write the number of the plan, or its title where it has no number."))
        return
    with open_session() as session:
        taken = {row["code"] for row in rows(session, PLANS)}
    year = f" {cells['issued_on'][:4]}" if cells["issued_on"] else ""
    code = code_from((cells["number"] or cells["title"]) + year, taken)
    changes = [
        *directives,
        RowChange(PLANS, row={**cells, "code": code}),
        RowChange("regimes.csv", row={**regime, "plan": code}),
    ]
    st.session_state["plans_plan"] = None
    st.query_params["plans_plan"] = code
    save(
        user, changes, done=_("The plan is added. Enter its tasks below."), headings=plan_headings() | regime_headings()
    )


def correct_plan(user: CurrentUser, read: Row, plans: Mapping[str, Row]) -> None:
    """The same fields for a plan that is there, as they were when the form was opened."""
    key = f"plans_{read['code']}"
    opened: Row = st.session_state.setdefault(f"{key}_read", read)
    cells, directives = _fields(key, opened, user, plans)
    is_sure = st.checkbox(_("The plan was entered by mistake"), key=f"{key}_sure")
    with st.container(horizontal=True):
        asked = st.button(_("Save the plan"), type="primary", key=f"{key}_save")
        back = st.button(_("Take the plan back"), key=f"{key}_back", disabled=not is_sure)
        if st.button(_("Read the stored rows again"), key=f"{key}_again"):
            _forget(key)
            st.rerun()
    if asked:
        changes = [*directives, RowChange(PLANS, opened, {**_without_text(opened), **cells})]
        save(user, changes, done=_("The plan is saved."), headings=plan_headings(), after=lambda: _forget(key))
    if back:
        save(user, [RowChange(PLANS, read=opened)], done=_("The plan is taken back."), headings=plan_headings())


def _without_text(row: Row) -> dict[str, str]:
    """The text of a plan stays as it is where the row does not name its file."""
    return {header: cell for header, cell in row.items() if header != "text_file"}


def _forget(key: str) -> None:
    for name in [name for name in st.session_state if str(name).startswith(f"{key}_")]:
        del st.session_state[name]


def _fields(
    key: str, start: Row, user: CurrentUser, plans: Mapping[str, Row]
) -> tuple[dict[str, str], Sequence[RowChange]]:
    """The cells of the plan, and the directives that are new with it."""
    names = plan_headings()

    def text(header: str, where: object = st, **more: int) -> str:
        typed = where.text_input(  # type: ignore[attr-defined]
            names[header], value=start.get(header, ""), key=f"{key}_{header}", max_chars=500, **more
        )
        return str(typed or "").strip()

    def day(header: str, where: object = st) -> str:
        value = date.fromisoformat(start[header]) if start.get(header) else None
        chosen = where.date_input(names[header], value=value, format="DD/MM/YYYY", key=f"{key}_{header}")  # type: ignore[attr-defined]
        return chosen.isoformat() if chosen else ""

    left, right = st.columns(2)
    cells = {
        "number": text("number", left),
        "issued_on": day("issued_on", right),
        "title": text("title"),
        "issuer": text("issuer", left),
        "signer": text("signer", right),
    }
    cells["province"] = text("province", left) if keeps_everything(user) else start.get("province", "")
    cells["ends_on"] = day("ends_on", right)
    directives, cited = _directives(key, start)
    replaced = [code for code in plans if code != start.get("code")]
    now_replaced = start.get("replaces", "")
    chosen = st.selectbox(
        names["replaces"],
        [*replaced, *([now_replaced] if now_replaced and now_replaced not in replaced else [])],
        index=replaced.index(now_replaced) if now_replaced in replaced else (len(replaced) if now_replaced else None),
        format_func=lambda code: plan_title(plans[code]) if code in plans else code,
        key=f"{key}_replaces",
        accept_new_options=True,
        help=_("Choose it, or type the number of one that is not in the list."),
    )
    return cells | cited | {"replaces": chosen or "", "notes": text("notes")}, directives


def _directives(key: str, start: Row) -> tuple[list[RowChange], dict[str, str]]:
    """The directives cited, the first one is the main; a number that is typed makes a new one."""
    with open_session() as session:
        known = {row["code"]: row for row in rows(session, "directives.csv")}
    main = start.get("main_directive", "")
    marked = [code for code in start.get("directives", "").split("; ") if code]
    marked = [main, *(code for code in marked if code != main)] if main else marked
    chosen = st.multiselect(
        plan_headings()["directives"],
        list(known),
        default=[code for code in marked if code in known],
        format_func=lambda code: known[code]["number"] or known[code]["title"] or code if code in known else code,
        key=f"{key}_directives",
        accept_new_options=True,
        help=_(
            "The first one is the main directive. Type the number of one that is not in the list, such as 04-CT/TW."
        ),
    )
    codes, new = [], []
    for entered in chosen:
        code = entered if entered in known else code_from(entered, ())
        codes.append(code)
        if code not in known:  # another spelling of a known number has its code
            new.append(RowChange("directives.csv", row={"code": code, "number": entered.strip()}))
    return new, {"main_directive": codes[0] if codes else "", "directives": "; ".join(codes)}
