"""Governance as data and pure functions: what a command is, what is decided about it, what it may spend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal, cast

from fairlead.errors import ConfigurationError

__all__ = [
    "ALLOW",
    "BLOCK",
    "BREAKER_DRIFT",
    "DECISIONS",
    "DEFAULT_RULES",
    "POLICIES",
    "STATES",
    "THROTTLE",
    "Budget",
    "CommandType",
    "Decision",
    "Policy",
    "Rule",
    "System",
    "Verdict",
    "Violation",
    "arbitrate",
    "budget_factor",
    "command_type",
    "decide",
    "drift_level",
    "text_of",
]

CommandType = Literal["READ", "WRITE", "EXTERNAL"]
Outcome = Literal["ALLOW", "ALLOW_WITH_WARNINGS", "BLOCK"]

ALLOW: Final = "ALLOW"
WARN: Final = "ALLOW_WITH_WARNINGS"
BLOCK: Final = "BLOCK"
DECISIONS: Final[Sequence[Outcome]] = (ALLOW, WARN, BLOCK)
THROTTLE: Final = "THROTTLE"

_TYPES: Final[Mapping[str, CommandType]] = MappingProxyType(
    {
        "READ": "READ",
        "WRITE": "WRITE",
        "STATE_MUTATION": "WRITE",
        "CHAT": "WRITE",
        "AGENT_RUN": "WRITE",
        "EXTERNAL": "EXTERNAL",
        "HTTP_CALL": "EXTERNAL",
    }
)


def command_type(name: str) -> CommandType:
    """The type that a declared command type stands for. What is not known is a READ."""
    return _TYPES.get(name.strip().upper(), "READ")


@dataclass(frozen=True, slots=True)
class Budget:
    """What a command may spend."""

    max_tool_calls: int
    max_reasoning_depth: int
    max_context_tokens: int
    max_runtime_ms: int


@dataclass(frozen=True, slots=True)
class Policy:
    """What is decided about a type of command unless a rule says otherwise."""

    name: str
    decision: Outcome
    risk_score: float
    reason: str
    budget: Budget


POLICIES: Final[Mapping[CommandType, Policy]] = MappingProxyType(
    {
        "READ": Policy("core.read.v1", ALLOW, 0.05, "Reading is allowed", Budget(2, 3, 4_000, 3_000)),
        "WRITE": Policy("core.write.v1", ALLOW, 0.15, "Writing is allowed", Budget(10, 5, 8_000, 30_000)),
        "EXTERNAL": Policy(
            "core.external.v1",
            BLOCK,
            0.8,
            "Calls to the outside are denied by default",
            Budget(1, 2, 2_000, 2_000),
        ),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of the table that commands are judged by; the first that fits decides.

        Emulator("hestia", rules=[Rule(match=r"drop table", decision="BLOCK", reason="No.")])

    Attributes:
        match: Regular expression to be found in the command's text, in either case.
        command_type: `READ`, `WRITE` or `EXTERNAL`. The text of a run becomes a command of this type; a
            command whose type is declared must have it. Default: any, and READ for a run.
        decision: `ALLOW`, `ALLOW_WITH_WARNINGS` or `BLOCK`. Default: that of the type.
        reason: Why, in words. Default: that of the type.
        risk_score: From 0.0 to 1.0. Default: that of the type, or 0.8 where the rule blocks.

    Raises:
        ConfigurationError: A value is not possible.
    """

    match: str
    command_type: CommandType | None = None
    decision: Outcome | None = None
    reason: str | None = None
    risk_score: float | None = None

    def __post_init__(self) -> None:
        if self.command_type not in (None, *POLICIES):
            raise ConfigurationError(f"no such command type: {self.command_type!r}")
        if self.decision not in (None, *DECISIONS):
            raise ConfigurationError(f"no such decision: {self.decision!r}")
        if self.risk_score is not None and not 0.0 <= self.risk_score <= 1.0:
            raise ConfigurationError(f"risk_score must be from 0.0 to 1.0, got {self.risk_score}")
        if self.reason == "":
            raise ConfigurationError("a rule cannot decide without a reason")
        try:
            re.compile(self.match)
        except re.error as error:
            raise ConfigurationError(f"{self.match!r} is no regular expression: {error}") from error

    def fits(self, text: str, declared: CommandType | None) -> bool:
        """Whether the rule is about this text, as a command of the declared type if there is one."""
        if None not in (declared, self.command_type) and declared != self.command_type:
            return False
        return re.search(self.match, text, re.IGNORECASE) is not None


DEFAULT_RULES: Final = (
    Rule(match=r"https?://|\b(curl|wget|http request)\b", command_type="EXTERNAL"),
    Rule(match=r"\b(create|write|update|change|delete|remove|save|send)\b", command_type="WRITE"),
    Rule(
        match=r"\b(passwords?|credentials?)\b",
        command_type="READ",
        decision=WARN,
        reason="The command is about credentials",
        risk_score=0.4,
    ),
)
"""Outside calls are blocked, changes are writes, a word about credentials is a warning."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a command breaks. A FATAL one blocks it."""

    effect: Literal["DENY", "WARN"]
    severity: Literal["FATAL", "NON_FATAL"]
    rule_id: str
    description: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided about a command, before the state of the system is looked at."""

    decision: Outcome
    reason: str
    risk_score: float
    policy: str
    violations: tuple[Violation, ...]
    budget: Budget


def decide(
    rules: Sequence[Rule],
    text: str,
    declared: CommandType | None = None,
    policies: Mapping[CommandType, Policy] = POLICIES,
) -> Decision:
    """Judge a command. The same command is always judged the same.

    Args:
        rules: The table.
        text: Text of the command.
        declared: Its type. Default: as the rules say, READ if none fits.
        policies: What holds where no rule decides.
    """
    number, rule = next(
        ((number, rule) for number, rule in enumerate(rules, 1) if rule.fits(text, declared)), (0, None)
    )
    kind: CommandType = declared or (rule.command_type if rule else None) or "READ"
    policy = policies[kind]
    decision: Outcome = (rule.decision if rule else None) or policy.decision
    reason = (rule.reason if rule else None) or (
        policy.reason if decision == policy.decision else f"{kind} command: {decision} by rule {number}"
    )
    risk = rule.risk_score if rule else None
    if risk is None:
        risk = max(policy.risk_score, POLICIES["EXTERNAL"].risk_score if decision == BLOCK else 0.0)
    violations: tuple[Violation, ...] = ()
    if decision != ALLOW:
        rule_id = f"rule.{number}" if rule and rule.decision else f"{policy.name}.default"
        fatal = decision == BLOCK
        violations = (
            Violation("DENY" if fatal else "WARN", "FATAL" if fatal else "NON_FATAL", rule_id, reason),
        )
    return Decision(decision, reason, risk, policy.name, violations, policy.budget)


def text_of(command_input: Mapping[str, Any]) -> str:
    """The text of a declared command, which the rules look at: its `input`, or else all texts in it."""
    text = command_input.get("input")
    return text if isinstance(text, str) else " ".join(_texts(command_input))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts(list(cast("Mapping[str, object]", value).values()))
    elif isinstance(value, list):
        for part in cast("list[object]", value):
            yield from _texts(part)


STATES: Final = ("GREEN", "YELLOW", "RED")

BREAKER_DRIFT: Final = 500
"""The drift counter at which the circuit opens."""

_LEVELS: Final = ((BREAKER_DRIFT, "BREAKER"), (100, "DEGRADED"), (10, "WARNING"))

_FACTORS: Final[Mapping[str, Mapping[str, float]]] = MappingProxyType(
    {
        "EXECUTE": {"CLEAN": 1.0, "WARNING": 0.8, "DEGRADED": 0.5, "BREAKER": 0.0},
        "THROTTLE": {"CLEAN": 0.7, "WARNING": 0.5, "DEGRADED": 0.3, "BREAKER": 0.0},
        "DEGRADED": {"CLEAN": 0.3, "WARNING": 0.2, "DEGRADED": 0.1, "BREAKER": 0.0},
        "BLOCK": {"CLEAN": 0.0, "WARNING": 0.0, "DEGRADED": 0.0, "BREAKER": 0.0},
    }
)


def drift_level(counter: int) -> str:
    """`CLEAN`, `WARNING` (from 10), `DEGRADED` (from 100) or `BREAKER` (from 500)."""
    return next((level for least, level in _LEVELS if counter >= least), "CLEAN")


def budget_factor(mode: str, level: str) -> float:
    """The part of its budget that a command gets in a mode of the kernel and at a level of drift."""
    return _FACTORS.get(mode, {}).get(level, 0.0)


@dataclass(frozen=True, slots=True)
class System:
    """The state commands run in.

    Attributes:
        state: `GREEN`, `YELLOW` (commands are throttled) or `RED` (nothing runs).
        drift: The drift counter.

    Raises:
        ConfigurationError: There is no such state.
    """

    state: str = "GREEN"
    drift: int = 0

    def __post_init__(self) -> None:
        if self.state not in STATES:
            raise ConfigurationError(f"state is {self.state!r}; it can be {', '.join(STATES)}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What happens with a command.

    Attributes:
        result: `ALLOW`, `THROTTLE` or `BLOCK`.
        authority: Who said so.
        reason: Why.
        mode: The kernel's mode.
        budget: The part of its budget that the command gets.
    """

    result: Literal["ALLOW", "THROTTLE", "BLOCK"]
    authority: str
    reason: str
    mode: str
    budget: float

    @property
    def public_mode(self) -> str:
        """The mode as answers show it: the usual one has another name there."""
        return "normal" if self.mode == "EXECUTE" else self.mode


def arbitrate(decision: Decision, system: System) -> Verdict:
    """Weigh the decision about a command against the state of the system; the first reason to block wins."""
    level = drift_level(system.drift)
    if decision.decision == BLOCK:
        return Verdict(BLOCK, "DSGK", "POLICY_VIOLATION", BLOCK, 0.0)
    if level == "BREAKER":
        return Verdict(BLOCK, "CIRCUIT_BREAKER", "SYSTEM_STABILITY", BLOCK, 0.0)
    if system.state == "RED":
        return Verdict(BLOCK, "CONTROL_PLANE", "INFRASTRUCTURE_FAILURE", BLOCK, 0.0)
    if system.state == "YELLOW":
        factor = budget_factor(THROTTLE, level)
        return Verdict(THROTTLE, "CONTROL_PLANE", "PERFORMANCE_DEGRADATION", THROTTLE, factor)
    return Verdict(ALLOW, "KERNEL", "HEALTHY", "EXECUTE", budget_factor("EXECUTE", level))
