"""Encryption: vectors of the real implementations, what must be refused, and round trips."""

from __future__ import annotations

import base64
import functools
import json
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.errors import MissingExtra
from fairlead.happy import _crypto, _primitives
from fairlead.happy._crypto import (
    KeyPair,
    Keyring,
    RecordKey,
    Variant,
    decode_base64,
    derive_key,
    encode_base64,
    prove_identity,
    seal,
)
from fairlead.happy.exceptions import EncryptionError, InvalidArgumentError

VECTORS: dict[str, Any] = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))
SECRET = bytes(range(32))
OTHER = b"\x77" * 32

raw = bytes.fromhex
some_keys = st.binary(min_size=32, max_size=32)
variants = st.sampled_from(Variant)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)
quickly = settings(max_examples=50, deadline=None)


@pytest.mark.parametrize("vector", VECTORS["base64"])
def test_base64(vector: Any) -> None:
    assert encode_base64(raw(vector["bytes"])) == vector["b64"]
    assert decode_base64(vector["b64"]) == raw(vector["bytes"])


@pytest.mark.parametrize("text", ["@@@", "A", "AAA", "-_-_", "AA==\n", "ÄÄÄÄ", "A A="])
def test_what_is_not_base64_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(EncryptionError) as caught:
        decode_base64(text)
    assert text not in str(caught.value)
    assert caught.value.__context__ is None


@pytest.mark.parametrize("vector", VECTORS["hmac_sha512"])
def test_hmac(vector: Any) -> None:
    assert _crypto._hmac_sha512(raw(vector["key"]), raw(vector["data"])).hex() == vector["out"]


@pytest.mark.parametrize("vector", VECTORS["derive_key"])
def test_the_key_tree(vector: Any) -> None:
    master, usage, path = raw(vector["master"]), vector["usage"], vector["path"]
    assert derive_key(master, usage, path).hex() == vector["out"]
    keys = [derive_key(master, usage, path[:depth]).hex() for depth in range(len(path) + 1)]
    assert keys == [step["key"] for step in vector["steps"]]


@pytest.mark.parametrize("vector", VECTORS["content_key_pair"])
def test_the_content_key_pair(vector: Any) -> None:
    pair = KeyPair.for_content(decode_base64(vector["secret_b64"]))
    assert pair.private.hex() == vector["sha512_seed_first32_is_private_key"]
    assert pair.public.hex() == vector["public_key"]
    assert encode_base64(pair.public) == vector["public_key_b64"]
    assert Keyring(raw(vector["secret"])).public_key == pair.public


BUNDLES = [
    *((Variant.DATA_KEY, vector) for vector in VECTORS["aes_gcm_dataKey"]),
    *((Variant.LEGACY, vector) for vector in VECTORS["secretbox_legacy"]),
]


@pytest.mark.parametrize(("variant", "vector"), BUNDLES)
def test_a_bundle_of_another_implementation_is_read(variant: Variant, vector: Any) -> None:
    key = RecordKey(variant, raw(vector["key"]))
    assert key.decrypt(vector["bundle_b64"]) == vector["plaintext_utf8"].encode()
    assert key.decrypt_json(vector["bundle_b64"]) == vector["json_value"]


@pytest.mark.parametrize(("variant", "vector"), BUNDLES)
def test_a_bundle_with_the_same_nonce_is_the_same(
    variant: Variant, vector: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    nonce, plaintext, key = raw(vector["nonce"]), vector["plaintext_utf8"].encode(), raw(vector["key"])
    if variant is Variant.DATA_KEY:
        monkeypatch.setattr(_primitives.secrets, "token_bytes", lambda _: nonce)
        assert _primitives.Gcm(key).seal(plaintext).hex() == vector["bundle"]
    else:
        monkeypatch.setattr("nacl.secret.random", lambda _: nonce)
        assert _primitives.XSalsa(key).seal(plaintext).hex() == vector["bundle"]


@pytest.mark.parametrize("vector", VECTORS["box_seal"])
def test_a_sealed_box_of_another_implementation_is_opened(vector: Any) -> None:
    pair = KeyPair.for_content(raw(vector["account_secret"]))
    assert (pair.private.hex(), pair.public.hex()) == (
        vector["recipient_private_key"],
        vector["recipient_public_key"],
    )
    assert KeyPair.of(raw(vector["ephemeral_private_key"])).public.hex() == vector["ephemeral_public_key"]
    assert pair.open(raw(vector["bundle"])).hex() == vector["plaintext"]
    assert decode_base64(vector["data_encryption_key_field_b64"]) == b"\x00" + raw(vector["bundle"])


@pytest.mark.parametrize("vector", VECTORS["box_seal"])
def test_a_sealed_box_with_the_same_randomness_is_the_same(
    vector: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nacl.public import PrivateKey

    ephemeral = PrivateKey(raw(vector["ephemeral_private_key"]))
    monkeypatch.setattr(_primitives.PrivateKey, "generate", lambda: ephemeral)
    monkeypatch.setattr("nacl.public.random", lambda _: raw(vector["nonce"]))
    assert seal(raw(vector["recipient_public_key"]), raw(vector["plaintext"])).hex() == vector["bundle"]


@pytest.mark.parametrize("vector", VECTORS["record_chain"])
def test_a_record_is_read_from_the_secret_on(vector: Any) -> None:
    keyring, record = Keyring(decode_base64(vector["account_secret_b64"])), vector["record"]
    for opened in (keyring.for_session, keyring.for_machine):
        key = opened(record["dataEncryptionKey"])
        assert (key.variant.value, key.key.hex()) == (vector["expect_variant"], vector["expect_key"])
        assert key.decrypt_json(record["metadata"]) == vector["expect_metadata"]


@pytest.mark.parametrize("vector", VECTORS["negative"], ids=lambda vector: vector["why"])
def test_what_must_fail_fails(vector: Any) -> None:
    bundle = raw(vector["bundle"])
    if vector["op"] == "box_open":
        refuse = functools.partial(KeyPair.of(raw(vector["recipient_private_key"])).open, bundle)
    else:
        variant = Variant.LEGACY if vector["op"] == "secretbox_legacy" else Variant.DATA_KEY
        refuse = functools.partial(RecordKey(variant, raw(vector["key"])).decrypt, encode_base64(bundle))
    with pytest.raises(EncryptionError):
        refuse()


@pytest.mark.parametrize("vector", VECTORS["auth_ed25519"])
def test_the_proof_of_identity(vector: Any) -> None:
    proof = prove_identity(raw(vector["secret_seed"]), decode_base64(vector["challenge_b64"]))
    assert (proof.public_key, proof.signature) == (vector["public_key_b64"], vector["signature_b64"])
    assert proof.challenge == vector["challenge_b64"]
    fresh = prove_identity(raw(vector["secret_seed"]))
    assert fresh.public_key == proof.public_key
    assert len(decode_base64(fresh.challenge)) == 32
    assert fresh.challenge != prove_identity(raw(vector["secret_seed"])).challenge


def test_every_group_of_vectors_is_used() -> None:
    used = {
        "base64",
        "hmac_sha512",
        "derive_key",
        "content_key_pair",
        "aes_gcm_dataKey",
        "secretbox_legacy",
        "box_seal",
        "record_chain",
        "negative",
        "auth_ed25519",
    }
    assert set(VECTORS) - {"about", "byte_conventions"} == used


@quickly
@given(variant=variants, key=some_keys, data=st.binary(max_size=200))
def test_bytes_come_back(variant: Variant, key: bytes, data: bytes) -> None:
    record_key = RecordKey(variant, key)
    text = record_key.encrypt(data)
    assert record_key.decrypt(text) == data
    assert text != record_key.encrypt(data), "each time with a nonce of its own"


@quickly
@given(variant=variants, key=some_keys, value=json_values)
def test_json_comes_back(variant: Variant, key: bytes, value: Any) -> None:
    record_key = RecordKey(variant, key)
    assert record_key.decrypt_json(record_key.encrypt_json(value)) == value


@quickly
@given(
    variant=variants, key=some_keys, data=st.binary(max_size=40), place=st.integers(0), bit=st.integers(0, 7)
)
def test_a_changed_bit_is_noticed(variant: Variant, key: bytes, data: bytes, place: int, bit: int) -> None:
    bundle = bytearray(decode_base64(RecordKey(variant, key).encrypt(data)))
    bundle[place % len(bundle)] ^= 1 << bit
    with pytest.raises(EncryptionError):
        RecordKey(variant, key).decrypt(encode_base64(bytes(bundle)))


@quickly
@given(variant=variants, junk=st.binary(max_size=120))
def test_junk_is_refused(variant: Variant, junk: bytes) -> None:
    with pytest.raises(EncryptionError):
        RecordKey(variant, SECRET).decrypt(encode_base64(junk))
    with pytest.raises(EncryptionError):
        KeyPair.for_content(SECRET).open(junk)
    with pytest.raises(EncryptionError):
        Keyring(SECRET).for_session(encode_base64(junk))


@quickly
@given(secret=some_keys, data=st.binary(max_size=100))
def test_what_is_sealed_is_opened_by_its_owner_alone(secret: bytes, data: bytes) -> None:
    pair = KeyPair.for_content(secret)
    bundle = seal(pair.public, data)
    assert pair.open(bundle) == data
    with pytest.raises(EncryptionError):
        KeyPair.generate().open(bundle)


@quickly
@given(secret=some_keys, value=json_values)
def test_a_new_record_is_read_by_another_client(secret: bytes, value: Any) -> None:
    key, sealed = Keyring(secret).new_record_key()
    assert len(decode_base64(sealed)) == 105
    again = Keyring(secret).for_session(sealed)
    assert again == key
    assert again.decrypt_json(key.encrypt_json(value)) == value


def test_json_is_compact_and_not_escaped() -> None:
    key = RecordKey(Variant.DATA_KEY, SECRET)
    assert (
        key.decrypt(key.encrypt_json({"t": "ü☃😀", "n": [1, None]})) == '{"t":"ü☃😀","n":[1,null]}'.encode()
    )


def test_half_of_a_surrogate_pair_survives() -> None:
    key = RecordKey(Variant.DATA_KEY, SECRET)
    assert key.decrypt_json(key.encrypt_json({"cut": "\ud83d"})) == {"cut": "\ud83d"}


@pytest.mark.parametrize("value", [{1, 2}, float("nan"), b"bytes", {"x": object()}, {(1, 2): 3}])
def test_what_is_not_json_is_refused(value: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="not a JSON value"):
        RecordKey(Variant.LEGACY, SECRET).encrypt_json(value)


@pytest.mark.parametrize("plaintext", [b"", b"TOP-SECRET", b'{"TOP-SECRET": ', b"\xff\xfe", b"[" * 200_000])
def test_what_decrypts_to_something_else_than_json_is_refused_and_not_shown(plaintext: bytes) -> None:
    key = RecordKey(Variant.DATA_KEY, SECRET)
    with pytest.raises(EncryptionError, match="not JSON") as caught:
        key.decrypt_json(key.encrypt(plaintext))
    assert caught.value.__context__ is None, "whose error would hold the text"
    shown = "".join(traceback.format_exception(caught.value))
    assert "TOP-SECRET" not in shown


def test_a_method_that_returns_nothing_returns_none() -> None:
    key = RecordKey(Variant.DATA_KEY, SECRET)
    nothing = key.encrypt(b"")
    assert len(decode_base64(nothing)) == 29
    assert key.decrypt_result(nothing) is None
    assert key.decrypt_result(key.encrypt_json({"type": "success"})) == {"type": "success"}


def test_attachments_have_a_key_of_their_own() -> None:
    secret, session = "Happy Blobs", RecordKey(Variant.DATA_KEY, SECRET).for_attachments()
    assert session == RecordKey(Variant.LEGACY, derive_key(SECRET, secret, ["session"]))
    legacy = RecordKey(Variant.LEGACY, SECRET).for_attachments()
    assert legacy == RecordKey(Variant.LEGACY, derive_key(SECRET, secret, ["master"]))


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_data_key_of_another_size_is_refused(size: int) -> None:
    keyring = Keyring(SECRET)
    assert keyring.public_key is not None
    sealed = encode_base64(b"\x00" + seal(keyring.public_key, bytes(size)))
    with pytest.raises(EncryptionError, match=f"32 bytes, and this one {size}"):
        keyring.for_session(sealed)


def test_an_unknown_version_of_a_sealed_key_is_refused() -> None:
    keyring = Keyring(SECRET)
    _, sealed = keyring.new_record_key()
    with pytest.raises(EncryptionError, match="unknown version"):
        keyring.for_session(encode_base64(b"\x01" + decode_base64(sealed)[1:]))


def test_a_public_key_that_gives_the_shared_secret_away_is_refused() -> None:
    with pytest.raises(EncryptionError):
        KeyPair.for_content(SECRET).open(bytes(32) + bytes(80))


@pytest.mark.parametrize("size", [0, 3, 31, 33])
def test_a_secret_of_another_size_is_refused(size: int) -> None:
    for use in (Keyring, prove_identity, lambda key: seal(key, b"")):
        with pytest.raises(EncryptionError, match=f"32 bytes, and this one {size}"):
            use(bytes(size))


def test_a_sealed_key_is_opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring = Keyring(SECRET)
    sealed = [keyring.new_record_key()[1] for _ in range(2)]
    opened: list[bytes] = []
    box_open = _primitives.box_open

    def counted(private_key: bytes, bundle: bytes) -> bytes | None:
        opened.append(bundle)
        return box_open(private_key, bundle)

    monkeypatch.setattr(_primitives, "box_open", counted)
    keys = [keyring.for_session(sealed[0]), keyring.for_machine(sealed[0]), keyring.for_session(sealed[1])]
    assert keys[0] is keys[1]
    assert keys[0] != keys[2], "the same record with another sealed key has another key"
    assert len(opened) == 2


def test_a_machine_key_reads_its_machine_and_nothing_else() -> None:
    account = Keyring(SECRET)
    machine_key, sealed = account.new_record_key()
    machine = Keyring(machine_key.key, machine_only=True)
    metadata = machine_key.encrypt_json({"host": "box"})
    assert machine.for_machine(sealed).decrypt_json(metadata) == {"host": "box"}
    assert machine.public_key is None
    for refused in (
        lambda: machine.for_session(sealed),
        lambda: machine.for_session(None),
        lambda: machine.for_machine(None),
        machine.new_record_key,
    ):
        with pytest.raises(EncryptionError, match="machine's key"):
            refused()
    _, others = account.new_record_key()
    with pytest.raises(EncryptionError):
        machine.for_machine(others).decrypt(RecordKey(Variant.DATA_KEY, OTHER).encrypt(b"x"))


def test_secrets_are_in_no_repr() -> None:
    secret = b"secret-secret-secret-secret-1234"
    keyring = Keyring(secret)
    key, _ = keyring.new_record_key()
    things = [keyring, RecordKey(Variant.LEGACY, secret), KeyPair.of(secret), prove_identity(secret), key]
    shown = " ".join(f"{thing!r} {thing!s}" for thing in things)
    for form in (secret.decode(), repr(secret)[2:-1], secret.hex(), encode_base64(secret), repr(key.key)):
        assert form not in shown
    assert "machine_only=False" in shown


def test_a_missing_library_is_named_with_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "fairlead.happy._primitives")
    monkeypatch.delattr("fairlead.happy._primitives")
    monkeypatch.setitem(sys.modules, "nacl.bindings", None)
    with pytest.raises(MissingExtra, match=r"pip install 'fairlead\[happy\]'"):
        Keyring(SECRET)


def test_the_libraries_are_loaded_on_first_use() -> None:
    code = (
        "import sys; import fairlead.happy, fairlead.happy._crypto, fairlead.happy._credentials;"
        "print([name for name in ('nacl', 'cryptography', 'pydantic', 'httpx2') if name in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert shown.stdout.strip() == "[]"


def test_the_old_sdk_reads_what_we_write() -> None:
    """Its way of reading, in short: lenient base64, version byte, nonce, ciphertext, JSON."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    bundle = base64.b64decode(RecordKey(Variant.DATA_KEY, SECRET).encrypt_json({"ü": [1]}))
    assert bundle[0] == 0
    assert json.loads(AESGCM(SECRET).decrypt(bundle[1:13], bundle[13:], None)) == {"ü": [1]}
