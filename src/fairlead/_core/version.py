"""How a client introduces itself."""

from __future__ import annotations

import sys

from fairlead._version import __version__


def user_agent(backend: str, product: str = "") -> str:
    """The `User-Agent` of a backend's client, such as `fairlead/1.0.0 (handoffrail) python/3.12`.

    Args:
        backend: Name of the backend.
        product: A further product that the backend knows its clients by, such as `"some-sdk"`; it gets our
            version.
    """
    python = f"python/{sys.version_info.major}.{sys.version_info.minor}"
    known_as = f" {product}/{__version__}" if product else ""
    return f"fairlead/{__version__} ({backend}) {python}{known_as}"
