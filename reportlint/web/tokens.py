"""Tokens of those who may ask: made at random, and kept by the server as hashes only."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Iterable

_PREFIX = "sha256:"


def new() -> tuple[str, str]:
    """A token, and what to write into the configuration for it. It is long and random, so that one plain hash is enough."""
    token = secrets.token_urlsafe(32)
    return token, hashed(token)


def hashed(token: str) -> str:
    return _PREFIX + hashlib.sha256(token.encode("utf-8", errors="replace")).hexdigest()


def well_formed(kept: str) -> bool:
    """Whether this is how a token is kept: a token itself must not stand in the configuration."""
    digits = kept.removeprefix(_PREFIX)
    return kept.startswith(_PREFIX) and len(digits) == 64 and not set(digits) - set("0123456789abcdef")


def known(authorization: str, kept: Iterable[str]) -> str:
    """How a request proves itself with one of the tokens: "bearer", "basic" (the token is the password), or "" if it does not.

    Every token is compared, each in the same time whatever it is.
    """
    scheme, _, given = authorization.partition(" ")
    scheme = scheme.lower()
    if scheme == "basic":
        given = _password(given.strip())
    elif scheme != "bearer":
        return ""
    own = hashed(given.strip()).encode()
    matches = [hmac.compare_digest(own, each.encode()) for each in kept]
    return scheme if any(matches) else ""


def _password(encoded: str) -> str:
    try:
        return base64.b64decode(encoded, validate=True).decode("utf-8").partition(":")[2]
    except (binascii.Error, ValueError):
        return ""
