"""From a change of a contract to the methods, arguments and fields that it touches."""

from __future__ import annotations

import copy
import json
import subprocess
from datetime import date

import pytest
import yaml
from typer.testing import CliRunner

from fairlead.cli._app import build
from fairlead.contract import ContractError, check, impact
from fairlead.contract import _source as source
from fairlead.contract._accept import read
from fairlead.contract._document import Document
from fairlead.contract._impact import Baseline
from fairlead.contract._impact import impact as compare
from fairlead.contract._usage import Usage

CONTRACT = source.contract("handoffrail").root


@pytest.fixture
def changed(tmp_path):
    """Write a changed copy of HandoffRail's contract; `change` gets the document."""

    def write(change=lambda document: None, name="new.json"):
        document = copy.deepcopy(CONTRACT)
        change(document)
        path = tmp_path / name
        path.write_text(json.dumps(document, default=str))
        return str(path)

    return write


def lines(change, changed):
    [report] = impact(changed(name="old.json"), changed(change))
    return [line for finding in report.findings for line in finding.lines]


def schemas(document):
    return document["components"]["schemas"]


def drop_total(document):
    del schemas(document)["PacketListResponse"]["properties"]["total"]
    schemas(document)["PacketListResponse"]["required"].remove("total")


def test_a_removed_response_field_is_named_as_a_field_of_the_public_model(changed):
    found = lines(drop_total, changed)
    assert (
        "breaks HandoffRailClient.list_packets -> PacketListResponse.total: response property removed"
        in found
    )
    assert (
        "breaks AsyncHandoffRailClient.list_packets -> PacketListResponse.total: response property removed"
        in found
    )


def test_a_parameter_is_named_as_the_argument_of_the_method(changed):
    def retype(document):
        document["paths"]["/api/v1/packets"]["get"]["parameters"][0]["schema"] = {"type": "integer"}

    found = lines(retype, changed)
    assert (
        "breaks HandoffRailClient.list_packets(status=): query parameter: type changed"
        " (string where integer is expected)" in found
    )
    assert any(line.startswith("breaks HandoffRailClient.iter_packets -> query status:") for line in found)


def test_a_field_that_has_to_be_sent_from_now_on(changed):
    def demand(document):
        schemas(document)["PacketClaim"]["properties"]["lease"] = {"type": "integer"}
        schemas(document)["PacketClaim"]["required"].append("lease")

    assert (
        "breaks HandoffRailClient.claim_packet -> PacketClaim.lease: required request property added"
        in lines(demand, changed)
    )


@pytest.mark.parametrize(
    ("change", "start"),
    [
        pytest.param(
            lambda document: schemas(document)["PacketListResponse"]["properties"].update(
                new={"type": "string"}
            ),
            "extends HandoffRailClient.list_packets -> PacketListResponse.new: response property added",
            id="a new field",
        ),
        pytest.param(
            lambda document: schemas(document)["Priority"]["enum"].append("urgent"),
            "extends HandoffRailClient.get_packet -> Metadata.priority: enum value added to a response",
            id="a new value, which an open enum takes",
        ),
    ],
)
def test_what_the_facade_takes_already_merely_extends(changed, change, start):
    found = lines(change, changed)
    assert any(line.startswith(start) for line in found)
    assert not any(line.startswith("breaks") for line in found)


def test_nothing_is_said_of_the_same_contract(changed):
    assert lines(lambda document: None, changed) == []


def test_each_finding_teaches_the_repair(changed):
    [report] = impact(changed(name="old.json"), changed(drop_total))
    assert report.breaks == len(report.findings) == 1
    assert "default of None" in report.findings[0].repair


def test_an_operation_that_no_method_offers_has_no_effect():
    contract = source.contract("hestia").root
    smaller = {
        **contract,
        "paths": {path: item for path, item in contract["paths"].items() if path != "/health"},
    }
    found = compare(Baseline(Document(contract), source.usage("hestia")), Document(smaller))
    assert [(finding.level, finding.operations) for finding in found] == [
        ("no facade effect", ("GET /health",))
    ]


def test_an_operation_that_moved_is_found_again():
    contract = source.contract("hestia").root
    paths = {("/v2/run" if path == "/api/v1/run" else path): item for path, item in contract["paths"].items()}
    found = compare(
        Baseline(Document(contract), source.usage("hestia")), Document({**contract, "paths": paths})
    )
    gone = next(finding for finding in found if finding.level == "breaks")
    assert "it seems to be POST /v2/run now" in gone.what
    assert {"Client.run", "AsyncClient.run", "AsyncClient.run_async"} <= set(gone.methods)


def test_a_use_of_which_nothing_is_known_counts_as_a_use_of_everything():
    contract = source.contract("mycel").root
    usage = Usage("mycel", {"methods": {"Client.login": ["login"]}})
    changed = copy.deepcopy(contract)
    del changed["components"]["schemas"]["LoginBody"]["properties"]["password"]
    found = compare(Baseline(Document(contract), usage), Document(changed))
    assert [finding.methods for finding in found if finding.level == "breaks"] == [("Client.login",)]


# --- accepting ---


ACCEPTED = """
[[accepted]]
backend = "handoffrail"
finding = "PacketListResponse.total: response property removed"
reason = "nobody reads it"
expires = {expires}
"""


@pytest.mark.parametrize(("expires", "breaks"), [("2999-01-01", 0), ("2020-01-01", 1)])
def test_an_acceptance_holds_until_it_ends(changed, tmp_path, expires, breaks):
    accepted = tmp_path / "guard.toml"
    accepted.write_text(ACCEPTED.format(expires=expires))
    [report] = impact(changed(name="old.json"), changed(drop_total), accepted=accepted)
    assert report.breaks == breaks
    if breaks:
        assert "ended on 2020-01-01" in report.notes[0]
    else:
        assert report.accepted[0][1].reason == "nobody reads it"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[accepted]]\nbackend = "x"\nfinding = "y"\nexpires = 2027-01-01', "needs 'reason'"),
        ('[[accepted]]\nbackend = "x"\nfinding = "y"\nreason = "z"', "needs a date"),
        ("[[accepted", "cannot read"),
    ],
)
def test_an_acceptance_says_why_and_how_long(tmp_path, text, message):
    path = tmp_path / "guard.toml"
    path.write_text(text)
    with pytest.raises(ContractError, match=message):
        read(path)


def test_the_project_accepts_nothing_that_is_over():
    assert [one for one in read(source.folder() / "guard.toml") if one.expires < date(2026, 11, 1)] == []


# --- sources ---


def test_revisions_of_git_are_read(tmp_path, monkeypatch, changed):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "openapi").mkdir()
    file = tmp_path / "openapi" / "handoffrail.yaml"
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "init.defaultBranch=main"]
    subprocess.run([*git, "init", "--quiet"], check=True)
    file.write_text(yaml.safe_dump(CONTRACT))
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "--quiet", "-m", "one"], check=True)
    new = changed(drop_total)
    for old in ("git:HEAD", "git:HEAD:openapi/handoffrail.yaml"):
        [report] = impact(old, new)
        assert (report.backend, report.breaks) == ("handoffrail", 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nonesuch.yaml", "cannot read nonesuch.yaml"),
        ("git:", "names no revision"),
        ("git:--output=x", "names no revision"),
        ("git:nonesuch-revision", "git has no such revision"),
        ("http://127.0.0.1:9/openapi.json", "cannot reach http"),
    ],
)
def test_what_cannot_be_had_is_said(text, message):
    with pytest.raises(ContractError, match=message):
        impact(text, "installed", backend="handoffrail")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[1]", "is not an OpenAPI document: it is a list"),
        ("", "it is empty"),
        ("words", "it is plain text"),
        ("swagger: '2.0'", "converted first"),
        ("paths: {}", "it has no paths"),
        ("paths:\n  /x: [1\n  y: 2", r"neither JSON nor YAML: .* \(line 3, column 4\)"),
        ("paths: {/x: 3}", "no valid document: /x must be an object, and is a number"),
        ("paths: {/x: {get: {parameters: many}}}", "parameters of GET /x must be an array, and is text"),
        ("paths: {/x: {get: {responses: {'200': []}}}}", "the response 200 of GET /x must be an object"),
        (
            "paths: {/x: {}}\ncomponents: {schemas: {Thing: {properties: {size: large}}}}",
            "size of the schema Thing must be an object, and is text",
        ),
    ],
)
def test_what_is_no_openapi_document_is_said(tmp_path, content, message):
    path = tmp_path / "document"
    path.write_text(content)
    with pytest.raises(ContractError, match=message):
        impact(str(path), "installed", backend="handoffrail")


def test_a_document_that_resembles_no_contract_needs_a_name(tmp_path):
    path = tmp_path / "other.json"
    path.write_text(json.dumps({"openapi": "3.1.0", "paths": {"/x": {"get": {"responses": {}}}}}))
    with pytest.raises(ContractError, match="--backend"):
        impact(str(path), str(path))


# --- the command ---


def run(*arguments):
    return CliRunner().invoke(build(), ["contract", *arguments])


@pytest.mark.parametrize("form", ["text", "json", "markdown", "github"])
def test_the_command_fails_when_something_breaks(changed, form):
    done = run("impact", changed(name="old.json"), changed(drop_total), "--format", form)
    assert done.exit_code == 1
    assert "PacketListResponse.total" in done.output
    assert (".list_packets" if form == "text" else "AsyncHandoffRailClient.list_packets") in done.output


def test_a_terminal_of_80_columns_shows_what_changed_whom_it_hits_and_the_repair(changed):
    done = run("impact", changed(name="old.json"), changed(drop_total))
    assert done.output.splitlines()[1:] == [
        "  breaks PacketListResponse.total: response property removed",
        "    HandoffRailClient.events, .iter_packets, .list_packets, .get_awaiting,",
        "      .iter_awaiting, .iter_search, .search_packets (and AsyncHandoffRailClient)",
        "    HandoffRailSSEClient.connect",
        "    HandoffRailWSClient.connect",
        "    repair: keep the field with a default of None, deprecated, or fill it from",
        "      what replaces it",
        "  1 breaks",
    ]


def test_contracts_that_stayed_as_they_are_take_one_line():
    done = run("impact", "installed", "installed")
    assert done.output == f"nothing changes: {', '.join(source.backends())}\n"
    assert done.exit_code == 0


def test_a_contract_of_another_backend_is_told(changed):
    done = run("impact", "installed", changed(), "--backend", "hestia")
    assert done.exit_code == 1
    assert "are both of hestia?" in " ".join(done.output.split())


def test_the_command_succeeds_when_nothing_breaks(changed):
    done = run("impact", changed(name="old.json"), changed())
    assert done.exit_code == 0
    assert "nothing changes" in done.output


def test_json_is_for_programs(changed):
    done = run("impact", changed(name="old.json"), changed(drop_total), "--format", "json")
    [report] = json.loads(done.output)["reports"]
    assert report["findings"][0]["key"] == "PacketListResponse.total: response property removed"


def test_github_gets_an_annotation_for_each_finding(changed):
    done = run("impact", changed(name="old.json"), changed(drop_total), "--format", "github")
    assert done.output.startswith("::error title=handoffrail%3A breaks PacketListResponse.total::")


def test_a_check_names_the_backends_that_there_are():
    with pytest.raises(ContractError, match="handoffrail"):
        check("nonesuch", "http://127.0.0.1:9")
