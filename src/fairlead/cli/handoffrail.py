"""`fairlead handoffrail`: work that agents hand to each other, and the people in between."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fairlead.cli._backend import Connection, Probe, add_group
from fairlead.cli._output import dumps, short, table
from fairlead.errors import ConfigurationError

if TYPE_CHECKING:
    from fairlead.handoffrail import HandoffRailClient, PacketCreate, PacketListResponse, PacketResponse

_WIDTH = 60
_ITS_NAME = "Its name. Default: its id."


class Urgency(StrEnum):
    """Priorities of packets."""

    low = "low"
    normal = "normal"
    high = "high"
    critical = "critical"


PacketId = Annotated[str, typer.Argument(metavar="ID", help="Id of the packet.")]
Priority = Annotated[Urgency | None, typer.Option("--priority", help="How urgent it is.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=200, help="Packets to show, at most.")]
Offset = Annotated[int, typer.Option("--offset", min=0, help="Packets to leave out first.")]
Tags = Annotated[list[str] | None, typer.Option("--tag", help="A tag; may be repeated.")]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    key = typer.Option(
        "--api-key",
        "-k",
        metavar="KEY",
        help="API key. Default: HANDOFFRAIL_API_KEY, which does not show in the process list.",
    )
    group = add_group(
        app,
        "handoffrail",
        HandoffRail(),
        url="HANDOFFRAIL_URL; it ends with /api/v1",
        credential=key,
        help="Work that agents hand to each other.",
    )
    group.add(list_packets, "list")
    for command in (search, get, history, create, claim, complete, respond, watch):
        group.add(command)


@dataclass(frozen=True, slots=True)
class HandoffRail(Connection):
    """A HandoffRail server."""

    refused = "check HANDOFFRAIL_API_KEY and --api-key"

    @contextmanager
    def client(self) -> Generator[HandoffRailClient]:
        """A client."""
        from fairlead.handoffrail import HandoffRailClient

        url = self.need("server", self.base_url, "HANDOFFRAIL_URL", "--base-url")
        key = self.need("API key", self.credential, "HANDOFFRAIL_API_KEY", "--api-key")
        with HandoffRailClient(url, key) as client:
            yield client

    def show(self, packet: PacketResponse) -> None:
        """Show a packet, a line for each fact."""
        self.out.write(packet, lambda: _facts(packet))

    def show_all(self, found: PacketListResponse) -> None:
        """Show a page of packets."""
        headings = ("ID", "Status", "Priority", "From", "To", "Summary")
        self.out.write(found, lambda: table(headings, [_row(each) for each in found.packets]))


def list_packets(
    handoffrail: HandoffRail,
    status: Annotated[
        list[str] | None,
        typer.Option("--status", help="Only this status, such as awaiting_human; may be repeated."),
    ] = None,
    source: Annotated[str | None, typer.Option("--source-id", help="Only those of this agent.")] = None,
    target: Annotated[str | None, typer.Option("--target-id", help="Only those for this agent.")] = None,
    tag: Tags = None,
    priority: Priority = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> None:
    """List packets, newest first."""
    with handoffrail.client() as client:
        found = client.list_packets(
            status=status,
            source_agent=source,
            target_agent=target,
            tags=tag,
            priority=priority,
            limit=limit,
            offset=offset,
        )
        handoffrail.show_all(found)


def search(
    handoffrail: HandoffRail,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words of the summary.")],
    limit: Limit = 20,
    offset: Offset = 0,
) -> None:
    """Search the summaries of packets, best match first."""
    from fairlead.handoffrail import SearchOptions

    with handoffrail.client() as client:
        handoffrail.show_all(client.search_packets(query, SearchOptions(limit=limit, offset=offset)))


def get(handoffrail: HandoffRail, packet_id: PacketId) -> None:
    """Show a packet. With --json, all of it."""
    with handoffrail.client() as client:
        handoffrail.show(client.get_packet(packet_id))


def history(handoffrail: HandoffRail, packet_id: PacketId) -> None:
    """Show what happened to a packet, oldest first."""
    with handoffrail.client() as client:
        found = client.get_history(packet_id)
        rows = [
            (_when(each.timestamp), each.event_type, each.actor, dumps(each.details or {}, indent=None))
            for each in found.events
        ]
        handoffrail.out.write(found, lambda: table(("When", "What", "Who", "Details"), rows))


def create(
    handoffrail: HandoffRail,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            "-f",
            help="The whole packet, as JSON or YAML; - reads the standard input.",
            allow_dash=True,
            dir_okay=False,
        ),
    ] = None,
    source: Annotated[str | None, typer.Option("--source-id", help="Agent that hands the work over.")] = None,
    source_name: Annotated[str | None, typer.Option("--source-name", help=_ITS_NAME)] = None,
    target: Annotated[str | None, typer.Option("--target-id", help="Agent that the work is for.")] = None,
    target_name: Annotated[str | None, typer.Option("--target-name", help=_ITS_NAME)] = None,
    summary: Annotated[str | None, typer.Option("--summary", help="What the next one needs to know.")] = None,
    tag: Tags = None,
    priority: Priority = None,
) -> None:
    """Hand work over.

    The packet is in a file, or made of --source-id, --target-id and --summary.
    """
    if file is not None and (source or target or summary):
        raise typer.BadParameter("a file has the whole packet", param_hint="--file")
    if file is not None:
        packet = _from_file(file)
    elif source and target and summary:
        packet = _packet(
            {
                "metadata": {
                    "source_agent": {"id": source, "name": source_name or source},
                    "target_agent": {"id": target, "name": target_name or target},
                    "tags": tag or [],
                    "priority": priority or "normal",
                },
                "context": {"summary": summary},
            },
            "the options",
        )
    else:
        raise typer.BadParameter("give --file, or --source-id, --target-id and --summary")
    with handoffrail.client() as client:
        handoffrail.show(client.create_packet(packet))


def claim(
    handoffrail: HandoffRail,
    packet_id: PacketId,
    agent: Annotated[str, typer.Option("--agent", "-a", help="Id of the agent that takes the work.")],
    name: Annotated[str | None, typer.Option("--agent-name", help=_ITS_NAME)] = None,
    framework: Annotated[str | None, typer.Option("--framework", help="What it is built with.")] = None,
) -> None:
    """Take the work for an agent. Only one can."""
    with handoffrail.client() as client:
        claimed = client.claim_packet(
            packet_id, agent_id=agent, agent_name=name or agent, framework=framework
        )
        handoffrail.show(claimed)


def complete(
    handoffrail: HandoffRail,
    packet_id: PacketId,
    start: Annotated[
        bool, typer.Option("--start", help="Mark it as in progress first; a claimed packet has to be.")
    ] = False,
) -> None:
    """Mark the work as done."""
    with handoffrail.client() as client:
        handoffrail.show(client.complete_packet(packet_id, start=start))


def respond(
    handoffrail: HandoffRail,
    packet_id: PacketId,
    response: Annotated[str, typer.Option("--response", "-r", help="The decision.")],
    responded_by: Annotated[str, typer.Option("--responded-by", "-b", help="Who decided.")],
    notes: Annotated[str | None, typer.Option("--notes", "-n", help="Further words.")] = None,
) -> None:
    """Answer a human checkpoint, so that the work goes on."""
    with handoffrail.client() as client:
        answered = client.respond_to_hitl(
            packet_id, response=response, responded_by=responded_by, notes=notes
        )
        handoffrail.show(answered)


def watch(
    handoffrail: HandoffRail,
    channels: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CHANNEL",
            help="status:STATUS, packet:ID or agent:ID; any may match. Default: everything.",
        ),
    ] = None,
) -> None:
    """Show what happens to packets, until Ctrl-C. With --json, each event is a line."""
    with handoffrail.client() as client, client.events(channels or ()) as events:
        if not handoffrail.as_json:
            typer.echo("Watching; Ctrl-C stops.", err=True)
        for event in events:
            status = event.data.get("status", "")
            replayed = "  (missed before)" if event.replayed else ""
            line = f"{_when(event.timestamp)}  {event.packet_id}  {event.type}  {status}{replayed}"
            handoffrail.out.line(event, line)


def _from_file(file: Path) -> PacketCreate:
    import yaml

    source = "the standard input" if str(file) == "-" else str(file)
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text("utf-8")
        content: object = yaml.safe_load(text)  # JSON is YAML
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ConfigurationError(f"cannot read {source}: {' '.join(str(error).split())}") from None
    return _packet(content, source)


def _packet(content: Any, source: str) -> PacketCreate:
    from pydantic import ValidationError

    from fairlead.handoffrail import PacketCreate

    try:
        return PacketCreate.model_validate(content)
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, each['loc'])) or 'it'}: {each['msg']}" for each in error.errors()
        )
        raise ConfigurationError(f"{source}: this is no packet: {wrong}") from None


def _facts(packet: PacketResponse) -> str:
    told = packet.metadata
    facts: dict[str, object] = {
        "id": packet.id,
        "status": packet.status,
        "priority": told.priority,
        "from": f"{told.source_agent.name} ({told.source_agent.id})",
        "to": f"{told.target_agent.name} ({told.target_agent.id})",
        "summary": " ".join(packet.context.summary.split()),
        "tags": ", ".join(told.tags),
        "created": _when(packet.created_at),
        "updated": _when(packet.updated_at),
    }
    if (asked := packet.hitl) is not None:
        options = f" ({', '.join(asked.options)})" if asked.options else ""
        facts["asks a human"] = f"{asked.question or asked.reason}{options}"
        facts["the human said"] = asked.response
    return "\n".join(f"{name}: {value}" for name, value in facts.items() if value)


def _row(packet: PacketResponse) -> tuple[str, ...]:
    told = packet.metadata
    agents = (told.source_agent.id, told.target_agent.id)
    return (
        str(packet.id),
        str(packet.status),
        str(told.priority),
        *agents,
        short(packet.context.summary, _WIDTH),
    )


def _when(moment: Any) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}"


def _state(client: HandoffRailClient) -> str:
    return f"{client.list_packets(limit=1).total} packets"


PROBE = Probe(HandoffRail(), ("HANDOFFRAIL_URL", "HANDOFFRAIL_API_KEY"), "HANDOFFRAIL_URL", _state)
