"""No secret survives redaction, and everything else does."""

from __future__ import annotations

from urllib.parse import quote, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead._core.redact import (
    HIDDEN,
    SECRET_HEADERS,
    SECRET_PARAMETERS,
    redact_headers,
    redact_url,
)


@pytest.mark.parametrize(
    ("url", "redacted"),
    [
        ("http://localhost:8080/api/v1", "http://localhost:8080/api/v1"),
        ("/packets/1?limit=5&tags=a%2Cb", "/packets/1?limit=5&tags=a%2Cb"),
        ("ws://h/ws?api_key=hr_abc", "ws://h/ws?api_key=[redacted]"),
        ("http://h/?api_key=hr_a&x=1&API_KEY=hr_b", "http://h/?api_key=[redacted]&x=1&API_KEY=[redacted]"),
        ("http://h/?api%5Fkey=hr_abc", "http://h/?api_key=[redacted]"),
        ("http://h/?token=", "http://h/?token=[redacted]"),
        ("http://h/#access_token=abc&state=1", "http://h/#access_token=[redacted]&state=1"),
        ("http://h/#section", "http://h/#section"),
        ("https://user:secret@h:1/p", "https://redacted@h:1/p"),
        ("https://secret@h/p", "https://redacted@h/p"),
        ("https://a@b:secret@h/p", "https://redacted@h/p"),
        ("http://[::1]:8080/p", "http://[::1]:8080/p"),
        ("http://[bad/?api_key=hr_abc", HIDDEN),
        ("http://user:sec/ret@h", HIDDEN),
        ("http://h:99999/?api_key=hr_abc", HIDDEN),
        ("", ""),
    ],
)
def test_urls(url: str, redacted: str) -> None:
    assert redact_url(url) == redacted


# Told apart from everything else a URL may be made of.
SECRET = "5ecr3t-5ecr3t"
harmless = st.text(st.characters(codec="utf-8"), max_size=8)
cased_names = st.sampled_from(sorted(SECRET_PARAMETERS)).flatmap(
    lambda name: st.sampled_from([name, name.upper(), name.title()])
)
pairs = st.lists(
    st.tuples(cased_names, st.just(SECRET)) | st.tuples(harmless.map("x".__add__), harmless), max_size=5
)


@given(
    scheme=st.sampled_from(["http", "https", "ws", "wss", "socks5"]),
    user=st.sampled_from(["", f"{SECRET}@", f"user:{SECRET}@", f"{SECRET}:{SECRET}@", f"a@b:{SECRET}@"]),
    path=harmless,
    query=pairs,
    fragment=pairs,
)
def test_no_secret_survives(
    scheme: str, user: str, path: str, query: list[tuple[str, str]], fragment: list[tuple[str, str]]
) -> None:
    url = f"{scheme}://{user}host:1/{quote(path)}?{urlencode(query)}#{urlencode(fragment)}"
    redacted = redact_url(url)
    assert SECRET not in redacted
    assert redacted.count(HIDDEN) == url.count(f"={SECRET}")
    assert urlsplit(redacted).hostname == "host"
    assert redact_url(redacted) == redacted


@given(st.text())
def test_any_text_at_all_can_be_redacted(text: str) -> None:
    assert isinstance(redact_url(text), str)


def test_headers() -> None:
    headers = {name.title(): SECRET for name in SECRET_HEADERS} | {"X-Request-Id": "r1", "Accept": "*/*"}
    redacted = redact_headers(headers)
    assert SECRET not in repr(redacted)
    assert redacted["X-Api-Key"] == HIDDEN
    assert (redacted["X-Request-Id"], redacted["Accept"]) == ("r1", "*/*")
    assert redacted.keys() == headers.keys()
