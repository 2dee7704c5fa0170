"""The application on a port of this machine."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from reportlint import web
from reportlint.errors import UsageError
from reportlint.web import guard
from reportlint.web.settings import Settings


def run(settings: Settings, say: Callable[[str], None]) -> None:
    """Serve until a signal says to stop. say: told where, once requests are answered."""
    if not settings.tokens and not guard.loopback(settings.host):
        raise UsageError(
            f"{settings.host} can be reached from other machines, and no tokens are set: whoever finds the server could use it. "
            "Make one with 'reportlint serve --new-token', or listen on 127.0.0.1."
        )
    app = web.application(settings)
    listening = _listening(settings.host, settings.port)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False,
                            timeout_graceful_shutdown=int(settings.seconds) + 5, lifespan="on")  # fmt: skip
    _Server(config, _address(listening), say).run(sockets=[listening])


class _Server(uvicorn.Server):
    """A server that says where it listens, once it does."""

    def __init__(self, config: uvicorn.Config, address: str, say: Callable[[str], None]) -> None:
        super().__init__(config)
        self._where, self._say = address, say

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._say(f"reportlint is at {self._where} (Ctrl-C ends it).")


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError as problem:
        raise UsageError(f"Cannot listen on {host}, port {port}: {problem.strerror or problem}.") from None


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
