"""Where hai-agents keeps `RequestOptions`."""

from fairlead.hai._options import RequestOptions

__all__ = ["RequestOptions"]
