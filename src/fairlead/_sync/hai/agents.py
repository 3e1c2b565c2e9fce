# Made from src/fairlead/_async/hai/agents.py by `nox -s regenerate`: edit that one.
"""Registered agents and their revisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, ParamSpec

from hai_backend_client import models as wire
from hai_backend_client.api.agents import (
    create_agent,
    delete_agent,
    get_agent,
    list_agent_revisions,
    list_agents,
    patch_agent,
    restore_agent_revision,
    update_agent,
)

from fairlead._sync._client import KEEP, Keep, given
from fairlead._sync.hai._base import HasHeaders, Namespace, known, listed
from fairlead.hai import models
from fairlead.hai._json import plain
from fairlead.hai._options import RequestOptions

P = ParamSpec("P")
Object = Mapping[str, Any]


class Agents(Namespace):
    """`client.agents`: agents that sessions can name. Names under `h/` are the service's own, to read only.

    Every change makes a revision. To change only what was read, pass the `etag` of what was read:

        agent = client.agents.get_agent("buyer")
        client.agents.patch_agent("buyer", instructions="Be quick.", if_match=agent.etag)
    """

    def create_agent(
        self,
        *,
        name: str,
        description: str,
        environments: Sequence[str | models.Environment | Object],
        message: str | None = None,
        model: str | Keep | None = KEEP,
        reasoning_effort: str | Keep | None = KEEP,
        instructions: str | Keep | None = KEEP,
        subagents: Sequence[str | models.Agent | Object] | Keep | None = KEEP,
        skills: Sequence[str | models.Skill | Object] | Keep | None = KEEP,
        answer_format: Object | Keep | None = KEEP,
        tools: Sequence[models.ToolDefinition | Object] | Keep | None = KEEP,
        request_options: RequestOptions | None = None,
    ) -> models.Agent:
        """Register an agent. What is not given is not sent; None is sent as null.

        Args:
            name: Lower-case letters, digits and hyphens, up to 63; `organization/` may stand before it.
            description: What it is for, read by agents that delegate to it.
            environments: Identifiers or environments, at most one of a kind; may be empty.
            message: Why, kept with the revision.
            model: Language model; None for the default.
            reasoning_effort: `disabled`, `low`, `medium` or `xhigh`; None for the default of the model.
            instructions: What is appended to the system prompt.
            subagents: Agents that it can delegate to, by name or inline.
            skills: Skills, by name or inline.
            answer_format: JSON Schema of the final answer; None for text.
            tools: Definitions of tools that the client runs.
            request_options: What this call does differently.

        Raises:
            ConflictError: The name is taken.
            ForbiddenError: The name is reserved.
            UnprocessableEntityError: Something does not fit.
        """
        fields = given(
            name=name,
            description=description,
            environments=environments,
            model=model,
            reasoning_effort=reasoning_effort,
            instructions=instructions,
            subagents=subagents,
            skills=skills,
            answer_format=answer_format,
            tools=tools,
        )
        return self._call_agent(
            create_agent.sync_detailed,
            client=self._wire(request_options),
            body=self._body(wire.Agent.from_dict, plain(fields)),
            message=known(message),
        )

    def list_agents(
        self,
        *,
        agent_name: str | None = None,
        search: str | None = None,
        reserved: bool | None = None,
        include: str | None = None,
        page: int | None = None,
        size: int | None = None,
        sort: str | Iterable[str] | None = None,
        request_options: RequestOptions | None = None,
    ) -> models.PageAgent:
        """Get a page of agents, newest first.

        Args:
            agent_name: The one of this name.
            search: Text to look for.
            reserved: Only those of the service, or only others.
            include: `"revision"` to get the number of the present revision, too.
            page: Which page, from 1.
            size: Agents on the page, 1 to 1000; 10 if not given.
            sort: `created_at` or `agent_name`, with `-` before it for descending order; one, or several.
            request_options: What this call does differently.
        """
        return self._call(
            models.PageAgent,
            list_agents.sync_detailed,
            client=self._wire(request_options),
            agent_name=known(agent_name),
            search=known(search),
            reserved=known(reserved),
            include=known(include),
            page=known(page),
            size=known(size),
            sort=listed(sort),
        )

    def iter_agents(
        self,
        *,
        agent_name: str | None = None,
        search: str | None = None,
        reserved: bool | None = None,
        include: str | None = None,
        size: int = 100,
        sort: str | Iterable[str] | None = None,
        request_options: RequestOptions | None = None,
    ) -> Iterator[models.Agent]:
        """Yield every agent, page by page; `size` are fetched at a time. See `list_agents`."""
        for agent in self._by_page(
            lambda page: self.list_agents(
                agent_name=agent_name,
                search=search,
                reserved=reserved,
                include=include,
                page=page,
                size=size,
                sort=sort,
                request_options=request_options,
            ),
            size,
        ):
            yield agent

    def get_agent(
        self,
        agent_name: str,
        *,
        revision: int | None = None,
        resolve: bool | None = None,
        request_options: RequestOptions | None = None,
    ) -> models.Agent:
        """Get an agent.

        Args:
            agent_name: Its name.
            revision: An older revision, from 1; None for the present one.
            resolve: Whether to replace names of environments, subagents and skills by what they stand for.
                The result has no `etag` then.
            request_options: What this call does differently.

        Raises:
            NotFoundError: There is no such agent or revision.
        """
        return self._call_agent(
            get_agent.sync_detailed,
            self._name(agent_name, "agent_name"),
            client=self._wire(request_options),
            revision=known(revision),
            resolve=known(resolve),
        )

    def update_agent(
        self,
        agent_name: str,
        *,
        name: str,
        description: str,
        environments: Sequence[str | models.Environment | Object],
        message: str | None = None,
        if_match: str | None = None,
        model: str | Keep | None = KEEP,
        reasoning_effort: str | Keep | None = KEEP,
        instructions: str | Keep | None = KEEP,
        subagents: Sequence[str | models.Agent | Object] | Keep | None = KEEP,
        skills: Sequence[str | models.Skill | Object] | Keep | None = KEEP,
        answer_format: Object | Keep | None = KEEP,
        tools: Sequence[models.ToolDefinition | Object] | Keep | None = KEEP,
        request_options: RequestOptions | None = None,
    ) -> models.Agent:
        """Replace an agent as a whole; what is not given is gone. See `create_agent` for the fields.

        Args:
            agent_name: The agent.
            name: The same name.
            description: What it is for.
            environments: Identifiers or environments.
            message: Why, kept with the revision.
            if_match: The `etag` of the revision that this is based on; None to change whatever is there.
            model: Language model.
            reasoning_effort: How much it thinks.
            instructions: What is appended to the system prompt.
            subagents: Agents that it can delegate to.
            skills: Skills.
            answer_format: JSON Schema of the final answer.
            tools: Definitions of tools that the client runs.
            request_options: What this call does differently.

        Raises:
            PreconditionFailedError: Somebody else changed the agent meanwhile; see `etag`.
            NotFoundError: There is no such agent.
            ForbiddenError: The name is reserved.
        """
        fields = given(
            name=name,
            description=description,
            environments=environments,
            model=model,
            reasoning_effort=reasoning_effort,
            instructions=instructions,
            subagents=subagents,
            skills=skills,
            answer_format=answer_format,
            tools=tools,
        )
        return self._call_agent(
            update_agent.sync_detailed,
            self._name(agent_name, "agent_name"),
            client=self._wire(request_options),
            body=self._body(wire.Agent.from_dict, plain(fields)),
            message=known(message),
            if_match=known(if_match),
        )

    def patch_agent(
        self,
        agent_name: str,
        *,
        message: str | None = None,
        if_match: str | None = None,
        description: str | Keep = KEEP,
        environments: Sequence[str | models.Environment | Object] | Keep = KEEP,
        model: str | Keep | None = KEEP,
        reasoning_effort: str | Keep | None = KEEP,
        instructions: str | Keep | None = KEEP,
        subagents: Sequence[str | models.Agent | Object] | Keep | None = KEEP,
        skills: Sequence[str | models.Skill | Object] | Keep | None = KEEP,
        answer_format: Object | Keep | None = KEEP,
        tools: Sequence[models.ToolDefinition | Object] | Keep | None = KEEP,
        request_options: RequestOptions | None = None,
    ) -> models.Agent:
        """Change some fields of an agent; what is not given stays. See `create_agent` for the fields.

        Args:
            agent_name: The agent.
            message: Why, kept with the revision.
            if_match: The `etag` of the revision that this is based on; None to change whatever is there.
            description: What it is for.
            environments: Identifiers or environments.
            model: Language model.
            reasoning_effort: How much it thinks.
            instructions: What is appended to the system prompt.
            subagents: Agents that it can delegate to.
            skills: Skills.
            answer_format: JSON Schema of the final answer.
            tools: Definitions of tools that the client runs.
            request_options: What this call does differently.

        Raises:
            PreconditionFailedError: Somebody else changed the agent meanwhile; see `etag`.
            NotFoundError: There is no such agent.
            ForbiddenError: The name is reserved.
        """
        fields = given(
            description=description,
            environments=environments,
            model=model,
            reasoning_effort=reasoning_effort,
            instructions=instructions,
            subagents=subagents,
            skills=skills,
            answer_format=answer_format,
            tools=tools,
        )
        return self._call_agent(
            patch_agent.sync_detailed,
            self._name(agent_name, "agent_name"),
            client=self._wire(request_options),
            body=self._body(wire.PatchAgent.from_dict, plain(fields)),
            message=known(message),
            if_match=known(if_match),
        )

    def delete_agent(
        self, agent_name: str, *, if_match: str | None = None, request_options: RequestOptions | None = None
    ) -> None:
        """Delete an agent and all its revisions.

        Args:
            agent_name: The agent.
            if_match: The `etag` of the revision that was seen last; None to delete whatever is there.
            request_options: What this call does differently.

        Raises:
            PreconditionFailedError: Somebody else changed the agent meanwhile; see `etag`.
            NotFoundError: There is no such agent.
            ForbiddenError: The name is reserved.
        """
        self._call_empty(
            delete_agent.sync_detailed,
            self._name(agent_name, "agent_name"),
            client=self._wire(request_options),
            if_match=known(if_match),
        )

    def list_agent_revisions(
        self,
        agent_name: str,
        *,
        page: int | None = None,
        size: int | None = None,
        sort: str | Iterable[str] | None = None,
        request_options: RequestOptions | None = None,
    ) -> models.PageAgentRevisionRecord:
        """Get a page of an agent's revisions, newest first.

        Args:
            agent_name: The agent.
            page: Which page, from 1.
            size: Revisions on the page, 1 to 1000; 10 if not given.
            sort: `-number` (the default) or `number`.
            request_options: What this call does differently.

        Raises:
            NotFoundError: There is no such agent.
        """
        return self._call(
            models.PageAgentRevisionRecord,
            list_agent_revisions.sync_detailed,
            self._name(agent_name, "agent_name"),
            client=self._wire(request_options),
            page=known(page),
            size=known(size),
            sort=listed(sort),
        )

    def iter_agent_revisions(
        self,
        agent_name: str,
        *,
        size: int = 100,
        sort: str | Iterable[str] | None = None,
        request_options: RequestOptions | None = None,
    ) -> Iterator[models.AgentRevisionRecord]:
        """Yield every revision of an agent, page by page. See `list_agent_revisions`."""
        for revision in self._by_page(
            lambda page: self.list_agent_revisions(
                agent_name, page=page, size=size, sort=sort, request_options=request_options
            ),
            size,
        ):
            yield revision

    def restore_agent_revision(
        self,
        agent_name: str,
        number: int,
        *,
        if_match: str | None = None,
        request_options: RequestOptions | None = None,
    ) -> models.Agent:
        """Make an agent what it was in an older revision. That is a new revision.

        Args:
            agent_name: The agent.
            number: The older revision.
            if_match: The `etag` of the revision that was seen last; None to replace whatever is there.
            request_options: What this call does differently.

        Raises:
            PreconditionFailedError: Somebody else changed the agent meanwhile; see `etag`.
            NotFoundError: There is no such agent or revision.
        """
        return self._call_agent(
            restore_agent_revision.sync_detailed,
            self._name(agent_name, "agent_name"),
            number,
            client=self._wire(request_options),
            if_match=known(if_match),
        )

    def _call_agent(
        self, endpoint: Callable[P, HasHeaders], *args: P.args, **kwargs: P.kwargs
    ) -> models.Agent:
        """Call an endpoint that answers with an agent, and tell the agent its revision."""
        response = endpoint(*args, **kwargs)
        return self._decode(models.Agent, endpoint, response).with_etag(response.headers.get("etag"))
