"""The gate for generated files: green as it stands, red for every change, repaired by regenerating."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.timeout(600)  # the generators are slow on a busy machine

ENDPOINT = "generated/handoffrail_backend_client/api/packets/get_packet.py"
MODELS = "generated/handoffrail_backend_models/api.py"
TWIN = "src/fairlead/_sync/handoffrail/packets.py"
SOURCE = "src/fairlead/_async/handoffrail/packets.py"
SPEC = "openapi/handoffrail.yaml"
LOCK = "openapi/operations.lock"


def edit_generated(repository):
    repository.edit(ENDPOINT, "def sync_detailed", "def sync_detailed_edited")


def delete_generated(repository):
    (repository.root / ENDPOINT).unlink()


def add_generated(repository):
    (repository.root / ENDPOINT).with_name("invented.py").write_text("")


def add_package(repository):
    package = repository.root / "generated" / "unknown_backend_client"
    package.mkdir()
    (package / "__init__.py").write_text("")


def edit_twin(repository):
    repository.edit(TWIN, "def get_packet", "def fetch_packet")


def add_twin(repository):
    (repository.root / TWIN).with_name("invented.py").write_text("")


def delete_twin(repository):
    (repository.root / TWIN).unlink()


def edit_source(repository):
    repository.edit(SOURCE, "Get one packet;", "Fetch one packet;")


def edit_spec(repository):
    repository.edit(SPEC, "operationId: get_packet", "operationId: fetch_packet")


def edit_spec_shape(repository):
    repository.edit(SPEC, "maximum: 200", "maximum: 201")


def edit_events(repository):
    repository.edit("openapi/events/handoffrail.yaml", "packet.created", "packet.made")


def edit_lock(repository):
    repository.edit(LOCK, "HandoffRailClient.get_packet:", "HandoffRailClient.got_packet:")


@pytest.mark.parametrize(
    ("damage", "kind", "path"),
    [
        (edit_generated, "changed", ENDPOINT),
        (delete_generated, "missing", ENDPOINT),
        (add_generated, "extra", ENDPOINT.replace("get_packet", "invented")),
        (add_package, "extra", "generated/unknown_backend_client"),
        (edit_twin, "changed", TWIN),
        (add_twin, "extra", TWIN.replace("packets", "invented")),
        (delete_twin, "missing", TWIN),
        (edit_source, "changed", TWIN),
        (edit_spec, "missing", ENDPOINT.replace("get_packet", "fetch_packet")),
        (edit_spec_shape, "changed", LOCK),
        (edit_events, "changed", MODELS.replace("api", "events")),
        (edit_lock, "changed", LOCK),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_every_kind_of_change_is_seen(repository, damage, kind, path):
    copy = repository()
    damage(copy)
    gate = copy.codegen("drift", "handoffrail")
    assert gate.returncode == 1, gate.stdout + gate.stderr
    assert re.search(rf"^{kind} +{re.escape(path)}(:|$)", gate.stdout, re.MULTILINE), gate.stdout
    assert "Repair: nox -s regenerate" in gate.stderr


def test_the_first_difference_is_shown(repository):
    copy = repository()
    edit_generated(copy)
    line = next(line for line in copy.codegen("drift", "handoffrail").stdout.splitlines() if ENDPOINT in line)
    assert "has 'def sync_detailed_edited(', the sources make 'def sync_detailed('" in line


def test_regenerating_repairs_and_leaves_nothing_behind(repository):
    copy = repository()
    pristine = tree(copy.root)
    for damage in (edit_generated, add_generated, edit_twin, add_twin, edit_lock):
        damage(copy)
    assert copy.codegen("regenerate", "handoffrail").returncode == 0
    assert tree(copy.root) == pristine
    gate = copy.codegen("drift", "handoffrail")
    assert gate.returncode == 0, gate.stdout
    assert gate.stdout.startswith("no drift")


def test_the_run_does_not_depend_on_hash_seeds(repository):
    one, other = repository("one"), repository("other")
    for copy, seed in ((one, "1"), (other, "20261121")):
        made = copy.codegen("regenerate", PYTHONHASHSEED=seed)
        assert made.returncode == 0, made.stderr
        assert "0 generated files changed" in made.stdout
    assert tree(one.root) == tree(other.root)


def test_an_unknown_backend_is_named(repository):
    result = repository().codegen("drift", "nonesuch")
    assert result.returncode == 2
    assert "no contract openapi/nonesuch.yaml" in result.stderr


def test_a_contract_the_generator_cannot_model_fails_loudly(repository):
    copy = repository()
    copy.edit(SPEC, "#/components/schemas/PacketResponse", "#/components/schemas/Nonesuch")
    result = copy.codegen("regenerate", "handoffrail")
    assert result.returncode == 1
    assert "Nonesuch" in result.stderr
    assert tree(copy.root, "generated") == tree(Path(__file__).parents[2], "generated"), (
        "nothing is half swapped"
    )


def tree(root: Path, top: str = "") -> dict[str, bytes]:
    """Every generated file and its bytes."""
    patterns = ("generated/**/*", "src/fairlead/_sync/**/*", "tests/**/_sync/**/*", "openapi/operations.lock")
    return {
        str(path.relative_to(root)): path.read_bytes()
        for pattern in patterns
        if pattern.startswith(top)
        for path in root.glob(pattern)
        if path.is_file() and "__pycache__" not in path.parts
    }
