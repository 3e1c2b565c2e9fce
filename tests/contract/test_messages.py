"""From a change of messages outside of HTTP to the methods that read them, and the fields that they fill."""

from __future__ import annotations

import copy
import json
import shutil
import tomllib

import pytest

from codegen import completeness, manifest
from codegen.blind_spots import unsent
from codegen.project import Project
from codegen.sent import Senders
from fairlead.contract import ContractError, check, impact
from fairlead.contract import _source as source
from fairlead.contract._document import Document
from fairlead.contract._messages import as_operations
from fairlead.contract._static import misfits
from fairlead.contract._usage import ANY, Usage

PROJECT = Project()
GUARD = tomllib.loads(PROJECT.guard.read_text("utf-8"))
EVENTS = ("PacketCreatedEvent", "PacketClaimedEvent", "PacketCompletedEvent")


@pytest.fixture
def lines(tmp_path):
    """What is said of changed messages of a backend; `change` gets the definitions and the document."""

    def compare(backend, change):
        document = copy.deepcopy(source.messages(backend))
        change(document["$defs"], document)
        path = tmp_path / "messages.json"
        path.write_text(json.dumps(document, default=str))
        [report] = impact("installed", str(path))
        assert report.backend == backend
        return [line for finding in report.findings for line in finding.lines]

    return compare


def drop(defined, name, field):
    del defined[name]["properties"][field]
    defined[name]["required"] = [one for one in defined[name]["required"] if one != field]


def test_nothing_is_said_of_the_same_messages(lines):
    assert lines("handoffrail", lambda defined, root: None) == []


def test_a_removed_field_is_named_as_a_field_of_the_model_that_is_yielded(lines):
    assert lines("handoffrail", lambda defined, root: drop(defined, "PacketClaimedEvent", "packet_id")) == [
        "breaks HandoffRailClient.events -> StreamEvent.packet_id: message property removed",
        "breaks AsyncHandoffRailClient.events -> StreamEvent.packet_id: message property removed",
        "breaks HandoffRailSSEClient.connect -> StreamEvent.packet_id: message property removed",
        "breaks HandoffRailWSClient.connect -> StreamEvent.packet_id: message property removed",
    ]


def test_a_webhook_hits_the_function_that_verifies_it(lines):
    found = lines("hai", lambda defined, root: drop(defined, "SessionStatusUpdated", "id"))
    assert found == ["breaks verify_webhook -> WebhookEvent.id: message property removed"]


def test_what_is_free_form_to_a_model_is_relied_on_all_the_same(lines):
    found = lines("hestia", lambda defined, root: drop(defined, "FinalData", "output"))
    assert "breaks Client.run_stream -> StreamEvent.data.output: message property removed" in found


def test_a_reader_of_which_nothing_is_known_reads_everything(lines):
    found = lines("happy", lambda defined, root: drop(defined, "NewMessage", "sid"))
    assert "breaks SyncHappyClient.subscribe -> NewMessage.sid: message property removed" in found
    assert "breaks SyncSessionSubscription.receive -> NewMessage.sid: message property removed" in found
    assert source.message_usage("happy").call("NewMessage").reads == (ANY,)


def add_event(defined, root):
    defined["PacketPinnedEvent"] = copy.deepcopy(defined["PacketCreatedEvent"])
    defined["PacketPinnedEvent"]["properties"]["type"]["const"] = "packet.pinned"
    defined["StreamEvent"][next(one for one in ("anyOf", "oneOf") if one in defined["StreamEvent"])].append(
        {"$ref": "#/$defs/PacketPinnedEvent"}
    )


def add_field(defined, root):
    defined["InboxNotify"]["properties"]["urgent"] = {"type": "boolean"}


@pytest.mark.parametrize(
    ("backend", "change", "start"),
    [
        ("handoffrail", add_event, "extends HandoffRailClient.events -> StreamEvent: message variant added"),
        ("mycel", add_field, "extends Notifications.stream -> InboxFrame.urgent: message property added"),
    ],
)
def test_what_the_model_takes_already_merely_extends(lines, backend, change, start):
    found = lines(backend, change)
    assert found[0].startswith(start)
    assert all(line.startswith("extends ") for line in found)


def test_a_message_that_is_gone_is_named(lines):
    def remove(defined, root):
        root["anyOf"] = [one for one in root["anyOf"] if one != {"$ref": "#/$defs/InboxReplayOverflow"}]
        del defined["InboxReplayOverflow"]

    assert (
        "breaks Notifications.stream: message removed (InboxReplayOverflow does not come any more)"
        in lines("mycel", remove)
    )


def test_what_nobody_reads_has_no_effect(lines):
    def change(defined, root):
        drop(defined, "ChatTokenEvent", "content")
        defined["Hello"] = {"type": "object"}
        root["anyOf"].append({"$ref": "#/$defs/Hello"})

    assert lines("hestia", change) == [
        "no facade effect EVENT ChatTokenEvent: message property removed",
        "no facade effect EVENT Hello: message added (no method reads or sends it)",
    ]


def test_folders_are_compared_with_their_messages(tmp_path):
    new = tmp_path / "openapi"
    shutil.copytree(PROJECT.openapi, new, ignore=lambda *_: ["imports"])
    path = new / "events" / "mycel.yaml"
    path.write_text(path.read_text("utf-8").replace("fingerprint", "digest"), "utf-8")
    reports = {report.backend: report for report in impact("installed", str(new))}
    assert {name: report.breaks for name, report in reports.items() if report.breaks} == {"mycel": 1}
    assert reports["mycel"].findings[0].target == "InboxFrame.fingerprint"


def test_messages_that_resemble_none_need_a_name(tmp_path):
    path = tmp_path / "messages.json"
    path.write_text(json.dumps({"$defs": {"Strange": {}, "Stranger": {}}, "anyOf": []}))
    with pytest.raises(ContractError, match="name one with --backend"):
        impact("installed", str(path))


def test_servers_are_not_checked_against_messages():
    with pytest.raises(ContractError, match="schemas of messages"):
        check("hestia", str(PROJECT.events("hestia")))


def test_references_lead_to_where_openapi_has_them():
    messages = {
        "$defs": {
            "Read": {"oneOf": [{"$ref": "#/$defs/One"}], "discriminator": {"mapping": {"1": "#/$defs/One"}}},
            "One": {"properties": {"$ref": {"type": "string"}}},
            "Idle": {},
            "Said": {},
        },
        "anyOf": [{"$ref": "#/$defs/One"}, {"$ref": "#/$defs/Idle"}],
    }
    made = as_operations(messages, ["Read", "Gone"], ["Said"])
    assert [*made["paths"]] == ["Read", "Idle", "Said"]  # One is a part of what is read
    assert [*made["paths"]["Said"]["event"]["requestBody"]["content"]] == ["application/json"]
    assert made["components"]["schemas"]["Read"] == {
        "oneOf": [{"$ref": "#/components/schemas/One"}],
        "discriminator": {"mapping": {"1": "#/components/schemas/One"}},
    }
    assert made["components"]["schemas"]["One"] == messages["$defs"]["One"]


# Messages that facades send.


def demand(defined, name, field):
    defined[name]["properties"][field] = {"type": "string"}
    defined[name]["required"] = [*defined[name].get("required", []), field]


@pytest.mark.parametrize(
    ("backend", "change", "line"),
    [
        (
            "handoffrail",
            lambda defined: demand(defined, "WsSubscribe", "tenant"),
            "breaks HandoffRailWSClient.subscribe -> WsSubscribe.tenant: required sent message",
        ),
        (
            "handoffrail",
            lambda defined: defined["WsSubscribe"]["properties"]["action"].update(const="follow"),
            "breaks EventStream.subscribe -> WsSubscribe.action: constant of a sent message changed",
        ),
        (
            "mycel",
            lambda defined: defined["ResumeInbox"]["properties"]["since_seq"].update(type="string"),
            "breaks Notifications.stream -> ResumeInbox.since_seq: sent message: type changed",
        ),
        (
            "happy",
            lambda defined: drop(defined, "SpawnRequest", "agent"),
            "breaks SyncHappyClient.spawn_session -> SpawnRequest.agent: sent message property removed",
        ),
        (
            "happy",
            lambda defined: defined["Agent"].update(enum=defined["Agent"]["enum"][1:]),
            "breaks SyncHappyClient.run_task -> SpawnRequest.agent: enum value removed from a sent message",
        ),
        (
            "happy",
            lambda defined: demand(defined, "UpdateMetadata", "reason"),
            "breaks SyncHappyClient.set_session_name -> UpdateMetadata.reason: required sent message",
        ),
    ],
)
def test_what_a_facade_sends_and_is_refused_breaks_the_methods_that_send_it(lines, backend, change, line):
    found = lines(backend, lambda defined, root: change(defined))
    assert any(one.startswith(line) for one in found), found


def test_what_no_method_sends_of_a_message_breaks_nothing(lines):
    found = lines("happy", lambda defined, root: drop(defined, "SpawnRequest", "isSideChat"))
    assert found == [
        "no facade effect EVENT SpawnRequest -> SpawnRequest.isSideChat: sent message property removed"
    ]


def test_a_sent_message_that_is_gone_is_named(lines):
    def remove(defined, root):
        root["anyOf"] = [one for one in root["anyOf"] if one != {"$ref": "#/$defs/ResumeInbox"}]
        del defined["ResumeInbox"]

    assert "breaks Notifications.stream: message removed (ResumeInbox is not taken any more)" in lines(
        "mycel", remove
    )


def test_a_sender_that_does_not_show_what_it_sends_is_an_error(project):
    """The guard would be blind to the message."""
    path = project.root / "src/fairlead/_async/demo/client.py"
    path.write_text(path.read_text("utf-8") + "\n\ndef ask(x):\n    return x.send(made(x))\n", "utf-8")
    schema = {"Ask": {"properties": {"id": {}, "why": {}}, "required": ["id"]}}
    assert Senders(project, "demo").body({"$defs": schema}, "Ask", ["ask"]) == ANY
    document = Document(as_operations({"$defs": schema, "anyOf": []}, [], ["Ask"]))
    lock = {"methods": {"Client.ask": ["Ask"]}, "calls": {"Ask": {"body": ANY}}}
    assert list(unsent(document, Usage("demo", lock))) == ["Ask"]


def test_what_a_sender_writes_out_is_what_is_sent(project):
    path = project.root / "src/fairlead/_async/demo/client.py"
    path.write_text(
        path.read_text("utf-8") + "\n\ndef ask(x, why: str | None, name: str):\n"
        "    log({'event': 'ask', 'name': name})\n"
        "    wishes = {'why': why}\n"
        "    given = {key: value for key, value in wishes.items() if value is not None}\n"
        "    return x.send({'id': f'{name}:1', **given})\n",
        "utf-8",
    )
    schema = {"Ask": {"properties": {"id": {}, "why": {}}, "required": ["id"]}}
    made = Senders(project, "demo").body({"$defs": schema}, "Ask", ["ask"])
    assert made == {"id": "always", "why": "sometimes"}


# Who reads what.


class OfMycel(Project):
    """The smallest part of the repository."""

    @property
    def backends(self) -> list[str]:
        return ["mycel"]


class OfHestia(Project):
    """Another one."""

    @property
    def backends(self) -> list[str]:
        return ["hestia"]


def test_a_message_without_a_reader_needs_a_reason():
    without = {**GUARD, "messages": {}}
    assert next(completeness.problems(OfHestia(), without)) == (
        "hestia: ChatRoutingEvent is read or sent by no method: name what reads it in [readers], or sends it"
        " in [senders], or give the reason in openapi/guard.toml, [messages.hestia]"
    )


@pytest.fixture
def project(tmp_path):
    """A facade of its own, of which only the source is there."""
    for name, text in {
        "openapi/guard.toml": '[readers.demo]\nEvent = "Event.from_dict"\nThing = ["-> Thing", "read"]\n'
        'Lost = "Nobody.reads"\n',
        "src/fairlead/demo/__init__.py": '__all__ = ["AsyncClient", "Event", "Thing"]\n',
        "src/fairlead/demo/_reading.py": "def read(x):\n    return x\n\n\ndef _same():\n    return 1\n",
        "src/fairlead/_async/demo/client.py": (
            "class AsyncClient(AsyncBaseClient):\n"
            "    def events(self):\n        return Stream(self)\n"
            "    def first(self) -> list[Thing]:\n        return _other(self)\n"
            "    def last(self):\n        return read(self.now())\n"
            "    def now(self):\n        return 1\n\n\n"
            "class Stream:\n"
            "    def __next__(self):\n        return _same(1)\n\n\n"
            "def _other(x):\n    return x\n\n\n"
            "def _same(x):\n    return Event.from_dict(x)\n"
        ),
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return Project(tmp_path)


def test_who_reads_a_message_is_read_from_the_source(project):
    assert manifest.used_handlers(project, "demo") == {
        "AsyncClient.events": ["Event.from_dict"],
        "AsyncClient.first": ["-> Thing"],
        "AsyncClient.last": ["read"],
        "AsyncClient.now": [],
    }


def test_a_reader_of_a_message_that_there_is_not_is_an_error(project):
    project.spec("demo").write_text("paths: {}\n", "utf-8")
    project.events("demo").parent.mkdir()
    project.events("demo").write_text("$defs: {Event: {}, Thing: {}}\n", "utf-8")
    with pytest.raises(ValueError, match=r"\[readers.demo\]: Lost is not in openapi/events/demo.yaml"):
        manifest.build(project)


def test_a_reader_that_no_method_uses_is_an_error(monkeypatch):
    monkeypatch.setattr(manifest, "readers", lambda project, backend: {"InboxNotify": ["Nobody.reads"]})
    assert any(
        problem.startswith("mycel: Nobody.reads reads or sends a message, and is used by no method")
        for problem in completeness.problems(OfMycel(), GUARD)
    )


def test_a_model_that_cannot_read_a_message_is_found():
    messages = source.message_contract("mycel")
    assert messages is not None
    lock = {"calls": {"InboxReplayOverflow": {"reads": ["fairlead.mycel.InboxFrame"]}}}
    assert {one.key for one in misfits(messages, Usage("mycel", lock))} >= {"InboxFrame.metadata: missing"}
