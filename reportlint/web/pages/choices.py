"""What a form lets people choose, and what they chose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from reportlint import catalogue, formats
from reportlint.findings import Stage
from reportlint.web.problems import Problem
from reportlint.web.service import Service

_STAGES = (
    (Stage.DRAFT, "Draft", "I am still writing it."),
    (Stage.SUBMISSION, "Submission", "It is about to go to those who approve it."),
    (Stage.PUBLICATION, "Publication", "It is about to be published with the agenda."),
)


@dataclass(frozen=True, slots=True)
class Choices:
    """template: as "ruleset/template", "" to have it recognised."""

    stage: str
    template: str = ""

    def asked(self) -> dict[str, Any]:
        """The choices as a job has them."""
        ruleset, _, template = self.template.partition("/")
        return {"stage": self.stage, **({"ruleset": ruleset, "template": template} if template else {})}

    def query(self) -> str:
        """The choices as an address has them, after the question mark."""
        return urlencode({"stage": self.stage, **({"template": self.template} if self.template else {})})


def made(service: Service, given: Mapping[str, Sequence[str]]) -> Choices:
    """The choices that a form or an address makes. Raises Problem for one that is not offered."""
    stage, template = (next(iter(given.get(name, ())), "").strip() for name in ("stage", "template"))
    if stage and stage not in {s.value for s in Stage}:
        raise Problem(400, f"There is no stage '{stage}'. Choose one of those on the page.")
    if template and template not in {value for group in offered(service) for value, _ in group["templates"]}:
        raise Problem(400, f"There is no template '{template}'. Choose one of those on the page.")
    return Choices(stage or service.settings.stage, template)


def offered(service: Service) -> list[dict[str, Any]]:
    """The templates to choose from, by ruleset."""
    groups: dict[str, dict[str, Any]] = {}
    for ruleset, template in catalogue.usable(service.rulesets.values()):
        group = groups.setdefault(ruleset.name, {"name": ruleset.name, "title": ruleset.title, "templates": []})
        group["templates"].append((f"{ruleset.name}/{template.name}", template.title))
    return list(groups.values())


def facts(service: Service, chosen: Choices) -> dict[str, Any]:
    """What the page with the form needs to know."""
    settings = service.settings
    usual = "Recognise it by itself" if settings.template is None else f"As this server is set ({settings.template})"
    return {
        "choices": chosen,
        "offered": offered(service),
        "stages": _STAGES,
        "usual": usual,
        "limits": {
            "files": settings.files, "megabytes": settings.body_megabytes, "accept": ",".join(formats.SUFFIXES),
            "kinds": "OpenDocument, PDF, web pages, Markdown and plain text",
        },
    }  # fmt: skip
