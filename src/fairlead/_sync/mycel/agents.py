# Made from src/fairlead/_async/mycel/agents.py by `nox -s regenerate`: edit that one.
"""Managed agents and their threads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mycel_backend_client import models as wire
from mycel_backend_client.api.panel import create_agent, list_agents
from mycel_backend_client.api.threads import create_thread

from fairlead._sync.mycel._base import Namespace, filled
from fairlead.mycel import models
from fairlead.mycel._errors import FAMILY


class Agents(Namespace):
    """`client.agents`: the caller's managed agents. Only the full profile has them."""

    def list(self) -> models.AgentList:
        """Get the caller's managed agents: `listing.agents`, or `listing["items"]`."""
        return self._call(models.AgentList, list_agents.sync_detailed, client=self._wire)

    def create(self, name: str, *, description: str = "") -> models.AgentDetail:
        """Create a managed agent.

        Args:
            name: Its name.
            description: What it is for.

        Raises:
            Forbidden: The caller is a guest or an external user.
        """
        body = {"name": name, "description": description}
        return self._call(
            models.AgentDetail,
            create_agent.sync_detailed,
            client=self._wire,
            body=self._body(wire.CreateAgentBody.from_dict, body),
        )


class Threads(Namespace):
    """`client.threads`: where managed agents run. Only the full profile has them."""

    def create(
        self,
        managed_agent_id: str,
        *,
        sandbox: str = "local",
        sandbox_template_id: str | None = None,
        existing_sandbox_id: str | None = None,
        cwd: str | None = None,
        model: str | None = None,
        agent: str | None = None,
        bind_mounts: Iterable[Mapping[str, object]] | None = None,
    ) -> models.Thread:
        """Create a runtime thread. The first one of an agent is woken by chat messages.

        Args:
            managed_agent_id: One of the caller's agents, `m_...`.
            sandbox: The sandbox provider.
            sandbox_template_id: The recipe of the sandbox; None for the provider's default.
            existing_sandbox_id: A sandbox to use again.
            cwd: Working directory.
            model: Language model.
            agent: Kind of agent.
            bind_mounts: Folders of the host in the sandbox, as dicts with `source` and `target`, and perhaps
                `mode` (`"mount"`, the default, or `"copy"`) and `read_only` (False by default).

        Raises:
            BadRequest: The provider is unknown (`code == "sandbox_provider_unavailable"`), cannot mount like
                that (`"sandbox_capability_mismatch"`), or the recipe does not fit.
            Conflict: The caller has as many sandboxes as allowed (`code == "sandbox_quota_exceeded"`).
            Forbidden: The agent or the sandbox is not the caller's.
            InvalidArgument: A mount lacks something or has an unknown mode.
        """
        body = {
            "agent_user_id": managed_agent_id,
            "sandbox": sandbox,
            "sandbox_template_id": sandbox_template_id,
            "existing_sandbox_id": existing_sandbox_id,
            "cwd": cwd,
            "model": model,
            "agent": agent,
            **filled(bind_mounts=None if bind_mounts is None else [_mount(mount) for mount in bind_mounts]),
        }
        return self._call(
            models.Thread,
            create_thread.sync_detailed,
            client=self._wire,
            body=self._body(wire.CreateThreadBody.from_dict, body),
        )


def _mount(mount: Mapping[str, object]) -> dict[str, object]:
    mode = models.MountMode.parse(str(mount.get("mode", "mount")), error=FAMILY.invalid_argument)
    return {"read_only": False, **mount, "mode": mode}
