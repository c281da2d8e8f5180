"""What is still to be kept, and in which state of the store."""

from dataclasses import dataclass
from datetime import date, datetime

from data_model.rules.periods import local_day
from data_model.store.engine import Versions, open_session, versions
from data_model.store.kept.keeping import is_behind, plans_where
from data_model.store.kept.past import IS_PAST_UNTOLD


@dataclass(frozen=True)
class Unkept:
    """The codes of plans that are behind on a day, or whose past is not told, in a version of the store. Where nothing
    of it changes there is nothing more to be done: some plans can't be kept."""

    plans: tuple[str, ...]
    version: Versions
    day: date


def unkept(*, at: datetime) -> Unkept:
    with open_session() as session:
        version = versions(session)
    today = local_day(at)
    return Unkept(tuple(plans_where(is_behind(today) | IS_PAST_UNTOLD)), version, today)
