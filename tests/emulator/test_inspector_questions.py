"""A person answers on the page what backends ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from fairlead.emulator import Emulator
from fairlead.emulator.hai import Answer, Ask
from fairlead.hai import Client
from fairlead.handoffrail import HandoffPacket, HandoffRailClient
from fairlead.happy import SyncHappyClient
from tests.emulator.visitor import Visitor, wait_until

HOSTILE = "<script>alert(1)</script>"


def test_a_human_checkpoint_is_answered(handoffrail_emulator: Emulator) -> None:
    visitor = Visitor(handoffrail_emulator)
    with visitor.http, HandoffRailClient(**handoffrail_emulator.options) as client:
        packets = [
            client.create_packet(
                HandoffPacket.builder()
                .from_agent("a", "A")
                .to_agent("b", "B")
                .with_summary(f"Report {HOSTILE}")
                .with_hitl("Money", question=question, options=["yes", "no"])
                .build()
            )
            for question in ("Pay?", "Again?")
        ]
        page = visitor.see()
        asked = page[page.index("Waiting for you") :]
        assert asked.index("Pay?") < asked.index("Again?")
        assert HOSTILE not in page
        assert visitor.do("answer", question=packets[0].id, answer="yes").status_code == 303
        assert visitor.do("answer", question=packets[1].id, answer="later").status_code == 303
        assert visitor.do("answer", question=packets[1].id, answer="later").status_code == 400
        answered = [client.get_packet(packet.id) for packet in packets]
        assert "Waiting for you" not in visitor.see()
    assert [packet.hitl and packet.hitl.response for packet in answered] == ["yes", "later"]
    assert {packet.status for packet in answered} == {"claimed"}


@pytest.mark.parametrize(("choice", "told"), [("approve", "done"), ("deny", "not done")])
def test_a_request_for_permission_is_answered(
    fairlead_emulator: Callable[..., Emulator], choice: str, told: str
) -> None:
    async def script(turn: Any) -> str:
        return "done" if await turn.ask("Bash", {"command": "ls"}) else "not done"

    emulator = fairlead_emulator("happy", agent=script)
    visitor = Visitor(emulator)
    with visitor.http, SyncHappyClient(**emulator.options) as client:
        session = client.spawn_session(emulator.backend.machine_id, "/home/dev/project")  # type: ignore[attr-defined]
        client.send_message(session, "go", permission_mode="default")
        question = wait_until(emulator.questions)[0]
        assert question.text in visitor.see()
        assert "&quot;command&quot;: &quot;ls&quot;" in visitor.see()
        assert visitor.do("answer", question=question.id, answer="perhaps").status_code == 400
        assert visitor.do("answer", question=question.id, answer=choice).status_code == 303
        assert client.wait_for_turn_completion(session).text == told
        assert visitor.do("answer", question=question.id, answer=choice).status_code == 400


def test_what_an_agent_asks_is_answered(fairlead_emulator: Callable[..., Emulator]) -> None:
    def script(turn: Any) -> Any:
        said = yield Ask(f"Shall I pay {HOSTILE}?")
        yield Answer(f"You said: {said}")

    emulator = fairlead_emulator("hai", agent=script)
    visitor = Visitor(emulator)
    with visitor.http, Client(**emulator.options) as client:
        session = client.start_session(agent="h/web-surfer-pro", messages="Buy a book")
        question = wait_until(emulator.questions)[0]
        page = visitor.see()
        assert "Shall I pay &lt;script&gt;" in page
        assert "of h/web-surfer-pro: Buy a book" in page
        assert HOSTILE not in page
        assert visitor.do("answer", question=question.id, answer="  ").status_code == 400
        assert visitor.do("answer", question=question.id, answer="Yes, please").status_code == 303
        assert session.wait_for_completion(timeout_seconds=10).answer == "You said: Yes, please"
        assert visitor.do("answer", question=question.id, answer="No").status_code == 400
        assert "Waiting for you" not in visitor.see()


def test_a_request_to_join_is_decided(mycel_emulator: Emulator) -> None:
    api, token = f"{mycel_emulator.url}/api", mycel_emulator.options["auth_token"]
    backend: Any = mycel_emulator.backend
    _, other = mycel_emulator.run(backend.make_owner, "ada")

    def post(who: str, path: str, body: object) -> Any:
        answer = httpx2.post(f"{api}{path}", json=body, headers={"Authorization": f"Bearer {who}"})
        assert answer.status_code == 200
        return answer.json()

    chat = post(token, "/chats", {"user_ids": [], "kind": "group", "title": f"Plan {HOSTILE}"})["id"]
    request = post(other, f"/chats/{chat}/join-requests", {"message": "please"})["id"]
    visitor = Visitor(mycel_emulator)
    with visitor.http:
        page = visitor.see()
        assert "May ada join Plan &lt;script&gt;alert(1)&lt;/script&gt;?" in page
        assert HOSTILE not in page
        assert visitor.do("answer", question=request, answer="approve").status_code == 303
        assert "Waiting for you" not in visitor.see()
    members = httpx2.get(f"{api}/chats/{chat}", headers={"Authorization": f"Bearer {other}"}).json()[
        "members"
    ]
    assert "ada" in [member["name"] for member in members]
