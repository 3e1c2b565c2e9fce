"""Message authentication codes, for payloads that carry a signature."""

from __future__ import annotations

import hashlib
import hmac


def hmac_sha256_hex(secret: str, message: bytes) -> str:
    """The HMAC-SHA256 of `message` under the UTF-8 bytes of `secret`, as 64 lower-case hex digits."""
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


def is_hmac_sha256(signature: str, secret: str, message: bytes) -> bool:
    """Whether `signature` is what `hmac_sha256_hex` gives, compared in constant time.

    A signature of any other length or of any characters is simply wrong, never an error.
    """
    # Bytes, because compare_digest refuses text outside ASCII; surrogates may come from header decoding.
    return hmac.compare_digest(
        hmac_sha256_hex(secret, message).encode(), signature.encode("utf-8", "surrogatepass")
    )
