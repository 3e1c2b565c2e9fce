"""Being let in by another device."""

from __future__ import annotations

from typing import Unpack

from happy_backend_client import Client as Wire
from happy_backend_client import models as wire
from happy_backend_client.api.auth import request_account_pairing, request_terminal_pairing

from fairlead._async._client import AsyncBaseClient, check_connection, check_timeout, check_url
from fairlead._async._http import AsyncHttp
from fairlead._clients import ConnectionOptions, check_options
from fairlead._core.deadline import Deadline
from fairlead.happy import _records, models
from fairlead.happy._credentials import resolve_server_url
from fairlead.happy._crypto import KeyPair, decode_base64, encode_base64
from fairlead.happy._errors import FAMILY
from fairlead.happy._pairing import PairingKind, pairing_url, read_grant

IDEMPOTENT = frozenset({"request_account_pairing", "request_terminal_pairing"})


class AsyncPairing(AsyncBaseClient):
    """Gets credentials for this device from one that has them: show `url`, such as by a QR code, and wait.

    Args:
        server_url: Where the server is; by default what the environment variable `HAPPY_SERVER_URL` says.
        kind: `"account"` asks for the account secret, and with it for everything. `"terminal"` asks to be let
            in as a terminal, which servers and apps answer without the secret.
        timeout: Seconds one attempt of a request may take; None for no limit.
        options: `http_client`, `proxy` and `verify`; see `ConnectionOptions`.

    Raises:
        ConfigurationError: There is no `server_url`, or an argument cannot be right.
        MissingExtra: The libraries for encryption are not installed: `pip install 'fairlead[happy]'`.

    Examples:
        >>> async with AsyncPairing("http://127.0.0.1:3005") as pairing:
        ...     print("Open this in the app:", pairing.url)
        ...     credentials = await pairing.wait()
        ...     credentials.save("~/.happy/agent.key")
    """

    _family = FAMILY

    def __init__(
        self,
        server_url: str | None = None,
        *,
        kind: PairingKind = "account",
        timeout: float | None = 30.0,
        **options: Unpack[ConnectionOptions],
    ) -> None:
        check_options(type(self), options, ConnectionOptions.__optional_keys__)
        self._pair = KeyPair.generate()
        self._kind: PairingKind = kind
        self._bind(
            AsyncHttp(
                FAMILY,
                check_url(resolve_server_url(server_url), FAMILY, "server_url"),
                timeout=check_timeout(timeout, FAMILY),
                idempotent=IDEMPOTENT,
                **check_connection(options, FAMILY),
            )
        )

    @property
    def url(self) -> str:
        """What to show to the device that has credentials."""
        return pairing_url(self._kind, self._pair.public)

    async def request(self) -> models.PairedCredentials | None:
        """Ask, and return the credentials if somebody has approved by now.

        Raises:
            EncryptionError: The answer cannot be read.
        """
        client = self._http.bind(Wire())
        key = encode_base64(self._pair.public)
        if self._kind == "account":
            progress = await self._call(
                _records.PairingProgress,
                request_account_pairing.asyncio_detailed,
                client=client,
                body=wire.AccountPairingRequest(public_key=key),
            )
        else:
            progress = await self._call(
                _records.PairingProgress,
                request_terminal_pairing.asyncio_detailed,
                client=client,
                body=wire.TerminalPairingRequest(public_key=key, supports_v2=True),
            )
        if progress.token is None or progress.response is None:
            return None
        granted = read_grant(self._pair, decode_base64(progress.response))
        return models.PairedCredentials(
            token=progress.token,
            secret_b64=None if granted.secret is None else encode_base64(granted.secret),
            public_key=None if granted.content_key is None else encode_base64(granted.content_key),
        )

    async def wait(
        self, timeout_seconds: float = 120, poll_interval: float = 1.0
    ) -> models.PairedCredentials:
        """Ask until somebody approves.

        Args:
            timeout_seconds: How long to wait at most.
            poll_interval: Seconds between two requests.

        Raises:
            TimeoutError: Nobody approved in time.
            EncryptionError: The answer cannot be read.
        """
        deadline = Deadline(timeout_seconds)
        while (credentials := await self.request()) is None:
            if deadline.expired:
                raise FAMILY.timeout(f"nobody approved within {timeout_seconds} s", backend=FAMILY.backend)
            await self._http.wait(deadline.cap(poll_interval) or 0)
        return credentials
