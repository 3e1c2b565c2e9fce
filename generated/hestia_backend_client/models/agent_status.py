from typing import Literal

AgentStatus = Literal["BLOCKED", "COMPLETED", "FAILED", "RUNNING"]

AGENT_STATUS_VALUES: set[AgentStatus] = {
    "BLOCKED",
    "COMPLETED",
    "FAILED",
    "RUNNING",
}


def check_agent_status(value: str) -> AgentStatus:
    if value in AGENT_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {AGENT_STATUS_VALUES!r}"
    )
