"""Answers to errors, for a backend of the test's own."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from fairlead import errors
from fairlead._core.answers import Answer, ErrorFamily, Problem
from fairlead._core.decode import decode


class TeapotError(errors.StatusError):
    def __init__(self, message: str = "", *, shape: str = "", **context: Any) -> None:
        super().__init__(message, **context)
        self.shape = shape


def read(status: int, body: Any, path: str) -> Problem:
    if status == 418:
        return Problem("short", code="tea", final=True, error=TeapotError, details={"shape": path})
    return Problem()


FAMILY = ErrorFamily("tiny", {404: errors.NotFound}, read=read)


def failure(status: int, content: bytes = b"", **headers: str) -> errors.StatusError:
    return FAMILY.from_answer(Answer(status, headers, content), operation="get_it", path="/it")[0]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (301, errors.StatusError),
        (400, errors.StatusError),
        (404, errors.NotFound),
        (418, TeapotError),
        (500, errors.ServerError),
        (599, errors.ServerError),
    ],
)
def test_class_by_status(status: int, kind: type[errors.StatusError]) -> None:
    error = failure(status)
    assert type(error) is kind
    assert (error.status, error.backend, error.operation) == (status, "tiny", "get_it")


def test_the_reader_may_choose_the_class_and_its_details() -> None:
    error, final = FAMILY.from_answer(Answer(418, {}, b""), operation=None, path="/it")
    assert isinstance(error, TeapotError)
    assert (error.message, error.code, error.shape, final) == ("short", "tea", "/it", True)


def test_headers_of_the_answer() -> None:
    error = failure(503, **{"retry-after": "2.5", "x-request-id": "r-9"})
    assert (error.retry_after, error.request_id) == (2.5, "r-9")
    assert (failure(503).retry_after, failure(503).request_id) == (None, None)


@pytest.mark.parametrize(
    ("content", "body", "message"),
    [
        (b"", None, "the server answered with HTTP 404"),
        (b'{"detail":"no such thing"}', {"detail": "no such thing"}, "no such thing"),
        (b'{"message":"gone"}', {"message": "gone"}, "gone"),
        (b'{"error":"gone"}', {"error": "gone"}, "gone"),
        (b'{"detail":[1]}', {"detail": [1]}, "the server answered with HTTP 404"),
        (b"[1]", [1], "the server answered with HTTP 404"),
        (b"null", None, "the server answered with HTTP 404"),
        (b'"text"', "text", "HTTP 404: text"),
        (b"<html>\n  <p>Not\n here", "<html>\n  <p>Not\n here", "HTTP 404: <html> <p>Not here"),
        (b"\xff\xfe\xfa", "\ufffd\ufffd\ufffd", "HTTP 404: \ufffd\ufffd\ufffd"),
        (b"x" * 300, "x" * 300, f"HTTP 404: {'x' * 200}…"),
        (b"[" * 100_000, "[" * 100_000, f"HTTP 404: {'[' * 200}…"),
        (b" ", " ", "the server answered with HTTP 404"),
    ],
)
def test_body_and_message(content: bytes, body: Any, message: str) -> None:
    error = failure(404, content)
    assert (error.body, error.message) == (body, message)


@given(st.integers(300, 599), st.binary())
def test_no_body_stops_an_error_from_being_that_of_its_status(status: int, content: bytes) -> None:
    error = failure(status, content)
    assert error.status == status
    assert isinstance(str(error), str)
    assert str(error)


@pytest.mark.parametrize(("status", "success"), [(199, False), (200, True), (299, True), (300, False)])
def test_success(status: int, success: bool) -> None:
    assert Answer(status, {}, b"").is_success is success


class Person(BaseModel):
    name: str
    age: int
    tags: list[str] = []


def test_decode() -> None:
    person = decode(Person, b'{"name":"Ada","age":36}', error=errors.InvalidResponse)
    assert person == Person(name="Ada", age=36)
    assert decode(list[int], b"[1,2]", error=errors.InvalidResponse) == [1, 2]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the server's answer is not a valid Person: body: Invalid JSON: EOF while parsing"),
        (b"<html>", "the server's answer is not a valid Person: body: Invalid JSON: expected value"),
        (b"[]", "the server's answer is not a valid Person: body: Input should be an object"),
        (b"[" * 100_000, "the server's answer is not a valid Person: body: Invalid JSON: recursion limit"),
        (b'{"age":1}', "the server's answer is not a valid Person: name: Field required"),
        (
            b'{"name":"Ada","age":1,"tags":["a",2]}',
            "the server's answer is not a valid Person: tags.1: Input should be a valid string",
        ),
        (
            b'{"name":1,"age":"x","tags":[1,2,3]}',
            "the server's answer is not a valid Person: name: Input should be a valid string;"
            " age: Input should be a valid integer, unable to parse string as an integer;"
            " tags.0: Input should be a valid string; and 2 more",
        ),
    ],
)
def test_decode_names_what_does_not_fit(content: bytes, message: str) -> None:
    with pytest.raises(errors.InvalidResponse) as raised:
        decode(Person, content, error=errors.InvalidResponse, backend="tiny", operation="get_it")
    assert str(raised.value).startswith(message)
    assert (raised.value.backend, raised.value.operation) == ("tiny", "get_it")
    assert raised.value.body == content.decode()
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None


SECRET = "5ecr3t"
values = st.recursive(
    st.just(SECRET) | st.integers() | st.none(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["a", "b"]), inner),
    max_leaves=4,
)


@given(st.fixed_dictionaries({"name": values, "age": values, "tags": values}))
def test_decode_never_shows_a_value(content: dict[str, Any]) -> None:
    content["age"] = SECRET  # so that it never fits
    with pytest.raises(errors.InvalidResponse) as raised:
        decode(Person, json.dumps(content).encode(), error=errors.InvalidResponse)
    assert SECRET not in str(raised.value) + repr(raised.value)


def test_where_there_is_no_route_the_url_is_told() -> None:
    def message(body: dict[str, str]) -> str:
        answer = Answer(404, {}, json.dumps(body).encode())
        return FAMILY.from_answer(answer, operation="get_it", path="/it", url="http://h/it")[0].message

    assert message({"detail": "Not Found"}) == (
        "Not Found: this server has nothing at http://h/it; look at the base URL of the client"
    )
    assert message({"detail": "There is no it"}) == "There is no it"
