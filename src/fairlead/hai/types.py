"""Models, where hai-agents keeps them; all are in `fairlead.hai`."""

from typing import TYPE_CHECKING

from fairlead._core.lazy import lazy_exports
from fairlead.hai import models
from fairlead.hai._renamed import RENAMED
from fairlead.hai.models import *  # noqa: F403

__all__: list[str] = []
__all__ += models.__all__

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(__name__, {}, RENAMED)
