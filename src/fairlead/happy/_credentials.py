"""Where the token and the secret of an account come from: arguments, environment, key files."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from fairlead.happy._crypto import KEY_SIZE, KeyPair, Keyring, decode_base64, encode_base64
from fairlead.happy.exceptions import ConfigurationError, CredentialsError, EncryptionError

SERVER_URL = "HAPPY_SERVER_URL"
TOKEN = "HAPPY_TOKEN"
SECRET = "HAPPY_SECRET"
HOME_DIR = "HAPPY_HOME_DIR"

KEY_FILES = ("agent.key", "access.key")
"""Names in the credential directory, best first: only the first one always holds the account secret."""


class InsecureKeyFileWarning(UserWarning):
    """Others than the owner may read a key file."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a client needs to act for an account.

    Attributes:
        token: Bearer token.
        secret: The account secret, or the key of one machine; 32 bytes.
        machine_only: `secret` is the key of one machine, which opens no sessions.
        source: Where they were found, for messages.
    """

    token: str = field(repr=False)
    secret: bytes = field(repr=False)
    machine_only: bool
    source: str

    def keyring(self) -> Keyring:
        """The keys that the secret leads to."""
        return Keyring(self.secret, machine_only=self.machine_only)


def resolve_server_url(server_url: str | None, environ: Mapping[str, str] = os.environ) -> str:
    """The server's URL, without slashes at its end: the argument, or else `HAPPY_SERVER_URL`.

    Raises:
        ConfigurationError: Neither is given.
    """
    url = (server_url or environ.get(SERVER_URL, "")).strip().rstrip("/")
    if not url:
        raise ConfigurationError(f"server_url is required (or set {SERVER_URL})")
    return url


def resolve_credentials(
    *,
    token: str | None = None,
    secret_b64: str | None = None,
    credentials_path: str | os.PathLike[str] | None = None,
    environ: Mapping[str, str] = os.environ,
) -> Credentials:
    """The first of: both arguments, the given key file, a key file in the credential directory.

    The directory is `HAPPY_HOME_DIR`, or else `~/.happy`; in it, `agent.key` comes before `access.key`.

    Args:
        token: Bearer token; only together with `secret_b64`.
        secret_b64: The account secret in base64; only together with `token`.
        credentials_path: Key file of either format; a leading `~` is replaced.
        environ: The environment.

    Raises:
        CredentialsError: There are none, or they are malformed; the message names the source.
        MissingExtra: PyNaCl or cryptography is not installed, and a key file must be checked with them.
    """
    if token is not None and secret_b64 is not None:
        return _inline(token, secret_b64, "token", "secret_b64", "arguments")
    if token is not None or secret_b64 is not None:
        given, missing = ("token", "secret_b64") if token is not None else ("secret_b64", "token")
        raise CredentialsError(
            f"{given} was given without {missing}: give both, or neither to use a key file"
        )
    if credentials_path is not None:
        return read_key_file(_expand(Path(credentials_path)))
    folder = _expand(Path(environ.get(HOME_DIR) or "~/.happy"))
    for name in KEY_FILES:
        content = _read(folder / name)
        if content is not None:
            return parse_key_file(content, str(folder / name))
    raise CredentialsError(
        f"no credentials: token and secret_b64 were not given, and there is neither {KEY_FILES[0]} nor"
        f" {KEY_FILES[1]} in {folder}"
    )


def credentials_from_env(
    server_url: str | None = None, environ: Mapping[str, str] = os.environ
) -> tuple[str, Credentials]:
    """Server URL and credentials from `HAPPY_SERVER_URL`, `HAPPY_TOKEN` and `HAPPY_SECRET`.

    Raises:
        CredentialsError: One of them is unset or malformed; the message lists all that are missing.
    """
    missing = [name for name in (TOKEN, SECRET) if not environ.get(name, "").strip()]
    if not server_url and not environ.get(SERVER_URL, "").strip():
        missing.append(SERVER_URL)
    if missing:
        raise CredentialsError(f"not set in the environment: {', '.join(missing)}")
    credentials = _inline(environ[TOKEN], environ[SECRET], TOKEN, SECRET, "environment")
    return resolve_server_url(server_url, environ), credentials


def read_key_file(path: Path) -> Credentials:
    """The credentials in a key file of either format.

    Warns:
        InsecureKeyFileWarning: Others than its owner may read it.

    Raises:
        CredentialsError: It cannot be read, or holds no valid credentials.
    """
    content = _read(path)
    if content is None:
        raise CredentialsError(f"there is no key file {path}")
    return parse_key_file(content, str(path))


def parse_key_file(content: bytes, source: str) -> Credentials:
    """The credentials in the content of a key file.

    `{"token", "secret"}` holds the account secret. `{"token", "encryption": {"publicKey", "machineKey"}}`
    holds the key of one machine, unless the public key is the one that it leads to as an account secret.
    Without a public key to compare with, it is taken for an account secret. `secret` comes first.

    Raises:
        CredentialsError: Something is missing or malformed.
        MissingExtra: PyNaCl or cryptography is not installed, and is needed to compare.
    """
    fields = _json_object(content, source)
    token = _token(fields.get("token"), "token", source)
    if fields.get("secret") is not None:
        return Credentials(token, _secret(fields["secret"], "secret", source), False, source)
    encryption: object = fields.get("encryption")
    if not isinstance(encryption, dict):
        raise CredentialsError(f"{source}: neither secret nor encryption.machineKey")
    keys = cast("dict[str, Any]", encryption)
    secret = _secret(keys.get("machineKey"), "encryption.machineKey", source)
    public_key: object = keys.get("publicKey")
    expected = encode_base64(KeyPair.for_content(secret).public)
    machine_only = public_key is not None and public_key != expected
    return Credentials(token, secret, machine_only, source)


def write_key_file(path: Path, token: str, secret_b64: str | None) -> None:
    """Write a key file with the account secret that only its owner can read.

    Raises:
        CredentialsError: There is no secret.
        OSError: The file cannot be written.
    """
    if secret_b64 is None:
        raise CredentialsError("there is no account secret to write: ask for one with kind='account'")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Made anew, so that nobody who opened an old one reads along, and closed to others from the beginning.
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({"token": token, "secret": secret_b64}, file)


def _inline(token: str, secret: str, token_name: str, secret_name: str, source: str) -> Credentials:
    return Credentials(_token(token, token_name, source), _secret(secret, secret_name, source), False, source)


def _json_object(content: bytes, source: str) -> dict[str, Any]:
    try:
        fields: object = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        # Without the parser's error, which holds the whole text.
        raise CredentialsError(f"{source}: not a JSON object")
    return cast("dict[str, Any]", fields)


def _token(value: object, name: str, source: str) -> str:
    token = value.strip() if isinstance(value, str) else ""
    if not token:
        raise CredentialsError(f"{source}: {name} is missing")
    if not token.isascii() or not token.isprintable() or " " in token:
        raise CredentialsError(f"{source}: {name} has characters that no token has")
    return token


def _secret(value: object, name: str, source: str) -> bytes:
    text = value.strip() if isinstance(value, str) else ""
    if not text:
        raise CredentialsError(f"{source}: {name} is missing")
    try:
        secret = decode_base64(text)
    except EncryptionError:
        secret = None
    if secret is None:
        raise CredentialsError(f"{source}: {name} is not base64")
    if len(secret) != KEY_SIZE:
        raise CredentialsError(f"{source}: {name} has {len(secret)} bytes, not {KEY_SIZE}")
    return secret


def _expand(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:
        raise CredentialsError(f"the home directory in {path} is not known") from None


def _read(path: Path) -> bytes | None:
    """The content of a key file, or None if there is no such file."""
    try:
        with path.open("rb") as file:
            exposed = os.name == "posix" and os.fstat(file.fileno()).st_mode & 0o077
            content = file.read()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise CredentialsError(f"the key file {path} cannot be read: {error.strerror}") from error
    if exposed:
        warnings.warn(
            f"others may read the key file {path}: chmod 600 '{path}'", InsecureKeyFileWarning, stacklevel=3
        )
    return content
