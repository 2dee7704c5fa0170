"""What a server holds to: limits, who may ask, and what documents are checked by where a request says nothing."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reportlint import limits as limits_of
from reportlint.errors import UsageError
from reportlint.findings import Severity, Stage
from reportlint.gate import config
from reportlint.limits import Limits
from reportlint.web import tokens

#: Begins the name of a variable of the environment that beats a setting of the file.
_PREFIX = "REPORTLINT_SERVE_"
_FILE = "REPORTLINT_CONFIG"
#: By the clock a document may take so many times what it may compute.
_PATIENCE = 3


@dataclass(frozen=True, slots=True)
class Settings:
    """host, port: where `reportlint serve` listens. hosts: names by which the server may be called, besides numbers and localhost.

    tokens: of whoever may ask, each as "sha256:…"; without any, everybody may, and only this machine is listened to.
    workers: how many processes check documents. queue: how many requests may wait for one. requests: how many may be under way.
    limits: how much of a document is read, and for how long, as `NAME=VALUE`.
    body_megabytes, files, receive_seconds: how large a request may be, how many documents it may hold, how long it may take
    to arrive.
    rulesets: folders of rulesets offered besides those that come with the program.
    ruleset, template, stage, fail_on, waivers, baseline: what holds where a request says nothing.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    hosts: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    workers: int = 0
    queue: int = 64
    requests: int = 256
    limits: tuple[str, ...] = ()
    body_megabytes: int = 50
    files: int = 20
    receive_seconds: int = 60
    rulesets: tuple[str, ...] = ()
    ruleset: str | None = None
    template: str | None = None
    stage: str = Stage.DRAFT
    fail_on: str = Severity.ERROR
    waivers: str | None = None
    baseline: str | None = None

    @property
    def bounds(self) -> Limits:
        """The limits on a document. Raises UsageError for what is none."""
        return limits_of.given(self.limits)

    @property
    def seconds(self) -> float:
        """How long a document may take by the clock: others want the processors too."""
        return _PATIENCE * self.bounds.seconds

    @property
    def processes(self) -> int:
        """How many workers there are: as many as processors, where no number is set."""
        return self.workers or os.cpu_count() or 1


def load(file: str | None = None, flags: Mapping[str, Any] | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of a configuration file, that of the working folder or above without one.

    A flag beats the environment, which beats the file. Raises UsageError or SettingsError for what does not load.
    """
    config.forget()
    given = {name: value for name, value in (flags or {}).items() if value not in (None, ())}
    file = file or environment.get(_FILE) or None
    found = config.in_force("-", file)
    held_to = {n.replace("-", "_"): found[n].value for n in ("ruleset", "template", "stage", "fail-on", "waivers", "baseline", "limits")}
    own = {name.replace("-", "_"): value for name, value in config.served(file).items()}
    made = {**held_to, **own, **_from(environment), **given}
    for token in made.get("tokens", ()):
        if not tokens.well_formed(token):
            wanted = "Expected sha256: and 64 digits and letters a to f, as 'reportlint serve --new-token' writes it."
            raise UsageError(f"What stands in 'tokens' is not all hashes of tokens. {wanted}")
    held = of(made)
    assert held.bounds  # which are refused now rather than at the first document
    return held


def of(values: Mapping[str, Any]) -> Settings:
    """The settings with these values; lists become tuples."""
    made: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    return Settings(**made)


def _from(environment: Mapping[str, str]) -> dict[str, Any]:
    """The settings that the environment makes, by their names."""
    made: dict[str, Any] = {}
    for variable, value in environment.items():
        if variable.startswith(_PREFIX):
            name = variable.removeprefix(_PREFIX).lower()
            if name.replace("_", "-") not in config.SERVE:
                raise UsageError(f"{variable} names no setting of the server.")
            made[name] = _typed(variable, value, config.SERVE[name.replace("_", "-")]["type"])
    return made


def _typed(variable: str, value: str, kind: str) -> Any:
    if kind == "list":
        return [item.strip() for item in value.split(",") if item.strip()]
    if kind == "integer":
        if not value.isdecimal():
            raise UsageError(f"{variable} is '{value}'. Expected a whole number.")
        return int(value)
    return value
