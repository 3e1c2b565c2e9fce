"""The tool for LangChain agents."""

from __future__ import annotations

from typing import Any

from langchain_core.tools import BaseTool
from langchain_core.tools.base import ArgsSchema
from pydantic import PrivateAttr

from fairlead.handoffrail.integrations._client import HandoffClient
from fairlead.handoffrail.integrations._tool_actions import (
    TOOL_DESCRIPTION,
    TOOL_NAME,
    ToolInput,
    run_action,
)


class HandoffRailTool(BaseTool):
    """Lets a LangChain agent create, claim, update, complete and read packets.

    The result is JSON text. A failed call or unusable arguments give `{"error": ...}`; nothing is raised for
    them. In async agents the work is done in a thread.

    Args:
        client: A sync client. The tool does not close it.
        **kwargs: Fields of LangChain's `BaseTool`, such as `name` or `description`.
    """

    name: str = TOOL_NAME
    description: str = TOOL_DESCRIPTION
    args_schema: ArgsSchema | None = ToolInput

    _client: HandoffClient = PrivateAttr()

    def __init__(self, client: HandoffClient, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._client = client

    def _run(self, action: str, **kwargs: Any) -> str:
        return run_action(self._client, action, kwargs)
