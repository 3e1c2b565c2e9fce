"""A server that is a function: it answers as the test says, over either HTTP library."""

from __future__ import annotations

import json
from typing import Any


class Server:
    """Answers one request after the other, and remembers them; the last answer is for all further ones."""

    def __init__(
        self, library: Any, *answers: tuple[int, Any] | tuple[int, Any, dict[str, str]] | str
    ) -> None:
        self.requests: list[Any] = []
        self._library = library
        self._answers = answers

    def __call__(self, request: Any) -> Any:
        answer = self._answers[min(len(self.requests), len(self._answers) - 1)]
        self.requests.append(request)
        if isinstance(answer, str):  # the name of a failure
            raise getattr(self._library, answer)("broken", request=request)
        status, body, *headers = answer
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self._library.Response(status, content=content, headers=headers[0] if headers else {})
