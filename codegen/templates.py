"""What we change in the generator's own templates.

Instead of copies, which would hide what differs and rot with each release, the overrides are edits of the
installed templates: each names the text it replaces, must find it exactly once, and says why it is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement in one template."""

    template: str
    old: str
    new: str
    why: str


HTTP_LIBRARY = "import httpx2 as httpx"

MODELS = """\
{% set asking %}
{{ header_params(endpoint) }}{{ cookie_params(endpoint) }}{{ query_params(endpoint) }}
{% for body in endpoint.bodies %}
{{ body_to_kwarg(body) }}
{% if endpoint.bodies | length > 1 %}{{ body.prop.get_type_string(no_optional=True) }}{% endif %}
{% endfor %}
{% endset %}
{% set later = [] %}
{% for relative in endpoint.relative_imports | sort %}
{% if relative.startswith("from ...models.") and relative.split()[-1] not in asking %}
{{ later.append(relative) or "" }}
{% else %}
{{ relative }}
{% endif %}
{% endfor %}

{% if later %}
if TYPE_CHECKING:
    {% for relative in later %}
    {{ relative }}
    {% endfor %}
{% endif %}
"""

EDITS = [
    Edit(
        "endpoint_module.py.jinja", "import httpx\n", HTTP_LIBRARY + "\n", "the one alias of the HTTP library"
    ),
    Edit(
        "endpoint_module.py.jinja",
        '        "method": "{{ endpoint.method }}",\n',
        '        "method": "{{ endpoint.method }}",\n'
        '        "extensions": {"operation": "{{ endpoint.name }}"},\n',
        "errors and logs name the operation",
    ),
    Edit(
        "endpoint_module.py.jinja",
        "        parsed=_parse_response(client=client, response=response),\n",
        "        parse=lambda: _parse_response(client=client, response=response),\n",
        "answers are decoded once, by the facade",
    ),
    Edit(
        "endpoint_module.py.jinja",
        "from http import HTTPStatus\nfrom typing import Any, cast\n",
        "from __future__ import annotations\n\n"
        "from http import HTTPStatus\nfrom typing import TYPE_CHECKING, Any, cast\n",
        "models are for type checkers, until they are needed",
    ),
    Edit(
        "endpoint_module.py.jinja",
        "{% for relative in endpoint.relative_imports | sort %}\n{{ relative }}\n{% endfor %}\n",
        "",
        "imported below, where the macros are known",
    ),
    Edit(
        "endpoint_module.py.jinja",
        "def _get_kwargs(\n",
        MODELS + "\ndef _get_kwargs(\n",
        "an endpoint loads only what its request needs",
    ),
    Edit(
        "endpoint_module.py.jinja",
        "def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response)"
        " -> {{return_type}}:\n",
        "def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response)"
        " -> {{return_type}}:\n"
        "    {% for relative in later if relative.split()[-1] in (return_string | as_unembedded_code) %}\n"
        "    {{ relative }}\n"
        "    {% endfor %}\n",
        "the answer's model is loaded when an answer is decoded with it",
    ),
    Edit(
        "types.py.jinja",
        "    parsed: T | None\n",
        "    parse: Callable[[], T | None]\n\n"
        "    @property\n"
        "    def parsed(self) -> T | None:\n"
        '        """ The body as a model, decoded on each access """\n'
        "        return self.parse()\n",
        "answers are decoded once, by the facade",
    ),
    Edit(
        "types.py.jinja",
        "from collections.abc import Mapping, MutableMapping\n",
        "from collections.abc import Callable, Mapping, MutableMapping\n",
        "for the type of Response.parse",
    ),
    Edit(
        "types.py.jinja",
        "from http import HTTPStatus\n",
        "from dataclasses import dataclass\nfrom http import HTTPStatus\n",
        "a call without a body needs no attrs",
    ),
    Edit("types.py.jinja", "from attrs import define\n", "", "a call without a body needs no attrs"),
    *(
        Edit(
            "types.py.jinja",
            f"@define\nclass {name}:\n",
            f"@dataclass(slots=True)\nclass {name}:\n",
            "a call without a body needs no attrs",
        )
        for name in ("File", "Response(Generic[T])")
    ),
]

CLIENT = '''\
""" What endpoints send their requests through """

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import httpx2 as httpx


class Client:
    """ Has the HTTP client of one flavour, or of both, which it was given

    Attributes:
        raise_on_unexpected_status: Whether to raise an errors.UnexpectedStatus if the API returns a
            status code that was not documented in the source OpenAPI document.
    """

    raise_on_unexpected_status: bool = False
    _client: httpx.Client
    _async_client: httpx.AsyncClient

    def set_httpx_client(self, client: httpx.Client) -> Self:
        """ Send blocking requests through this HTTP client, which knows where to, and who is calling """
        self._client = client
        return self

    def get_httpx_client(self) -> httpx.Client:
        """ Get what was set """
        return self._client

    def set_async_httpx_client(self, async_client: httpx.AsyncClient) -> Self:
        """ Send asynchronous requests through this HTTP client, which knows where to, and who is calling """
        self._async_client = async_client
        return self

    def get_async_httpx_client(self) -> httpx.AsyncClient:
        """ Get what was set """
        return self._async_client


class AuthenticatedClient(Client):
    """ The same, for endpoints that have to know who is calling """
'''

LAZY_MODELS = '''\
""" Contains all the data models used in inputs/outputs, each loaded on first use """

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    {% for import in imports | sort %}
    {{ import }}
    {% endfor %}
    pass

_MODULES = {
    {% for import in imports | sort %}
    {% set words = import.split() %}
    {% for name in words[3:] %}
    "{{ name | replace(",", "") }}": "{{ words[1] }}",
    {% endfor %}
    {% endfor %}
}

__all__ = (
    {% for all in alls | sort %}
    "{{ all }}",
    {% endfor %}
)


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_MODULES[name], __name__), name)
    return value
'''


def write(folder: Path) -> None:
    """Write the changed templates into `folder`, for the generator's `--custom-template-path`.

    Raises:
        ValueError: A template of the installed generator no longer has the text that an edit replaces.
    """
    folder.mkdir(parents=True, exist_ok=True)
    original = files("openapi_python_client") / "templates"
    texts: dict[str, str] = {}
    for edit in EDITS:
        text = texts.get(edit.template) or (original / edit.template).read_text("utf-8")
        if text.count(edit.old) != 1:
            raise ValueError(
                f"codegen/templates.py: {edit.template} must have exactly one {edit.old.strip()!r}"
                f" ({edit.why}); the generator's templates changed: adapt the edit"
            )
        texts[edit.template] = text.replace(edit.old, edit.new)
    texts |= {"client.py.jinja": CLIENT, "models_init.py.jinja": LAZY_MODELS}
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
