"""Requests that are built past the HTTP client are the same as those that it builds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx2
import pytest

from fairlead._sync._pool import Pool
from fairlead.hai._errors import FAMILY

URL = "http://127.0.0.1:9/api/v1/things/a%2Fb?limit=2&q=%C3%A4"
IDENTITY = {"User-Agent": "fairlead/test"}
TIMEOUT = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), 3.0)}


@pytest.fixture
def pool() -> Pool:
    return Pool(FAMILY, None, keep_alive=True, proxy=None, verify=False, headers=IDENTITY)


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    "content",
    [
        {},
        {"json": {"a": "ä"}},
        {"content": b"raw"},
        {"data": {"a": "b"}},
        {"files": {"file": ("a.txt", b"text")}},
    ],
    ids=lambda content: next(iter(content), "nothing"),
)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer x", "X-Other": "y"},
        {"user-agent": "mine", "ACCEPT": "text/plain"},
        {"Content-Type": "multipart/form-data; boundary=b"},
    ],
    ids=["no headers", "further", "others", "content type"],
)
@pytest.mark.parametrize("cookie", [False, True], ids=["", "cookie"])
def test_the_same_request(
    pool: Pool, method: str, content: Mapping[str, Any], headers: Mapping[str, str], *, cookie: bool
) -> None:
    if "files" in content and "Content-Type" not in headers:
        headers = {
            **headers,
            "Content-Type": "multipart/form-data; boundary=b",
        }  # or it is another one each time
    if cookie:
        pool.client.cookies.set("seen", "yes", domain="127.0.0.1")
    with pool.client:
        built = pool.build(method, URL, headers, TIMEOUT, content)
        wanted = pool.client.build_request(method, URL, headers=headers, extensions=TIMEOUT, **content)
    assert (built.method, built.url, built.extensions) == (wanted.method, wanted.url, wanted.extensions)
    assert lines(built) == lines(wanted)
    assert built.headers.raw[0] == (b"Host", b"127.0.0.1:9")
    assert built.read() == wanted.read()


@pytest.mark.parametrize("headers", [{"X-Name": "ä"}, {"X-Name": 1}])
def test_headers_that_cannot_be_sent(pool: Pool, headers: Any) -> None:
    with pool.client, pytest.raises((ValueError, TypeError)):
        pool.build("GET", URL, headers, TIMEOUT, {})


def lines(request: httpx2.Request) -> list[tuple[bytes, bytes]]:
    return sorted((name.lower(), value) for name, value in request.headers.raw)
