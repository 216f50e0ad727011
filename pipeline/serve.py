"""All in one process tree: queue store, pollers, sweeper, workers and the API, for one machine.

The pollers, the sweeper and the API are threads of this process; each worker is a process of its own,
started again when it dies. Ctrl-C or SIGTERM stops taking mail first, lets workers finish their job, then stops
the queue store; whatever is open then goes on at the next start.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from types import FrameType

import structlog

from pipeline import queues
from pipeline.bootstrap import build_services
from pipeline.queue_store import QueueStore, start_queue_store
from pipeline.schedule import run_poller, run_sweeper
from pipeline.services import Services
from pipeline.settings import Settings

LOG = structlog.get_logger()
WORKERS = {"quick": queues.QUICK, "read": (queues.READ, queues.READ_LONG)}
"""Worker processes by name, with the queues they serve."""

GRACE_SECONDS = 30.0
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
        for thread in self._threads:
            thread.join(timeout=10)
        for process in self._workers.values():
            process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        for process in self._workers.values():
            try:
                process.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self._store is not None:
            self._store.stop()

    def _thread(self, target: object, *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)  # type: ignore[arg-type]
        thread.start()
        self._threads.append(thread)

    def _supervise(self) -> None:
        """Keep every worker running; a dead one is logged and started again."""
        while not self._stop.is_set():
            for name, names in WORKERS.items():
                process = self._workers.get(name)
                if process is not None and process.poll() is None:
                    continue
                if process is not None:
                    LOG.warning("worker.died", worker=name, status=process.returncode)
                command = [sys.executable, "-m", "pipeline", "worker", *names]
                self._workers[name] = subprocess.Popen(command, env=self._environment, start_new_session=True)
            self._stop.wait(RESTART_SECONDS)


def serve(settings: Settings, environment: Mapping[str, str], host: str, port: int) -> None:
    """Run the service until it is told to stop."""
    import uvicorn
    from api.app import create_app

    service = Service(settings, environment)
    services = service.start()
    server = uvicorn.Server(
        uvicorn.Config(create_app(services), host=host, port=port, log_level="warning", access_log=False)
    )

    def stop(_signal: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    signal.signal(signal.SIGTERM, stop)
    LOG.info("serve.ready", address=f"http://{host}:{port}", process=os.getpid())
    try:
        server.run()
    finally:
        service.stop()
