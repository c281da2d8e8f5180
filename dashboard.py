"""The app, both halves of it.

`streamlit run dashboard.py` finds `app = st.App(...)`, imports this file and serves it (the second half); for
each run of a page Streamlit executes the same file as `__main__` (the first half). Never import it from a page.
"""

import streamlit as st

if __name__ == "__main__":
    from ui.page_frame import run_chosen_page

    run_chosen_page()
else:
    import asyncio
    import gc
    from collections.abc import AsyncIterator
    from contextlib import asynccontextmanager
    from datetime import datetime

    from streamlit.runtime.pages_manager import PagesManager

    from commands.serve import print_first_admin_code
    from data_model.store.base.migrate import migrate
    from data_model.values import UTC
    from seed_data.fill_store import prepare_store
    from ui.base.errors import show_error
    from ui.preload import preload, preload_modules
    from web.app import EXCEPTION_HANDLERS, MIDDLEWARE, ROUTES
    from web.downloads import sweep_periodically
    from web.logs import begin_logging
    from web.visits import VISITS

    # Or the first address asked of a fresh server runs pages/….py without this file.
    PagesManager.uses_pages_directory = False

    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[None]:
        begin_logging()
        migrate()
        code = prepare_store(at=datetime.now(UTC))
        if code is not None:
            print_first_admin_code(code)
        preload_modules()
        preload()
        begin_logging()  # again, for the loggers of what has just been imported
        gc.collect()
        gc.freeze()  # what is loaded now stays, so a collection need not look at it again
        tasks = [asyncio.create_task(coroutine) for coroutine in (VISITS.watch(), sweep_periodically())]
        yield
        for task in tasks:
            task.cancel()

    app = st.App(
        __file__,
        routes=ROUTES,
        middleware=MIDDLEWARE,
        exception_handlers=EXCEPTION_HANDLERS,
        lifespan=lifespan,
        on_script_error=show_error,
    )
