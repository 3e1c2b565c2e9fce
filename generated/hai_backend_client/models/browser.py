from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    BinaryIO,
    Literal,
    Self,
    TextIO,
    TypeVar,
    cast,
)
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.environment_host import EnvironmentHost, check_environment_host
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.browser_network import BrowserNetwork
    from ..models.browser_text_mode import BrowserTextMode
    from ..models.browser_visual_mode import BrowserVisualMode


T = TypeVar("T", bound="Browser")


@_attrs_define
class Browser:
    """A browser.

    Attributes:
        id (str): Identifier.
        kind (Literal['web']):  Default: 'web'.
        host (EnvironmentHost | Unset): Where an environment runs: on the user's machine or in the cloud.
        start_url (str | Unset): First page.
        headless (bool | Unset): Whether it runs without a window.
        session_id (None | str | Unset): Browser to attach to, instead of starting one.
        mode (BrowserTextMode | BrowserVisualMode | Unset): How pages are shown to the agent.
        lazy (bool | Unset): Whether it starts at its first use.
        settle_s (float | Unset): Seconds to wait after each action.
        vault_id (None | Unset | UUID): Vault for passwords. Cloud only.
        browser_profile_id (None | Unset | UUID): Profile to start with. Cloud only.
        use_default_browser_profile (bool | Unset): Whether to start with the default profile, made empty if there is
            none. Excludes `browser_profile_id`.
        persist_browser_profile (bool | Unset): Whether to store the profile afterwards. One writer at a time.
        network (BrowserNetwork | None | Unset): Null is a direct connection.
    """

    id: str
    kind: Literal["web"] = "web"
    host: EnvironmentHost | Unset = UNSET
    start_url: str | Unset = UNSET
    headless: bool | Unset = UNSET
    session_id: None | str | Unset = UNSET
    mode: BrowserTextMode | BrowserVisualMode | Unset = UNSET
    lazy: bool | Unset = UNSET
    settle_s: float | Unset = UNSET
    vault_id: None | Unset | UUID = UNSET
    browser_profile_id: None | Unset | UUID = UNSET
    use_default_browser_profile: bool | Unset = UNSET
    persist_browser_profile: bool | Unset = UNSET
    network: BrowserNetwork | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.browser_network import BrowserNetwork
        from ..models.browser_text_mode import BrowserTextMode
        from ..models.browser_visual_mode import BrowserVisualMode

        id = self.id

        kind = self.kind

        host: str | Unset = UNSET
        if not isinstance(self.host, Unset):
            host = self.host

        start_url = self.start_url

        headless = self.headless

        session_id: None | str | Unset
        if isinstance(self.session_id, Unset):
            session_id = UNSET
        else:
            session_id = self.session_id

        mode: dict[str, Any] | Unset
        if isinstance(self.mode, Unset):
            mode = UNSET
        elif isinstance(self.mode, BrowserVisualMode):
            mode = self.mode.to_dict()
        else:
            mode = self.mode.to_dict()

        lazy = self.lazy

        settle_s = self.settle_s

        vault_id: None | str | Unset
        if isinstance(self.vault_id, Unset):
            vault_id = UNSET
        elif isinstance(self.vault_id, UUID):
            vault_id = str(self.vault_id)
        else:
            vault_id = self.vault_id

        browser_profile_id: None | str | Unset
        if isinstance(self.browser_profile_id, Unset):
            browser_profile_id = UNSET
        elif isinstance(self.browser_profile_id, UUID):
            browser_profile_id = str(self.browser_profile_id)
        else:
            browser_profile_id = self.browser_profile_id

        use_default_browser_profile = self.use_default_browser_profile

        persist_browser_profile = self.persist_browser_profile

        network: dict[str, Any] | None | Unset
        if isinstance(self.network, Unset):
            network = UNSET
        elif isinstance(self.network, BrowserNetwork):
            network = self.network.to_dict()
        else:
            network = self.network

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
            }
        )
        if host is not UNSET:
            field_dict["host"] = host
        if start_url is not UNSET:
            field_dict["start_url"] = start_url
        if headless is not UNSET:
            field_dict["headless"] = headless
        if session_id is not UNSET:
            field_dict["session_id"] = session_id
        if mode is not UNSET:
            field_dict["mode"] = mode
        if lazy is not UNSET:
            field_dict["lazy"] = lazy
        if settle_s is not UNSET:
            field_dict["settle_s"] = settle_s
        if vault_id is not UNSET:
            field_dict["vault_id"] = vault_id
        if browser_profile_id is not UNSET:
            field_dict["browser_profile_id"] = browser_profile_id
        if use_default_browser_profile is not UNSET:
            field_dict["use_default_browser_profile"] = use_default_browser_profile
        if persist_browser_profile is not UNSET:
            field_dict["persist_browser_profile"] = persist_browser_profile
        if network is not UNSET:
            field_dict["network"] = network

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.browser_network import BrowserNetwork
        from ..models.browser_text_mode import BrowserTextMode
        from ..models.browser_visual_mode import BrowserVisualMode

        d = dict(src_dict)
        id = d.pop("id")

        kind = cast(Literal["web"], d.pop("kind"))
        if kind != "web":
            raise ValueError(f"kind must match const 'web', got '{kind}'")

        _host = d.pop("host", UNSET)
        host: EnvironmentHost | Unset
        if isinstance(_host, Unset):
            host = UNSET
        else:
            host = check_environment_host(_host)

        start_url = d.pop("start_url", UNSET)

        headless = d.pop("headless", UNSET)

        def _parse_session_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        session_id = _parse_session_id(d.pop("session_id", UNSET))

        def _parse_mode(data: object) -> BrowserTextMode | BrowserVisualMode | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                mode_type_0 = BrowserVisualMode.from_dict(data)

                return mode_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            mode_type_1 = BrowserTextMode.from_dict(data)

            return mode_type_1

        mode = _parse_mode(d.pop("mode", UNSET))

        lazy = d.pop("lazy", UNSET)

        settle_s = d.pop("settle_s", UNSET)

        def _parse_vault_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                vault_id_type_0 = UUID(data)

                return vault_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        vault_id = _parse_vault_id(d.pop("vault_id", UNSET))

        def _parse_browser_profile_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                browser_profile_id_type_0 = UUID(data)

                return browser_profile_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        browser_profile_id = _parse_browser_profile_id(
            d.pop("browser_profile_id", UNSET)
        )

        use_default_browser_profile = d.pop("use_default_browser_profile", UNSET)

        persist_browser_profile = d.pop("persist_browser_profile", UNSET)

        def _parse_network(data: object) -> BrowserNetwork | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                network_type_0 = BrowserNetwork.from_dict(data)

                return network_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BrowserNetwork | None | Unset, data)

        network = _parse_network(d.pop("network", UNSET))

        browser = cls(
            id=id,
            kind=kind,
            host=host,
            start_url=start_url,
            headless=headless,
            session_id=session_id,
            mode=mode,
            lazy=lazy,
            settle_s=settle_s,
            vault_id=vault_id,
            browser_profile_id=browser_profile_id,
            use_default_browser_profile=use_default_browser_profile,
            persist_browser_profile=persist_browser_profile,
            network=network,
        )

        browser.additional_properties = d
        return browser

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
