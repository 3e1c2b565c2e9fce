"""The rules, the budgets and the arbitration: tables, and what holds for every command."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.emulator.hestia.governance import (
    DEFAULT_RULES,
    POLICIES,
    Rule,
    System,
    arbitrate,
    budget_factor,
    command_type,
    decide,
    drift_level,
    text_of,
)
from fairlead.emulator.hestia.leaks import FORBIDDEN, scrub
from fairlead.errors import ConfigurationError

# Texts that the default rules say something about are rare among random ones.
texts = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from(["create", "curl", "https://x.example", "my password", "read", "deleted", "SEND"])
    ).map(" ".join),
)


@pytest.mark.parametrize(
    ("declared", "meant"),
    [
        ("WRITE", "WRITE"),
        ("STATE_MUTATION", "WRITE"),
        ("CHAT", "WRITE"),
        ("AGENT_RUN", "WRITE"),
        ("READ", "READ"),
        ("EXTERNAL", "EXTERNAL"),
        ("HTTP_CALL", "EXTERNAL"),
        (" http_call\n", "EXTERNAL"),
        ("write", "WRITE"),
        ("DANCE", "READ"),
        ("", "READ"),
    ],
)
def test_declared_types(declared: str, meant: str) -> None:
    assert command_type(declared) == meant


@pytest.mark.parametrize(
    ("text", "decision", "policy", "risk"),
    [
        ("what is the weather", "ALLOW", "core.read.v1", 0.05),
        ("", "ALLOW", "core.read.v1", 0.05),
        ("Create a report", "ALLOW", "core.write.v1", 0.15),
        ("recreate", "ALLOW", "core.read.v1", 0.05),
        ("fetch https://example.com", "BLOCK", "core.external.v1", 0.8),
        ("CURL it", "BLOCK", "core.external.v1", 0.8),
        ("what is my password", "ALLOW_WITH_WARNINGS", "core.read.v1", 0.4),
    ],
)
def test_default_rules(text: str, decision: str, policy: str, risk: float) -> None:
    judged = decide(DEFAULT_RULES, text)
    assert (judged.decision, judged.policy, judged.risk_score) == (decision, policy, risk)
    assert [violation.severity for violation in judged.violations] == {
        "ALLOW": [],
        "ALLOW_WITH_WARNINGS": ["NON_FATAL"],
        "BLOCK": ["FATAL"],
    }[decision]


def test_the_first_rule_that_fits_decides() -> None:
    rules = [
        Rule(match="prod", decision="BLOCK", reason="Hands off"),
        Rule(match="prod", decision="ALLOW"),
        Rule(match="intranet", command_type="EXTERNAL", decision="ALLOW", reason="It is ours"),
    ]
    blocked = decide(rules, "touch PROD", "WRITE")
    assert (blocked.decision, blocked.reason, blocked.risk_score) == ("BLOCK", "Hands off", 0.8)
    assert blocked.violations[0].rule_id == "rule.1"
    allowed = decide(rules, "ask the intranet")
    assert (allowed.decision, allowed.reason, allowed.policy) == ("ALLOW", "It is ours", "core.external.v1")
    assert allowed.violations == ()
    assert decide(rules, "ask the intranet", "READ").policy == "core.read.v1"


@pytest.mark.parametrize(
    "fields",
    [
        {"match": "("},
        {"match": "x", "decision": "MAYBE"},
        {"match": "x", "command_type": "CHAT"},
        {"match": "x", "risk_score": 1.5},
        {"match": "x", "reason": ""},
    ],
)
def test_impossible_rules_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError):
        Rule(**fields)


@given(texts)
def test_run_and_explain_agree(text: str) -> None:
    run = decide(DEFAULT_RULES, text)
    kind = next(kind for kind, policy in POLICIES.items() if policy.name == run.policy)
    assert decide(DEFAULT_RULES, text_of({"input": text, "session_id": "s"}), command_type(kind)) == run


@given(texts, st.sampled_from([*POLICIES, None]))
def test_every_decision_is_whole(text: str, kind: Any) -> None:
    judged = decide(DEFAULT_RULES, text, kind)
    assert judged == decide(DEFAULT_RULES, text, kind)
    assert judged.reason
    assert judged.policy
    assert 0.0 <= judged.risk_score <= 1.0
    fatal = any(violation.severity == "FATAL" for violation in judged.violations)
    assert fatal == (judged.decision == "BLOCK")
    assert (not judged.violations) == (judged.decision == "ALLOW")
    if kind == "WRITE":
        assert judged.decision != "BLOCK"
    if kind == "EXTERNAL":
        assert judged.decision == "BLOCK"


@pytest.mark.parametrize(
    ("command_input", "text"),
    [
        ({}, ""),
        ({"input": "a", "note": "b"}, "a"),
        ({"input": 1, "note": "b"}, "b"),
        ({"path": "/x", "deep": {"list": ["y", 1, None, {"z": "z"}]}}, "/x y z"),
    ],
)
def test_the_text_of_a_declared_command(command_input: dict[str, Any], text: str) -> None:
    assert text_of(command_input) == text


def test_budgets() -> None:
    read, write, external = (POLICIES[kind].budget for kind in ("READ", "WRITE", "EXTERNAL"))
    assert (read.max_tool_calls, read.max_reasoning_depth) == (2, 3)
    assert (read.max_context_tokens, read.max_runtime_ms) == (4000, 3000)
    for less in (read, external):
        assert write.max_tool_calls > less.max_tool_calls
        assert write.max_runtime_ms > less.max_runtime_ms


@pytest.mark.parametrize(
    ("mode", "factors"),
    [
        ("EXECUTE", (1.0, 0.8, 0.5, 0.0)),
        ("THROTTLE", (0.7, 0.5, 0.3, 0.0)),
        ("DEGRADED", (0.3, 0.2, 0.1, 0.0)),
        ("BLOCK", (0.0, 0.0, 0.0, 0.0)),
        ("UNHEARD_OF", (0.0, 0.0, 0.0, 0.0)),
    ],
)
def test_budget_factors(mode: str, factors: tuple[float, ...]) -> None:
    levels = ("CLEAN", "WARNING", "DEGRADED", "BREAKER")
    assert tuple(budget_factor(mode, level) for level in levels) == factors
    assert budget_factor(mode, "UNHEARD_OF") == 0.0


@pytest.mark.parametrize(
    ("counter", "level"),
    [
        (-5, "CLEAN"),
        (0, "CLEAN"),
        (9, "CLEAN"),
        (10, "WARNING"),
        (99, "WARNING"),
        (100, "DEGRADED"),
        (499, "DEGRADED"),
        (500, "BREAKER"),
        (10**9, "BREAKER"),
    ],
)
def test_drift_levels(counter: int, level: str) -> None:
    assert drift_level(counter) == level


@pytest.mark.parametrize(
    ("text", "state", "drift", "verdict"),
    [
        ("read", "GREEN", 0, ("ALLOW", "KERNEL", "HEALTHY", "EXECUTE", 1.0)),
        ("read", "GREEN", 10, ("ALLOW", "KERNEL", "HEALTHY", "EXECUTE", 0.8)),
        ("my password", "GREEN", 0, ("ALLOW", "KERNEL", "HEALTHY", "EXECUTE", 1.0)),
        ("read", "YELLOW", 0, ("THROTTLE", "CONTROL_PLANE", "PERFORMANCE_DEGRADATION", "THROTTLE", 0.7)),
        ("read", "YELLOW", 100, ("THROTTLE", "CONTROL_PLANE", "PERFORMANCE_DEGRADATION", "THROTTLE", 0.3)),
        ("read", "RED", 0, ("BLOCK", "CONTROL_PLANE", "INFRASTRUCTURE_FAILURE", "BLOCK", 0.0)),
        ("read", "GREEN", 500, ("BLOCK", "CIRCUIT_BREAKER", "SYSTEM_STABILITY", "BLOCK", 0.0)),
        ("read", "RED", 500, ("BLOCK", "CIRCUIT_BREAKER", "SYSTEM_STABILITY", "BLOCK", 0.0)),
        ("curl", "RED", 500, ("BLOCK", "DSGK", "POLICY_VIOLATION", "BLOCK", 0.0)),
    ],
)
def test_arbitration(text: str, state: str, drift: int, verdict: tuple[object, ...]) -> None:
    given_ = arbitrate(decide(DEFAULT_RULES, text), System(state, drift))
    assert (given_.result, given_.authority, given_.reason, given_.mode, given_.budget) == verdict


def test_there_is_no_other_state() -> None:
    with pytest.raises(ConfigurationError, match="GREEN, YELLOW, RED"):
        System("PURPLE")


@given(
    st.recursive(st.sampled_from([*FORBIDDEN, "core.read.v1", "a"]).map(lambda word: f"x{word}y"), st.lists)
)
def test_nothing_leaks(value: Any) -> None:
    def has_leak(part: Any) -> bool:
        return any(map(has_leak, part)) if isinstance(part, list) else any(w in part for w in FORBIDDEN)

    assert not has_leak(scrub(value))
    if not has_leak(value):
        assert scrub(value) == value


def test_keys_do_not_count_as_leaks() -> None:
    assert scrub({"CommandTrace": {"n": [1, None, "CommandTrace"]}}) == {
        "CommandTrace": {"n": [1, None, "[internal]"]}
    }
