# Made from src/fairlead/_async/_body.py by `nox -s regenerate`: edit that one.
"""The body of an answer, on its way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fairlead._core.answers import Answer
from fairlead._core.call import Call, reason
from fairlead._core.deadline import Deadline
from fairlead._sync import _io
from fairlead._sync._pool import ELSEWHERE, is_home


class ByteStream:
    """The body of an answer, piece by piece."""

    def __init__(self, response: _io.StreamedResponse, call: Call) -> None:
        self._response = response
        self._call = call
        self._home = _io.home()
        self._pieces: Iterator[bytes] | None = None
        self._closed = False
        self._orphaned = False

    @property
    def status_code(self) -> int:
        """Status of the answer."""
        return self._response.status_code

    @property
    def headers(self) -> Mapping[str, str]:
        """Headers of the answer."""
        return self._response.headers

    def piece(self) -> bytes | None:
        """Wait for the next piece of the body, and return it; None at the end.

        Raises:
            StreamInterrupted: The connection broke; or, as the family's timeout error, fell silent.
            ClientClosed: The client was closed, or belongs to another process or event loop.
        """
        http = self._call.http
        if self._home is not _io.home():
            raise self._call.error(http.family.closed, f"this stream cannot be used: {ELSEWHERE}")
        try:
            if self._pieces is None:
                self._pieces = _pieces(self._response)
            piece = next(self._pieces, None)
        except (http.library.RequestError, http.library.StreamError) as error:
            # A stream that this side closed ends; it does not fail.
            if not self._closed:
                silent = isinstance(error, http.library.TimeoutException)
                kind = http.family.timeout if silent else http.family.interrupted
                what = "the stream fell silent" if silent else f"the stream broke: {reason(error)}"
                raise self._call.error(kind, what) from error
            piece = None
        if piece is None and self._orphaned:
            raise http.family.client_closed(self._call.operation)
        return piece

    def iter_bytes(self) -> Iterator[bytes]:
        """Yield the body as it arrives; see `piece`."""
        while (piece := self.piece()) is not None:
            yield piece

    def read(self, deadline: Deadline) -> Answer:
        """Collect the whole body, within the deadline."""
        chunks: list[bytes] = []
        for chunk in self._response.iter_bytes():
            chunks.append(chunk)
            if deadline.expired:
                raise self._call.http.library.ReadTimeout(f"no complete answer in {deadline.seconds} s")
        return Answer(self._response.status_code, self._response.headers, b"".join(chunks))

    def close(self) -> None:
        """Free the connection at once, also while another task waits for the next bytes."""
        if not self._closed:
            self._closed = True
            if is_home(self._home):
                _io.abort(self._response)

    def end(self) -> None:
        """Close it, because the client is being closed."""
        self._orphaned = not self._closed
        self.close()


def _pieces(response: _io.StreamedResponse) -> Iterator[bytes]:
    """The body as it arrives, without the decoder of the library, which costs as much, if it has no work."""
    if response.is_stream_consumed or "content-encoding" in response.headers:
        return response.iter_bytes()
    return response.iter_raw()
