"""Transport: plain HTTP is for this machine; from elsewhere only a named proxy is heard, and only over TLS."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from api.app import create_app
from api.transport import Transport, check_address
from cases.errors import ConfigurationError
from casework.services import Services
from tests.office.services import services_in


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    made = services_in(tmp_path)
    yield made
    made.close()


def ask(services: Services, peer: str, path: str = "/login", **headers: str) -> httpx.Response:
    """Ask as the machine of an address."""

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(create_app(services), client=(peer, 4711))
        async with httpx.AsyncClient(transport=transport, base_url="http://office.test") as client:
            return await client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    return asyncio.run(asked())


def behind(services: Services) -> Services:
    return replace(services, proxies=("10.0.0.5", "172.17.0.0/16"))


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.8.8", "::1"])
def test_this_machine_is_heard_in_plain_text(services: Services, peer: str) -> None:
    answer = ask(services, peer)
    assert answer.status_code == 200
    assert "strict-transport-security" not in answer.headers


@pytest.mark.parametrize("peer", ["10.0.0.7", "192.168.1.2", "2001:db8::1"])
def test_other_machines_are_not(services: Services, peer: str) -> None:
    answer = ask(services, peer)
    assert (answer.status_code, answer.json()["code"]) == (403, "transport-refused")
    assert "https" in answer.json()["message"]
    assert answer.headers["connection"] == "close"


@pytest.mark.parametrize("header", ["X_Forwarded_For", "X_Forwarded_Proto", "Forwarded", "X_Real_IP"])
def test_proxy_that_is_not_named_is_not_heard(services: Services, header: str) -> None:
    for known in (services, behind(services)):
        answer = ask(known, "127.0.0.1", **{header: "https"})
        assert (answer.status_code, answer.json()["code"]) == (403, "transport-refused")
        assert "proxies" in answer.json()["message"]


@pytest.mark.parametrize("proto", ["", "http", "https, http"])
def test_named_proxy_without_tls_is_not_heard(services: Services, proto: str) -> None:
    answer = ask(behind(services), "10.0.0.5", X_Forwarded_Proto=proto, X_Forwarded_For="10.9.9.9")
    assert (answer.status_code, answer.json()["code"]) == (403, "transport-refused")


@pytest.mark.parametrize("peer", ["10.0.0.5", "172.17.3.4"])
def test_named_proxy_is_heard_and_browsers_are_told_to_stay_with_tls(services: Services, peer: str) -> None:
    answer = ask(behind(services), peer, X_Forwarded_Proto="https", X_Forwarded_For="10.9.9.9")
    assert answer.status_code == 200
    assert answer.headers["strict-transport-security"].startswith("max-age=")


@pytest.mark.parametrize(
    ("chain", "client"),
    [
        (["127.0.0.1, 10.9.9.9, 172.17.0.9"], "10.9.9.9"), (["10.9.9.9"], "10.9.9.9"), (["2001:db8::1"], "2001:db8::1"),
        (["6.6.6.6", "10.9.9.9"], "10.9.9.9"), (["6.6.6.6, unknown"], "10.0.0.5"),
        (["6.6.6.6, 10.9.9.9:80"], "10.0.0.5"), (["172.17.0.9"], "10.0.0.5"), ([], "10.0.0.5"),
    ],
    ids=["chain", "alone", "IPv6", "second line", "no address", "port", "proxies only", "none"],
)
def test_client_is_the_last_that_is_no_proxy(chain: list[str], client: str) -> None:
    assert seen_as([("X-Forwarded-Proto", "https"), *(("X-Forwarded-For", line) for line in chain)]) == client


def test_one_line_in_plain_text_is_enough_to_refuse() -> None:
    assert seen_as([("X-Forwarded-Proto", "https"), ("X-Forwarded-Proto", "http")]) == "refused"


def seen_as(headers: list[tuple[str, str]]) -> str:
    """Return as whom those below see what a proxy forwards."""

    async def below(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse(scope["client"][0])(scope, receive, send)

    async def asked() -> str:
        known = Transport(below, ("10.0.0.5", "172.17.0.0/16"), lambda request, error: PlainTextResponse("refused"))
        transport = httpx.ASGITransport(known, client=("10.0.0.5", 4711))
        async with httpx.AsyncClient(transport=transport, base_url="http://office.test") as client:
            return (await client.get("/", headers=headers)).text

    return asyncio.run(asked())


@pytest.mark.servers  # it asks a child how far it is shut in
def test_health_is_told_to_whoever_asks(services: Services) -> None:
    assert ask(services, "10.0.0.7", "/api/v1/health").status_code == 200
    assert ask(behind(services), "10.0.0.5", "/api/v1/health").status_code == 200


@pytest.mark.parametrize(
    ("host", "proxies", "demo", "reason"),
    [
        ("0.0.0.0", (), False, "明文"), ("10.0.0.5", (), False, "明文"), ("::", (), False, "明文"),
        ("0.0.0.0", ("代理",), False, "网段"), ("127.0.0.1", ("10.0.0.5/8",), False, "网段"),
        ("0.0.0.0", ("10.0.0.5",), True, "演示"), ("127.0.0.1", ("10.0.0.5",), True, "演示"),
    ],
)
def test_service_does_not_listen_where_words_would_be_plain(
    host: str, proxies: tuple[str, ...], demo: bool, reason: str
) -> None:
    with pytest.raises(ConfigurationError, match=reason):
        check_address(host, proxies, demo=demo)


@pytest.mark.parametrize(
    ("host", "proxies", "demo"),
    [("127.0.0.1", (), False), ("localhost", (), True), ("::1", (), False), ("0.0.0.0", ("10.0.0.5",), False)],
)
def test_service_listens_elsewhere(host: str, proxies: tuple[str, ...], demo: bool) -> None:
    check_address(host, proxies, demo=demo)
