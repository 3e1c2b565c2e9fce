"""A server's own document, held against the contract."""

from __future__ import annotations

import copy
import json

import pytest

from fairlead.contract import _source as source
from fairlead.contract import check
from fairlead.emulator import Emulator, available


@pytest.mark.parametrize("backend", sorted({*available()} & {*source.backends()}))
def test_each_emulator_fits_its_contract(backend):
    with Emulator(backend) as emulator:
        report = check(backend, emulator.url)
    assert [line for finding in report.findings if finding.level == "breaks" for line in finding.lines] == []


@pytest.fixture
def declares(tmp_path):
    """Write a document like a foreign server's: other operationIds, other names of path parameters."""

    def write(change=lambda document: None):
        document = copy.deepcopy(source.contract("handoffrail").root)
        document["servers"] = [{"url": "https://example.com"}]
        document["paths"] = {path.replace("_id}", "Id}"): item for path, item in document["paths"].items()}
        inline = [one for item in document["paths"].values() for one in item.get("parameters", [])]
        for parameter in (*document["components"]["parameters"].values(), *inline):
            if parameter.get("in") == "path":
                parameter["name"] = parameter["name"].replace("_id", "Id")
        for item in document["paths"].values():
            for method, operation in item.items():
                if isinstance(operation, dict) and "responses" in operation:
                    operation["operationId"] = f"{method}_of_another_kind_{id(operation)}"
        change(document)
        path = tmp_path / "server.json"
        path.write_text(json.dumps(document, default=str))
        return str(path)

    return write


def breaking(report):
    return {name for finding in report.findings if finding.level == "breaks" for name in finding.methods}


def test_operations_are_matched_by_place(declares):
    assert check("handoffrail", declares()).breaks == 0


def test_methods_that_are_missing_on_a_deployment_are_named(declares):
    def older(document):
        document["paths"] = {path: item for path, item in document["paths"].items() if "/batch" not in path}

    report = check("handoffrail", declares(older))
    assert "HandoffRailClient.batch_create_packets" in breaking(report)
    assert "HandoffRailClient.get_packet" not in breaking(report)
    assert report.notes == ["3 operations are missing on this deployment; 6 methods need them"]


def test_a_server_that_says_less_is_not_called_broken(declares):
    def vague(document):
        response = document["paths"]["/api/v1/stats"]["get"]["responses"]["200"]
        response["content"]["application/json"]["schema"] = {}

    report = check("handoffrail", declares(vague))
    assert report.breaks == 0
    assert any("HandoffRailClient.get_stats" in finding.methods for finding in report.findings)


def test_an_answer_that_the_model_cannot_read_is_named(declares):
    def other(document):
        document["components"]["schemas"]["Stats"]["properties"]["total_packets"] = {
            "type": "array",
            "items": {},
        }

    report = check("handoffrail", declares(other))
    assert breaking(report) == {"HandoffRailClient.get_stats", "AsyncHandoffRailClient.get_stats"}


def test_credentials_that_nobody_has_are_named(declares):
    def other(document):
        scheme = {"type": "apiKey", "in": "header", "name": "X-Another"}
        document["components"]["securitySchemes"] = {"Another": scheme}
        document["security"] = [{"Another": []}]
        for item in document["paths"].values():
            for operation in item.values():
                if isinstance(operation, dict):
                    operation.pop("security", None)

    assert "HandoffRailClient.get_packet" in breaking(check("handoffrail", declares(other)))


def test_another_kind_of_server_is_doubted(declares):
    def other(document):
        document["paths"] = {"/x": {"get": {"responses": {"200": {"description": "x"}}}}}

    assert any("is it the right server?" in note for note in check("handoffrail", declares(other)).notes)


def test_the_path_of_the_server_counts(declares):
    def based(document):
        document["servers"] = [{"url": "https://example.com/api/v1"}]
        document["paths"] = {
            path.removeprefix("/api/v1"): item
            for path, item in document["paths"].items()
            if path.startswith("/api/v1")
        }

    report = check("handoffrail", declares(based))
    assert "HandoffRailClient.get_packet" not in breaking(report)
