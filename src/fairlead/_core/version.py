"""How a client introduces itself."""

from __future__ import annotations

import sys

from fairlead._version import __version__


def user_agent(backend: str) -> str:
    """The `User-Agent` of a backend's client, such as `fairlead/1.0.0 (handoffrail) python/3.12`."""
    return f"fairlead/{__version__} ({backend}) python/{sys.version_info.major}.{sys.version_info.minor}"
