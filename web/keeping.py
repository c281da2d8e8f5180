"""While the app runs: see that figures are kept of every plan, also on a new day, and those of past days."""

import asyncio
import logging
import os
import sys
from asyncio.subprocess import DEVNULL
from contextlib import suppress
from datetime import datetime

from data_model.settings import PROJECT_DIR
from data_model.store.kept.unkept import Unkept, unkept
from data_model.values import UTC

SECONDS_BETWEEN = 60
NICENESS = 10

_log = logging.getLogger(__name__)


async def keep_figures_up() -> None:
    """Runs until it is cancelled. With several replicas whoever comes first does it; the others find nothing to do."""
    left: Unkept | None = None
    while True:
        try:
            found = await asyncio.to_thread(unkept, at=datetime.now(UTC))
            if found.plans and found != left:
                await _keep_beside()
                left = await asyncio.to_thread(unkept, at=datetime.now(UTC))
        except Exception:  # nobody awaits this task, and it is never to end: figures are computed meanwhile
            _log.exception("figures could not be kept")
        await asyncio.sleep(SECONDS_BETWEEN)


async def _keep_beside() -> None:
    """In a process of its own that gives way to pages: it can compute for long. RuntimeError where it fails."""
    beside = await asyncio.create_subprocess_exec(
        sys.executable, PROJECT_DIR / "manage.py", "keep", stdin=DEVNULL, stdout=DEVNULL
    )
    with suppress(ProcessLookupError):  # it has ended already
        if hasattr(os, "setpriority"):  # Windows has none
            os.setpriority(os.PRIO_PROCESS, beside.pid, NICENESS)
    try:
        if await beside.wait():
            raise RuntimeError(f"manage.py keep ended with {beside.returncode}")
    finally:
        if beside.returncode is None:  # the app ends
            beside.terminate()
