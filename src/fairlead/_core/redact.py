"""Keeping secrets out of what people read: URLs and headers in logs, errors and recordings."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

HIDDEN = "[redacted]"

SECRET_HEADERS = frozenset(
    {
        "authorization",
        "proxy-authorization",
        "cookie",
        "set-cookie",
        "x-api-key",
        "x-auth-token",
        "x-hr-signature",
    }
)
SECRET_PARAMETERS = frozenset(
    {"api_key", "apikey", "key", "token", "access_token", "secret", "password", "signature"}
)


def redact_url(url: str) -> str:
    """`url` with the values of secret parameters, and any user information, replaced.

    Parameters are looked for in the query and in the fragment. A text that is not a URL is hidden as a whole,
    because nobody knows which part of it is what.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return HIDDEN
    host = parts.netloc.rpartition("@")[2]
    # Without brackets, which a host may have and a user may not.
    netloc = f"redacted@{host}" if "@" in parts.netloc else host
    fragment = _redact_parameters(parts.fragment) if "=" in parts.fragment else parts.fragment
    query = _redact_parameters(parts.query)
    return urlunsplit(parts._replace(netloc=netloc, query=query, fragment=fragment))


def _redact_parameters(text: str) -> str:
    parameters = parse_qsl(text, keep_blank_values=True)
    return urlencode(
        [(name, HIDDEN if name.lower() in SECRET_PARAMETERS else value) for name, value in parameters],
        safe="[]",
    )


def redact_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers as a dict with the values of secret ones replaced."""
    return {name: HIDDEN if name.lower() in SECRET_HEADERS else value for name, value in headers.items()}
