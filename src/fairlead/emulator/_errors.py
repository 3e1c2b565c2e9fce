"""Errors that only the emulator raises."""

from __future__ import annotations

from fairlead.errors import ConfigurationError


class PortInUse(ConfigurationError):
    """Somebody else already listens on the port that the emulator was told to use."""
