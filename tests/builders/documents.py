"""The office whose papers are made, and the store they are made from."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data_model.rules.plans.periods import local_day
from data_model.store.base.engine import engine
from data_model.store.base.migrate import migrate
from documents.base.letterhead import Framing, Issue, Letterhead
from tests.builders.stores import local

SAMPLED_AT = local("2026-09-30 17:00")


OFFICE = Letterhead(
    issuer="Sở Ngoại vụ thành phố Hà Nội",
    superior="UBND thành phố Hà Nội",
    place="Hà Nội",
    symbol="SNgV",
    unit="HTQT",
    signer_title=("Giám đốc",),
    signer_name="Nguyễn Văn Mẫu",
    report_to=("Ủy ban nhân dân thành phố Hà Nội",),
    recipients=("Liên hiệp các tổ chức hữu nghị Thành phố",),
)


@contextmanager
def store_at(path: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DATABASE_URL", f"sqlite:///{path}")
        migrate()
        yield
        engine().dispose()


def issued(number=5, on="2026-10-05", letterhead=OFFICE) -> Framing:
    return Framing(letterhead, Issue(number, local_day(local(f"{on} 12:00"))))
