"""Happy, beside happy-engineering-sdk. What the server has is encrypted; the raw clients decrypt it, too."""

from __future__ import annotations

import asyncio
import json
import secrets
from base64 import b64decode, b64encode
from typing import Any

import nacl.public
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from happy_sdk import HappyClient, SyncHappyClient, encryption
from websockets.asyncio.client import connect

from bench.backend import Asks, Backend, Call, Clients, Decode, Stream, Work, value
from bench.laps import Events
from bench.measure import Contender, repeated
from bench.server import Route
from fairlead import happy
from fairlead._core.decode import decode
from fairlead.errors import InvalidResponse
from fairlead.happy._crypto import KeyPair, Keyring, RecordKey, Variant, _open_data_key
from fairlead.happy._records import MessagePage, SessionPage

ORIGINAL = "happy-engineering-sdk 0.7.0"
TOKEN = "a-token"
SECRET = bytes(range(32))
SECRET_B64 = b64encode(SECRET).decode()
MAKE = f"c = C('URL', token='{TOKEN}', secret_b64='{SECRET_B64}')"
KEYRING = Keyring(SECRET)
NOW = 1_795_281_700_881
KEYS = [KEYRING.new_record_key() for _ in range(100)]
CIPHERS = {f"c0session{number:03d}": AESGCM(key.key) for number, (key, _) in enumerate(KEYS)}
ID, MINE = "c0session000", KEYS[0][0]
"""A session, and its key."""
METADATA = {
    "path": "/home/dev/app",
    "host": "laptop",
    "name": "project",
    "machineId": "m-1",
    "os": "linux",
}


def _session(number: int) -> dict[str, Any]:
    key, sealed = KEYS[number]
    return {
        "id": f"c0session{number:03d}",
        "seq": 1,
        "createdAt": NOW - number,
        "updatedAt": NOW - number,
        "active": True,
        "activeAt": NOW,
        "metadata": key.encrypt_json(METADATA),
        "metadataVersion": 1,
        "agentState": None,
        "agentStateVersion": 0,
        "dataEncryptionKey": sealed,
    }


def _message(number: int) -> dict[str, Any]:
    said = {"type": "text", "text": "The tests pass now; what was left is in the report."}
    content = {"role": "user", "content": said, "meta": {"sentFrom": "app"}}
    return {
        "id": f"c0message{number:06d}",
        "seq": number,
        "content": {"t": "encrypted", "c": MINE.encrypt_json(content)},
        "localId": f"1125df1b-873e-4272-8ca4-{number:012x}",
        "createdAt": NOW,
        "updatedAt": NOW,
    }


SESSIONS = [_session(number) for number in range(100)]
MESSAGES = [_message(number) for number in range(1, 101)]
EVENTS = 2_000


def _update(number: int) -> str:
    body = {"t": "new-message", "sid": ID, "message": _message(100 + number)}
    return f"42{json.dumps(['update', {'id': f'u{number}', 'seq': number, 'body': body, 'createdAt': NOW}])}"


OPENING = {"sid": "e", "upgrades": [], "pingInterval": 60_000, "pingTimeout": 60_000, "maxPayload": 1_000_000}
CROWD = "each of its calls makes a new HTTP client, which takes too long for this"


def backend() -> Backend:
    return Backend(
        name="happy",
        original=ORIGINAL,
        headers={"Authorization": f"Bearer {TOKEN}"},
        routes=[
            Route(
                "/v2/sessions",
                {"sessions": SESSIONS[:1], "nextCursor": None, "hasNext": False},
                when="cursor=",
            ),
            Route("/v2/sessions", {"sessions": SESSIONS, "nextCursor": None, "hasNext": False}),
            Route("/v2/sessions/active", {"sessions": SESSIONS[:1]}),
            Route("/v1/sessions", {"sessions": SESSIONS}),
            Route(
                f"/v3/sessions/{ID}/messages",
                {"messages": MESSAGES[:-2:-1], "hasMore": True},
                when="before_seq=",
            ),
            Route(f"/v3/sessions/{ID}/messages", {"messages": MESSAGES, "hasMore": False}),
            Route(f"/v1/sessions/{ID}/messages", {"messages": MESSAGES[::-1]}),
            Route(
                "/v1/updates/",
                events=[_update(number) for number in range(1, EVENTS + 1)],
                greeting=[f"0{json.dumps(OPENING)}", '40{"sid":"s"}'],
            ),
        ],
        fairlead=lambda url: Clients(
            happy.SyncHappyClient(url, token=TOKEN, secret_b64=SECRET_B64),
            happy.HappyClient(url, token=TOKEN, secret_b64=SECRET_B64),
        ),
        originals=lambda url: Clients(
            SyncHappyClient(url, token=TOKEN, secret_b64=SECRET_B64),
            HappyClient(url, token=TOKEN, secret_b64=SECRET_B64),
        ),
        calls=[
            Call(
                title="whether a session is active",
                path=f"/v2/sessions?cursor=cursor_v1_{ID}0&limit=1",
                fairlead=Asks.both(lambda client: client.is_alive(ID)),
                original=Asks.both(lambda client: client.is_alive(ID)),
                read=lambda content: json.loads(content)["sessions"][0]["active"],
                proof=lambda active: active,
            ),
            Call(
                title="a session of 100",
                path=f"/v2/sessions?cursor=cursor_v1_{ID}0&limit=1",
                fairlead=Asks.both(lambda client: client.get_session(ID)),
                original=Asks.both(lambda client: client.get_session(ID)),
                read=lambda content: _read_sessions(content)[0],
                proof=lambda session: value(session, "metadata"),
            ),
            Call(
                title="100 sessions",
                path="/v2/sessions?limit=200",
                fairlead=Asks.both(lambda client: client.list_sessions()),
                original=Asks.both(lambda client: client.list_sessions()),
                read=_read_sessions,
                proof=lambda sessions: [value(session, "metadata") for session in sessions],
            ),
            Call(
                title="100 messages",
                path=f"/v3/sessions/{ID}/messages?after_seq=0&limit=500",
                fairlead=Asks.both(lambda client: client.get_messages(ID)),
                original=Asks.both(lambda client: client.get_messages(ID)),
                read=_read_messages,
                proof=lambda messages: [value(message, "content") for message in messages],
            ),
        ],
        decodes=[
            Decode(
                title="100 sessions, decrypted",
                content=json.dumps({"sessions": SESSIONS, "nextCursor": None, "hasNext": False}).encode(),
                fairlead=lambda content: [
                    record.open(KEYRING)
                    for record in decode(SessionPage, content, error=InvalidResponse).sessions
                ],
                original=lambda content: [
                    READER._record_to_session(record) for record in json.loads(content)["sessions"]
                ],
                raw=_read_sessions,
                proof=lambda sessions: [value(session, "metadata") for session in sessions],
            ),
            Decode(
                title="100 messages, decrypted",
                content=json.dumps({"messages": MESSAGES, "hasMore": False}).encode(),
                fairlead=lambda content: [
                    record.open(MINE)
                    for record in decode(MessagePage, content, error=InvalidResponse).messages
                ],
                original=lambda content: [
                    READER._to_message(record, MINE.key, "dataKey")
                    for record in json.loads(content)["messages"]
                ],
                raw=_read_messages,
                proof=lambda messages: [value(message, "content") for message in messages],
            ),
        ],
        streams=[
            Stream(
                title="messages over a Socket.IO, decrypted",
                events=EVENTS,
                early=False,
                followers={
                    "raw": ("raw websockets", lambda events: asyncio.run(_raw(events))),
                    "fairlead": ("fairlead", lambda events: asyncio.run(_fairlead(events))),
                    "original": (ORIGINAL, lambda events: asyncio.run(_original(events))),
                },
            )
        ],
        works=_works(),
        client=f"from fairlead.happy import SyncHappyClient as C; {MAKE}",
        original_client=f"from happy_sdk import SyncHappyClient as C; {MAKE}",
        first=f"c.is_alive('{ID}')",
        crowd=10,
        crowd_missing=CROWD,
    )


READER = HappyClient("http://h", token=TOKEN, secret_b64=SECRET_B64)


def _open(cipher: AESGCM, text: str) -> Any:
    data = b64decode(text)
    return json.loads(cipher.decrypt(data[1:13], data[13:], None))


def _read_sessions(content: bytes) -> list[dict[str, Any]]:
    """What a client has to do at least, once it knows the keys."""
    return [
        {**record, "metadata": _open(CIPHERS[record["id"]], record["metadata"])}
        for record in json.loads(content)["sessions"]
    ]


def _read_messages(content: bytes) -> list[dict[str, Any]]:
    return [
        {**record, "content": _open(CIPHERS[ID], record["content"]["c"])}
        for record in json.loads(content)["messages"]
    ]


def _works() -> list[Work]:
    text = {"role": "user", "content": {"type": "text", "text": "x" * 950}, "meta": {"sentFrom": "app"}}
    key = secrets.token_bytes(32)
    ours, cipher = RecordKey(Variant.DATA_KEY, key), AESGCM(key)
    legacy, box = RecordKey(Variant.LEGACY, key), nacl.secret.SecretBox(key)
    pair = KeyPair.for_content(SECRET)
    sealed = SESSIONS[0]["dataEncryptionKey"]
    private = nacl.public.PrivateKey(pair.private)

    def raw() -> Any:
        nonce = secrets.token_bytes(12)
        data = cipher.encrypt(nonce, json.dumps(text, separators=(",", ":")).encode(), None)
        return _open(cipher, b64encode(b"\0" + nonce + data).decode())

    def raw_legacy() -> Any:
        data = b64encode(box.encrypt(json.dumps(text, separators=(",", ":")).encode())).decode()
        return json.loads(box.decrypt(b64decode(data)))

    def raw_open() -> bytes:
        data = b64decode(sealed)[1:]
        return nacl.public.Box(private, nacl.public.PublicKey(data[:32])).decrypt(data[56:], data[32:56])

    def original(variant: str) -> Any:
        data = encryption.encode_base64(encryption.encrypt(key, variant, text))
        return encryption.decrypt(key, variant, encryption.decode_base64(data))

    def work(title: str, raw: Any, fairlead: Any, original: Any, opened: Any = lambda seen: seen) -> Work:
        assert opened(raw()) == opened(fairlead()) == opened(original())
        return Work(
            title=title,
            contenders=[
                Contender("raw", "PyNaCl and cryptography", repeated(raw)),
                Contender("fairlead", "fairlead", repeated(fairlead)),
                Contender("original", ORIGINAL, repeated(original)),
            ],
        )

    def known(key: Any) -> bytes:
        return key.key if isinstance(key, RecordKey) else key if isinstance(key, bytes) else key[0]

    return [
        work(
            "1 kB encrypted and decrypted",
            raw,
            lambda: ours.decrypt_json(ours.encrypt_json(text)),
            lambda: original("dataKey"),
        ),
        work(
            "1 kB encrypted and decrypted, old kind",
            raw_legacy,
            lambda: legacy.decrypt_json(legacy.encrypt_json(text)),
            lambda: original("legacy"),
        ),
        work(
            "a data key opened for the first time",
            raw_open,
            lambda: _open_data_key(pair, sealed),
            lambda: READER._extract_key(SESSIONS[0]),
            known,
        ),
        work(
            "a data key opened again",
            raw_open,
            lambda: KEYRING.for_session(sealed),
            lambda: READER._extract_key(SESSIONS[0]),
            known,
        ),
    ]


async def _raw(events: Events) -> None:
    address = events.url.replace("http", "ws", 1) + "/v1/updates/?EIO=4&transport=websocket"
    async with connect(address) as socket:
        await socket.recv()
        await socket.send(f"40{json.dumps({'token': TOKEN})}")
        await socket.recv()
        events.ready()
        async for text in socket:
            _open(CIPHERS[ID], json.loads(text[2:])[1]["body"]["message"]["content"]["c"])
            if events.take():
                return


async def _fairlead(events: Events) -> None:
    client = happy.HappyClient(events.url, token=TOKEN, secret_b64=SECRET_B64)
    async with client, client.subscribe(ID, buffer_size=10 * EVENTS) as updates:
        events.ready()
        async for update in updates:
            assert update.text
            if events.take():
                return


async def _original(events: Events) -> None:
    client = HappyClient(events.url, token=TOKEN, secret_b64=SECRET_B64)
    async with client.subscribe(ID, buffer_size=10 * EVENTS) as updates:
        events.ready()
        async for update in updates:
            assert update.body
            if events.take():
                return
