"""Setting values in JSON files that people edit."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.cli.hai import _jsonc

PATH = ("servers", "hai-agents")
ENTRY = {"url": "https://example.com/mcp", "headers": {"Authorization": "Bearer hk-1"}}

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
documents = st.dictionaries(st.text() | st.just("servers"), values, max_size=4).filter(
    lambda document: isinstance(document.get("servers", {}), dict)
)


@given(documents, st.sampled_from([None, 2, 4, "\t"]), st.booleans())
def test_only_the_value_changes(document: dict[str, Any], indent: int | str | None, ascii_only: bool) -> None:
    text = json.dumps(document, indent=indent, ensure_ascii=ascii_only)

    changed = _jsonc.put(text, PATH, ENTRY)

    document.setdefault("servers", {})["hai-agents"] = ENTRY
    assert json.loads(changed) == document
    assert list(json.loads(changed)) == list(document)
    assert _jsonc.put(changed, PATH, ENTRY) == changed


@given(
    st.lists(st.sampled_from(["// a\n", "/* b */", "\n", "  ", "\t"]), min_size=9, max_size=9), st.booleans()
)
def test_remarks_survive_wherever_they_stand(gaps: list[str], trailing: bool) -> None:
    tokens = ["{", '"servers"', ":", "{", '"x"', ":", '"y // no remark"', "," if trailing else "", "}", "}"]
    text = "".join(token + gap for token, gap in zip(tokens, [*gaps, ""], strict=True))

    changed = _jsonc.put(text, PATH, ENTRY)

    assert _jsonc.read(changed) == {"servers": {"x": "y // no remark", "hai-agents": ENTRY}}
    for remark in ("// a\n", "/* b */"):
        assert changed.count(remark.strip()) == text.count(remark.strip())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '{\n  // mine\n  "servers": {\n    "x": 1 // one\n  }\n}\n',
            '{\n  // mine\n  "servers": {\n    "x": 1, // one\n    "k": 2\n  }\n}\n',
        ),
        (
            '{\n  "servers": {\n    "x": 1, // one\n  },\n}\n',
            '{\n  "servers": {\n    "x": 1, // one\n    "k": 2,\n  },\n}\n',
        ),
        ('{"servers": {"x": 1}}', '{"servers": {"x": 1, "k": 2}}'),
        ('{\n\t"servers": {}\n}', '{\n\t"servers": {\n\t\t"k": 2\n\t}\n}'),
        ('{"servers": {"k": 1, "x": 1}}', '{"servers": {"k": 2, "x": 1}}'),
        ("", '{\n  "servers": {\n    "k": 2\n  }\n}\n'),
        ('\ufeff{"servers": {"k": 1}}', '\ufeff{"servers": {"k": 2}}'),
        ('{"servers": {"k": 0, "k": 1}}', '{"servers": {"k": 0, "k": 2}}'),
    ],
)
def test_the_layout_of_the_file_is_kept(text: str, expected: str) -> None:
    assert _jsonc.put(text, ("servers", "k"), 2) == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"a": }', "line 1: '}'"),
        ('{\n"a": 1\n"b": 2}', "line 3: '\"'"),
        ("{", "line 1: the end"),
        ("{} x", "line 1: 'x'"),
        ("[1]", "the document is not an object"),
        ('{"servers": 1}', "servers is not an object"),
        ('{"a": "\\q"}', "line 1"),
        ("{'a': 1}", "line 1"),
    ],
)
def test_what_is_no_json_object_is_refused(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told.replace("[", r"\[")):
        _jsonc.put(text, ("servers", "k"), 2)
