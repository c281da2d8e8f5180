"""The only place with sessions and SQL. Reads return small frozen values and take a `Scope`."""

from data_model.store.base.engine import open_session, open_side_transaction, open_transaction

__all__ = ["open_session", "open_side_transaction", "open_transaction"]
