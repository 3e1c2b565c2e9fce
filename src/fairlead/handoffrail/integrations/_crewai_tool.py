"""The tool for CrewAI agents."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, PrivateAttr

from fairlead.handoffrail.integrations._client import HandoffClient
from fairlead.handoffrail.integrations._tool_actions import (
    TOOL_DESCRIPTION,
    TOOL_NAME,
    ToolInput,
    run_action,
)

if TYPE_CHECKING:
    # CrewAI is too large to install for type checking; this is what the tool uses of its base class.
    class _CrewAITool(BaseModel):
        name: str
        description: str
        args_schema: type[BaseModel]
else:
    from crewai.tools import BaseTool as _CrewAITool


def _never_cache(_arguments: Any = None, _result: Any = None) -> bool:
    return False


class HandoffRailCrewAITool(_CrewAITool):
    """Lets a CrewAI agent create, claim, update, complete and read packets.

    The result is JSON text. A failed call or unusable arguments give `{"error": ...}`; nothing is raised for
    them. Results are not cached, because packets change. In async crews the work is done in a thread.

    Args:
        client: A sync client. The tool does not close it.
        name: Name of the tool, as the agent sees it.
        description: When and how to use it; by default a list of its actions.
        **kwargs: Further fields of CrewAI's `BaseTool`.
    """

    args_schema: type[BaseModel] = ToolInput

    # A private attribute, because CrewAI's base class drops fields that it does not declare.
    _client: HandoffClient = PrivateAttr()

    def __init__(
        self, client: HandoffClient, name: str = TOOL_NAME, description: str | None = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("cache_function", _never_cache)
        super().__init__(name=name, description=description or TOOL_DESCRIPTION, **kwargs)
        self._client = client

    def _run(self, action: str, **kwargs: Any) -> str:
        return run_action(self._client, action, kwargs)

    async def _arun(self, action: str, **kwargs: Any) -> str:
        return await asyncio.to_thread(self._run, action, **kwargs)
