from typing import Literal

ConversationRole = Literal["agent", "human", "system", "user"]

CONVERSATION_ROLE_VALUES: set[ConversationRole] = {
    "agent",
    "human",
    "system",
    "user",
}


def check_conversation_role(value: str) -> ConversationRole:
    if value in CONVERSATION_ROLE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CONVERSATION_ROLE_VALUES!r}"
    )
