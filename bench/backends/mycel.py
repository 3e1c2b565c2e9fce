"""Mycel, beside mycel-sdk."""

from __future__ import annotations

import json
from typing import Any

import mycel_sdk
from mycel_sdk.generated_adapter import _normalize_result
from websockets.sync.client import connect

from bench.backend import Asks, Backend, Call, Clients, Decode, Stream
from bench.laps import Events
from bench.server import Route
from fairlead import mycel
from fairlead._core.decode import decode
from fairlead.errors import InvalidResponse
from fairlead.mycel.models import Me, Message

ORIGINAL = "mycel-sdk 0.1.83"
TOKEN = "a-token"
CHAT = "53d7f18f-5284-4ab2-877f-5d8c9f3d82a7"
ME = {
    "id": "1748114c-baba-454d-9f14-767046d3287a",
    "name": "owner",
    "type": "human",
    "email": "owner@example.com",
    "mycel_id": 1,
    "is_guest": False,
    "avatar": None,
}


def _message(number: int) -> dict[str, Any]:
    return {
        "id": f"36f3255e-a74c-4054-a6f0-{number:012x}",
        "chat_id": CHAT,
        "sender_id": ME["id"],
        "sender_name": "owner",
        "content": "The tests pass now; what was left is in the report.",
        "message_type": "human",
        "mentioned_ids": [],
        "delivery_scope": "broadcast",
        "addressed_to_user_ids": [],
        "seq": number,
        "signal": None,
        "retracted_at": None,
        "created_at": 1795281698.519044,
    }


MESSAGES = [_message(number) for number in range(1, 101)]
EVENTS = 5_000


def _notification(number: int) -> str:
    metadata = {
        "event_type": "chat.message",
        "notification_type": "chat",
        "chat_id": CHAT,
        "message_id": f"36f3255e-a74c-4054-a6f0-{number:012x}",
        "message_seq": number,
        "unread_count": 1,
        "sender_id": ME["id"],
        "sender_name": "owner",
        "summary": "owner wrote a message",
    }
    frame = {"type": "notify", "seq": number, "fingerprint": f"{number:x}", "ts": 1.5, "metadata": metadata}
    return json.dumps(frame)


NO_ASYNC = "it has no asynchronous client"
INBOX = "/api/runtime/inbox/subscribe"


def backend() -> Backend:
    return Backend(
        name="mycel",
        original=ORIGINAL,
        headers={"Authorization": f"Bearer {TOKEN}"},
        routes=[
            Route("/api/auth/me", ME),
            Route(f"/api/chats/{CHAT}/messages", MESSAGES),
            Route(INBOX, events=[_notification(number) for number in range(1, EVENTS + 2)]),
        ],
        fairlead=lambda url: Clients(
            mycel.Client(base_url=url, auth_token=TOKEN), mycel.AsyncClient(base_url=url, auth_token=TOKEN)
        ),
        originals=lambda url: Clients(mycel_sdk.Client(base_url=url, auth_token=TOKEN), None),
        calls=[
            Call(
                title="who am I",
                path="/api/auth/me",
                fairlead=Asks.both(lambda client: client.me.whoami()),
                original=Asks.both(lambda client: client.me.whoami()),
                proof=lambda me: me["id"],
                missing={"asynchronous": NO_ASYNC},
            ),
            Call(
                title="100 messages",
                path=f"/api/chats/{CHAT}/messages?limit=100",
                fairlead=Asks.both(lambda client: client.messages.list(CHAT, limit=100)),
                original=Asks.both(lambda client: client.messages.list(CHAT, limit=100)),
                proof=lambda messages: [message["seq"] for message in messages],
                missing={"asynchronous": NO_ASYNC},
            ),
        ],
        decodes=[
            Decode(
                title="who am I",
                content=json.dumps(ME).encode(),
                fairlead=lambda content: decode(Me, content, error=InvalidResponse),
                original=lambda content: _normalize_result(json.loads(content)),
                proof=lambda me: me["id"],
            ),
            Decode(
                title="100 messages",
                content=json.dumps(MESSAGES).encode(),
                fairlead=lambda content: decode(list[Message], content, error=InvalidResponse),
                original=lambda content: _normalize_result(json.loads(content)),
                proof=lambda messages: [message["seq"] for message in messages],
            ),
        ],
        streams=[
            Stream(
                title="frames of the inbox over loopback, blocking",
                events=EVENTS,
                followers={
                    "raw": ("raw websockets", _raw),
                    "fairlead": ("fairlead", _fairlead),
                    "original": (ORIGINAL, _original),
                },
            ),
        ],
        client="from fairlead.mycel import Client as C; c = C(base_url='URL', auth_token='k')",
        original_client="from mycel_sdk import Client as C; c = C(base_url='URL', auth_token='k')",
        first="c.me.whoami()",
    )


def _raw(events: Events) -> None:
    with connect(events.url.replace("http", "ws", 1) + INBOX) as socket:
        for text in socket:
            json.loads(text)
            if events.take():
                return


def _fairlead(events: Events) -> None:
    with (
        mycel.Client(base_url=events.url, auth_token=TOKEN) as client,
        client.notifications.stream() as frames,
    ):
        for _ in frames:
            if events.take():
                return


def _original(events: Events) -> None:
    frames = mycel_sdk.Client(base_url=events.url, auth_token=TOKEN).notifications.stream()
    for _ in frames:
        if events.take():
            break
    frames.close()
