"""`fairlead hai agents` and `fairlead hai skills`: what can be run."""

from __future__ import annotations

from typing import Annotated

import typer

from fairlead.cli._output import dumps, short, table
from fairlead.cli.hai._options import EXIT_CODES, ApiKey, AsJson, BaseUrl, Options

_WIDTH = 80

Search = Annotated[str | None, typer.Option("--search", help="Only those with this text in them.")]
Page = Annotated[int, typer.Option("--page", min=1, help="Number of the page.")]
Size = Annotated[int, typer.Option("--size", min=1, max=100, help="Entries on a page.")]


def register(group: typer.Typer) -> None:
    """Add the commands."""
    agents = typer.Typer(no_args_is_help=True, help="Agents that can be run.")
    agents.command("list", epilog=EXIT_CODES)(list_agents)
    agents.command("get", epilog=EXIT_CODES)(get_agent)
    group.add_typer(agents, name="agents")
    skills = typer.Typer(no_args_is_help=True, help="Skills that agents can have.")
    skills.command("list", epilog=EXIT_CODES)(list_skills)
    skills.command("get", epilog=EXIT_CODES)(get_skill)
    group.add_typer(skills, name="skills")


def list_agents(
    context: typer.Context,
    search: Search = None,
    page: Page = 1,
    size: Size = 20,
    api_key: ApiKey = None,
    base_url: BaseUrl = None,
    json_: AsJson = False,
) -> None:
    """List the agents of your organization, and those that everybody can use."""
    options = Options.of(context, api_key, base_url, json_)
    with options.client() as client:
        found = client.agents.list_agents(search=search, page=page, size=size)
        rows = [(agent.name or "", short(agent.description or "", _WIDTH)) for agent in found.items]
        options.out.write(found, lambda: table(("Name", "Description"), rows))


def get_agent(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the agent, such as h/web-surfer-pro.")],
    resolve: Annotated[
        bool, typer.Option("--resolve", help="Put what the agent refers to in the place of its name.")
    ] = False,
    api_key: ApiKey = None,
    base_url: BaseUrl = None,
    json_: AsJson = False,
) -> None:
    """Show an agent, as JSON."""
    options = Options.of(context, api_key, base_url, json_)
    with options.client() as client:
        typer.echo(dumps(client.agents.get_agent(name, resolve=resolve)))


def list_skills(
    context: typer.Context,
    search: Search = None,
    page: Page = 1,
    size: Size = 20,
    api_key: ApiKey = None,
    base_url: BaseUrl = None,
    json_: AsJson = False,
) -> None:
    """List the skills of your organization."""
    options = Options.of(context, api_key, base_url, json_)
    with options.client() as client:
        found = client.skills.list_skills(search=search, page=page, size=size)
        rows = [(skill.name, short(skill.description or "", _WIDTH)) for skill in found.items]
        options.out.write(found, lambda: table(("Name", "Description"), rows))


def get_skill(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the skill.")],
    api_key: ApiKey = None,
    base_url: BaseUrl = None,
    json_: AsJson = False,
) -> None:
    """Show a skill, as JSON."""
    options = Options.of(context, api_key, base_url, json_)
    with options.client() as client:
        typer.echo(dumps(client.skills.get_skill(name)))
