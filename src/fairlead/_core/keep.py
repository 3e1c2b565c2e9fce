"""The default of options whose None means something."""

from __future__ import annotations

from typing import Final

__all__ = ["KEEP", "Keep"]


class Keep:
    """Type of the default in `with_options`: leave this option as it is."""

    def __repr__(self) -> str:
        return "KEEP"


KEEP: Final = Keep()
