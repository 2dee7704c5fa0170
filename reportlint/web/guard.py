"""What every request must pass, and what every answer bears: the server trusts nobody whom it does not know."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
import time
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportlint.web import faults, problems, tokens
from reportlint.web.jobs import JobFailed
from reportlint.web.problems import Problem
from reportlint.web.service import Service

_HEALTH = "/healthz"
_SAFE = ("GET", "HEAD")
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
#: How long, and how many bytes beyond what may be sent, a body is read that nobody wants. A client that is still sending when the
#: connection is closed never sees the answer.
_DRAIN_SECONDS, _DRAIN_TIMES = 20, 4
#: How many bodies of the largest size may be in memory at once.
_BODIES = 8

log = logging.getLogger("reportlint.web")


class Guard:
    """The application behind these checks."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app, self._service, self._under_way, self._held = app, service, 0, _Held()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})
        elif scope["type"] != "http":
            await self._app(scope, receive, send)
        else:
            await self._request(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        most, began = self._service.settings.body_megabytes * 1024 * 1024, time.perf_counter()
        exchange = _Exchange(receive, send, most, self._held)
        exchange.awaited = "expect" in Headers(scope=scope)
        metrics = self._service.metrics
        self._under_way += 1
        metrics.under_way.inc()
        try:
            await self._served(scope, exchange)
        except ClientDisconnect:
            exchange.status = 499  # what nginx calls a client that left
        except Exception as fault:
            problem = problems.of(fault)
            if problem.status == 500:
                log.error("%s", fault if isinstance(fault, JobFailed) else faults.told(fault))
            if exchange.status:  # the answer has begun, and breaks off: whoever asked must see that
                raise RuntimeError("an answer broke off") from None
            await problems.response(problem, scope)(scope, exchange.receive, exchange.send)
        finally:
            self._under_way -= 1
            self._held.count -= exchange.size
            metrics.under_way.dec()
            route = getattr(scope.get("route"), "path", "other")
            metrics.requests.labels(route, scope["method"] if scope["method"] in _METHODS else "other", exchange.status).inc()
            metrics.seconds.labels(route).observe(time.perf_counter() - began)

    async def _served(self, scope: Scope, exchange: _Exchange) -> None:
        headers, settings = Headers(scope=scope), self._service.settings
        _refuse_open(scope, bool(settings.tokens))
        _refuse_host(headers.get("host"), (*settings.hosts, settings.host))
        proof = tokens.known(headers.get("authorization", ""), settings.tokens) if settings.tokens else ""
        if settings.tokens and not proof and scope["path"] != _HEALTH:
            raise _unknown(scope["path"])
        # What bears a token of its own was not sent by a browser on behalf of another site.
        if scope["method"] not in _SAFE and proof != "bearer":
            _refuse_foreign(headers)
        if self._under_way > settings.requests and scope["path"] != _HEALTH:
            raise Problem(429, "The server has more requests than it can take on. Try again in a moment.", {"Retry-After": "2"})
        await self._app(scope, exchange.receive, exchange.send)


_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


@dataclass(slots=True)
class _Held:
    """How many bytes of bodies are in memory."""

    count: int = 0


class _Exchange:
    """Receiving and sending of one request, with a look at both."""

    def __init__(self, receive: Receive, send: Send, most: int, held: _Held) -> None:
        self._receive, self._send, self._most, self._held = receive, send, most, held
        self.size = 0
        self.status = 0
        self.whole = False
        self.awaited = False

    async def receive(self) -> Message:
        """The next message. Raises Problem when the bodies of all requests together take too much memory."""
        message = await self._next()
        self.size += len(message.get("body", b""))
        self._held.count += len(message.get("body", b""))
        if self._held.count > self._most * _BODIES:
            raise Problem(429, "The server has more documents in hand than it can take on. Try again in a moment.", {"Retry-After": "5"})
        return message

    async def _next(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            self.whole = True
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if not self.whole and not self.awaited and message["status"] != 408:
                await self._drain()
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)

    async def _drain(self) -> None:
        """Read what is left of the body, and forget it."""
        read = 0
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_DRAIN_SECONDS):
                while not self.whole and read <= self._most * _DRAIN_TIMES:
                    read += len((await self._next()).get("body", b""))


def _refuse_open(scope: Scope, tokens: bool) -> None:
    """Whoever reaches the server by a public address needs a token; without any, nobody is let in that way."""
    server = scope.get("server")
    if not tokens and server is not None and server[1] is not None and not loopback(server[0]):
        raise Problem(403, "This server listens on a public address and has no tokens set. It answers on its own machine only.")


def loopback(host: str) -> bool:
    """Whether an address can be reached from its own machine only."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refuse_host(host: str | None, names: tuple[str, ...]) -> None:
    """A page elsewhere can make its own name mean this address, but cannot call the server by a name that is ours."""
    if host is None:
        return
    name = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    with contextlib.suppress(ValueError):
        ipaddress.ip_address(name)
        return
    if name.lower() not in ("localhost", *(n.lower() for n in names)):
        raise Problem(421, "The server does not go by this name. Its names are set as 'hosts' in its configuration.")


def _refuse_foreign(headers: Headers) -> None:
    """A browser says where a request was made; a program says nothing, and is no browser that could be misused."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    foreign = site not in ("same-origin", "none") if site is not None else False
    if origin is not None and origin.partition("://")[2].lower() != headers.get("host", "").lower():
        foreign = True
    if foreign:
        raise Problem(403, "This was sent from a page of another site, and was not done.")


def _unknown(path: str) -> Problem:
    scheme = "Bearer" if path.startswith("/api/") or path == "/metrics" else 'Basic realm="reportlint", charset="UTF-8"'
    detail = "Send a token that this server knows as 'Authorization: Bearer …', or as the password if you are asked for one."
    return Problem(401, detail, {"WWW-Authenticate": scheme})
