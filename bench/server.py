"""A loopback server with canned answers, as cheap as possible: the clients are what is measured."""

from __future__ import annotations

import asyncio
import json
import sys

PACKET = {
    "id": "5f0e4c1e-8f0a-4a53-9a55-0d6a1c7b2e10",
    "version": "1.0.0",
    "parent_packet_id": None,
    "metadata": {
        "source_agent": {"id": "a-1", "name": "Alpha", "framework": None, "version": None},
        "target_agent": {"id": "b-1", "name": "Beta", "framework": None},
        "created_at": "2026-01-02T03:04:05.000001Z",
        "claimed_at": None,
        "completed_at": None,
        "priority": "normal",
        "tags": ["one", "two"],
    },
    "context": {
        "summary": "Customer wants to move to the Business tier",
        "conversation_state": [{"role": "user", "content": "hi", "timestamp": None, "metadata": None}],
        "artifacts": [],
        "custom": {},
    },
    "decisions": [],
    "actions": {"pending": [], "completed": [], "failed": []},
    "dependencies": [],
    "hitl": None,
    "status": "created",
    "created_at": "2026-01-02T03:04:05.000200",
    "updated_at": "2026-01-02T03:04:05.000200",
}


def answer(value: object) -> bytes:
    """A whole HTTP answer."""
    body = json.dumps(value, separators=(",", ":")).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


ONE = answer(PACKET)
MANY = answer({"packets": [PACKET] * 100, "total": 100, "limit": 100, "offset": 0, "next_cursor": None})


class Canned(asyncio.Protocol):
    """Answers every request head it sees."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.pending = b""

    def data_received(self, data: bytes) -> None:
        self.pending += data
        while b"\r\n\r\n" in self.pending:
            head, _, self.pending = self.pending.partition(b"\r\n\r\n")
            target = head.split(b" ", 2)[1]
            self.transport.write(MANY if target.partition(b"?")[0].endswith(b"/packets") else ONE)


async def main() -> None:
    server = await asyncio.get_running_loop().create_server(Canned, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    # Ends with the parent, which holds the other end of standard input.
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
