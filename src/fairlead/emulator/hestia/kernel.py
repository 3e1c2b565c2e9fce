"""The kernel: it judges commands, lets them run, and writes one trace of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import uuid4

from hestia_backend_models import api
from sqlalchemy import select

from fairlead.emulator._clock import Clock
from fairlead.emulator.hestia.agent import Agent, Context
from fairlead.emulator.hestia.execution import Command, Execution
from fairlead.emulator.hestia.governance import (
    BREAKER_DRIFT,
    POLICIES,
    CommandType,
    Decision,
    Policy,
    System,
    arbitrate,
    command_type,
    decide,
    drift_level,
    text_of,
)
from fairlead.emulator.hestia.metrics import Metrics
from fairlead.emulator.hestia.settings import Settings, as_rules
from fairlead.emulator.hestia.store import Store, Trace

__all__ = ["Blocked", "Kernel"]

_SIGNIFICANT_SAMPLE = 50
_DRIFT_STATES = {
    "CLEAN": api.DriftState.STABLE,
    "WARNING": api.DriftState.WARNING,
    "DEGRADED": api.DriftState.CRITICAL,
    "BREAKER": api.DriftState.CRITICAL,
}
_SEVERITIES = {"FATAL": "CRITICAL", "NON_FATAL": "LOW"}


class Blocked(Exception):
    """Governance refuses the command.

    Args:
        trace_id: Where its trace is.
    """

    def __init__(self, trace_id: str) -> None:
        super().__init__(trace_id)
        self.trace_id = trace_id


class Kernel:
    """What stands between the routes and the agents.

    Attributes:
        system: The state that commands run in. Assign another one to change it.
        policies: What is decided about the types of commands where no rule decides. Change it as you like.
        started_at: When the server started, or was last reset.
    """

    def __init__(self, settings: Settings, clock: Clock, store: Store, metrics: Metrics) -> None:
        self.configure(settings)
        self._clock = clock
        self._store = store
        self._metrics = metrics
        self.reset()

    def configure(self, settings: Settings) -> None:
        """Judge by these settings, and go to their state."""
        self._settings = settings
        self._rules = as_rules(settings.rules)
        self._go_to_start()

    def reset(self) -> None:
        """Go back to the state at the start."""
        self._go_to_start()
        self.started_at: datetime = self._clock.now()
        self._epoch = f"ep_{uuid4().hex}"
        self._sessions: set[str] = set()

    @property
    def active_sessions(self) -> int:
        """How many sessions commands came from."""
        return len(self._sessions)

    def explain(self, declared: str, command_input: Mapping[str, Any]) -> Decision:
        """What would be decided about a command. Nothing is run, stored or counted."""
        return decide(self._rules, text_of(command_input), command_type(declared), self.policies)

    def judge(
        self,
        text: str,
        *,
        kind: str,
        session_id: str | None = None,
        agent_id: str | None = None,
        mode_hint: str | None = None,
        config: Mapping[str, Any] | None = None,
    ) -> Command:
        """Take a command in.

        Args:
            text: What is to be done.
            kind: `RUN`, whose type the rules find, or a declared type: `CHAT`, `AGENT_RUN`.
            session_id: The caller's session.
            agent_id: Agent that it addresses.
            mode_hint: Mode that it asks for.
            config: What it sends along for the agent.

        Returns:
            The command, which is not blocked.

        Raises:
            Blocked: It is blocked. The trace is written.
        """
        decision = decide(self._rules, text, None if kind == "RUN" else command_type(kind), self.policies)
        verdict = arbitrate(decision, self.system)
        context = Context(
            command_id=f"cmd_{uuid4().hex}",
            command_type=kind,
            session_id=session_id,
            agent_id=agent_id,
            mode_hint=mode_hint,
            budget=verdict.budget,
            config=config or {},
        )
        fields = {"input": text, "session_id": session_id, "agent_id": agent_id, "mode_hint": mode_hint}
        command = Command(context, text, fields, decision, verdict, self._clock.now())
        if session_id is not None:
            self._sessions.add(session_id)
        self._metrics.count_command(decision.policy, mode_hint or "balanced", blocked=command.blocked)
        if command.blocked:
            self._store_trace(command, None)
            raise Blocked(command.id)
        return command

    @contextmanager
    def executing(
        self, command: Command, agent: Agent, timeout_ms: int | None = None
    ) -> Generator[Execution]:
        """Let an agent work on a command. However that ends, there is a trace of it afterwards.

        Args:
            command: The command.
            agent: The agent.
            timeout_ms: Time that it may take, in milliseconds. Default: without limit.
        """
        execution = Execution(command, agent, self._clock, timeout_ms, self._write)
        try:
            yield execution
        finally:
            if execution.outcome == "CANCELLED":
                self._metrics.cancellations += 1
                self._write(execution)

    def stability(self) -> api.Stability:
        """How far the system is from what it should do, as seen from the commands so far."""
        with self._store.transaction() as db:
            counts = Counter(db.scalars(select(Trace.outcome)))
        total = counts.total()
        broken = counts["FAILED"] + counts["TIMED_OUT"]
        system_drift = min(max(self.system.drift, 0) / BREAKER_DRIFT, 1.0)
        return api.Stability(
            stability_score=1.0 - system_drift,
            policy_drift=counts["BLOCKED"] / total if total else 0.0,
            execution_drift=broken / total if total else 0.0,
            provider_drift=0.0,  # there is one provider, and it never changes
            system_drift=system_drift,
            sample_size=total,
            is_significant=total >= _SIGNIFICANT_SAMPLE,
            drift_level=_DRIFT_STATES[drift_level(self.system.drift)],
        )

    def _go_to_start(self) -> None:
        self.system: System = System(self._settings.state, self._settings.drift)
        self.policies: dict[CommandType, Policy] = {**POLICIES}

    def _write(self, execution: Execution) -> None:
        self._store_trace(execution.command, execution)

    def _store_trace(self, command: Command, execution: Execution | None) -> None:
        decision, verdict = command.decision, command.verdict
        shared = {
            "risk_score": decision.risk_score,
            "policy": decision.policy,
            "timestamp": self._clock.now().isoformat(),
            "latency_ms": execution.latency_ms if execution else 0.0,
        }
        kernel = {
            **shared,
            "command_id": command.id,
            "input": dict(command.input),
            "dsgk_decision": decision.decision,
            "reason": decision.reason,
            "violations": [asdict(violation) for violation in decision.violations],
            "budget": asdict(decision.budget),
            "budget_usage": _usage(execution) if execution else None,
            "runtime_result": _result(execution) if execution else None,
            "parent_id": None,
            "epoch_id": self._epoch,
            "agent_id": command.context.agent_id,
        }
        public = {
            **shared,
            "trace_id": command.id,
            "decision": verdict.result,
            "reason": decision.reason if verdict.authority == "DSGK" else verdict.reason,
            "violations": [
                {"reason": violation.description, "severity": _SEVERITIES[violation.severity]}
                for violation in decision.violations
            ],
            "mode": verdict.public_mode,
            "budget": verdict.budget,
        }
        outcome = execution.outcome if execution else "BLOCKED"
        with self._store.transaction() as db:
            db.add(Trace(command_id=command.id, kernel=kernel, public=public, outcome=outcome))


def _usage(execution: Execution) -> dict[str, Any]:
    return {"tool_calls": execution.tool_calls, "depth": 1, "runtime_ms": execution.latency_ms}


def _result(execution: Execution) -> dict[str, Any]:
    error = execution.error
    return {
        "status": execution.outcome,
        "output": execution.output,
        "error": {"code": error.code, "message": error.message} if error else None,
    }
