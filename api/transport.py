"""Transport: plain HTTP on this machine only; from elsewhere only through a TLS proxy that is named (trust T20).

A proxy is believed by its address: what it says of the client and of TLS is taken from it alone. A proxy that is not
named could speak plain HTTP to the outside, so what it forwards is refused.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from typing import NamedTuple

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.refusals import Refusal, closing
from cases.errors import ConfigurationError, TransportRefused
from casework.access.log_in import is_loopback

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

HEALTH = "/api/v1/health"
"""Asked by what watches the service, from this machine or the container's; tells nothing of cases."""

_HSTS = "max-age=31536000"
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-real-ip")


class _Seen(NamedTuple):
    """Who really asks, and how."""

    address: str
    scheme: str


class Transport:
    """Refuses what comes neither from this machine nor over TLS; tells those below who really asks.

    Args:
        app: What is below.
        proxies: Addresses or networks of the TLS proxies.
        refuse: Makes the answer to a refusal.
    """

    def __init__(self, app: ASGIApp, proxies: Sequence[str], refuse: Refusal) -> None:
        self._app, self._networks, self._refuse = app, networks_of(proxies), refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or refuse it before any of its body is read."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        peer, port = scope["client"] or ("", 0)
        try:
            seen = self._seen(scope, peer)
        except TransportRefused as error:
            if scope["path"] != HEALTH:
                await closing(self._refuse(Request(scope), error))(scope, receive, send)
                return
            seen = _Seen(peer, "http")
        below = {**scope, "client": (seen.address, port), "scheme": seen.scheme}
        await self._app(below, receive, _with_hsts(send) if seen.scheme == "https" else send)

    def _seen(self, scope: Scope, peer: str) -> _Seen:
        headers = Headers(scope=scope)
        if self._is_proxy(peer):
            if {one.lower() for one in _listed(headers, "x-forwarded-proto")} != {"https"}:
                raise TransportRefused(reason="反向代理须以 https 对外服务，并注明 X-Forwarded-Proto: https")
            return _Seen(self._client(_listed(headers, "x-forwarded-for"), peer), "https")
        if any(name in headers for name in _FORWARDED):
            raise TransportRefused(reason="请求经过未登记的反向代理，请在设置 proxies 中写明其地址")
        if not is_loopback(peer):
            raise TransportRefused(reason="请通过 https 地址访问本系统")
        return _Seen(peer, scope["scheme"])

    def _client(self, chain: Sequence[str], peer: str) -> str:
        """Return the last of the chain that is no proxy of ours, or our proxy where that is no address.

        What stands before it anybody could write.
        """
        last = next((one for one in reversed(chain) if not self._is_proxy(one)), peer)
        return last if _is_address(last) else peer

    def _is_proxy(self, address: str) -> bool:
        return _is_address(address) and any(ipaddress.ip_address(address) in network for network in self._networks)


def networks_of(proxies: Sequence[str]) -> tuple[Network, ...]:
    """Return the networks that addresses of proxies mean.

    Raises:
        ConfigurationError: One is none.
    """
    try:
        return tuple(ipaddress.ip_network(one.strip()) for one in proxies)
    except ValueError as error:
        raise ConfigurationError(reason="proxies 须为 IP 地址或网段，如 10.0.0.5、172.17.0.0/16") from error


def check_address(host: str, proxies: Sequence[str], *, demo: bool) -> None:
    """Refuse to listen where officers' words would travel in plain text.

    Raises:
        ConfigurationError: So it is.
    """
    networks_of(proxies)
    if demo and (proxies or not _is_this_machine(host)):
        raise ConfigurationError(reason="演示（demo）只能在本机使用，请监听 127.0.0.1，并去掉 proxies")
    if not proxies and not _is_this_machine(host):
        raise ConfigurationError(
            reason=f"在 {host} 监听时，登录密码和申请材料会以明文传输。请监听 127.0.0.1；"
            "供其他电脑使用时，请在前面设置 https 反向代理，并在设置 proxies 中写明其地址"
        )


def _listed(headers: Headers, name: str) -> list[str]:
    """Return what a header lists, over all its lines: a proxy may add its line behind the client's."""
    return [one.strip() for line in headers.getlist(name) for one in line.split(",") if one.strip()]


def _is_this_machine(host: str) -> bool:
    return host == "localhost" or is_loopback(host)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _with_hsts(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).setdefault("Strict-Transport-Security", _HSTS)
        await send(message)

    return sent
