"""The API on a real HTTP server of this process."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from api.app import create_app
from api.listening import listen
from casework.services import Services


@contextmanager
def serving(services: Services) -> Iterator[str]:
    """Serve the API on a free port until the block ends; yield its address."""
    with listen("127.0.0.1", 0) as listener:
        # A connection that lies idle is kept: on a busy machine a test would use it just as it is closed.
        config = uvicorn.Config(
            create_app(services), log_config=None, access_log=False, timeout_keep_alive=600, proxy_headers=False
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
