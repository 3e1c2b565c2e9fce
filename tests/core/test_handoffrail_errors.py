"""How every error answer of HandoffRail becomes an exception."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead._core.answers import Answer
from fairlead.handoffrail import exceptions
from fairlead.handoffrail._errors import FAMILY

PATH = "/api/v1/packets/5f0e4c1e-8f0a-4a53-9a55-0d6a1c7b2e10/claim"


def failure(status: int, body: Any, **headers: str) -> tuple[Any, bool]:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return FAMILY.from_answer(Answer(status, headers, content), operation="claim_packet", path=PATH)


@pytest.mark.parametrize(
    ("status", "body", "kind", "message"),
    [
        (400, {"detail": "Invalid cursor"}, exceptions.BadRequestError, "Invalid cursor"),
        (401, {"detail": "The key is unknown"}, exceptions.AuthenticationError, "The key is unknown"),
        (401, b"", exceptions.AuthenticationError, "the server answered with HTTP 401"),
        (401, b"<h1>Sign in", exceptions.AuthenticationError, "HTTP 401: <h1>Sign in"),
        (403, {"detail": "Role too low"}, exceptions.PermissionDeniedError, "Role too low"),
        (403, b"Forbidden", exceptions.PermissionDeniedError, "HTTP 403: Forbidden"),
        (404, {"detail": "Not Found"}, exceptions.NotFoundError, "Not Found"),
        (405, {"detail": "Method Not Allowed"}, exceptions.UnexpectedStatusError, "Method Not Allowed"),
        (409, {"detail": "already revoked"}, exceptions.ConflictError, "already revoked"),
        (410, {"detail": "expired"}, exceptions.PacketExpiredError, "expired"),
        (413, {"detail": "too large", "tier": "free"}, exceptions.PayloadTooLargeError, "too large"),
        (422, {"detail": "validation failed"}, exceptions.UnprocessableError, "validation failed"),
        (429, {"detail": "Quota used up"}, exceptions.RateLimitError, "Quota used up"),
        (500, b"Internal Server Error", exceptions.ServerError, "HTTP 500: Internal Server Error"),
        (502, b"<html>Bad Gateway</html>", exceptions.ServerError, "HTTP 502: <html>Bad Gateway</html>"),
        (
            503,
            {"status": "not_ready", "service": "handoffrail", "db": False},
            exceptions.ServerError,
            "the server answered with HTTP 503",
        ),
        (302, b"", exceptions.UnexpectedStatusError, "the server answered with HTTP 302"),
        (418, {}, exceptions.UnexpectedStatusError, "the server answered with HTTP 418"),
    ],
)
def test_every_form_of_error_body(status: int, body: Any, kind: type[Exception], message: str) -> None:
    error, _ = failure(status, body)
    assert type(error) is kind
    assert (error.status, error.status_code, error.message) == (status, status, message)
    assert (error.backend, error.operation) == ("handoffrail", "claim_packet")
    assert error.response_body == (body if isinstance(body, dict) else {})


def test_claim_conflict_names_the_claimant() -> None:
    claimant = {"id": "b-1", "name": "Beta", "framework": None}
    error, final = failure(409, {"detail": {"message": "Packet is already claimed", "claimed_by": claimant}})
    assert type(error) is exceptions.ConflictError
    assert (error.message, error.claimed_by, final) == ("Packet is already claimed", claimant, False)


@pytest.mark.parametrize("status", [409, 400])
def test_a_plain_conflict_has_no_claimant(status: int) -> None:
    error, _ = failure(409, {"detail": "already expired"})
    assert error.claimed_by is None


@pytest.mark.parametrize(
    ("problems", "field", "message"),
    [
        (
            [{"type": "missing", "loc": ["body", "metadata", "source_agent"], "msg": "Field required"}],
            "metadata.source_agent",
            "metadata.source_agent: Field required",
        ),
        (
            [
                {"loc": ["query", "limit"], "msg": "Input should be less than 201", "input": "5000"},
                {"loc": ["body", "decisions", 0, "id"], "msg": "Field required"},
            ],
            "limit",
            "limit: Input should be less than 201; decisions.0.id: Field required",
        ),
        ([{"loc": ["path", "packet_id"], "msg": "not a UUID"}], "packet_id", "packet_id: not a UUID"),
        ([{"loc": ["body", "query"], "msg": "no"}], "query", "query: no"),
        ([{"loc": ["body", 17], "msg": "JSON decode error"}], "17", "17: JSON decode error"),
        ([{"loc": ["body"], "msg": "Field required"}], None, "request: Field required"),
        ([{"loc": None, "msg": "odd"}], None, "request: odd"),
        ([{"loc": "body", "msg": "odd"}], None, "request: odd"),
        ([{"msg": "odd"}], None, "request: odd"),
        ([], None, "the server answered with HTTP 422"),
    ],
)
def test_field_problems(problems: list[dict[str, Any]], field: str | None, message: str) -> None:
    error, final = failure(422, {"detail": problems})
    assert type(error) is exceptions.UnprocessableError
    assert (error.field, error.problems, error.message, final) == (field, problems, message, False)


def test_the_values_that_were_refused_are_not_in_the_message() -> None:
    problem = {
        "loc": ["body", "secret"],
        "msg": "String should have at least 16 characters",
        "input": "s3cr3t",
    }
    error, _ = failure(422, {"detail": [problem]})
    assert "s3cr3t" not in str(error) + repr(error)


@pytest.mark.parametrize("status", [400, 413, 422])
def test_field_named_beside_the_detail(status: int) -> None:
    error, _ = failure(status, {"detail": "no", "field": "cursor"})
    assert error.field == "cursor"


def test_expired_names_the_path() -> None:
    error, _ = failure(410, {"detail": "expired"})
    assert error.resource_id == PATH
    assert failure(404, {"detail": "unknown"})[0].resource_id is None


@pytest.mark.parametrize(
    ("body", "headers", "code", "final", "retry_after"),
    [
        (
            {"detail": "Rate limit exceeded", "field": "rate_limit"},
            {"retry-after": "37"},
            "rate_limit",
            False,
            37,
        ),
        ({"detail": "Rate limit exceeded", "field": "rate_limit"}, {}, "rate_limit", False, None),
        ({"detail": "Daily quota of 5 packets is used up"}, {}, "quota", True, None),
    ],
)
def test_limits_and_the_quota_are_told_apart(
    body: dict[str, Any], headers: dict[str, str], code: str, final: bool, retry_after: float | None
) -> None:
    error, is_final = failure(429, body, **headers)
    assert type(error) is exceptions.RateLimitError
    assert (error.code, is_final, error.retry_after) == (code, final, retry_after)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["message", "claimed_by", "loc", "msg", "field"]), inner)
    ),
    max_leaves=8,
)


@given(
    status=st.sampled_from([400, 401, 403, 404, 409, 410, 413, 422, 429, 500]),
    body=json_values | st.fixed_dictionaries({"detail": json_values}, optional={"field": json_values}),
)
def test_a_body_of_any_shape_is_an_error_of_its_status(status: int, body: Any) -> None:
    error, _ = failure(status, body)
    expected = FAMILY.statuses.get(status, exceptions.ServerError)
    assert type(error) is expected
    assert error.status == status
    assert error.body == body
    assert isinstance(str(error), str)
