"""What is called on machines and agents, and what their answers mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from fairlead._core.loose import fields_of, text_or_none
from fairlead.happy._crypto import RecordKey
from fairlead.happy.exceptions import (
    DirectoryApprovalRequired,
    InvalidArgumentError,
    RpcError,
    RpcTimeoutError,
    RpcTransportError,
    SpawnError,
)
from fairlead.happy.models import SpawnPermissionMode

BACKEND = "happy"
UNAVAILABLE = "not_available"
"""Code of the error when nobody answers to a method: the machine or the agent is not connected."""

_FAILURES: dict[str, tuple[str, type[RpcTransportError]]] = {
    "RPC method not available": (UNAVAILABLE, RpcTransportError),
    "RPC target disconnected": ("disconnected", RpcTransportError),
    "operation has timed out": ("timed_out", RpcTimeoutError),
}


def open_ack(ack: object, key: RecordKey) -> Any:
    """What the called method returned; None if it returned nothing.

    Raises:
        RpcTransportError: The call did not get through, or the server makes no sense.
        EncryptionError: The answer cannot be decrypted.
    """
    fields = fields_of(ack)
    result: object = fields.get("result")
    if fields.get("ok") is True and (result is None or isinstance(result, str)):
        return None if result is None else key.decrypt_result(result)
    error: object = fields.get("error")
    if fields.get("ok") is not False or not isinstance(error, str):
        raise RpcTransportError("the server's acknowledgement of a call makes no sense", backend=BACKEND)
    code, kind = _FAILURES.get(error, (None, RpcTransportError))
    raise kind(error, backend=BACKEND, operation="rpc-call", code=code)


def refusal(result: object) -> str | None:
    """The error in a result, in the called party's words; None if it is no error.

    Results that say whether they are a success are none: a command that failed is an answer, too.
    """
    fields = fields_of(result)
    if "success" in fields:
        return None
    for name in ("error", "errorMessage"):
        if isinstance(fields.get(name), str):
            return fields[name]
    return None


def accepted(result: Any, method: str) -> Any:
    """A result that is no error.

    Raises:
        RpcError: It is one.
    """
    error = refusal(result)
    if error is not None:
        raise RpcError(error, backend=BACKEND, operation=method)
    return result


def spawn_request(
    directory: str,
    agent: str,
    *,
    create_dir: bool,
    permission_mode: str | None,
    environment_variables: Mapping[str, str] | None,
) -> dict[str, Any]:
    """What the daemon is asked when it shall start an agent.

    Raises:
        InvalidArgumentError: The permission mode does not exist.
    """
    request: dict[str, Any] = {
        "type": "spawn-in-directory",
        "directory": directory,
        "approvedNewDirectoryCreation": create_dir,
        "agent": agent,
    }
    if permission_mode is not None:
        request["permissionMode"] = known_mode(permission_mode)
    if environment_variables is not None:
        request["environmentVariables"] = dict(environment_variables)
    return request


def known_mode(permission_mode: str) -> str:
    """The permission mode, if agents can be started with it.

    Raises:
        InvalidArgumentError: They cannot.
    """
    modes = get_args(SpawnPermissionMode)
    if permission_mode not in modes:
        raise InvalidArgumentError(
            f"{permission_mode!r} is not a permission mode; use one of {', '.join(modes)}", backend=BACKEND
        )
    return permission_mode


def started(result: object) -> str:
    """The id of the session that the daemon started.

    Raises:
        DirectoryApprovalRequired: The directory does not exist.
        SpawnError: The daemon started nothing.
    """
    fields = fields_of(result)
    session_id: object = fields.get("sessionId")
    if fields.get("type") == "success" and isinstance(session_id, str) and session_id:
        return session_id
    if fields.get("type") == "requestToApproveDirectoryCreation":
        named = text_or_none(fields.get("directory"))
        raise DirectoryApprovalRequired(
            f"the directory {named or 'asked for'} does not exist; create_dir=True lets the daemon create it",
            backend=BACKEND,
            directory=named,
        )
    raise SpawnError(refusal(result) or "the daemon's answer makes no sense", backend=BACKEND)
