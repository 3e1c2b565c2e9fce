"""Where credentials come from, which source comes first, and what is said when none is good."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead import errors
from fairlead.happy._credentials import (
    Credentials,
    InsecureKeyFileWarning,
    credentials_from_env,
    parse_key_file,
    read_key_file,
    resolve_credentials,
    resolve_server_url,
)
from fairlead.happy._crypto import KeyPair, encode_base64
from fairlead.happy.exceptions import AuthenticationError, ConfigurationError, CredentialsError

SECRET = bytes(range(32))
SECRET_B64 = encode_base64(SECRET)
OTHER_B64 = encode_base64(b"\x11" * 32)
PUBLIC_B64 = encode_base64(KeyPair.for_content(SECRET).public)
AGENT_KEY = {"token": "tok", "secret": SECRET_B64}
ACCESS_KEY = {"token": "tok", "encryption": {"publicKey": PUBLIC_B64, "machineKey": OTHER_B64}}
URL = "https://happy.example"


def write(path: Path, content: Any, mode: int = 0o600) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    path.chmod(mode)
    return path


@pytest.mark.parametrize(
    ("content", "secret", "machine_only"),
    [
        (AGENT_KEY, SECRET_B64, False),
        (ACCESS_KEY, OTHER_B64, True),
        (
            {"token": "tok", "encryption": {"publicKey": PUBLIC_B64, "machineKey": SECRET_B64}},
            SECRET_B64,
            False,
        ),
        ({"token": "tok", "encryption": {"machineKey": OTHER_B64}}, OTHER_B64, False),
        ({"token": "tok", "encryption": {"publicKey": 5, "machineKey": OTHER_B64}}, OTHER_B64, True),
        ({**ACCESS_KEY, "secret": SECRET_B64}, SECRET_B64, False),
        ({**ACCESS_KEY, "secret": None}, OTHER_B64, True),
        ({"token": " tok\n", "secret": f" {SECRET_B64}\n", "more": 1}, SECRET_B64, False),
    ],
)
def test_both_formats_of_key_files(content: Any, secret: str, machine_only: bool) -> None:
    found = parse_key_file(json.dumps(content).encode(), "agent.key")
    assert (found.token, encode_base64(found.secret)) == ("tok", secret)
    assert (found.machine_only, found.source) == (machine_only, "agent.key")
    assert (found.keyring().public_key is None) == machine_only


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not a JSON object"),
        (b"{", "not a JSON object"),
        (b"\xff\xfe", "not a JSON object"),
        (b'["token"]', "not a JSON object"),
        (b"[" * 100_000, "not a JSON object"),
        ({"secret": SECRET_B64}, "token is missing"),
        ({**AGENT_KEY, "token": ""}, "token is missing"),
        ({**AGENT_KEY, "token": 7}, "token is missing"),
        ({**AGENT_KEY, "token": "a\r\nX-Evil: b"}, "token has characters that no token has"),
        ({**AGENT_KEY, "token": "tök"}, "token has characters that no token has"),
        ({**AGENT_KEY, "token": "a b"}, "token has characters that no token has"),
        ({"token": "tok"}, "neither secret nor encryption.machineKey"),
        ({"token": "tok", "encryption": "x"}, "neither secret nor encryption.machineKey"),
        ({"token": "tok", "encryption": {"publicKey": PUBLIC_B64}}, "encryption.machineKey is missing"),
        ({"token": "tok", "secret": ""}, "secret is missing"),
        ({"token": "tok", "secret": "not base64!"}, "secret is not base64"),
        ({"token": "tok", "secret": SECRET_B64[:-1]}, "secret is not base64"),
        ({"token": "tok", "secret": "AAAA"}, "secret has 3 bytes, not 32"),
        ({"token": "tok", "encryption": {"machineKey": "AAAA"}}, "encryption.machineKey has 3 bytes, not 32"),
    ],
)
def test_a_malformed_key_file_says_what_is_wrong(content: Any, message: str) -> None:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    with pytest.raises(CredentialsError) as caught:
        parse_key_file(data, "/home/me/agent.key")
    assert caught.value.message == f"/home/me/agent.key: {message}"
    assert caught.value.status is None
    assert caught.value.__cause__ is None


@given(st.binary(max_size=60))
def test_any_bytes_are_credentials_or_refused(content: bytes) -> None:
    with pytest.raises(CredentialsError):
        parse_key_file(content, "x")


def test_errors_are_of_both_kinds() -> None:
    with pytest.raises(CredentialsError) as caught:
        parse_key_file(b"", "x")
    for kind in (
        AuthenticationError,
        ConfigurationError,
        errors.Unauthorized,
        errors.ConfigurationError,
        ValueError,
    ):
        assert isinstance(caught.value, kind)


def test_arguments_come_before_files(tmp_path: Path) -> None:
    write(tmp_path / "agent.key", AGENT_KEY)
    found = resolve_credentials(
        token="inline",
        secret_b64=OTHER_B64,
        credentials_path=tmp_path / "missing",
        environ={"HAPPY_HOME_DIR": str(tmp_path)},
    )
    assert found == Credentials("inline", b"\x11" * 32, False, "arguments")


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        ({"token": "tok"}, "token was given without secret_b64"),
        ({"secret_b64": SECRET_B64}, "secret_b64 was given without token"),
        ({"token": "", "secret_b64": SECRET_B64}, "arguments: token is missing"),
        ({"token": "tok", "secret_b64": ""}, "arguments: secret_b64 is missing"),
        ({"token": "tok", "secret_b64": "AAAA"}, "arguments: secret_b64 has 3 bytes, not 32"),
    ],
)
def test_half_given_or_malformed_arguments(given_: Any, message: str, tmp_path: Path) -> None:
    write(tmp_path / "agent.key", AGENT_KEY)
    with pytest.raises(CredentialsError, match=message):
        resolve_credentials(**given_, environ={"HAPPY_HOME_DIR": str(tmp_path)})


def test_a_given_file_comes_before_the_directory(tmp_path: Path) -> None:
    write(tmp_path / "agent.key", AGENT_KEY)
    mine = write(tmp_path / "mine.json", {**AGENT_KEY, "token": "mine"})
    environ = {"HAPPY_HOME_DIR": str(tmp_path)}
    for path in (mine, str(mine)):
        found = resolve_credentials(credentials_path=path, environ=environ)
        assert (found.token, found.source) == ("mine", str(mine))


@pytest.mark.parametrize(
    ("files", "source", "machine_only"),
    [
        (["agent.key", "access.key"], "agent.key", False),
        (["agent.key"], "agent.key", False),
        (["access.key"], "access.key", True),
    ],
)
def test_the_directory_of_the_environment(
    tmp_path: Path, files: list[str], source: str, machine_only: bool
) -> None:
    for name in files:
        write(tmp_path / name, AGENT_KEY if name == "agent.key" else ACCESS_KEY)
    found = resolve_credentials(environ={"HAPPY_HOME_DIR": str(tmp_path)})
    assert (found.source, found.machine_only) == (str(tmp_path / source), machine_only)


@pytest.mark.parametrize("environ", [{}, {"HAPPY_HOME_DIR": ""}, {"HAPPY_HOME_DIR": "~/.happy"}])
def test_the_home_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environ: dict[str, str]) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    write(tmp_path / ".happy" / "agent.key", AGENT_KEY)
    assert resolve_credentials(environ=environ).source == str(tmp_path / ".happy" / "agent.key")
    by_hand = resolve_credentials(credentials_path="~/.happy/agent.key", environ={})
    assert by_hand.source == str(tmp_path / ".happy" / "agent.key")


def test_a_broken_first_file_is_not_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "agent.key", "{")
    write(tmp_path / "access.key", ACCESS_KEY)
    with pytest.raises(CredentialsError, match=r"agent\.key: not a JSON object"):
        resolve_credentials(environ={"HAPPY_HOME_DIR": str(tmp_path)})


def test_without_any_source_all_are_named(tmp_path: Path) -> None:
    with pytest.raises(CredentialsError) as caught:
        resolve_credentials(
            environ={"HAPPY_HOME_DIR": str(tmp_path), "HAPPY_TOKEN": "t", "HAPPY_SECRET": SECRET_B64}
        )
    for part in ("token and secret_b64", "agent.key", "access.key", str(tmp_path)):
        assert part in caught.value.message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CredentialsError, match=r"there is no key file .*nothing\.key"):
        read_key_file(tmp_path / "nothing.key")
    with pytest.raises(CredentialsError, match="there is no key file"):
        read_key_file(write(tmp_path / "file", "x") / "below")


def test_a_directory_is_not_a_key_file(tmp_path: Path) -> None:
    with pytest.raises(CredentialsError, match="cannot be read") as caught:
        read_key_file(tmp_path)
    assert isinstance(caught.value.__cause__, OSError)


@pytest.mark.skipif(os.name != "posix", reason="file modes are of POSIX")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o666])
def test_a_key_file_that_others_may_read_is_warned_of(tmp_path: Path, mode: int) -> None:
    path = write(tmp_path / "agent.key", AGENT_KEY, mode)
    with pytest.warns(InsecureKeyFileWarning, match=f"chmod 600 '{path}'"):
        assert read_key_file(path).token == "tok"


@pytest.mark.parametrize(
    ("argument", "environ", "url"),
    [
        (URL, {}, URL),
        (f" {URL}/// ", {}, URL),
        (URL, {"HAPPY_SERVER_URL": "https://other.example"}, URL),
        (None, {"HAPPY_SERVER_URL": f"{URL}/"}, URL),
        ("", {"HAPPY_SERVER_URL": URL}, URL),
    ],
)
def test_the_server(argument: str | None, environ: dict[str, str], url: str) -> None:
    assert resolve_server_url(argument, environ) == url


@pytest.mark.parametrize("environ", [{}, {"HAPPY_SERVER_URL": ""}, {"HAPPY_SERVER_URL": " "}])
@pytest.mark.parametrize("argument", [None, "", "/"])
def test_a_missing_server_is_a_value_error(argument: str | None, environ: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"server_url is required \(or set HAPPY_SERVER_URL\)"):
        resolve_server_url(argument, environ)


ENVIRON = {"HAPPY_SERVER_URL": URL, "HAPPY_TOKEN": "tok", "HAPPY_SECRET": f"{SECRET_B64}\n"}


def test_the_environment() -> None:
    url, found = credentials_from_env(environ=ENVIRON)
    assert (url, found) == (URL, Credentials("tok", SECRET, False, "environment"))
    assert credentials_from_env("https://other.example/", ENVIRON)[0] == "https://other.example"
    without = {name: value for name, value in ENVIRON.items() if name != "HAPPY_SERVER_URL"}
    assert credentials_from_env(URL, without)[0] == URL


@pytest.mark.parametrize(
    ("environ", "message"),
    [
        ({}, "not set in the environment: HAPPY_TOKEN, HAPPY_SECRET, HAPPY_SERVER_URL"),
        ({**ENVIRON, "HAPPY_TOKEN": ""}, "not set in the environment: HAPPY_TOKEN"),
        ({**ENVIRON, "HAPPY_SECRET": " "}, "not set in the environment: HAPPY_SECRET"),
        ({**ENVIRON, "HAPPY_SERVER_URL": ""}, "not set in the environment: HAPPY_SERVER_URL"),
        ({**ENVIRON, "HAPPY_SECRET": "AAAA"}, "environment: HAPPY_SECRET has 3 bytes, not 32"),
        ({**ENVIRON, "HAPPY_TOKEN": "a b"}, "environment: HAPPY_TOKEN has characters that no token has"),
    ],
)
def test_an_incomplete_environment(environ: dict[str, str], message: str) -> None:
    with pytest.raises(CredentialsError) as caught:
        credentials_from_env(environ=environ)
    assert caught.value.message == message


def test_secrets_are_in_no_repr_and_in_no_error(tmp_path: Path) -> None:
    shown = repr(parse_key_file(json.dumps({**AGENT_KEY, "token": "eyJ-token"}).encode(), "agent.key"))
    assert "agent.key" in shown
    for form in ("eyJ-token", SECRET_B64, repr(SECRET)[2:-1], SECRET.hex()):
        assert form not in shown
    for content in ('{"token": "eyJ-token"', json.dumps({"token": "eyJ-token", "secret": SECRET_B64[:-4]})):
        with pytest.raises(CredentialsError) as caught:
            read_key_file(write(tmp_path / "agent.key", content))
        assert "eyJ-token" not in repr(caught.value)
        assert SECRET_B64[:20] not in repr(caught.value)
        assert getattr(caught.value.__context__, "doc", None) is None
