# Made from src/fairlead/_async/mycel/_base.py by `nox -s regenerate`: edit that one.
"""What the namespaces of the Mycel facade share."""

from __future__ import annotations

from typing import Any

from mycel_backend_client import Client as Wire

from fairlead._sync._client import Caller
from fairlead._sync._http import Http
from fairlead.mycel._errors import FAMILY
from fairlead.mycel.exceptions import TokenRequired


class Namespace(Caller):
    """One of the groups of methods that a client consists of.

    Args:
        http: What the requests are sent through.
        authorized: Whether it proves who is calling.
    """

    _family = FAMILY

    def __init__(self, http: Http, *, authorized: bool) -> None:
        self._http = http
        self._authorized = authorized
        self._public = http.bind(Wire())

    @property
    def _wire(self) -> Wire:
        """The generated client, for calls that only a known user may make."""
        self._check_token()
        return self._public

    def _check_token(self) -> None:
        """Refuse to make a call that would be refused.

        Raises:
            TokenRequired: The client has no token.
        """
        if not self._authorized:
            raise TokenRequired(
                "this call needs a token: make the client with auth_token=...", backend=FAMILY.backend
            )


def filled(**fields: Any) -> dict[str, Any]:
    """The fields that are not None."""
    return {name: value for name, value in fields.items() if value is not None}
