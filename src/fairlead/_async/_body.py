"""The body of an answer, on its way."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

from fairlead._async import _io
from fairlead._async._pool import ELSEWHERE, is_home
from fairlead._core.answers import Answer
from fairlead._core.call import Call, reason
from fairlead._core.deadline import Deadline


class AsyncByteStream:
    """The body of an answer, piece by piece."""

    def __init__(self, response: _io.StreamedResponse, call: Call) -> None:
        self._response = response
        self._call = call
        self._home = _io.home()
        self._pieces: AsyncIterator[bytes] | None = None
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

    async def piece(self) -> bytes | None:
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
            piece = await anext(self._pieces, None)
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

    async def aiter_bytes(self) -> AsyncIterator[bytes]:
        """Yield the body as it arrives; see `piece`."""
        while (piece := await self.piece()) is not None:
            yield piece

    async def read(self, deadline: Deadline) -> Answer:
        """Collect the whole body, within the deadline."""
        chunks: list[bytes] = []
        async for chunk in self._response.aiter_bytes():
            chunks.append(chunk)
            if deadline.expired:
                raise self._call.http.library.ReadTimeout(f"no complete answer in {deadline.seconds} s")
        return Answer(self._response.status_code, self._response.headers, b"".join(chunks))

    async def close(self) -> None:
        """Free the connection at once, also while another task waits for the next bytes."""
        if not self._closed:
            self._closed = True
            if is_home(self._home):
                await _io.abort(self._response)

    async def end(self) -> None:
        """Close it, because the client is being closed."""
        self._orphaned = not self._closed
        await self.close()


def _pieces(response: _io.StreamedResponse) -> AsyncIterator[bytes]:
    """The body as it arrives, without the decoder of the library, which costs as much, if it has no work."""
    if response.is_stream_consumed or "content-encoding" in response.headers:
        return response.aiter_bytes()
    return response.aiter_raw()
