"""While the app runs, figures are kept of what was loaded, and those of past days told in a process beside it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlmodel import select

import manage
from data_model.kept_tables import KeptPlan
from data_model.store import open_session, open_transaction
from data_model.store.kept.unkept import unkept
from tests.data_model.conftest import database, kind, new_url, postgres, template  # noqa: F401
from tests.stores import WORKED_CASE, load
from ui.clock import now
from web import keeping

FIRST_REPORT = date(2026, 3, 16)


@pytest.fixture
def loaded(database):  # noqa: F811
    load(WORKED_CASE)


def run(coroutine):
    """In a thread of its own: the driver of the browser leaves a loop running in this one."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        return beside.submit(asyncio.run, asyncio.wait_for(coroutine, 60)).result()


def told_from():
    with open_session() as session:
        return {one.plan_id: (one.told_from, one.has_past) for one in session.exec(select(KeptPlan))}


def test_the_app_tells_the_past_of_what_was_loaded(loaded):
    async def run_until_told():
        running = asyncio.create_task(keeping.keep_figures_up())
        while unkept(at=now()).plans:
            assert not running.done()
            await asyncio.sleep(0.1)
        running.cancel()

    run(run_until_told())

    assert (FIRST_REPORT, True) in told_from().values()


def test_an_app_that_ends_leaves_nothing_running(loaded, monkeypatch):
    started = []

    async def start(*command, **options):
        started.append(await create("sleep", "60", **{name: options[name] for name in ("stdin", "stdout")}))
        return started[-1]

    create = asyncio.create_subprocess_exec
    monkeypatch.setattr(keeping.asyncio, "create_subprocess_exec", start)

    async def run_and_end():
        running = asyncio.create_task(keeping.keep_figures_up())
        while not started:
            await asyncio.sleep(0.1)
        running.cancel()
        return await started[0].wait()

    assert run(run_and_end()) != 0


def test_the_command_does_it_at_once(loaded, capsys):
    assert manage.main(["keep"]) == 0

    assert (
        capsys.readouterr().out
        == "Đã tính sẵn số liệu của 1 kế hoạch; đã tính số liệu các ngày trước của 1 kế hoạch.\n"
    )
    assert not unkept(at=now()).plans
    assert manage.main(["keep"]) == 0
    assert "0 kế hoạch" in capsys.readouterr().out


def test_what_can_not_be_kept_is_tried_again_only_after_a_change(loaded, monkeypatch):
    """Here the process that is to keep them does nothing."""
    started = []

    async def start(*command, **options):
        started.append(command)
        return await create("true", **{name: options[name] for name in ("stdin", "stdout")})

    create = asyncio.create_subprocess_exec
    monkeypatch.setattr(keeping.asyncio, "create_subprocess_exec", start)
    monkeypatch.setattr(keeping, "SECONDS_BETWEEN", 0.02)

    async def run_for_a_while():
        running = asyncio.create_task(keeping.keep_figures_up())
        await asyncio.sleep(1)
        before = len(started)
        with open_transaction():  # any change raises the version of the store
            pass
        await asyncio.sleep(1)
        running.cancel()
        return before, len(started)

    assert run(run_for_a_while()) == (1, 2)
