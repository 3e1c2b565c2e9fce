"""Where contracts come from: files, URLs, revisions of git, and the package itself."""

from __future__ import annotations

import json
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, cast
from urllib.parse import urlsplit

from fairlead.contract._document import Document, Json
from fairlead.contract._usage import Usage
from fairlead.errors import FairleadError, MissingExtra

__all__ = [
    "ContractError",
    "backends",
    "contract",
    "declared",
    "folder",
    "lock",
    "open_source",
    "recognise",
    "usage",
]


class ContractError(FairleadError, ValueError):
    """A document, or a file of the guard, cannot be had or understood; the message says why."""


_LIMIT = 64 * 1024 * 1024
_URL_TIMEOUT = 30.0


def folder() -> Path:
    """Where the contracts are: beside this package once installed, at the root in a clone."""
    here = Path(__file__).resolve().parent
    installed = here / "openapi"
    return installed if installed.is_dir() else here.parents[2] / "openapi"


def backends() -> list[str]:
    """Every backend that has a contract."""
    return sorted(path.stem for path in folder().glob("*.yaml"))


def contract(backend: str) -> Document:
    """The contract of a backend, as this version of fairlead has it.

    Raises:
        ContractError: There is no such backend.
    """
    if backend not in backends():
        raise ContractError(f"there is no contract of {backend!r}; there is {', '.join(backends())}")
    path = folder() / f"{backend}.yaml"
    return Document(_decode(path.read_bytes(), str(path)), f"the contract of {backend}")


def lock() -> Mapping[str, Mapping[str, Any]]:
    """Who uses what, of every backend."""
    path = folder() / "operations.lock"
    return _decode(path.read_bytes(), str(path))


def usage(backend: str) -> Usage:
    """Who uses what of a backend's contract."""
    return Usage(backend, lock().get(backend, {}))


def open_source(text: str) -> dict[str, Document]:
    """Documents of a source, by backend; one whose backend is not known is under an empty name.

    Args:
        text: A file, a folder of contracts, a URL, `git:REV` for the contracts of a revision,
            `git:REV:path` for one file of it, or `installed` for the contracts of this version of fairlead.

    Raises:
        ContractError: It cannot be read, or is not an OpenAPI document; the message says why.
    """
    if text == "installed":
        return {backend: contract(backend) for backend in backends()}
    if text.startswith(("http://", "https://")):
        return {"": _document(_fetch(text), text)}
    if text.startswith("git:"):
        revision, _, path = text.removeprefix("git:").partition(":")
        if not revision or revision.startswith("-"):
            raise ContractError(
                f"{text} names no revision: git:REV, such as git:HEAD~1 or git:v1.2:openapi/x.yaml"
            )
        return _from_git(revision, path)
    path = Path(text)
    if path.is_dir():
        found = sorted(path.glob("*.yaml"))
        if not found:
            raise ContractError(f"{text} holds no contracts: no file there ends with .yaml")
        return {one.stem: _document(one.read_bytes(), str(one)) for one in found}
    try:
        return {"": _document(path.read_bytes(), text)}
    except OSError as error:
        raise ContractError(f"cannot read {text}: {error.strerror}") from error


def _document(data: bytes, name: str) -> Document:
    root = _decode(data, name)
    if not isinstance(cast("object", root.get("paths")), dict):
        hint = " (Swagger 2.0 has to be converted first)" if "swagger" in root else ""
        raise ContractError(f"{name} is not an OpenAPI 3 document: it has no paths{hint}")
    return Document(root, name)


def _decode(data: bytes, name: str) -> Json:
    """JSON or YAML; JSON needs no further library."""
    try:
        decoded: object = json.loads(data)
    except ValueError:
        decoded = _yaml(data, name)
    if not isinstance(decoded, dict):
        raise ContractError(f"{name} is not an OpenAPI document: it is no object")
    return cast("Json", decoded)


def _yaml(data: bytes, name: str) -> object:
    try:
        import yaml
    except ModuleNotFoundError as error:
        raise MissingExtra(f"{name} is YAML, which needs PyYAML: pip install 'fairlead[cli]'") from error
    loader = cast("Callable[[bytes], yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    try:
        return loader(data).get_single_data()
    except (yaml.YAMLError, ValueError) as error:
        first = str(error).partition("\n")[0]
        raise ContractError(f"{name} is neither JSON nor YAML: {first}") from error


def _fetch(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=_URL_TIMEOUT) as answer:
            data = cast("bytes", answer.read(_LIMIT + 1))
    except urllib.error.HTTPError as error:
        raise ContractError(f"{url} answers {error.code}; give the URL of its OpenAPI document") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise ContractError(f"cannot reach {url}: {reason}") from error
    if len(data) > _LIMIT:
        raise ContractError(f"{url} has more than {_LIMIT} bytes; that is no OpenAPI document")
    return data


def _from_git(revision: str, path: str) -> dict[str, Document]:
    if path:
        return {"": _document(_git("show", f"{revision}:{path}"), f"git:{revision}:{path}")}
    listed = _git("ls-tree", "--full-tree", "--name-only", revision, "openapi/").decode().split()
    names = [PurePosixPath(one) for one in listed if one.endswith(".yaml")]
    if not names:
        raise ContractError(f"the revision {revision} has no contracts in openapi/")
    return {one.stem: _document(_git("show", f"{revision}:{one}"), f"git:{revision}:{one}") for one in names}


def _git(*arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ContractError(f"git cannot be run: {error}") from error
    if done.returncode != 0:
        message = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise ContractError(f"git has no such revision or file: {message}")
    return done.stdout


def declared(against: str) -> Document:
    """What a server declares, or a document that is given.

    Args:
        against: URL of a server or of a document, or a file.

    Raises:
        ContractError: There is no such document.
    """
    if against.startswith(("http://", "https://")):
        path = urlsplit(against).path
        if not path.endswith((".json", ".yaml", ".yml")):
            against = f"{against.rstrip('/')}/openapi.json"
    documents = open_source(against)
    if "" not in documents:
        raise ContractError(f"{against} is more than one document; name one")
    return documents[""]


def recognise(document: Document) -> str:
    """The backend whose contract has most operations in common with a document.

    Raises:
        ContractError: Not even a third of the document's operations belong to one.
    """
    shared = {
        name: len(document.operations.keys() & Usage(name, part).places.keys())
        for name, part in lock().items()
    }
    best = max(shared, key=lambda name: shared[name], default="")
    if not best or shared[best] * 3 < len(document.operations):
        raise ContractError(
            f"{document.name} resembles no contract; name one with --backend: {', '.join(shared)}"
        )
    return best
