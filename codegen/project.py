"""Where things are in the repository, relative to its root."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Project:
    """The repository, or a copy of its generated part in a temporary folder."""

    root: Path = ROOT

    @property
    def openapi(self) -> Path:
        """Folder of the contracts."""
        return self.root / "openapi"

    @property
    def backends(self) -> list[str]:
        """Every backend that has a contract."""
        return sorted(path.stem for path in self.openapi.glob("*.yaml"))

    def spec(self, backend: str) -> Path:
        """The OpenAPI document of a backend."""
        return self.openapi / f"{backend}.yaml"

    def events(self, backend: str) -> Path:
        """The JSON Schema of what a backend says outside of HTTP requests and responses."""
        return self.openapi / "events" / f"{backend}.yaml"

    @property
    def guard(self) -> Path:
        """What the contract guard has been told: reasons and reviewed findings."""
        return self.openapi / "guard.toml"

    @property
    def generated(self) -> Path:
        """Folder of the generated packages."""
        return self.root / "generated"

    def transport(self, backend: str) -> Path:
        """The generated HTTP client of a backend."""
        return self.generated / f"{backend}_backend_client"

    def models(self, backend: str) -> Path:
        """The generated pydantic models of a backend's contract and events."""
        return self.generated / f"{backend}_backend_models"

    @property
    def lock(self) -> Path:
        """Public method -> operations -> digest of their schemas."""
        return self.openapi / "operations.lock"
