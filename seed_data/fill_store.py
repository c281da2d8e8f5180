"""Fill a new store: the five plans with sample reports for the demo, or the first administrator alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import Session

from actions.people.accounts import add_sample_user, first_admin_code
from data_model.rules.people.access import EVERYTHING
from data_model.rules.plans.periods import local_day
from data_model.settings import wants_demo
from data_model.store import open_session, open_transaction
from data_model.store.figures.facts import read_facts
from data_model.store.folder.load import load_folder
from data_model.store.people.accounts import any_account
from data_model.store.plans.catalogue import any_plan
from data_model.values import Role
from seed_data.sample import write_sample_folder

SEED_DIR = Path(__file__).parent
SAMPLE_PASSWORD = "tien-do-mau"


@dataclass(frozen=True)
class SampleAccount:
    name: str
    display_name: str
    role: Role
    agency: str | None = None
    province: str = ""


SAMPLE_ACCOUNTS = (
    SampleAccount("lanh-dao", "Lãnh đạo, xem mọi tỉnh, thành phố", Role.LEADER),
    SampleAccount("lanh-dao-hn", "Lãnh đạo UBND thành phố Hà Nội", Role.LEADER, province="Hà Nội"),
    SampleAccount("dau-moi-hn", "Sở Ngoại vụ thành phố Hà Nội", Role.COORDINATOR, agency="HN-SNGV"),
    SampleAccount("dau-moi-kt", "Sở Ngoại vụ tỉnh Kon Tum", Role.COORDINATOR, agency="KT-SNGV"),
    SampleAccount("can-bo-hn", "Sở Nội vụ thành phố Hà Nội", Role.REPORTER, agency="HN-SNV"),
    SampleAccount("can-bo-kt", "Sở Nội vụ tỉnh Kon Tum", Role.REPORTER, agency="KT-SNV"),
    SampleAccount("quan-tri", "Quản trị hệ thống", Role.ADMIN),
)


def prepare_store(*, at: datetime) -> str | None:
    """Fill a new store with the demo; give one without accounts its first administrator; else leave it as it is.

    Returns the one-time code of the first administrator where one was just made.
    """
    with open_session() as session:
        if any_account(session):
            return None
        is_new = not any_plan(session)
    if is_new and wants_demo():
        _load_demo(at)
        return None
    with open_transaction() as session:
        return first_admin_code(session, at=at)


def _load_demo(at: datetime) -> None:
    with open_transaction() as session:
        if any_plan(session):  # another process was faster
            return
        load_folder(session, SEED_DIR)
        with _sample_folder(session, at) as folder:
            load_folder(session, folder)
        for account in SAMPLE_ACCOUNTS:
            add_sample_user(
                session,
                name=account.name,
                display_name=account.display_name,
                role=account.role,
                agency=account.agency,
                province=account.province,
                password=SAMPLE_PASSWORD,
                at=at,
            )


@contextmanager
def _sample_folder(session: Session, at: datetime) -> Iterator[Path]:
    facts = read_facts(session, EVERYTHING, today=local_day(at))
    with TemporaryDirectory() as name:
        write_sample_folder(facts, Path(name), at=at)
        yield Path(name)
