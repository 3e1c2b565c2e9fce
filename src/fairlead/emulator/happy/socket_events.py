"""What a connected participant can say, beside calling methods: sessions, machines and reports.

A handler takes a connection and the event's data, and returns the acknowledgement; `NO_ACK` sends none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeGuard, cast

from sqlalchemy import select

from fairlead.emulator.happy import machines, messages, sessions
from fairlead.emulator.happy.access_key_routes import find as find_access_key
from fairlead.emulator.happy.hub import Connection, Json
from fairlead.emulator.happy.presence import activity, end_session, hear, machine_activity
from fairlead.emulator.happy.store import UsageReport
from fairlead.emulator.happy.world import USERS, Unit, World

__all__ = ["HANDLERS", "NO_ACK", "Handler"]

NO_ACK: Final = object()
"""What a handler returns that acknowledges nothing, although somebody may wait for it."""

Handler = Callable[[World, Connection, Any], Any]


def ping(world: World, connection: Connection, data: Any) -> Any:  # noqa: ARG001
    """Answer."""
    return {}


def app_state(world: World, connection: Connection, data: Any) -> Any:  # noqa: ARG001
    """Note whether the user looks at the app."""
    connection.in_front = _fields(data).get("state") == "active"
    return NO_ACK


def message(world: World, connection: Connection, data: Any) -> Any:
    """Store a message. It is never acknowledged, and ignored when its session is not known."""
    fields = _fields(data)
    content, local_id = fields.get("message"), fields.get("localId")
    session_id = fields.get("sid")
    if not isinstance(session_id, str) or not isinstance(content, str):
        return NO_ACK
    hit = world.faults.take("message", session_id)
    if hit is not None and hit.fault.drop is not None:
        return NO_ACK
    with world.unit() as unit:
        session = unit.session(connection.account_id, session_id)
        if session is None:
            return NO_ACK
        if not isinstance(local_id, str) or not local_id:
            local_id = None
        if local_id is not None and messages.find_by_local_id(unit, session, local_id) is not None:
            # The real server takes both numbers before it looks, and so leaves gaps.
            session.seq += 1
            unit.number_update(connection.account_id)
            return NO_ACK
        messages.store(unit, session, content, local_id, sender=connection)
    return NO_ACK


def update_metadata(world: World, connection: Connection, data: Any) -> Any:
    """Replace a session's metadata. An unknown session is never acknowledged."""
    fields = _fields(data)
    session_id, metadata, expected = fields.get("sid"), fields.get("metadata"), fields.get("expectedVersion")
    if not _is_id(session_id) or not isinstance(metadata, str) or not _is_number(expected):
        return {"result": "error"}
    with world.unit() as unit:
        session = unit.session(connection.account_id, session_id)
        if session is None:
            return NO_ACK
        if session.meta_version != expected:
            return {"result": "version-mismatch", "version": session.meta_version, "metadata": session.meta}
        session.meta = metadata
        session.meta_version += 1
        session.updated_at = unit.now
        sessions.tell_changed(unit, session, metadata={"value": metadata, "version": session.meta_version})
        return {"result": "success", "version": session.meta_version, "metadata": metadata}


def update_state(world: World, connection: Connection, data: Any) -> Any:
    """Replace the state of a session's agent."""
    fields = _fields(data)
    session_id, state, expected = fields.get("sid"), fields.get("agentState"), fields.get("expectedVersion")
    if not _is_id(session_id) or not (state is None or isinstance(state, str)) or not _is_number(expected):
        return {"result": "error"}
    with world.unit() as unit:
        session = unit.session(connection.account_id, session_id)
        if session is None:
            return {"result": "error"}
        if session.agent_state_version != expected:
            return {
                "result": "version-mismatch",
                "version": session.agent_state_version,
                "agentState": session.agent_state,
            }
        session.agent_state = state
        session.agent_state_version += 1
        session.updated_at = unit.now
        version = session.agent_state_version
        sessions.tell_changed(unit, session, agentState={"value": state, "version": version})
        return {"result": "success", "version": version, "agentState": state}


def session_alive(world: World, connection: Connection, data: Any) -> Any:
    """Note that an agent is alive, and tell the users at once; storing it takes a while."""
    fields = _fields(data)
    session_id = fields.get("sid")
    if not _is_id(session_id):
        return NO_ACK
    with world.unit() as unit:
        heard = hear(fields.get("time"), unit.now)
        session = unit.session(connection.account_id, session_id)
        if heard is None or session is None or world.presence.is_suppressed(session.id, unit.now):
            return NO_ACK
        world.presence.sessions[session.id] = heard
        thinking = fields.get("thinking") is True
        event = activity(session.id, active=True, active_at=heard, thinking=thinking)
        unit.ephemeral(connection.account_id, USERS, event)
    return NO_ACK


def session_end(world: World, connection: Connection, data: Any) -> Any:
    """Mark a session as inactive. No process is stopped, and no connection."""
    fields = _fields(data)
    session_id = fields.get("sid")
    if not _is_id(session_id):
        return NO_ACK
    with world.unit() as unit:
        heard = hear(fields.get("time"), unit.now)
        session = unit.session(connection.account_id, session_id)
        if heard is not None and session is not None:
            end_session(unit, session, heard)
    return NO_ACK


def machine_alive(world: World, connection: Connection, data: Any) -> Any:
    """Note that a daemon is alive."""
    fields = _fields(data)
    machine_id = fields.get("machineId")
    if not _is_id(machine_id):
        return NO_ACK
    with world.unit() as unit:
        heard = hear(fields.get("time"), unit.now)
        if heard is None or unit.machine(connection.account_id, machine_id) is None:
            return NO_ACK
        world.presence.machines[machine_id] = heard
        event = machine_activity(machine_id, active=True, active_at=heard)
        unit.ephemeral(connection.account_id, USERS, event)
    return NO_ACK


def machine_update_metadata(world: World, connection: Connection, data: Any) -> Any:
    """Replace a machine's metadata."""
    fields = _fields(data)
    machine_id, value = fields.get("machineId"), fields.get("metadata")
    expected = fields.get("expectedVersion")
    if not _is_id(machine_id) or not isinstance(value, str) or not _is_number(expected):
        return _failed("Invalid parameters")
    with world.unit() as unit:
        machine = unit.machine(connection.account_id, machine_id)
        if machine is None:
            return _failed("Machine not found")
        if machine.meta_version != expected:
            return {"result": "version-mismatch", "version": machine.meta_version, "metadata": machine.meta}
        machine.meta = value
        machine.meta_version += 1
        machine.updated_at = unit.now
        machines.tell_changed(unit, machine, metadata={"value": value, "version": machine.meta_version})
        return {"result": "success", "version": machine.meta_version, "metadata": value}


def machine_update_state(world: World, connection: Connection, data: Any) -> Any:
    """Replace the state of a daemon, who is alive, then."""
    fields = _fields(data)
    machine_id, value = fields.get("machineId"), fields.get("daemonState")
    expected = fields.get("expectedVersion")
    if not _is_id(machine_id) or not isinstance(value, str) or not _is_number(expected):
        return _failed("Invalid parameters")
    with world.unit() as unit:
        machine = unit.machine(connection.account_id, machine_id)
        if machine is None:
            return _failed("Machine not found")
        version = machine.daemon_state_version
        if version != expected:
            return {"result": "version-mismatch", "version": version, "daemonState": machine.daemon_state}
        machine.daemon_state = value
        machine.daemon_state_version += 1
        machine.active = True
        machine.active_at = machine.updated_at = unit.now
        version = machine.daemon_state_version
        machines.tell_changed(unit, machine, daemonState={"value": value, "version": version})
        return {"result": "success", "version": version, "daemonState": value}


def usage_report(world: World, connection: Connection, data: Any) -> Any:
    """Note tokens and cost of something."""
    fields = _fields(data)
    key, session_id = fields.get("key"), fields.get("sessionId")
    tokens, cost = fields.get("tokens"), fields.get("cost")
    if not isinstance(key, str) or not key:
        return _refused("Invalid key")
    if not _are_numbers(tokens):
        return _refused("Invalid tokens object - must include total")
    if not _are_numbers(cost):
        return _refused("Invalid cost object - must include total")
    if session_id is not None and not isinstance(session_id, str):
        return _refused("Invalid sessionId")
    with world.unit() as unit:
        if session_id is not None and unit.session(connection.account_id, session_id) is None:
            return _refused("Session not found")
        report = _report(unit, connection.account_id, session_id, key)
        report.tokens, report.cost, report.updated_at = tokens, cost, unit.now
        if session_id is not None:
            event = {
                "type": "usage",
                "id": session_id,
                "key": key,
                "tokens": tokens,
                "cost": cost,
                "timestamp": unit.now,
            }
            unit.ephemeral(connection.account_id, USERS, event)
        return {
            "success": True,
            "reportId": report.id,
            "createdAt": report.created_at,
            "updatedAt": report.updated_at,
        }


def access_key_get(world: World, connection: Connection, data: Any) -> Any:
    """Show a machine's key to a session."""
    fields = _fields(data)
    session_id, machine_id = fields.get("sessionId"), fields.get("machineId")
    if not _is_id(session_id) or not _is_id(machine_id):
        return {"ok": False, "error": "Invalid parameters: sessionId and machineId are required"}
    with world.unit() as unit:
        session = unit.session(connection.account_id, session_id)
        if session is None or unit.machine(connection.account_id, machine_id) is None:
            return {"ok": False, "error": "Session or machine not found"}
        key = find_access_key(unit, connection.account_id, session_id, machine_id)
        shown = key and {
            "data": key.data,
            "dataVersion": key.data_version,
            "createdAt": key.created_at,
            "updatedAt": key.updated_at,
        }
        return {"ok": True, "accessKey": shown}


def rpc_register(world: World, connection: Connection, data: Any) -> Any:
    """Offer a method."""
    method = _fields(data).get("method")
    if not isinstance(method, str) or not method:
        connection.transport.send("rpc-error", {"type": "register", "error": "Invalid method name"})
        return NO_ACK
    connection.transport.send("rpc-registered", {"method": method})
    world.hub.offer(connection, method)
    return NO_ACK


def rpc_unregister(world: World, connection: Connection, data: Any) -> Any:
    """Offer a method no longer."""
    method = _fields(data).get("method")
    if not isinstance(method, str) or not method:
        connection.transport.send("rpc-error", {"type": "unregister", "error": "Invalid method name"})
        return NO_ACK
    world.hub.withdraw(connection, method)
    connection.transport.send("rpc-unregistered", {"method": method})
    return NO_ACK


def _fields(data: Any) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", data) if isinstance(data, dict) else {}


def _is_id(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value)


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _are_numbers(value: Any) -> TypeGuard[dict[str, float]]:
    if not isinstance(value, dict):
        return False
    numbers = cast("dict[str, Any]", value)
    return "total" in numbers and all(_is_number(number) for number in numbers.values())


def _failed(text: str) -> Json:
    return {"result": "error", "message": text}


def _refused(text: str) -> Json:
    return {"success": False, "error": text}


def _report(unit: Unit, account_id: str, session_id: str | None, key: str) -> UsageReport:
    query = select(UsageReport).where(
        UsageReport.account_id == account_id,
        UsageReport.session_id.is_not_distinct_from(session_id),
        UsageReport.key == key,
    )
    report = unit.db.scalars(query).one_or_none()
    if report is None:
        report = UsageReport(
            id=unit.new_id(),
            account_id=account_id,
            session_id=session_id,
            key=key,
            tokens={},
            cost={},
            created_at=unit.now,
            updated_at=unit.now,
        )
        unit.db.add(report)
    return report


HANDLERS: dict[str, Handler] = {
    "ping": ping,
    "app-state": app_state,
    "message": message,
    "update-metadata": update_metadata,
    "update-state": update_state,
    "session-alive": session_alive,
    "session-end": session_end,
    "machine-alive": machine_alive,
    "machine-update-metadata": machine_update_metadata,
    "machine-update-state": machine_update_state,
    "usage-report": usage_report,
    "access-key-get": access_key_get,
    "rpc-register": rpc_register,
    "rpc-unregister": rpc_unregister,
}
