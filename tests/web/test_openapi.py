"""The API's descriptions hold to their standards, and the server to its descriptions."""

from __future__ import annotations

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from openapi_spec_validator import OpenAPIV2SpecValidator, OpenAPIV31SpecValidator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from reportlint.web.operations import OPERATIONS, Operation

CHECKS = [
    not_a_server_error, content_type_conformance, response_headers_conformance, response_schema_conformance, status_code_conformance,
]  # fmt: skip


@pytest.fixture(scope="session")
def described(address: str) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_url(f"{address}api/openapi.json")


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: o.id)
def test_the_server_is_as_it_is_described_whatever_it_is_asked(described: schemathesis.BaseSchema, operation: Operation) -> None:
    known = described[operation.path][operation.method]
    for mode in schemathesis.GenerationMode:

        @given(case=known.as_strategy(generation_mode=mode))
        @settings(max_examples=15, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        def asked(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=CHECKS)

        asked()


def test_the_descriptions_are_valid(client: httpx.Client) -> None:
    OpenAPIV31SpecValidator(client.get("/api/openapi.json").json()).validate()
    OpenAPIV2SpecValidator(client.get("/api/openapi-2.0.json").json()).validate()


def test_every_operation_is_in_both_descriptions(client: httpx.Client) -> None:
    new, old = (client.get(f"/api/openapi{v}.json").json()["paths"] for v in ("", "-2.0"))
    assert {(path, method) for path in new for method in new[path]} == {(path, method) for path in old for method in old[path]}
    assert {"/api/check", "/api/annotate", "/api/fix", "/api/agenda", "/api/templates", "/api/rules"} <= set(new)
