from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from sqlalchemy import text
from websockets.sync.client import connect

from fairlead.emulator import Emulator, Fault, PortInUse
from fairlead.emulator._inspector.hiding import is_secret, readable
from fairlead.emulator._inspector.html import Html, tag
from fairlead.emulator._inspector.server import Inspector
from fairlead.emulator._inspector.traffic import effects
from tests.emulator.visitor import Visitor

HOSTILE = "<script>alert(1)</script>"


def get(emulator: Emulator, path: str, **options: Any) -> httpx2.Response:
    return httpx2.get(f"{emulator.url}{path}", **options)


def test_a_request_is_listed_and_shown_in_full(tiny: Emulator, visitor: Visitor) -> None:
    httpx2.post(f"{tiny.url}/api/items", json={"name": "first"})
    assert get(tiny, "/api/items/first?why=look").json() == {"name": "first"}
    listed = visitor.see()
    assert listed.index("/api/items/first?why=look") < listed.index("/api/items<")  # newest first
    detail = visitor.see(request=1)
    assert "&quot;name&quot;: &quot;first&quot;" in detail
    assert "user-agent: python-httpx2" in detail
    assert "<code>/api/items</code>" in detail  # its route
    assert ">201<" in detail
    assert "Request 99 is not remembered" in visitor.see(request=99)


def test_answers_and_streams_are_shown(tiny: Emulator, visitor: Visitor) -> None:
    get(tiny, "/api/text")
    get(tiny, "/api/count?to=2")
    assert "x" * 1000 in visitor.see(request=1)
    assert "data: 1\n\nid: 2\ndata: 2" in visitor.see(request=2)


def test_frames_of_a_websocket_are_shown_while_it_is_open(tiny: Emulator, visitor: Visitor) -> None:
    with connect(tiny.url.replace("http", "ws") + "/api/ws") as ws:
        ws.send("hello <b>")
        assert ws.recv() == "HELLO <B>"
        page = visitor.see(request=1)
    assert "→ in" in page
    assert "hello &lt;b&gt;" in page
    assert "← out" in page
    assert "HELLO &lt;B&gt;" in page
    assert ">open<" in page


def test_nothing_a_client_sends_becomes_markup(tiny: Emulator, visitor: Visitor) -> None:
    httpx2.post(f"{tiny.url}/api/items", json={"name": HOSTILE}, headers={"X-Note": f'"{HOSTILE}'})
    get(tiny, f"/{HOSTILE}?q={HOSTILE}")
    get(tiny, "/line%0Abreak%00%ff")
    with tiny.faults.add(Fault(path=f'*"{HOSTILE}')):
        pages = [visitor.see(), *(visitor.see(request=number) for number in (1, 2, 3))]
    for page in pages:
        assert "<script>" not in page
        assert "&lt;script&gt;alert(1)" in page
    assert "/line\N{REPLACEMENT CHARACTER}break" in pages[0]


def test_what_html_is_made_of_is_escaped() -> None:
    made = tag("p", "<&", 1, None, [tag("b", Html("<i>"))], title='"<', hidden=True, lang=None)
    assert made == '<p title="&quot;&lt;" hidden>&lt;&amp;1<b><i></b></p>'


def test_the_stored_objects_are_shown_without_secrets(tiny: Emulator, visitor: Visitor) -> None:
    def store() -> None:
        with tiny.backend.runtime.engine.begin() as db:  # type: ignore[attr-defined]
            db.execute(text("CREATE TABLE person (name TEXT, password TEXT, api_key TEXT, body TEXT)"))
            body = json.dumps({"city": "Lyon", "inner": [{"access_token": "hush-3"}]})
            db.execute(text("INSERT INTO person VALUES ('Ada', 'hush-1', 'hush-2', :body)"), {"body": body})
            db.execute(text("CREATE VIRTUAL TABLE words USING fts5(word)"))

    tiny.run(store)
    httpx2.post(f"{tiny.url}/api/items", json={"name": "a<b"})
    page = visitor.see()
    assert "Ada" in page
    assert "Lyon" in page
    assert "a&lt;b" in page
    assert "hush" not in page
    assert "words_" not in page
    assert page.count("[redacted]") == 4  # the JSON twice: in short, and in full


def test_secrets_of_requests_are_hidden(tiny: Emulator, visitor: Visitor) -> None:
    secret = {"email": "ada@example.org", "password": "hush-1", "clientSecret": "hush-2"}
    httpx2.post(
        f"{tiny.url}/api/items?token=hush-3",
        json={**secret, "name": "a"},
        headers={"Authorization": "Bearer hush-4"},
    )
    with connect(tiny.url.replace("http", "ws") + "/api/ws") as ws:
        ws.send('40{"token": "hush-5"}')
        ws.recv()
    pages = "".join(visitor.see(request=number) for number in (1, 2))
    assert "ada@example.org" in pages
    assert not re.search(r"hush-\d", pages)


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        ("password", True),
        ("api_key", True),
        ("apiKey", True),
        ("X-Auth-Token", True),
        ("key_hash", True),
        ("code", True),
        ("otp_code", True),
        ("error_code", False),
        ("tokens_in", False),
        ("token_id", False),
        ("otp_expires_at", False),
        ("public_key", False),
        ("monkey", False),
        ("", False),
    ],
)
def test_which_names_are_secret(name: str, secret: bool) -> None:
    assert is_secret(name) is secret


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("plain", "plain"),
        ("12", "12"),
        (b"\xff\x00", "2 bytes"),
        ('{"a": 1}', '{\n  "a": 1\n}'),
        ('42["say", {"secret": "x"}]', '42[\n  "say",\n  {\n    "secret": "[redacted]"\n  }\n]'),
        ('id: 1\ndata: {"token": "x"}\n', 'id: 1\ndata: {"token": "[redacted]"}\n'),
        ("a=1&token=x", "a=1&token=[redacted]"),
        ('{"token": null}', '{\n  "token": null\n}'),
    ],
)
def test_what_is_readable(content: str | bytes, shown: str) -> None:
    assert readable(content) == shown


def test_the_clock(tiny: Emulator, visitor: Visitor) -> None:
    assert visitor.do("freeze").status_code == 303
    before = tiny.clock.now()
    assert "frozen" in visitor.see()
    httpx2.post(f"{tiny.url}/api/jobs", json={"delays": [3600], "label": "rang"})
    assert visitor.do("advance", seconds="3600").headers["Location"] == "/tiny/"
    assert visitor.do("advance", seconds="0.5").status_code == 303
    assert (tiny.clock.now() - before).total_seconds() == 3600.5
    assert "rang" in tiny.backend.log[0]  # type: ignore[attr-defined]
    assert visitor.do("unfreeze").status_code == 303
    assert not tiny.clock.frozen


def test_faults_are_switched_on_and_off(tiny: Emulator, visitor: Visitor) -> None:
    form = {"kind": "unavailable", "method": "GET", "path": "/api/items/{x}", "times": "1"}
    assert visitor.do("add-fault", **form).status_code == 303
    assert [get(tiny, "/api/items/a").status_code for _ in range(2)] == [503, 404]
    page = visitor.see()
    assert "happened 1 of 1, used up" in page
    assert "status: 503, Retry-After: 1" in page
    assert 'value="/api/items/{item_id}"' in page  # to choose from
    assert "status: 503, Retry-After: 1" in visitor.see(request=1)
    (active,) = tiny.faults
    key = re.findall(r'name="fault" value="(\w+)"', page)[0]
    assert visitor.do("remove-fault", fault=key).status_code == 303
    assert active not in tiny.faults
    assert visitor.do("remove-fault", fault=key).status_code == 400


def test_a_stalled_request_is_released(tiny: Emulator, visitor: Visitor) -> None:
    assert visitor.do("add-fault", kind="stall", method="", path="", times="").status_code == 303
    key = re.findall(r'name="fault" value="(\w+)"', visitor.see())[0]
    assert visitor.do("release-fault", fault=key).status_code == 303
    assert get(tiny, "/api/greeting").status_code == 200


def test_everything_is_forgotten(tiny: Emulator, visitor: Visitor) -> None:
    httpx2.post(f"{tiny.url}/api/items", json={"name": "first"})
    assert visitor.do("reset").status_code == 303
    page = visitor.see()
    assert "first" not in page
    assert "Nothing has arrived yet" in page


@pytest.mark.parametrize(
    ("action", "form", "said"),
    [
        ("advance", {}, "by how many seconds"),
        ("advance", {"seconds": "soon"}, "by how many seconds"),
        ("advance", {"seconds": "nan"}, "0 seconds to 100 years"),
        ("advance", {"seconds": "-1"}, "0 seconds to 100 years"),
        ("advance", {"seconds": "1e300"}, "0 seconds to 100 years"),
        ("add-fault", {"kind": "<nope>"}, "no fault of the kind &#x27;&lt;nope&gt;&#x27;"),
        ("add-fault", {"kind": "slow", "times": "often"}, "not &#x27;often&#x27;"),
        ("add-fault", {"kind": "slow", "times": "0"}, "times must be at least 1"),
        ("remove-fault", {"fault": "1"}, "switched off already"),
        ("answer", {"question": "1"}, "choose an answer"),
        ("answer", {"question": "1", "answer": "yes"}, "no open question &#x27;1&#x27;"),
    ],
)
def test_what_cannot_be_done_is_said(
    tiny: Emulator, visitor: Visitor, action: str, form: dict[str, str], said: str
) -> None:
    answer = visitor.do(action, **form)
    assert answer.status_code == 400
    assert re.search(rf'<p id="message" role="alert">[^<]*{re.escape(said)}', answer.text)
    assert len(tiny.faults) == 0


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://127.0.0.1:1"])
def test_a_foreign_page_changes_nothing(tiny: Emulator, visitor: Visitor, origin: str | None) -> None:
    headers = {} if origin is None else {"Origin": origin}
    answer = visitor.http.post("/tiny/freeze", headers=headers)
    assert answer.status_code == 403
    assert not tiny.clock.frozen


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_foreign_name_shows_nothing(tiny: Emulator, visitor: Visitor, method: str) -> None:
    name = f"evil.example:{visitor.base.rpartition(':')[2]}"
    headers = {"Host": name, "Origin": f"http://{name}"}
    answer = visitor.http.request(method, "/tiny/freeze", headers=headers)
    assert answer.status_code == 421
    assert tiny.url not in answer.text
    assert not tiny.clock.frozen


def test_localhost_is_a_name_of_this_machine(tiny: Emulator, visitor: Visitor) -> None:
    base = visitor.base.replace("127.0.0.1", "localhost")
    headers = {"Host": base.removeprefix("http://"), "Origin": base}
    assert visitor.http.post("/tiny/freeze", headers=headers).status_code == 303
    assert tiny.clock.frozen


def test_pages_are_for_nobody_else_to_use(visitor: Visitor) -> None:
    headers = visitor.http.get("/tiny/").headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "frame-ancestors 'none'" in policy
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in headers


def test_nothing_comes_from_elsewhere(visitor: Visitor) -> None:
    page = visitor.see()
    assert re.findall(r'(?:src|href)="(?!/)([^"]*)"', page) == ["data:,"]
    for path in re.findall(r'(?:src|href)="(/static/[^"]*)"', page):
        answer = visitor.http.get(path)
        assert answer.status_code == 200
        assert answer.content
        assert "://" not in answer.text
    assert visitor.http.get("/static/../server.py").status_code == 404
    assert visitor.http.get("/", follow_redirects=False).headers["Location"] == "/tiny/"
    assert visitor.http.get("/other/").status_code == 404
    assert visitor.do("nothing").status_code == 404


def test_it_is_no_part_of_what_it_shows(tiny: Emulator, visitor: Visitor) -> None:
    with tiny.faults.add(Fault(drop="before")) as active:
        visitor.see()
        visitor.do("freeze")
    assert active.hits == 0
    assert tiny.requests == []
    assert not any("inspector" in path for path in get(tiny, "/openapi.json").json()["paths"])
    assert get(tiny, "/tiny/").status_code == 404


def test_a_large_form_is_refused(visitor: Visitor) -> None:
    assert visitor.do("add-fault", path="x" * 70_000).status_code == 413


def test_it_shows_so_much_and_no_more(tiny: Emulator, visitor: Visitor) -> None:
    with httpx2.Client(base_url=tiny.url) as client:
        for number in range(105):
            client.post("/api/items", json={"name": f"item-{number}"})
    page = visitor.see()
    assert "the latest 100 of 105" in page
    assert "the latest 50 of 105" in page
    assert page.count('id="request-') == 100


def test_it_stops_with_the_emulator(serve: Callable[..., Emulator]) -> None:
    emulator = serve()
    first = emulator.inspector_url
    assert emulator.inspector_url == first
    port = int(first.rstrip("/").rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)):  # as a browser opens, for later
        started = time.monotonic()
        emulator.stop()
        assert time.monotonic() - started < 10
    with pytest.raises(httpx2.ConnectError):
        httpx2.get(first)
    emulator.start()
    assert httpx2.get(emulator.inspector_url, follow_redirects=True).status_code == 200


def test_one_inspector_can_show_several(tiny: Emulator, handoffrail_emulator: Emulator) -> None:
    inspector = Inspector([tiny, handoffrail_emulator])
    try:
        page = httpx2.get(f"{inspector.url}handoffrail/").text
        assert re.search(r'href="/tiny/"', page)
        assert handoffrail_emulator.url in page
        assert handoffrail_emulator.options["api_key"] not in page
        with pytest.raises(PortInUse):
            Inspector([tiny], int(inspector.url.rstrip("/").rpartition(":")[2]))
    finally:
        inspector.stop()


def test_an_emulator_that_is_gone_is_said(serve: Callable[..., Emulator]) -> None:
    emulator = serve()
    inspector = Inspector([emulator])
    try:
        emulator.stop()
        answer = httpx2.get(f"{inspector.url}tiny/")
        assert (answer.status_code, "does not answer" in answer.text) == (503, True)
    finally:
        inspector.stop()


def test_the_record_numbers_requests_and_keeps_answers_within_limits(tiny: Emulator) -> None:
    with httpx2.Client(base_url=tiny.url) as client:
        client.get("/api/greeting")
        client.get("/api/count?to=9000")
        client.get("/api/nowhere")
    greeting, stream, nowhere = tiny.requests
    assert [greeting.number, stream.number, nowhere.number] == [1, 2, 3]
    assert json.loads(greeting.answer)["text"] == "hello"
    assert len(stream.answer) == 64 * 1024
    assert stream.answer.endswith(b"data: 9000\n\n")
    assert nowhere.answer == b'{"detail":"Not Found"}'
    tiny.reset()
    get(tiny, "/api/greeting")
    assert tiny.requests[0].number == 1


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Fault(), "nothing, only counted"),
        (Fault(status=429, headers={"Retry-After": "2"}, processed=True), "429, Retry-After: 2, processed"),
        (Fault(drop="after", times=3, path="/a"), "drop: after"),
        (Fault(cut_after_bytes=0, cut="end"), "cut after bytes: 0, cut: end"),
    ],
)
def test_a_fault_in_words(fault: Fault, told: str) -> None:
    assert effects(fault).removeprefix("status: ") == told


def test_it_is_not_loaded_before_it_is_wanted() -> None:
    code = "import fairlead.emulator, sys; print({'http.server', 'sqlalchemy'} & sys.modules.keys())"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "set()\n"
