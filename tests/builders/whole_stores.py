"""A store with something in every corner that a copy could forget, and all of its rows."""

from datetime import datetime

from sqlalchemy import create_engine, inspect
from sqlalchemy.pool import NullPool
from sqlmodel import select

from actions.people.accounts import add_sample_user
from actions.people.sign_in import sign_in
from data_model.rules.plans.periods import Period
from data_model.store import open_transaction
from data_model.store.reporting.drafts import DraftKey, write_draft
from data_model.tables import Agency, AuditEntry, IssuedFile, IssuedReport, Plan
from data_model.values import UTC, Role

AT = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
Row = tuple[object, ...]


def add_what_folders_leave_out() -> None:
    """To the worked case: an account that has signed in, an audit entry, a draft, and an issued report with its file."""
    with open_transaction() as session:
        agency, plan = session.exec(select(Agency)).first(), session.exec(select(Plan)).first()
        assert agency and agency.id and plan and plan.id
        add_sample_user(
            session,
            name="binh",
            display_name="Nguyễn Thị Bình, chuyên viên",
            role=Role.REPORTER,
            agency=agency.code,
            password="mật khẩu để thử",
            at=AT,
        )
        key = DraftKey(agency.code, plan.code, Period.from_code("2026-Q3"))
        cells = {"T3": {"ket_qua": "Đang gõ dở “một câu”,\nhai dòng"}}
        write_draft(session, key, cells, version=0, saved_at=AT, saved_by="binh")
        session.add(AuditEntry(at=AT, user_name="binh", what="draft", note="Ghi chú có dấu ạ, \t và 'nháy'"))
        report = IssuedReport(
            office_id=agency.id,
            plan_id=plan.id,
            period="2026-Q2",
            version=1,
            number=17,
            year=2026,
            issued_on=AT.date(),
            as_of=AT,
            unreviewed=False,
            waiting_count=0,
            issued_by="binh",
            issued_at=AT,
            letterhead="{}",
            template_sha256="",
            template=bytes(range(256)),
        )
        session.add(report)
        session.flush()
        assert report.id
        session.add(
            IssuedFile(report_id=report.id, format="pdf", name="bc.pdf", sha256="0" * 64, content=b"\0\xff\r\n")
        )
    sign_in(name="binh", password="mật khẩu để thử", address="10.0.0.1", at=AT)


def all_rows(url: str) -> dict[str, list[Row]]:
    """Every row of every table as the driver reads it, sorted."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        return {
            name: sorted(
                (tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')), key=lambda row: repr(row)
            )
            for name in inspect(connection).get_table_names()
        }
