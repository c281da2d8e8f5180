"""scratch"""
import time
from data_model.store import open_session
from data_model.store.engine import data_version
def test_it(database, worked_case):
    with open_session() as s:
        assert data_version(s) == 1
def test_it2(database):
    with open_session() as s:
        assert data_version(s) == 0
