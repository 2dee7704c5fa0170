"""`reportlint serve`: the page for authors and the API, on this machine."""

from __future__ import annotations

import importlib.util

import click

from reportlint.cli import _terminal
from reportlint.errors import UsageError


@click.command("serve", short_help="Serve a page for authors, and an API for pipelines.")
@click.option("--host", metavar="ADDRESS", help="Where to listen.  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), metavar="N", help="On which port; 0 for one that is free.  [default: 8000]")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="How many processes check documents.  [default: one a processor]")
@click.option("--config", metavar="FILE", help="The configuration.  [default: reportlint.toml, in the working folder or above]")
@click.option("--new-token", is_flag=True, help="Make a token for somebody who may ask, and serve nothing.")
def command(host: str | None, port: int | None, workers: int | None, config: str | None, new_token: bool) -> None:
    """Serve a page on which authors drop a draft and read what to mend, and an API for pipelines.

    Documents stay in memory, and nothing is fetched from elsewhere. Ctrl-C ends the server, once running checks have ended.
    """
    if new_token:
        _tell_token()
        return
    if importlib.util.find_spec("starlette") is None or importlib.util.find_spec("uvicorn") is None:
        raise UsageError("The server needs the extra 'web': pip install 'reportlint[web]'.")
    # Imported here: the server's libraries are slow to import.
    from reportlint.web import server, settings

    server.run(settings.load(config, {"host": host, "port": port, "workers": workers}), _terminal.say)


def _tell_token() -> None:
    """Show a new token and what the configuration keeps of it."""
    from reportlint.web import tokens

    token, kept = tokens.new()
    click.echo(f"Token, for whoever may ask; it is not shown again:\n  {token}\n")
    click.echo(f'For the server, in reportlint.toml:\n  [serve]\n  tokens = ["{kept}"]')
