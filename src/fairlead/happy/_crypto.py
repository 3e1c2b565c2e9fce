"""Keys and encryption of a Happy account: what the server stores and cannot read.

Everything comes from the 32-byte account secret. A record (session, machine or artifact) has a data key of
its own, sealed to the account's content key pair; an old one is encrypted with the secret itself.
"""

from __future__ import annotations

import base64
import binascii
import functools
import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol, cast

from fairlead._core.jsontext import read_json
from fairlead.errors import MissingExtra
from fairlead.happy.exceptions import EncryptionError, InvalidArgumentError

KEY_SIZE = 32
_CACHED_KEYS = 4096


class Variant(Enum):
    """How a record is encrypted."""

    LEGACY = "legacy"
    """XSalsa20-Poly1305 with the account secret."""
    DATA_KEY = "dataKey"
    """AES-256-GCM with the record's own key."""


def encode_base64(data: bytes) -> str:
    """Standard base64, with padding."""
    return base64.b64encode(data).decode("ascii")


def decode_base64(text: str) -> bytes:
    """The bytes of standard base64 with padding.

    Raises:
        EncryptionError: It is something else, such as the alphabet for URLs.
    """
    try:
        return binascii.a2b_base64(text, strict_mode=True)
    except ValueError:
        pass
    # Outside of the handler, so that the text does not hang on to the error as its context.
    raise EncryptionError("what should be base64 is not")


def derive_key(master: bytes, usage: str, path: Sequence[str] = ()) -> bytes:
    """The key at `path` of the key tree that grows from `master` for one `usage`; 32 bytes."""
    node = _hmac_sha512(f"{usage} Master Seed".encode(), master)
    for step in path:
        node = _hmac_sha512(node[KEY_SIZE:], b"\x00" + step.encode())
    return node[:KEY_SIZE]


def _hmac_sha512(key: bytes, data: bytes) -> bytes:
    return hmac.digest(key, data, "sha512")


@dataclass(frozen=True, slots=True)
class KeyPair:
    """An X25519 key pair."""

    public: bytes
    private: bytes = field(repr=False)

    @classmethod
    def of(cls, private: bytes) -> KeyPair:
        """The pair of a private key."""
        return cls(_primitives().x25519_public_key(private), private)

    @classmethod
    def generate(cls) -> KeyPair:
        """A new pair, such as for one pairing."""
        return cls.of(secrets.token_bytes(KEY_SIZE))

    @classmethod
    def for_content(cls, secret: bytes) -> KeyPair:
        """The pair of an account that the data keys of its records are sealed to."""
        seed = derive_key(secret, "Happy EnCoder", ["content"])
        return cls.of(hashlib.sha512(seed).digest()[:KEY_SIZE])

    def open(self, bundle: bytes) -> bytes:
        """Open what somebody sealed to this pair, such as the answer to a pairing.

        Raises:
            EncryptionError: It was sealed to another one, or is damaged.
        """
        opened = _primitives().box_open(self.private, bundle)
        if opened is None:
            raise EncryptionError("sealed for somebody else, or damaged")
        return opened


def seal(public_key: bytes, data: bytes) -> bytes:
    """Seal data so that only the owner of `public_key` can open it."""
    return _primitives().box_seal(_sized(public_key, "a public key"), data)


class Cipher(Protocol):
    """What encrypts and decrypts with one key."""

    def seal(self, plaintext: bytes) -> bytes:
        """Encrypt."""
        ...

    def open(self, bundle: bytes) -> bytes | None:
        """Decrypt; None if the key does not fit or the bundle is damaged."""
        ...


@dataclass(frozen=True, slots=True)
class RecordKey:
    """The key of one record, and how it is used. Its methods take and give the base64 texts of the wire."""

    variant: Variant
    key: bytes = field(repr=False)
    _cipher: Cipher = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ciphers = _primitives()
        kind = ciphers.XSalsa if self.variant is Variant.LEGACY else ciphers.Gcm
        object.__setattr__(self, "_cipher", kind(self.key))

    def encrypt(self, data: bytes) -> str:
        """Encrypt bytes. The same bytes give another text each time."""
        return encode_base64(self._cipher.seal(data))

    def decrypt(self, text: str) -> bytes:
        """Decrypt to bytes.

        Raises:
            EncryptionError: The key does not fit, or the text is damaged.
        """
        opened = self._cipher.open(decode_base64(text))
        if opened is None:
            raise EncryptionError(f"cannot be decrypted ({self.variant.value}): another key, or damaged")
        return opened

    def encrypt_json(self, value: Any) -> str:
        """Encrypt a JSON value.

        Raises:
            InvalidArgumentError: `value` is not a JSON value.
        """
        return self.encrypt(_to_json(value))

    def decrypt_json(self, text: str) -> Any:
        """Decrypt a JSON value.

        Raises:
            EncryptionError: It cannot be decrypted, or what comes out is not JSON.
        """
        return _from_json(self.decrypt(text))

    def decrypt_result(self, text: str) -> Any:
        """Decrypt what a called method returned; None when it returned nothing.

        Raises:
            EncryptionError: It cannot be decrypted, or what comes out is not JSON.
        """
        opened = self.decrypt(text)
        return _from_json(opened) if opened else None

    def for_attachments(self) -> RecordKey:
        """The key of a session's attachments, which are encrypted as bytes."""
        branch = "master" if self.variant is Variant.LEGACY else "session"
        return RecordKey(Variant.LEGACY, derive_key(self.key, "Happy Blobs", [branch]))


class Keyring:
    """All keys of an account, from its secret.

    Args:
        secret: The account secret, or the key of one machine; 32 bytes.
        machine_only: `secret` is the key of one machine. It opens records of that machine and no sessions.

    Raises:
        MissingExtra: PyNaCl or cryptography is not installed.
    """

    def __init__(self, secret: bytes, *, machine_only: bool = False) -> None:
        self._secret = _sized(secret, "the secret")
        self._content = None if machine_only else KeyPair.for_content(secret)
        # Opening costs far more than all else, and the same records are read again and again. The sealed text
        # itself is what a key is remembered by: a record that is made anew under an old name has another one.
        self._opened = functools.lru_cache(_CACHED_KEYS)(_open_data_key)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(machine_only={self._content is None})"

    @property
    def public_key(self) -> bytes | None:
        """The key to seal data keys to; None when only a machine's key is known."""
        return self._content.public if self._content else None

    def for_session(self, sealed: str | None) -> RecordKey:
        """The key of a session or an artifact, from its `dataEncryptionKey`.

        Raises:
            EncryptionError: It cannot be opened.
        """
        if self._content is None:
            raise EncryptionError(
                "only a machine's key is known, which opens no sessions; use the account secret (agent.key)"
            )
        if sealed is None:
            return RecordKey(Variant.LEGACY, self._secret)
        return self._opened(self._content, sealed)

    def for_machine(self, sealed: str | None) -> RecordKey:
        """The key of a machine, from its `dataEncryptionKey`.

        When only a machine's key is known, it is that key, whichever machine is meant; another machine's
        records then fail to decrypt.

        Raises:
            EncryptionError: It cannot be opened.
        """
        if self._content is not None:
            return self.for_session(sealed)
        if sealed is None:
            raise EncryptionError("encrypted with the account secret, and only a machine's key is known")
        return RecordKey(Variant.DATA_KEY, self._secret)

    def new_record_key(self) -> tuple[RecordKey, str]:
        """A key for a new record, and the `dataEncryptionKey` to store with it.

        Raises:
            EncryptionError: Only a machine's key is known.
        """
        if self._content is None:
            raise EncryptionError("only a machine's key is known; a new record needs the account secret")
        key = secrets.token_bytes(KEY_SIZE)
        return RecordKey(Variant.DATA_KEY, key), encode_base64(b"\x00" + seal(self._content.public, key))


def _open_data_key(content: KeyPair, sealed: str) -> RecordKey:
    data = decode_base64(sealed)
    if data[:1] != b"\x00":
        raise EncryptionError("a data key of an unknown version")
    return RecordKey(Variant.DATA_KEY, _sized(content.open(data[1:]), "a data key"))


@dataclass(frozen=True, slots=True)
class SignInProof:
    """What the sign-in route asks for, in base64."""

    public_key: str
    challenge: str = field(repr=False)
    signature: str = field(repr=False)


def prove_identity(secret: bytes, challenge: bytes | None = None) -> SignInProof:
    """Sign a challenge with the account's key; a fresh random one by default."""
    challenge = secrets.token_bytes(KEY_SIZE) if challenge is None else challenge
    public_key, signature = _primitives().ed25519_sign(_sized(secret, "the secret"), challenge)
    return SignInProof(encode_base64(public_key), encode_base64(challenge), encode_base64(signature))


def _sized(key: bytes, what: str) -> bytes:
    if len(key) != KEY_SIZE:
        raise EncryptionError(f"{what} has {KEY_SIZE} bytes, and this one {len(key)}")
    return key


# Made once, which json.dumps() does for none but the default form.
_PLAIN, _ESCAPING = (
    json.JSONEncoder(ensure_ascii=ascii_only, separators=(",", ":"), allow_nan=False)
    for ascii_only in (False, True)
)


def _to_json(value: Any) -> bytes:
    try:
        return _dump(value, _PLAIN).encode()
    except UnicodeEncodeError:
        # Half of a surrogate pair, as left by cutting a text: only its escape can be written.
        return _dump(value, _ESCAPING).encode()


def _dump(value: Any, encoder: json.JSONEncoder) -> str:
    try:
        return encoder.encode(value)
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidArgumentError(f"not a JSON value: {error}") from None


def _from_json(data: bytes) -> Any:
    try:
        return read_json(data)
    except (ValueError, RecursionError):
        pass
    # Outside of the handler: the error of the JSON parser holds the decrypted text.
    raise EncryptionError("decrypted, but not JSON")


def _primitives():
    """The module of the ciphers, imported on first use.

    Raises:
        MissingExtra: A library it needs is not installed.
    """
    try:
        from fairlead.happy import _primitives as module
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("fairlead"):
            raise
        raise MissingExtra(f"encryption needs {error.name}: pip install 'fairlead[happy]'") from error
    return module


def read_object(key: RecordKey | None, text: str | None) -> dict[str, Any] | None:
    """Decrypt a JSON object; None if it is missing, cannot be decrypted, or is something else."""
    if key is None or text is None:
        return None
    try:
        value = key.decrypt_json(text)
    except EncryptionError:
        return None
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None
