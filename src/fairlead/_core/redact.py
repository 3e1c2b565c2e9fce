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
    """`url` with the values of secret query parameters, and any user information, replaced."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    netloc = f"{HIDDEN}@{host}" if "@" in parts.netloc else host
    query = urlencode(
        [
            (name, HIDDEN if name.lower() in SECRET_PARAMETERS else value)
            for name, value in parse_qsl(parts.query, keep_blank_values=True)
        ],
        safe="[]",
    )
    return urlunsplit(parts._replace(netloc=netloc, query=query))


def redact_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers as a dict with the values of secret ones replaced."""
    return {name: HIDDEN if name.lower() in SECRET_HEADERS else value for name, value in headers.items()}
