"""The regions, where hai-agents keeps them; the same as in `fairlead.hai`."""

from fairlead.hai._options import HaiAgentsEnvironment

__all__ = ["HaiAgentsEnvironment"]
