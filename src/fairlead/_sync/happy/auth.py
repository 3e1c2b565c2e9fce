# Made from src/fairlead/_async/happy/auth.py by `nox -s regenerate`: edit that one.
"""Tokens, and letting other devices in."""

from __future__ import annotations

from happy_backend_client import models as wire
from happy_backend_client.api.auth import (
    approve_account_pairing,
    approve_terminal_pairing,
    get_terminal_pairing,
    sign_in,
)

from fairlead._sync.happy._base import Namespace, proof_of
from fairlead.happy import _records, models
from fairlead.happy._crypto import encode_base64, seal
from fairlead.happy._pairing import public_key_of, terminal_answer


class Auth(Namespace):
    """`client.auth`: a fresh token, and letting other devices in."""

    def sign_in(self) -> str:
        """Get a fresh token for the account secret; this client uses it from now on.

        Raises:
            EncryptionError: Only a machine's key is known.
        """
        body = proof_of(self._shared.secret)
        signed_in = self._call(_records.SignedIn, sign_in.sync_detailed, client=self._wire, body=body)
        self._shared.use(signed_in.token, self._http)
        return signed_in.token

    def pairing_status(self, public_key: str) -> models.PairingStatus:
        """See how far the pairing of a terminal is.

        Args:
            public_key: The terminal's key: base64, or the URL `happy://terminal?...` that it shows.
        """
        return self._call(
            models.PairingStatus,
            get_terminal_pairing.sync_detailed,
            client=self._wire,
            public_key=encode_base64(public_key_of(public_key)),
        )

    def approve_terminal(self, public_key: str) -> None:
        """Let a terminal act for this account. It gets a token, and the public half of the content key.

        A terminal of an old version, which does not understand this, gets the account secret.

        Args:
            public_key: The terminal's key: base64, or the URL `happy://terminal?...` that it shows.

        Raises:
            NotFoundError: No terminal asks with this key.
            EncryptionError: Only a machine's key is known.
        """
        key = public_key_of(public_key)
        status = self.pairing_status(public_key)
        answer = terminal_answer(
            self._shared.secret, self._shared.content_key, understands_v2=status.supports_v2
        )
        body = {"publicKey": encode_base64(key), "response": encode_base64(seal(key, answer))}
        self._call(
            _records.Succeeded,
            approve_terminal_pairing.sync_detailed,
            client=self._wire,
            body=self._body(wire.PairingApproval.from_dict, body),
        )

    def approve_account(self, public_key: str) -> None:
        """Give another device of one's own the account secret, and with it everything.

        Args:
            public_key: The device's key: base64, or the URL `happy:///account?...` that it shows.

        Raises:
            NotFoundError: No device asks with this key.
            EncryptionError: Only a machine's key is known.
        """
        key = public_key_of(public_key)
        body = {"publicKey": encode_base64(key), "response": encode_base64(seal(key, self._shared.secret))}
        self._call(
            _records.Succeeded,
            approve_account_pairing.sync_detailed,
            client=self._wire,
            body=self._body(wire.PairingApproval.from_dict, body),
        )
