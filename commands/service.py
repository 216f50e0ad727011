"""The service and its parts: ``shouli serve``, and ``poll``, ``worker``, ``schedule``, ``api`` for several machines."""

from __future__ import annotations

import argparse
import signal
import threading

from cases.errors import UsageError
from pipeline.logs import set_up_logs
from pipeline.settings import Settings, load_settings, process_environment


def serve(options: argparse.Namespace) -> int:
    """Run everything on one machine until told to stop."""
    from commands import serve as machine

    settings = load_settings()
    port = settings.port if options.port is None else options.port
    machine.serve(settings, process_environment(), options.host or settings.host, port)
    return 0


def poll(options: argparse.Namespace) -> int:
    """Poll the sources until told to stop."""
    from pipeline.bootstrap import build_services
    from pipeline.schedule import run_poller

    settings = load_settings()
    services = build_services(settings, redis_url=_redis_url(settings))
    stop = _stop_on_signal()
    threads = [
        threading.Thread(target=run_poller, args=(services, source, settings.poll_seconds, stop), daemon=True)
        for source in services.sources
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    services.close()
    return 0


def worker(options: argparse.Namespace) -> int:
    """Work off queues until told to stop, or until they are empty."""
    import redis

    from cases import queue_names
    from pipeline.jobs import services, warm_up
    from pipeline.worker import run_worker

    unknown = [name for name in options.queues if name not in queue_names.ALL]
    if unknown:
        raise UsageError(reason=f"没有名为“{unknown[0]}”的队列，可用：{'、'.join(queue_names.ALL)}")
    settings = load_settings()
    set_up_logs(settings.log_level)
    connection = redis.Redis.from_url(_redis_url(settings))
    services()  # a worker that cannot work says so now, not at its first job
    names = options.queues or queue_names.ALL
    if not options.burst and set(names) <= {queue_names.READ, queue_names.READ_LONG}:  # receipts never wait for it
        warm_up()
    run_worker(connection, names, burst=options.burst, parent=options.parent)
    return 0


def schedule(options: argparse.Namespace) -> int:
    """Sweep, remind and report until told to stop."""
    from pipeline.bootstrap import build_services
    from pipeline.schedule import run_sweeper

    settings = load_settings()
    services = build_services(settings, redis_url=_redis_url(settings))
    run_sweeper(services, settings.sweep_seconds, _stop_on_signal())
    services.close()
    return 0


def api(options: argparse.Namespace) -> int:
    """Serve officers over HTTP."""
    import uvicorn

    from api.app import create_app
    from api.transport import check_address
    from pipeline.bootstrap import build_services

    settings = load_settings()
    host, port = options.host or settings.host, settings.port if options.port is None else options.port
    check_address(host, settings.proxies, demo=settings.demo)
    services = build_services(settings, redis_url=settings.redis_url or None)
    uvicorn.run(
        create_app(services), host=host, port=port, log_config=None, log_level="warning", access_log=False,
        proxy_headers=False, server_header=False,
    )
    return 0


def _stop_on_signal() -> threading.Event:
    """Return an event that SIGTERM and Ctrl-C set, so that loops end after what they are at."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def _redis_url(settings: Settings) -> str:
    if not settings.redis_url:
        raise UsageError(reason="多机部署时请设置 SHOULI_REDIS_URL；单机请用 shouli serve")
    return settings.redis_url
