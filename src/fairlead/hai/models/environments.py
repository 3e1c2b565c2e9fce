"""What agents work on: browsers, desktops, phones and workstations."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from fairlead.hai.models._base import HaiModel, Variant
from fairlead.hai.models.enums import EnvironmentHost, ProxyPool


class BrowserVisualMode(Variant):
    """The agent sees screenshots. Sizes are in pixels; 1200 by 1200 unless given."""

    type: Literal["visual"] = "visual"
    width: int | None = None
    height: int | None = None
    markdown: bool | None = None


class BrowserTextMode(Variant):
    """The agent reads text, in chunks of so many characters; 20000 unless given."""

    type: Literal["text"] = "text"
    chunk_size: int | None = None


class ManagedProxySelection(HaiModel):
    """A proxy of the service.

    Attributes:
        country: Where its address is, as two letters (ISO 3166-1).
        sticky: Whether the address stays the same; yes unless given.
        pool: What kind of address it has; `residential` unless given.
    """

    country: str | None = None
    sticky: bool | None = None
    pool: ProxyPool | None = None


class BrowserNetwork(HaiModel):
    """Which proxy a browser goes through: one's own, or one of the service."""

    # A proxy URL may have a password in it.
    proxy_url: str | None = Field(default=None, repr=False)
    managed_proxy: ManagedProxySelection | None = None


class Environment(Variant):
    """What every environment has.

    Attributes:
        id: Its identifier.
        kind: What it is.
    """

    _tag: ClassVar[str] = "kind"

    id: str


class Browser(Environment):
    """A browser. What is not given is decided by the service.

    Attributes:
        id: Its identifier.
        kind: Always `web`.
        host: Where it runs; in the cloud unless given.
        start_url: Page to begin with.
        headless: Whether it has no window.
        session_id: A running browser to take instead of a new one.
        mode: Whether the agent sees pictures (the default) or text.
        lazy: Whether it starts when it is first used.
        settle_s: Seconds to wait after each action, 0 to 10.
        vault_id: Passwords to fill forms from; in the cloud only.
        browser_profile_id: Cookies and storage to begin with; in the cloud only.
        use_default_browser_profile: Whether to begin with the default profile, instead of a certain one.
        persist_browser_profile: Whether to save the profile at the end.
        network: Proxy of a new browser.
    """

    kind: Literal["web"] = "web"
    host: EnvironmentHost | None = None
    start_url: str | None = None
    headless: bool | None = None
    session_id: str | None = None
    mode: Annotated[BrowserVisualMode | BrowserTextMode, Field(discriminator="type")] | None = None
    lazy: bool | None = None
    settle_s: float | None = None
    vault_id: str | None = None
    browser_profile_id: str | None = None
    use_default_browser_profile: bool | None = None
    persist_browser_profile: bool | None = None
    network: BrowserNetwork | None = None


class Desktop(Environment):
    """A desktop.

    Attributes:
        id: Its identifier.
        kind: Always `desktop`.
        host: Where it runs.
        session_id: A running desktop to take instead of a new one.
        lazy: Whether it starts when it is first used.
        settle_s: Seconds to wait after each action, 0 to 10.
        screenshot_max_width: Width of screenshots in pixels, up to 1920.
    """

    kind: Literal["desktop"] = "desktop"
    host: EnvironmentHost
    session_id: str | None = None
    lazy: bool | None = None
    settle_s: float | None = None
    screenshot_max_width: int | None = None


class Android(Environment):
    """A phone.

    Attributes:
        id: Its identifier.
        kind: Always `android`.
        session_id: A running phone to take instead of a new one.
        image: System image.
        lazy: Whether it starts when it is first used.
    """

    kind: Literal["android"] = "android"
    session_id: str | None = None
    image: str | None = None
    lazy: bool | None = None


class WorkstationStorage(HaiModel):
    """What a workstation keeps: give exactly one of the three."""

    volume_id: str | None = None
    use_default_volume: bool | None = None
    ephemeral: bool | None = None


class Workstation(Environment):
    """A machine with files and a shell.

    Attributes:
        id: Its identifier.
        kind: Always `workstation`.
        host: Where it runs; in the cloud unless given.
        session_id: A running workstation to take instead of a new one.
        storage: What it keeps.
        lazy: Whether it starts when it is first used.
    """

    kind: Literal["workstation"] = "workstation"
    host: EnvironmentHost | None = None
    session_id: str | None = None
    storage: WorkstationStorage | None = None
    lazy: bool | None = None


class OtherEnvironment(Environment):
    """An environment of a kind that this version does not know; see `model_extra` for the rest of it."""

    kind: str


AnyEnvironment = Annotated[
    Annotated[Browser | Desktop | Android | Workstation, Field(discriminator="kind")] | OtherEnvironment,
    Field(union_mode="left_to_right"),
]
"""An environment: `kind` tells which, and what is not known is an `OtherEnvironment`."""


class EnvironmentPage(HaiModel):
    """A page of environments."""

    items: list[AnyEnvironment]
    total: int
    page: int
