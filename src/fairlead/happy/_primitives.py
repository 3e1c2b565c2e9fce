"""The ciphers, bytes to bytes. The only module that imports PyNaCl and cryptography.

A bundle is what goes over the wire: a ciphertext with all that its reader needs besides the key. Functions
that open one return None when the key does not fit or the bundle was damaged; nobody can tell which.
"""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from nacl.bindings import crypto_box_beforenm, crypto_box_open_afternm, crypto_scalarmult_base
from nacl.exceptions import CryptoError
from nacl.public import Box, PrivateKey, PublicKey
from nacl.secret import SecretBox
from nacl.signing import SigningKey

KEY_SIZE = 32
_VERSION = b"\x00"
_GCM_NONCE, _GCM_TAG = 12, 16
_GCM_HEAD = len(_VERSION) + _GCM_NONCE
_GCM_LEAST = _GCM_HEAD + _GCM_TAG
_NACL_NONCE, _NACL_TAG = 24, 16


class Gcm:
    """AES-256-GCM with one key. A bundle is version byte 0, nonce, ciphertext and tag."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, plaintext: bytes) -> bytes:
        """Encrypt."""
        nonce = secrets.token_bytes(_GCM_NONCE)
        return _VERSION + nonce + self._cipher.encrypt(nonce, plaintext, None)

    def open(self, bundle: bytes) -> bytes | None:
        """Decrypt."""
        if len(bundle) < _GCM_LEAST or not bundle.startswith(_VERSION):
            return None
        try:
            return self._cipher.decrypt(bundle[1:_GCM_HEAD], bundle[_GCM_HEAD:], None)
        except InvalidTag:
            return None


class XSalsa:
    """XSalsa20-Poly1305 with one key. A bundle is nonce, tag and ciphertext."""

    def __init__(self, key: bytes) -> None:
        self._box = SecretBox(key)

    def seal(self, plaintext: bytes) -> bytes:
        """Encrypt."""
        return bytes(self._box.encrypt(plaintext))

    def open(self, bundle: bytes) -> bytes | None:
        """Decrypt."""
        if len(bundle) < _NACL_NONCE + _NACL_TAG:
            return None
        try:
            return self._box.decrypt(bundle)
        except CryptoError:
            return None


def box_seal(public_key: bytes, plaintext: bytes) -> bytes:
    """Encrypt to a public key, from a key pair made for this once: its public key, nonce, tag, ciphertext."""
    ephemeral = PrivateKey.generate()
    return bytes(ephemeral.public_key) + bytes(Box(ephemeral, PublicKey(public_key)).encrypt(plaintext))


def box_open(private_key: bytes, bundle: bytes) -> bytes | None:
    """Decrypt what `box_seal` made."""
    if len(bundle) < KEY_SIZE + _NACL_NONCE + _NACL_TAG:
        return None
    try:
        # This refuses public keys with which anybody could know the shared secret. A `Box` would do the same,
        # but from a `PrivateKey`, and to make one takes as long as the rest: it works out the public half.
        shared = crypto_box_beforenm(bundle[:KEY_SIZE], private_key)
        nonce, sealed = bundle[KEY_SIZE : KEY_SIZE + _NACL_NONCE], bundle[KEY_SIZE + _NACL_NONCE :]
        return crypto_box_open_afternm(sealed, nonce, shared)
    except CryptoError:
        return None


def x25519_public_key(private_key: bytes) -> bytes:
    """The public half of an X25519 key."""
    return crypto_scalarmult_base(private_key)


def ed25519_sign(seed: bytes, message: bytes) -> tuple[bytes, bytes]:
    """Sign with the key pair of a 32-byte seed; returns the public key and the detached signature."""
    key = SigningKey(seed)
    return bytes(key.verify_key), key.sign(message).signature
