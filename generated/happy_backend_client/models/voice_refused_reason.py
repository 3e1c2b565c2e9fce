from typing import Literal

VoiceRefusedReason = Literal[
    "subscription_required",
    "voice_conversation_limit_reached",
    "voice_hard_limit_reached",
]

VOICE_REFUSED_REASON_VALUES: set[VoiceRefusedReason] = {
    "subscription_required",
    "voice_conversation_limit_reached",
    "voice_hard_limit_reached",
}


def check_voice_refused_reason(value: str) -> VoiceRefusedReason:
    if value in VOICE_REFUSED_REASON_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {VOICE_REFUSED_REASON_VALUES!r}"
    )
