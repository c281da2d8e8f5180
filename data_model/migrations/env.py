"""Runs the migrations on the connection that `store/migrate.py` hands over."""

from alembic import context
from sqlmodel import SQLModel

import data_model.issued_tables  # fills SQLModel.metadata, with data_model.tables
import data_model.round_tables  # the same
import data_model.task_tables  # noqa: F401  the same

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
