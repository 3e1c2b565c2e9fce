"""State in a file survives a restart; reset forgets it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fairlead.emulator import Emulator
from fairlead.errors import ConfigurationError


def test_everything_is_there_after_a_restart(
    wire_of: Any, external: Any, open_wire: Any, tmp_path: Path
) -> None:
    data = tmp_path / "state.sqlite"
    before = wire_of(data=data)
    codex = external(before, "codex")
    chat_id = before.direct("codex")
    before.send(chat_id, "survivor")
    before.call("PUT", f"/chats/{chat_id}/workflow", {"kind": "k", "config": {"a": [1]}})
    before.post(f"/chats/{chat_id}/workflow/events", {"kind": "vote"})
    before.post("/relationships/request", {"target_user_id": "codex"})
    paths = ["/auth/me", "/chats", f"/chats/{chat_id}/messages", f"/chats/{chat_id}/workflow"]
    paths += [f"/chats/{chat_id}/workflow/events", "/relationships", "/panel/agents"]
    answers = [before.get(path) for path in paths]
    before.emulator.stop()

    after = wire_of(data=data)
    assert [after.get(path) for path in paths] == answers
    reborn = open_wire(after.emulator, codex.token)
    assert reborn.unread(chat_id) == ["survivor"]
    kinds = [(item["seq"], item["notification_type"]) for item in reborn.drain()]
    assert kinds == [(1, "workflow_event"), (2, "relationship"), (3, "chat")]


def test_numbers_of_the_inbox_begin_again(
    wire_of: Any, external: Any, open_wire: Any, tmp_path: Path
) -> None:
    data = tmp_path / "state.sqlite"
    before = wire_of(data=data)
    codex = external(before, "codex")
    before.send(before.direct("codex"))
    assert [codex.drain()[0]["seq"] for _ in range(3)] == [1, 2, 3]
    before.emulator.stop()
    assert open_wire(wire_of(data=data).emulator, codex.token).drain()[0]["seq"] == 1


def test_a_reset_keeps_the_first_owner_only(owner: Any, external: Any) -> None:
    codex = external(owner, "codex")
    owner.send(owner.direct("codex"))
    me = owner.get("/auth/me")
    owner.emulator.reset()
    assert owner.get("/auth/me") == me
    assert owner.get("/chats") == []
    assert codex.refused("GET", "/auth/me")[0] == 401


@pytest.mark.parametrize(
    "wrong",
    [
        {"profile": "other"},
        {"agent": "echo"},
        {"agent_delay_seconds": -1},
        {"otp_seconds": 0},
        {"replay_buffer": 0},
    ],
)
def test_settings_that_make_no_sense(wrong: Any) -> None:
    with pytest.raises(ConfigurationError):
        Emulator("mycel", **wrong).start()


def test_helpers_say_what_is_wrong(owner: Any) -> None:
    emulator = owner.emulator
    for call in (
        lambda: emulator.backend.make_owner("owner"),
        lambda: emulator.backend.make_token("nobody"),
        lambda: emulator.backend.close_chat("none"),
        lambda: emulator.backend.set_contact("nobody", "codex"),
    ):
        with pytest.raises(ConfigurationError):
            emulator.run(call)
