"""Every command of this project. `nox` runs the gates; `nox --list` names the rest."""

from __future__ import annotations

import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"
# A missing interpreter is said, not downloaded.
nox.options.download_python = "never"
nox.options.sessions = ["lint", "types", "tests", "drift", "surface", "contract", "conformance"]
nox.options.reuse_venv = "yes"
nox.options.error_on_external_run = True

ROOT = Path(__file__).parent
PYPROJECT = nox.project.load_toml(ROOT / "pyproject.toml")
DEV = ("-c", "constraints/dev.txt")
CODEGEN = ("-c", "constraints/codegen.txt")
FLOORS = ("-c", "constraints/floors.txt")

# The SDKs that fairlead replaces, unchanged from the package index: one session for each of them.
ORIGINALS = [
    (path.parent.name, original)
    for path in sorted((ROOT / "tests" / "conformance").glob("*/originals.txt"))
    for original in path.read_text("utf-8").split()
]

NEWEST = {
    backend: max(
        (each for name, each in ORIGINALS if name == backend),
        key=lambda each: tuple(map(int, each.rpartition("==")[2].split("."))),
    )
    for backend, _ in ORIGINALS
}


def group(name: str) -> list[str]:
    """Requirements of a dependency group of pyproject.toml."""
    return list(nox.project.dependency_groups(PYPROJECT, name))


@nox.session
def demo(session: nox.Session) -> None:
    """Watch each backend's quickstart run against the local emulator."""
    session.install(*DEV, ".[cli,emulator]")
    session.run("fairlead", "demo", *session.posargs)


@nox.session
def floors(session: nox.Session) -> None:
    """Take the tour with the oldest releases that pyproject.toml allows, and try what is easily too old."""
    session.install(*DEV, *group("conformance"), "hypothesis")
    session.install(*FLOORS, ".[httpx,happy,otel,emulator]")
    session.run("fairlead", "demo")
    # HTTP and WebSockets, accepted and refused, between our client and our server.
    session.run("pytest", "tests/mycel/_async")


@nox.session
def regenerate(session: nox.Session) -> None:
    """Rebuild everything generated; `-- BACKEND` rebuilds the packages of one backend only."""
    session.install(*CODEGEN, *group("codegen"))
    session.run("python", "-m", "codegen", "regenerate", *session.posargs)


@nox.session
def drift(session: nox.Session) -> None:
    """Fail if anything generated is not exactly what its sources make, and prove that this would be seen."""
    session.install(*CODEGEN, *group("codegen"))
    session.run("python", "-m", "codegen", "drift", *session.posargs)
    if not session.posargs:
        session.run("pytest", "tests/codegen", "--confcutdir=tests/codegen")


@nox.session
def lint(session: nox.Session) -> None:
    """Check style."""
    session.install(*DEV, *group("lint"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    # But for the one whose code becomes files.
    elsewhere = 'format.exclude=["docs/guide/adding-a-backend.md"]'
    pages = ("README.md", "docs")
    session.run("ruff", "format", "--check", "--line-length=88", "--config", elsewhere, *pages)


@nox.session
def types(session: nox.Session) -> None:
    """Type-check: strict for our code, and complete for what users import."""
    session.install(*DEV, "-e", ".[emulator,langchain,happy,otel]", *group("types"))
    session.run("pyright")
    session.run("pyright", "--verifytypes", "fairlead", "--ignoreexternal")


@nox.session
def contract(session: nox.Session) -> None:
    """Lint the contracts, and hold to them what is made for them: facades, models, recordings, emulators."""
    session.install(*DEV, "-e", ".[emulator]", *group("lint"), *group("surface"), *group("conformance"))
    specs = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "openapi").glob("*.yaml"))
    session.run("openapi-spec-validator", *specs)
    session.run("python", "-m", "codegen.lint_events")
    redocly(session, "lint", *specs, "--config", "codegen/redocly/redocly.yaml", "--format", "stylish")
    session.run("python", "-m", "codegen.completeness")
    session.run("python", "-m", "codegen.surface", "check")
    session.run("pytest", "--noconftest", "tests/handoffrail/test_cassettes.py")
    folder = Path(session.create_tmp())
    session.run("python", "-m", "codegen.emulated", str(folder))
    for spec in sorted((ROOT / "openapi").glob("*.yaml")):
        promised, emulated = (folder / kind / f"{spec.stem}.json" for kind in ("contract", "emulated"))
        if not emulated.exists():
            session.warn(f"the {spec.stem} contract has no emulator yet")
            continue
        # Quiet unless it fails: names of schemas and defaults differ in harmless places.
        redocly(session, "diff", str(promised), str(emulated), "--fail-on", "major", silent=True)
        session.log(f"the {spec.stem} emulator declares nothing that breaks its contract")


@nox.session
def impact(session: nox.Session) -> None:
    """Say which public methods and fields a change touches: `-- OLD NEW [--format FORMAT]`."""
    session.install(*DEV, "-e", ".[cli]")
    accepted = ("--accepted", "openapi/guard.toml")
    session.run("fairlead", "contract", "impact", *accepted, *(session.posargs or ["git:HEAD", "openapi"]))


@nox.session
def mutations(session: nox.Session) -> None:
    """Prove the contract guard by every mutation of every contract; `-- BACKEND` for one."""
    session.install(*DEV, "-e", ".[cli,happy]", *group("lint"))
    session.run("python", "-m", "codegen.mutations", *session.posargs)
    session.run("python", "-m", "codegen.second_opinion", str(settled_redocly(session)))


@nox.session
def import_spec(session: nox.Session) -> None:
    """Show what an upstream document would change: `-- BACKEND --from SOURCE` or `--app M:A --app-dir D`."""
    if not session.posargs:
        session.error("which backend? nox -s import_spec -- BACKEND --from URL|FILE")
    session.install(*DEV, "-e", ".[emulator]", *group("lint"))  # what a small FastAPI application needs
    session.run("python", "-m", "codegen.import_spec", *session.posargs)
    backend, made = session.posargs[0], ROOT / "build" / "imports"
    candidate = str(made / f"{backend}.yaml")
    redocly(session, "bundle", candidate, "--overlay", str(made / f"{backend}.overlay.yaml"), "-o", candidate)
    contract = ROOT / "openapi" / f"{backend}.yaml"
    if contract.exists():
        report = made / f"{backend}.diff.md"
        documents = {"contract": str(contract), "candidate": candidate}
        copies = {name: str(made / "compared" / f"{backend}.{name}.json") for name in documents}
        for name, document in documents.items():
            session.run("python", "-m", "codegen.comparable", document, copies[name])
        compared = redocly(
            session, "diff", *copies.values(), "--fail-on=none", "--format=markdown", silent=True
        )
        report.write_text(compared, "utf-8")
        session.log(f"what would change: {report.relative_to(ROOT)}")
        touched = ("contract", "impact", str(contract), candidate, "--backend", backend)
        reviewed = ("--accepted", "openapi/guard.toml")
        # What breaks is news here, no failure: the contract is as it was.
        session.run("fairlead", *touched, *reviewed, success_codes=[0, 1])
        summary = session.run(
            "fairlead", *touched, *reviewed, "--format=markdown", success_codes=[0, 1], silent=True
        )
        (made / f"{backend}.impact.md").write_text(str(summary), "utf-8")


@nox.session
def surface(session: nox.Session) -> None:
    """Fail if what applications can name is not as recorded; `-- record` after a change that was meant."""
    session.install(*DEV, *group("surface"))
    session.run("python", "-m", "codegen.surface", *(session.posargs or ["check"]))


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests."""
    session.install(*DEV, "-e", ".[emulator,langchain,httpx,happy,otel]", *group("tests"))
    # These have sessions and environments of their own.
    elsewhere = [f"--ignore=tests/{name}" for name in ("browser", "codegen", "conformance", "crewai")]
    session.run("pytest", *elsewhere, *session.posargs)


@nox.session
@nox.parametrize("backend,original", ORIGINALS)
def conformance(session: nox.Session, backend: str, original: str) -> None:
    """Let the original SDK of a backend drive our emulator."""
    session.install(*DEV, "-e", ".[emulator,httpx]", *group("conformance"))
    session.install(original)  # without our constraints: it may need older releases than we settled on
    session.run("pytest", f"tests/conformance/{backend}", "--confcutdir=tests/conformance", *session.posargs)


@nox.session
def crewai(session: nox.Session) -> None:
    """Test the CrewAI adapter against the real CrewAI (large, and in conflict with our other tools)."""
    session.install("-e", ".[crewai]", *group("conformance"))
    session.run("pytest", "tests/crewai", "--confcutdir=tests/crewai", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """Test what people do with a browser, in Chromium without a window; it must be installed."""
    session.install(*DEV, "-e", ".[emulator]", *group("browser"))
    session.run("pytest", "tests/browser", "--confcutdir=tests/browser", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation in build/site, its tables made from the code, and check it; `-- serve`."""
    session.install(*DEV, "-e", ".[emulator,happy,otel]", *group("docs"))
    session.run("python", "-m", "codegen.tables")
    session.run("zensical", *(session.posargs or ["build", "--strict"]))
    if not session.posargs:
        session.run("python", "-m", "codegen.site", "build/site")


@nox.session
@nox.parametrize("backend,original", sorted(NEWEST.items()), ids=sorted(NEWEST))
def bench(session: nox.Session, backend: str, original: str) -> None:
    """Measure a facade beside its original, as ratios within one run; `-- --rounds 3 --only calls`."""
    session.install(*DEV, "-e", ".[httpx,happy]")
    session.install(original)  # without our constraints, as above
    session.run("python", "-m", "bench", backend, *session.posargs)


@nox.session
def bench_page(session: nox.Session) -> None:
    """Make what `nox -s bench` measured last the published figures: `nox -s bench bench_page`."""
    session.install(*DEV, "-e", ".[emulator,happy,otel]")
    session.run("python", "-m", "bench", "publish")
    session.run("python", "-m", "codegen.tables")


@nox.session
def build(session: nox.Session) -> None:
    """Build the sdist and the wheel, and use the wheel as a newcomer would."""
    dist = ROOT / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    session.install("build")
    session.run("python", "-m", "build", "--outdir", str(dist))
    session.install(*DEV, "--force-reinstall", *map(str, dist.glob("*.whl")))
    session.chdir(session.create_tmp())
    session.run(
        "python",
        "-W",
        "error",
        "-c",
        "from fairlead.handoffrail import HandoffRailClient; print(HandoffRailClient)",
    )


@nox.session
def constraints(session: nox.Session) -> None:
    """Settle the versions of the development environments again."""
    session.install("uv")
    compile_ = ("uv", "pip", "compile", "--universal", "--upgrade", "--no-header", "--no-annotate", "--quiet")
    extras = [f"--extra={name}" for name in ("emulator", "cli", "httpx", "langchain", "happy", "otel")]
    names = ("lint", "types", "tests", "surface", "conformance", "browser", "docs")
    groups = [f"--group={name}" for name in names]
    session.run(*compile_, "pyproject.toml", *extras, *groups, "-o", "constraints/dev.txt")
    session.run(*compile_, "--group=codegen", "-o", "constraints/codegen.txt")
    oldest = [f"--extra={name}" for name in ("httpx", "happy", "otel", "emulator")]
    session.run(
        *compile_, "--resolution=lowest-direct", "pyproject.toml", *oldest, "-o", "constraints/floors.txt"
    )


def redocly(session: nox.Session, *arguments: str, silent: bool = False) -> str:
    """Run the pinned Redocly on the Node.js that was installed as a Python package."""
    quiet = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
    command = ("node", str(settled_redocly(session)))
    return str(session.run(*command, *arguments, env=quiet, silent=silent))


def settled_redocly(session: nox.Session) -> Path:
    """Where the pinned Redocly is; it is installed if it is not there."""
    tools = Path(session.virtualenv.location) / "redocly"
    source = ROOT / "codegen" / "redocly"
    settled = tools / "settled"
    wanted = (source / "package-lock.json").read_text("utf-8")
    if not settled.exists() or settled.read_text("utf-8") != wanted:
        tools.mkdir(exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(source / name, tools)
        with session.chdir(tools):
            session.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", silent=True)
        # Last, so that an interrupted installation is made again.
        settled.write_text(wanted, "utf-8")
    return tools / "node_modules" / "@redocly" / "cli" / "bin" / "cli.js"
