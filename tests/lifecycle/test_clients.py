"""What holds for the clients of all backends: wrong options, views, copies, event loops, being forgotten."""

from __future__ import annotations

import asyncio
import copy
import gc
import pickle
import traceback
import warnings
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

import fairlead
from fairlead import hai, handoffrail, happy, hestia, mycel
from fairlead.emulator import Emulator

URL = "http://127.0.0.1:1"
SECRET = "A" * 43 + "="


class Client(NamedTuple):
    """One of the clients, and what it needs."""

    kind: type[Any]
    url: str
    key: str
    options: dict[str, Any]
    ask: Callable[[Any], Any]
    retries: str = "max_retries"

    def make(self, **options: Any) -> Any:
        return self.kind(**{**self.options, **options})


def backend_of(client: Client) -> str:
    return next(
        name
        for name in ("handoffrail", "hestia", "mycel", "hai", "happy")
        if name in client.kind.__module__.split(".")
    )


def _clients(*kinds: type[Any]) -> list[Any]:
    on_handoffrail, on_hestia, on_mycel, on_hai, on_happy = kinds
    found = (
        Client(
            on_handoffrail,
            "base_url",
            "api_key",
            {"base_url": URL, "api_key": "k"},
            lambda client: client.list_packets(),
        ),
        Client(
            on_hestia,
            "base_url",
            "api_key",
            {"base_url": URL, "api_key": "k"},
            lambda client: (
                client.system.status_async()
                if isinstance(client, hestia.AsyncClient)
                else client.system.status()
            ),
            "retries",
        ),
        Client(
            on_mycel,
            "base_url",
            "auth_token",
            {"base_url": URL, "auth_token": "k"},
            lambda client: client.me.whoami(),
        ),
        Client(
            on_hai,
            "base_url",
            "api_key",
            {"base_url": URL, "api_key": "k"},
            lambda client: client.agents.list_agents(),
        ),
        Client(
            on_happy,
            "server_url",
            "token",
            {"server_url": URL, "token": "k", "secret_b64": SECRET},
            lambda client: client.list_sessions(),
        ),
    )
    return [pytest.param(client, id=f"{backend_of(client)}-{client.kind.__name__}") for client in found]


BLOCKING = _clients(
    handoffrail.HandoffRailClient, hestia.Client, mycel.Client, hai.Client, happy.SyncHappyClient
)
ASYNCHRONOUS = _clients(
    handoffrail.AsyncHandoffRailClient,
    hestia.AsyncClient,
    mycel.AsyncClient,
    hai.AsyncClient,
    happy.HappyClient,
)
blocking = pytest.mark.parametrize("client", BLOCKING)
asynchronous = pytest.mark.parametrize("client", ASYNCHRONOUS)
both = pytest.mark.parametrize("client", [*BLOCKING, *ASYNCHRONOUS])


def running(request: pytest.FixtureRequest, client: Client) -> dict[str, Any]:
    """Options for the emulator of a client's backend."""
    emulator: Emulator = request.getfixturevalue(f"{backend_of(client)}_emulator")
    return emulator.options


@both
@pytest.mark.parametrize("timeout", ["30", 0, -1, float("nan"), True, 1e30, b"3", [3]])
def test_a_wrong_timeout(client: Client, timeout: object) -> None:
    with pytest.raises(fairlead.ConfigurationError, match="timeout must be"):
        client.make(timeout=timeout)


@both
@pytest.mark.parametrize("retries", ["3", 1.5, -1, True])
def test_wrong_retries(client: Client, retries: object) -> None:
    with pytest.raises(fairlead.ConfigurationError, match=rf"{client.retries} must be a whole number"):
        client.make(**{client.retries: retries})


@both
@pytest.mark.parametrize("url", [5, b"http://h", object(), 1.5])
def test_a_wrong_url(client: Client, url: object) -> None:
    with pytest.raises(fairlead.ConfigurationError, match=rf"{client.url} must be text \(str\), not "):
        client.make(**{client.url: url})


@both
@pytest.mark.parametrize("key", [5, b"k3y", object()])
def test_a_wrong_key(client: Client, key: object) -> None:
    with pytest.raises(fairlead.FairleadError, match=client.key) as raised:
        client.make(**{client.key: key})
    assert isinstance(raised.value, fairlead.ConfigurationError | fairlead.Unauthorized)
    assert "k3y" not in str(raised.value)


@both
@pytest.mark.parametrize("given", ["retries", "max_retries", "timeouts", "prox", "colour"])
def test_an_option_that_there_is_not(client: Client, given: str) -> None:
    if given == client.retries:
        pytest.skip("this client has it")
    like = {"timeouts": "timeout", "prox": "proxy"}
    name = client.kind.__name__
    instead = rf"; it has .*\btimeout\b.*\b{client.retries}\b.*\bproxy\b"
    if given != "colour":
        instead = rf"; did you mean '{like.get(given, client.retries)}'\?"
    with pytest.raises(TypeError, match=rf"^{name}\(\) has no option '{given}'{instead}"):
        client.make(**{given: 3})


@both
@pytest.mark.parametrize("verify", [None, 0, 5])
def test_a_wrong_verify(client: Client, verify: object) -> None:
    with pytest.raises(fairlead.ConfigurationError, match="verify must be True, False, the path"):
        client.make(verify=verify)


@both
def test_a_missing_ca_bundle_is_named(client: Client) -> None:
    with pytest.raises(fairlead.ConfigurationError, match=r"'/no/such\.pem' of verify= cannot be read"):
        client.make(verify="/no/such.pem")


@both
@pytest.mark.parametrize("proxy", [5, "nope", "http://", "http://me:s3/cret@proxy:80", "http://[::1"])
def test_a_wrong_proxy(client: Client, proxy: object) -> None:
    with pytest.raises(fairlead.ConfigurationError, match="proxy must be") as raised:
        client.make(proxy=proxy)
    assert "s3" not in str(raised.value)


@both
def test_a_wrong_proxy_in_the_environment(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://me:s3/cret@proxy:80")
    with pytest.raises(fairlead.ConfigurationError, match=r"in the environment .* is no URL") as raised:
        client.make()
    assert "s3" not in "".join(traceback.format_exception(raised.value))


@both
def test_no_client_is_copied_or_pickled(client: Client) -> None:
    made = client.make()
    for attempt in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="cannot be copied or pickled: make a client in each process"):
            attempt(made)


@both
def test_an_option_that_cannot_be_set_says_what_can_be_done(client: Client) -> None:
    made = client.make()
    for name in ("timeout", client.retries):
        with pytest.raises(AttributeError, match=rf"{name} cannot be set: with_options\({name}=\.\.\.\)"):
            setattr(made, name, 5)


@blocking
def test_leaving_a_view_closes_nothing(request: pytest.FixtureRequest, client: Client) -> None:
    with client.kind(**running(request, client)) as made:
        with made.with_options(timeout=3) as view:
            client.ask(view)
            with view.with_options(timeout=2):
                pass
        client.ask(made)
        view.close()
        with pytest.raises(fairlead.ClientClosed):
            client.ask(made)


@asynchronous
async def test_leaving_a_view_closes_nothing_async(request: pytest.FixtureRequest, client: Client) -> None:
    async with client.kind(**running(request, client)) as made:
        async with made.with_options(timeout=3) as view:
            await client.ask(view)
        await client.ask(made)
        await view.close()
        with pytest.raises(fairlead.ClientClosed):
            await client.ask(made)


@blocking
def test_a_closed_client_is_not_entered(client: Client) -> None:
    made = client.make()
    made.close()
    with pytest.raises(fairlead.ClientClosed):
        made.__enter__()


@asynchronous
async def test_a_closed_client_is_not_entered_async(client: Client) -> None:
    made = client.make()
    await made.close()
    with pytest.raises(fairlead.ClientClosed):
        await made.__aenter__()


@blocking
def test_a_forgotten_client_is_named(request: pytest.FixtureRequest, client: Client) -> None:
    made = client.kind(**running(request, client))
    client.ask(made)
    told = repr(made)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        del made
        gc.collect()
    named = [each.category for each in caught if str(each.message) == f"unclosed {told}"]
    assert named == [ResourceWarning]


@both
def test_a_client_that_was_never_used_need_not_be_closed(client: Client) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        client.make()
        gc.collect()


@asynchronous
def test_without_an_event_loop_of_asyncio(client: Client) -> None:
    made = client.make()
    with pytest.raises(fairlead.ConfigurationError, match="need a running event loop of asyncio"):
        client.ask(made).send(None)  # what another library of tasks does


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@asynchronous
def test_closing_after_the_end_of_the_event_loop(request: pytest.FixtureRequest, client: Client) -> None:
    made = client.kind(**running(request, client))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the loop that ended left its sockets
        asyncio.run(client.ask(made))
        asyncio.run(made.close())
        del made
        gc.collect()
