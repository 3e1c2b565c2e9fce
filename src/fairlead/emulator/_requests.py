"""What an emulator has seen, to be asserted on."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from fairlead.emulator._faults import Place
from fairlead.emulator._inspector.hiding import readable
from fairlead.emulator._record import SeenRequest

__all__ = ["Requests"]

_SHOWN = 20
_WIDTH = 200


class Requests(list[SeenRequest]):
    """Requests and WebSockets, oldest first: a list that can be searched.

    emulator.requests.one(method="POST", path="/api/v1/packets").json()
    assert emulator.requests.count(path="/api/v1/packets/{packet_id}") == 2
    """

    def matching(self, *, method: str | None = None, path: str = "*") -> Requests:
        """Those to a place.

        Args:
            method: HTTP method, or `"WEBSOCKET"`. Default: any.
            path: A route of the contract such as `/packets/{packet_id}` (the parameters' names do not
                matter), a path, or a path with `*` for any run of characters. Default: any.
        """
        place = Place(method, path)
        return Requests(seen for seen in self if place.includes(seen.method, seen.path, seen.resolve))

    def one(self, *, method: str | None = None, path: str = "*") -> SeenRequest:
        """The only one to a place; the arguments are those of `matching`.

        Raises:
            AssertionError: There is none, or there are several. The message lists what was seen.
        """
        found = self.matching(method=method, path=path)
        if len(found) != 1:
            wanted = f"{method or 'any method'} {path}"
            raise AssertionError(
                f"expected one request, {wanted}; found {len(found)} among these:\n{self.listed()}"
            )
        return found[0]

    def count(
        self, value: SeenRequest | None = None, /, *, method: str | None = None, path: str = "*"
    ) -> int:
        """How many there are to a place; the arguments are those of `matching`.

        Args:
            value: Count only this one, as every list does.
            method: HTTP method.
            path: A route, a path, or a path with `*`.
        """
        found = self.matching(method=method, path=path)
        return len(found) if value is None else list(found).count(value)

    def listed(self) -> str:
        """The latest of them as people read them, one in each line; under a failed one, what was answered.

        Secrets are hidden, as in the inspector.
        """
        return "\n".join(_lines(self)) or "(no request)"


def _line(seen: SeenRequest) -> str:
    query = "&".join(f"{name}={value}" for name, value in seen.query)
    status = "no answer" if seen.status is None else seen.status
    took = "open" if seen.duration is None else f"{seen.duration * 1000:.0f} ms"
    fault = ", by a fault" if seen.fault is not None else ""
    target = quote(f"{seen.path}?{query}" if query else seen.path, safe="/:?&=+,;@[]*")
    return f"{seen.number:>4} {seen.method} {target} -> {status} ({took}{fault})"


def _lines(requests: list[SeenRequest]) -> Iterable[str]:
    if len(requests) > _SHOWN:
        yield f"     ... {len(requests) - _SHOWN} before"
    for seen in requests[-_SHOWN:]:
        yield _line(seen)
        if seen.status is not None and seen.status >= 400 and seen.answer:
            yield f"     {_short(readable(seen.answer))}"


def _short(text: str) -> str:
    # What is not printable could steer a terminal.
    joined = "".join(letter if letter.isprintable() else "\ufffd" for letter in " ".join(text.split()))
    return joined if len(joined) <= _WIDTH else f"{joined[:_WIDTH]}…"
