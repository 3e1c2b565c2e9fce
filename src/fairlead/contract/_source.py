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
from fairlead.contract._flaws import Flaw, check
from fairlead.contract._messages import as_operations, is_messages
from fairlead.contract._usage import Usage
from fairlead.errors import FairleadError, MissingExtra

__all__ = [
    "ContractError",
    "backends",
    "contract",
    "declared",
    "folder",
    "lock",
    "message_contract",
    "message_usage",
    "messages",
    "open_source",
    "recognise",
    "usage",
]


class ContractError(FairleadError, ValueError):
    """A document, or a file of the guard, cannot be had or understood; the message says why."""


_LIMIT = 64 * 1024 * 1024
_URL_TIMEOUT = 30.0

EVENTS = "events"
"""Folder with the schemas of messages, within that of the contracts."""


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


def messages(backend: str) -> Json | None:
    """The schemas of a backend's messages outside of HTTP, as this version of fairlead has them, if any."""
    path = folder() / EVENTS / f"{backend}.yaml"
    return _decode(path.read_bytes(), str(path)) if path.exists() else None


def lock() -> Mapping[str, Mapping[str, Any]]:
    """Who uses what, of every backend."""
    path = folder() / "operations.lock"
    return _decode(path.read_bytes(), str(path))


def usage(backend: str) -> Usage:
    """Who uses what of a backend's contract."""
    return Usage(backend, lock().get(backend, {}))


def message_usage(backend: str) -> Usage:
    """Who reads and sends what of a backend's messages outside of HTTP."""
    part = lock().get(backend, {})
    return Usage(backend, {**part.get("messages", {}), "flavours": part.get("flavours")})


def message_contract(backend: str) -> Document | None:
    """The messages of a backend as operations; None if it has none."""
    found = messages(backend)
    if found is None:
        return None
    usage = message_usage(backend)
    return Document(as_operations(found, usage.read, usage.sent), f"the messages of {backend}")


def open_source(text: str) -> dict[str, Document]:
    """Documents of a source, by backend; one whose backend is not known is under an empty name.

    Args:
        text: A file, a folder of contracts, a URL, `git:REV` for the contracts of a revision,
            `git:REV:path` for one file of it, or `installed` for the contracts of this version of fairlead.
            A folder, a revision and `installed` come with the schemas of messages, in `events/`; a file may
            be such schemas alone.

    Raises:
        ContractError: It cannot be read, or is not an OpenAPI document; the message says why.
    """
    if text == "installed":
        return {
            backend: Document(contract(backend).root, contract(backend).name, messages(backend))
            for backend in backends()
        }
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
        return {one.stem: _with_messages(one) for one in found}
    try:
        return {"": _document(path.read_bytes(), text)}
    except OSError as error:
        raise ContractError(f"cannot read {text}: {error.strerror}") from error


def _with_messages(path: Path) -> Document:
    beside = path.parent / EVENTS / path.name
    return _document(path.read_bytes(), str(path), beside.read_bytes() if beside.exists() else None)


def _document(data: bytes, name: str, beside: bytes | None = None) -> Document:
    root = _understood(_decode(data, name), name)
    if is_messages(root):
        return Document({"paths": {}}, name, root)
    if not root.get("paths"):
        hint = " (Swagger 2.0 has to be converted first)" if "swagger" in root else ""
        raise ContractError(f"{name} is not an OpenAPI 3 document: it has no paths{hint}")
    if beside is None:
        return Document(root, name)
    of = f"the messages of {name}"
    return Document(root, name, _understood(_decode(beside, of), of))


def _understood(root: Json, name: str) -> Json:
    try:
        check(root)
    except Flaw as flaw:
        raise ContractError(f"{name} is no valid document: {flaw}") from flaw
    return root


def _decode(data: bytes, name: str) -> Json:
    """JSON or YAML; JSON needs no further library."""
    try:
        decoded: object = json.loads(data)
    except ValueError:
        decoded = _yaml(data, name)
    if not isinstance(decoded, dict):
        held = "empty" if decoded is None else "a list" if isinstance(decoded, list) else "plain text"
        raise ContractError(f"{name} is not an OpenAPI document: it is {held}")
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
        raise ContractError(f"{name} is neither JSON nor YAML: {_problem(error)}") from error


def _problem(error: Exception) -> str:
    """What is wrong with YAML, and where, in one line."""
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    if mark is None or problem is None:
        return str(error).partition("\n")[0]
    return f"{problem} (line {mark.line + 1}, column {mark.column + 1})"


def _fetch(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=_URL_TIMEOUT) as answer:
            data = cast("bytes", answer.read(_LIMIT + 1))
    except urllib.error.HTTPError as error:
        raise ContractError(f"{url} answers {error.code}; give the URL of its OpenAPI document") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise ContractError(f"cannot reach {url}: {getattr(reason, 'strerror', None) or reason}") from error
    if len(data) > _LIMIT:
        raise ContractError(f"{url} has more than {_LIMIT} bytes; that is no OpenAPI document")
    return data


def _from_git(revision: str, path: str) -> dict[str, Document]:
    if path:
        return {"": _document(_git("show", f"{revision}:{path}"), f"git:{revision}:{path}")}
    listed = _git("ls-tree", "--full-tree", "-r", "--name-only", revision, "openapi/").decode().split()
    found = [PurePosixPath(one) for one in listed if one.endswith(".yaml")]
    names = [one for one in found if one.parent.name == "openapi"]
    if not names:
        raise ContractError(f"the revision {revision} has no contracts in openapi/")
    beside = {one.stem: _git("show", f"{revision}:{one}") for one in found if one.parent.name == EVENTS}
    return {
        one.stem: _document(_git("show", f"{revision}:{one}"), f"git:{revision}:{one}", beside.get(one.stem))
        for one in names
    }


def _git(*arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ContractError(f"git cannot be run: {error}") from error
    if done.returncode != 0:
        message = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0].removeprefix("fatal: ")
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
    if documents[""].messages is not None:
        raise ContractError(
            f"{against} holds the schemas of messages, which servers do not declare: compare it with"
            " `fairlead contract impact`"
        )
    return documents[""]


def recognise(document: Document) -> str:
    """The backend whose contract has most operations in common with a document.

    Raises:
        ContractError: Not even a third of the document's operations, or messages, belong to one.
    """
    if document.messages is not None and not document.operations:
        names = cast("Json", document.messages["$defs"]).keys()
        shared = {name: len(names & (messages(name) or {"$defs": {}})["$defs"].keys()) for name in backends()}
    else:
        names = document.operations.keys()
        shared = {name: len(names & Usage(name, part).places.keys()) for name, part in lock().items()}
    best = max(shared, key=lambda name: shared[name], default="")
    if not best or not names or shared[best] * 3 < len(names):
        raise ContractError(
            f"{document.name} resembles no contract; name one with --backend: {', '.join(shared)}"
        )
    return best
