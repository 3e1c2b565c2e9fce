"""Who may call what: the four roles of API keys and the rules of the routes."""

from __future__ import annotations

import re

__all__ = ["EXEMPT_PATHS", "ROLES", "is_sufficient", "required_role"]

ROLES = ("reader", "agent", "writer", "admin")
"""From the least to the most powerful; each may do what those before it may."""

EXEMPT_PATHS = frozenset({"/health", "/ready", "/metrics", "/docs", "/openapi.json", "/redoc"})
"""Paths that nobody judges: no role, no rate limit."""

# The first rule that fits decides. They are about paths, not operations, so a wrong method is judged, too.
_RULES: tuple[tuple[re.Pattern[str], frozenset[str] | None, str], ...] = tuple(
    (re.compile(pattern), frozenset(methods.split()) if methods else None, role)
    for pattern, methods, role in (
        (r"/api/v1/keys", "", "admin"),
        (r"/api/v1/tenants", "", "admin"),
        (r"/api/v1/system", "", "admin"),
        (r"/api/v1/packets/(search|awaiting)", "GET", "reader"),
        (r"/api/v1/packets/[^/]+/history", "GET", "reader"),
        (r"/api/v1/packets(/[^/]+)?$", "GET", "reader"),
        (r"/api/v1/packets/[^/]+/(claim|respond)", "POST", "agent"),
        (r"/api/v1/packets/[^/]+$", "PATCH", "agent"),
        (r"/api/v1/packets", "", "writer"),
        (r"/api/v1/schemas", "", "writer"),
        (r"/api/v1/hooks/dlq/retry-all", "", "admin"),
        (r"/api/v1/hooks", "", "writer"),
        (r"/api/v1/audit", "GET", "reader"),
        (r"/api/v1/audit", "", "writer"),
    )
)


def required_role(method: str, path: str) -> str:
    """The lowest role that may call a path. What no rule mentions is for admins."""
    for pattern, methods, role in _RULES:
        if pattern.match(path) and (methods is None or method in methods):
            return role
    return "admin"


def is_sufficient(role: str, required: str) -> bool:
    """Whether a key's role is at least the required one."""
    return ROLES.index(role) >= ROLES.index(required)
