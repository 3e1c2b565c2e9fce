"""Following redirects of a request that carries headers for the backend alone."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from fairlead._async import _io


async def send_guarded(
    client: Any, library: Any, request: Any, private: Collection[str]
) -> _io.StreamedResponse:
    """Send a request and follow redirects, one by one: the library would take every header along.

    Args:
        client: An HTTP client.
        library: The module that it comes from.
        request: The request.
        private: Names of headers that no other origin may get.
    """
    home = _origin(request.url)
    response = await client.send(request, stream=True, follow_redirects=False)
    for _ in range(client.max_redirects):
        onward = response.next_request
        if onward is None:
            return response
        await response.aclose()
        if _origin(onward.url) != home:
            for name in private:
                onward.headers.pop(name, None)
        # The client's own credentials are in the headers already, unless this is another origin.
        response = await client.send(onward, stream=True, follow_redirects=False, auth=None)
    if response.next_request is None:
        return response
    await response.aclose()
    raise library.TooManyRedirects("Exceeded maximum allowed redirects.", request=request)


def _origin(url: Any) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port
