"""Adapters between HandoffRail and agent frameworks.

Nothing is imported until it is used: neither LangChain nor CrewAI has to be installed for the other, or for
an adapter of your own on [`BaseAdapter`][fairlead.handoffrail.integrations.base.BaseAdapter].
"""

from typing import TYPE_CHECKING

from fairlead._core.lazy import lazy_exports

if TYPE_CHECKING:
    from fairlead.handoffrail.integrations.base import BaseAdapter, HandoffClient
    from fairlead.handoffrail.integrations.crewai import CrewAIAdapter, HandoffRailCrewAITool
    from fairlead.handoffrail.integrations.langchain import (
        HandoffRailCallbackHandler,
        HandoffRailTool,
        LangChainAdapter,
    )
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            f"{__name__}.base": ["BaseAdapter", "HandoffClient"],
            f"{__name__}.crewai": ["CrewAIAdapter", "HandoffRailCrewAITool"],
            f"{__name__}.langchain": ["HandoffRailCallbackHandler", "HandoffRailTool", "LangChainAdapter"],
        },
    )

__all__ = [
    "BaseAdapter",
    "CrewAIAdapter",
    "HandoffClient",
    "HandoffRailCallbackHandler",
    "HandoffRailCrewAITool",
    "HandoffRailTool",
    "LangChainAdapter",
]
