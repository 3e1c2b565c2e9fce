"""`fairlead hai agents` and `fairlead hai skills`: what can be run."""

from __future__ import annotations

from typing import Annotated

import typer

from fairlead.cli._backend import Group
from fairlead.cli._output import dumps, short, table
from fairlead.cli.hai._connection import Hai

_WIDTH = 80

Search = Annotated[str | None, typer.Option("--search", help="Only those with this text in them.")]
Page = Annotated[int, typer.Option("--page", min=1, help="Number of the page.")]
Size = Annotated[int, typer.Option("--size", min=1, max=100, help="Entries on a page.")]


def register(group: Group) -> None:
    """Add the commands."""
    agents = group.part("agents", "Agents that can be run.")
    agents.add(list_agents, "list")
    agents.add(get_agent, "get")
    skills = group.part("skills", "Skills that agents can have.")
    skills.add(list_skills, "list")
    skills.add(get_skill, "get")


def list_agents(hai: Hai, search: Search = None, page: Page = 1, size: Size = 20) -> None:
    """List your organization's agents, and those that all can use."""
    with hai.client() as client:
        found = client.agents.list_agents(search=search, page=page, size=size)
        rows = [(agent.name or "", short(agent.description or "", _WIDTH)) for agent in found.items]
        hai.out.write(found, lambda: table(("Name", "Description"), rows))


def get_agent(
    hai: Hai,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the agent, such as h/web-surfer-pro.")],
    resolve: Annotated[
        bool, typer.Option("--resolve", help="Put what the agent refers to in the place of its name.")
    ] = False,
) -> None:
    """Show an agent, as JSON."""
    with hai.client() as client:
        found = client.agents.get_agent(name, resolve=resolve)
        hai.out.write(found, lambda: dumps(found))


def list_skills(hai: Hai, search: Search = None, page: Page = 1, size: Size = 20) -> None:
    """List the skills of your organization."""
    with hai.client() as client:
        found = client.skills.list_skills(search=search, page=page, size=size)
        rows = [(skill.name, short(skill.description or "", _WIDTH)) for skill in found.items]
        hai.out.write(found, lambda: table(("Name", "Description"), rows))


def get_skill(
    hai: Hai,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the skill.")],
) -> None:
    """Show a skill, as JSON."""
    with hai.client() as client:
        found = client.skills.get_skill(name)
        hai.out.write(found, lambda: dumps(found))
