"""All in one process tree: queue store, pollers, sweeper, workers and the API, for one machine.

The pollers, the sweeper and the API are threads of this process; each worker is a process of its own,
started again when it dies. Ctrl-C or SIGTERM stops taking mail first, lets workers finish their job, then stops
the queue store; whatever is open then goes on at the next start.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from types import FrameType

import structlog

from cases import queue_names
from cases.errors import ConfigurationError
from casework.services import Services
from pipeline.bootstrap import build_services, keep_private
from pipeline.queue_store import QueueStore, start_queue_store
from pipeline.schedule import run_poller, run_sweeper
from pipeline.settings import Settings

LOG = structlog.get_logger()
WORKERS = {"quick": queue_names.QUICK, "read": (queue_names.READ, queue_names.READ_LONG)}
"""Worker processes by name, with the queues they serve."""

THREAD_SECONDS = 5.0
GRACE_SECONDS = 10.0
"""A worker in the middle of a long document is ended after this; its pages are kept and its step is taken up again."""
RESTART_SECONDS = 1.0


class Service:
    """The running service.

    Args:
        settings: All that is set.
        environment: Environment handed to worker processes.
    """

    def __init__(self, settings: Settings, environment: Mapping[str, str]) -> None:
        self._settings = settings
        self._environment = dict(environment)
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._workers: dict[str, subprocess.Popen[bytes]] = {}
        self._store: QueueStore | None = None
        self.services: Services | None = None

    def start(self) -> Services:
        """Start everything but the API and return this process's services."""
        url = self._settings.redis_url
        if not url:
            keep_private(self._settings)  # before the queue store makes its folder in it
            self._store = start_queue_store(self._settings.data / "queue")
            url = self._store.url
        self._environment["SHOULI_REDIS_URL"] = url
        services = build_services(self._settings, redis_url=url)
        self.services = services
        for source in services.sources:
            self._thread(run_poller, services, source, self._settings.poll_seconds, self._stop)
        self._thread(run_sweeper, services, self._settings.sweep_seconds, self._stop)
        self._thread(self._supervise)
        return services

    def stop(self) -> None:
        """Stop in order: pollers, workers, queue store."""
        self._stop.set()
        deadline = time.monotonic() + THREAD_SECONDS
        for thread in reversed(self._threads):  # the supervisor first: no worker is started any more
            thread.join(timeout=max(0.1, deadline - time.monotonic()))
        for process in self._workers.values():
            process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        for process in self._workers.values():
            try:
                process.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self.services is not None:
            self.services.close()
        if self._store is not None:
            self._store.stop()

    def _thread(self, target: object, *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)  # type: ignore[arg-type]
        thread.start()
        self._threads.append(thread)

    def _supervise(self) -> None:
        """Keep queue store and workers running; a dead one is logged and started again."""
        while not self._stop.is_set():
            self._revive_store()
            for name, names in WORKERS.items():
                process = self._workers.get(name)
                if process is not None and process.poll() is None:
                    continue
                if process is not None:
                    LOG.warning("worker.died", worker=name, status=process.returncode)
                command = [sys.executable, "-m", "commands", "worker", "--parent", str(os.getpid()), *names]
                self._workers[name] = subprocess.Popen(command, env=self._environment, start_new_session=True)
            self._stop.wait(RESTART_SECONDS)

    def _revive_store(self) -> None:
        try:
            if self._store is not None and self._store.revive():
                LOG.warning("queue-store.died", started_again=True)
        except ConfigurationError as error:
            LOG.error("queue-store.died", started_again=False, code=error.code)


def serve(settings: Settings, environment: Mapping[str, str], host: str, port: int) -> None:
    """Run the service until it is told to stop."""
    import uvicorn

    from api.app import create_app
    from api.listening import listen
    from api.transport import check_address

    check_address(host, settings.proxies, demo=settings.demo)
    signal.signal(signal.SIGTERM, _interrupt)  # until uvicorn takes over, and after it
    service = Service(settings, environment)
    try:
        with listen(host, port) as listener:
            app = create_app(service.start())
            # no log_config: uvicorn's own would print tracebacks, which may quote what was on a page
            config = uvicorn.Config(
                app, log_config=None, log_level="warning", access_log=False, timeout_graceful_shutdown=3,
                proxy_headers=False, server_header=False,
            )
            LOG.info("serve.ready", address=f"http://{host}:{listener.getsockname()[1]}", process=os.getpid())
            with contextlib.suppress(_Stopped):
                uvicorn.Server(config).run(sockets=[listener])
    except _Stopped:
        LOG.info("serve.stopped", early=True)
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # stopping is under way
        service.stop()


class _Stopped(BaseException):
    """SIGTERM came."""


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise _Stopped
