from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from fairlead.emulator.mycel import bonds

STATES = ("none", "pending", "visit", "hire")

# State, action -> where it leads to for the initiator, and for the other party. None: refused.
TABLE: dict[tuple[str, str], tuple[str | None, str | None]] = {
    ("none", "request"): ("pending", "pending"),
    ("none", "approve"): (None, None),
    ("none", "reject"): (None, None),
    ("none", "upgrade"): (None, None),
    ("none", "downgrade"): (None, None),
    ("none", "revoke"): (None, None),
    ("pending", "request"): (None, None),
    ("pending", "approve"): (None, "visit"),
    ("pending", "reject"): (None, "none"),
    ("pending", "upgrade"): (None, None),
    ("pending", "downgrade"): (None, None),
    ("pending", "revoke"): ("none", None),
    ("visit", "request"): (None, None),
    ("visit", "approve"): (None, None),
    ("visit", "reject"): (None, None),
    ("visit", "upgrade"): ("hire", "hire"),
    ("visit", "downgrade"): (None, None),
    ("visit", "revoke"): ("none", "none"),
    ("hire", "request"): (None, None),
    ("hire", "approve"): (None, None),
    ("hire", "reject"): (None, None),
    ("hire", "upgrade"): (None, None),
    ("hire", "downgrade"): ("visit", "visit"),
    ("hire", "revoke"): ("none", "none"),
}

PATH_TO = {"none": (), "pending": (), "visit": ("approve",), "hire": ("approve", "upgrade")}


def test_the_table_is_complete() -> None:
    assert TABLE.keys() == set(product(STATES, bonds.ACTIONS))


@pytest.mark.parametrize("is_initiator", [True, False])
@pytest.mark.parametrize(("state", "action"), TABLE)
def test_every_step(state: str, action: str, is_initiator: bool) -> None:
    expected = TABLE[state, action][0 if is_initiator else 1]
    if expected is None:
        with pytest.raises(bonds.NotAllowed):
            bonds.next_state(state, action, is_initiator=is_initiator)
    else:
        assert bonds.next_state(state, action, is_initiator=is_initiator) == expected


def ask(wire: Any, target: str, message: str | None = None) -> Any:
    return wire.call("POST", "/relationships/request", {"target_user_id": target, "message": message})


@pytest.mark.parametrize("by_initiator", [True, False])
@pytest.mark.parametrize(("state", "action"), [key for key in TABLE if key[0] != "none"])
def test_every_step_on_the_wire(
    owner: Any, stranger: Any, state: str, action: str, by_initiator: bool
) -> None:
    bond = ask(owner, stranger.id).json()
    for step in PATH_TO[state]:
        bond = stranger.relate(step, bond["id"]).json()
    assert bond["state"] == state
    actor, other = (owner, stranger) if by_initiator else (stranger, owner)
    answer = ask(actor, other.id) if action == "request" else actor.relate(action, bond["id"])
    expected = TABLE[state, action][0 if by_initiator else 1]
    left = [found["state"] for found in owner.get("/relationships")]
    if expected is None:
        assert answer.status_code == 409
        assert isinstance(answer.json()["detail"], str)
        assert left == [state]
    else:
        assert answer.json()["state"] == expected
        assert left == ([] if expected == "none" else [expected])


def test_how_a_relationship_looks_from_both_sides(owner: Any, stranger: Any) -> None:
    owner.emulator.clock.freeze()
    bond = ask(owner, stranger.id, "hello").json()
    low, high = sorted((owner.id, stranger.id))
    moment = owner.emulator.clock.now().isoformat()
    assert bond == {
        "id": f"hire_visit:{low}:{high}",
        "other_user_id": stranger.id,
        "state": "pending",
        "is_requester": True,
        "message": "hello",
        "created_at": moment,
        "updated_at": moment,
    }
    assert moment.endswith("+00:00")
    assert stranger.get("/relationships") == [{**bond, "other_user_id": owner.id, "is_requester": False}]
    owner.emulator.clock.advance(5)
    visit = stranger.relate("approve", bond["id"]).json()
    assert (visit["message"], visit["created_at"]) == ("hello", moment)
    assert visit["updated_at"] > moment
    assert owner.get("/relationships")[0]["is_requester"] is False


def test_who_may_not_touch_it(owner: Any, stranger: Any, guest: Any) -> None:
    bond = ask(owner, stranger.id).json()
    assert guest.relate("approve", bond["id"]).status_code == 403
    for unknown in ("nonsense", "hire_visit:a:b", "hire_visit:a:b:c"):
        assert owner.relate("approve", unknown).status_code == 404
    assert owner.relate("revoke", bond["id"]).json()["state"] == "none"
    assert owner.relate("revoke", bond["id"]).status_code == 404
    assert ask(stranger, owner.id).json()["is_requester"] is True


def test_whom_one_cannot_ask(owner: Any) -> None:
    assert ask(owner, owner.id).status_code == 400
    assert ask(owner, "nobody").status_code == 404
    assert owner.get("/relationships") == []
    assert (
        owner.refused("POST", "/relationships/request", {"target_user_id": "x", "requester": "y"})[0] == 422
    )


def test_who_hears_of_it(owner: Any, stranger: Any, external: Any) -> None:
    codex = external(owner, "codex")
    bond = ask(stranger, "codex").json()
    (asked,) = codex.drain()
    assert asked == {
        "seq": 1,
        "event_type": "relationship.requested",
        "notification_type": "relationship",
        "source": "external",
        "sender_id": stranger.id,
        "sender_name": "stranger",
        "summary": asked["summary"],
        "relationship_id": bond["id"],
    }
    codex.relate("reject", bond["id"])
    assert stranger.drain() == []
    bond = ask(codex, stranger.id).json()
    for action, event, state in [("approve", "relationship.approved", "visit")]:
        stranger.relate(action, bond["id"])
        (decided,) = codex.drain()
        assert (decided["event_type"], decided["event"], decided["state"]) == (event, action, state)
    for action in ("upgrade", "downgrade", "revoke"):
        stranger.relate(action, bond["id"])
    assert codex.drain() == []
