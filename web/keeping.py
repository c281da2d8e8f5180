"""While the app runs: see that figures are kept of every plan, also on a new day, and those of past days."""

import asyncio
import logging
from datetime import datetime

from data_model.store.kept.keeping import keep_figures
from data_model.store.kept.past import keep_past
from data_model.values import UTC

SECONDS_BETWEEN = 60
PLANS_AT_A_TIME = 5

_log = logging.getLogger(__name__)


async def keep_figures_up() -> None:
    """Runs until it is cancelled. With several replicas whoever comes first does it; the others find nothing to do."""
    while True:
        try:
            await asyncio.to_thread(keep_figures, at=datetime.now(UTC))
            if await asyncio.to_thread(keep_past, at_most=PLANS_AT_A_TIME):
                continue
        except Exception:  # nobody awaits this task, and it is never to end: figures are computed meanwhile
            _log.exception("figures could not be kept")
        await asyncio.sleep(SECONDS_BETWEEN)
