"""Adapters without their frameworks: nothing is imported before it is used."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from fairlead.errors import MissingExtra
from fairlead.handoffrail import integrations
from fairlead.handoffrail.integrations import crewai as crewai_module
from fairlead.handoffrail.integrations import langchain as langchain_module


class TestLazyNames:
    def test_every_exported_name_loads(self):
        # CrewAI, where it is installed, warns about itself on import; tests/crewai covers it.
        names = set(integrations.__all__)
        if crewai_module._CREWAI_AVAILABLE:
            names.remove("HandoffRailCrewAITool")
        for name in names:
            assert getattr(integrations, name).__name__ == name
        assert set(integrations.__all__) <= set(dir(integrations))

    @pytest.mark.parametrize("module", [integrations, langchain_module, crewai_module])
    def test_other_names_do_not_exist(self, module: Any):
        with pytest.raises(AttributeError, match="has no attribute 'Nonexistent'"):
            module.__getattr__("Nonexistent")

    def test_stand_ins_without_the_frameworks(self, client, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(langchain_module, "_LANGCHAIN_AVAILABLE", False)
        monkeypatch.setattr(crewai_module, "_CREWAI_AVAILABLE", False)
        for module, framework, extra, name in (
            (langchain_module, "LangChain", "langchain", "HandoffRailTool"),
            (langchain_module, "LangChain", "langchain", "HandoffRailCallbackHandler"),
            (crewai_module, "CrewAI", "crewai", "HandoffRailCrewAITool"),
        ):
            kind = getattr(module, name)
            assert kind is getattr(module, name)
            assert kind.__name__ == name
            with pytest.raises(ImportError, match=f"^{framework} is required") as refused:
                kind(client=client)
            assert isinstance(refused.value, MissingExtra)
            assert f"pip install 'fairlead[{extra}]'" in str(refused.value)

    def test_nothing_is_imported_before_it_is_used(self):
        """In a fresh process: adapters load no framework, and work if there is none."""
        program = """
import sys
sys.modules["langchain_core"] = sys.modules["crewai"] = None  # as if not installed
from fairlead.handoffrail.integrations import CrewAIAdapter, LangChainAdapter, HandoffRailTool
from fairlead.handoffrail.integrations.langchain import _LANGCHAIN_AVAILABLE, HandoffRailCallbackHandler
from fairlead.handoffrail.integrations.crewai import _CREWAI_AVAILABLE, HandoffRailCrewAITool
assert not _LANGCHAIN_AVAILABLE and not _CREWAI_AVAILABLE
assert LangChainAdapter(None, "a", "A").extract_conversation("hi") == [{"role": "user", "content": "hi"}]
assert CrewAIAdapter(None, "a", "A").extract_conversation("hi") == [{"role": "agent", "content": "hi"}]
for kind in (HandoffRailTool, HandoffRailCallbackHandler, HandoffRailCrewAITool):
    try:
        kind(None)
    except ImportError as error:
        print(error)
try:
    LangChainAdapter(None, "a", "A").resume_messages(None)
except ImportError as error:
    print(error)
loaded = {name.partition(".")[0] for name in sys.modules}
assert loaded.isdisjoint({"httpx", "httpx2", "websockets", "handoffrail_backend_client"}), loaded
"""
        run = subprocess.run(
            [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, timeout=60
        )
        assert run.returncode == 0, run.stderr
        lines = run.stdout.splitlines()
        assert [line.split(" is required for ")[0] for line in lines] == ["LangChain"] * 2 + [
            "CrewAI",
            "LangChain",
        ]

    def test_importing_the_adapters_does_not_import_frameworks(self):
        program = """
import sys
import fairlead.handoffrail.integrations.langchain, fairlead.handoffrail.integrations.crewai
loaded = {name.partition(".")[0] for name in sys.modules}
assert loaded.isdisjoint({"langchain_core", "crewai", "httpx", "httpx2"}), loaded
"""
        run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
        assert run.returncode == 0, run.stderr
