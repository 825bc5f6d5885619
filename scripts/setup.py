"""Makes `.venv` hold exactly what `uv.lock` names; run by make before every target, with any Python from 3.11 on.

The second time costs a few milliseconds and no network: a stamp in `.venv` remembers what was installed, and for where.
"""

import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "adoption-setup.json"
OLDEST_UV = (0, 9)
"""An older one does not read this lock file; then our own is fetched."""

NEEDS_PIP = """\
{python} can make no complete environment: it has neither ensurepip nor pip, and there is no uv.
Install one of them (Debian, Ubuntu: apt-get install python3-venv; Fedora: dnf install python3-pip).
Then run make again."""

FAILED = """\
The set-up stopped: this failed (what it said stands above):
  {command}
If it could not reach the package index, check the network; behind a mirror, set UV_DEFAULT_INDEX or PIP_INDEX_URL.
Then run make again; what is already there is kept."""

KEPT_UV_SETTINGS = re.compile(
    r"UV_(DEFAULT_INDEX|INDEX.*|EXTRA_INDEX_URL|FIND_LINKS|CACHE_DIR|LINK_MODE|HTTP_.*|REQUEST_.*|CONCURRENT_.*"
    r"|NATIVE_TLS|SYSTEM_CERTS|INSECURE_HOST|KEYRING_PROVIDER|OFFLINE|NO_PROGRESS)"
)
"""How packages travel is the machine's business; what is installed, and where to, is ours."""

FOREIGN = ("VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX")


def main() -> None:
    environment = clean_environment()
    wanted = fingerprint()
    stamp = read_stamp()
    if stamp == wanted and is_usable(environment):
        return
    print("Setting up .venv (the first time this fetches some 150 MB) …", flush=True)
    if stamp.get("root", wanted["root"]) != wanted["root"] or not is_usable(environment):
        make_venv(environment)
    environment |= transport(environment)
    install_locked(find_uv(environment) or fetch_uv(environment), environment)
    STAMP.write_text(json.dumps(wanted))


def fingerprint() -> dict[str, str]:
    """What the environment depends on; the place too, because scripts and the editable install name it."""
    files = {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in ("pyproject.toml", "uv.lock")}
    return {"root": str(ROOT), **files}


def read_stamp() -> dict[str, str]:
    """Empty when nothing was installed yet, or the set-up was interrupted."""
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def is_usable(environment: dict[str, str]) -> bool:
    return ask([PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"], environment) is not None


def clean_environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in FOREIGN and (not name.startswith("UV_") or KEPT_UV_SETTINGS.fullmatch(name))
    }
    return kept | {"UV_PYTHON_DOWNLOADS": "never", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def make_venv(environment: dict[str, str]) -> None:
    pip = [] if find_spec("ensurepip") else ["--without-pip"]
    run([sys.executable, "-m", "venv", "--clear", *pip, VENV], environment)


def find_uv(environment: dict[str, str]) -> str | None:
    """The uv on PATH or the one in `.venv`, if it is new enough."""
    for uv in (shutil.which("uv"), str(VENV / "bin" / "uv")):
        if uv and Path(uv).exists() and uv_version(uv, environment) >= OLDEST_UV:
            return uv
    return None


def uv_version(uv: str, environment: dict[str, str]) -> tuple[int, int]:
    """(0, 0) for one that does not run, like a shim of a version manager that has none installed."""
    version = re.match(r"uv (\d+)\.(\d+)", ask([uv, "--version"], environment) or "")
    return (int(version[1]), int(version[2])) if version else (0, 0)


def fetch_uv(environment: dict[str, str]) -> str:
    install = ["install", "--quiet", f"uv>={OLDEST_UV[0]}.{OLDEST_UV[1]}"]
    if has_pip(PYTHON, environment):
        run([PYTHON, "-m", "pip", *install], environment)
    elif has_pip(sys.executable, environment):
        run([sys.executable, "-m", "pip", "--python", PYTHON, *install], environment)
    elif find_spec("ensurepip"):
        run([PYTHON, "-m", "ensurepip"], environment)
        run([PYTHON, "-m", "pip", *install], environment)
    else:
        sys.exit(NEEDS_PIP.format(python=sys.executable))
    return str(VENV / "bin" / "uv")


def has_pip(python: Path | str, environment: dict[str, str]) -> bool:
    return ask([python, "-m", "pip", "--version"], environment) is not None


def install_locked(uv: str, environment: dict[str, str]) -> None:
    """`uv.lock` names the files of pypi.org; from another index the same versions come, held to the same hashes.

    Compiled at once: a few seconds here, and every start afterwards takes half the time.
    """
    environment = {**environment, "UV_COMPILE_BYTECODE": "1"}
    if not has_own_index(environment):
        run([uv, "sync", "--locked", "--python", PYTHON, "--project", ROOT], environment)
        return
    with tempfile.TemporaryDirectory() as folder:
        names = Path(folder) / "locked.txt"
        run([uv, "export", "--quiet", "--frozen", "--no-emit-project", "--project", ROOT, "-o", names], environment)
        run([uv, "pip", "sync", "--python", PYTHON, "--require-hashes", names], environment)
    run([uv, "pip", "install", "--python", PYTHON, "--no-deps", "--editable", ROOT], environment)


def transport(environment: dict[str, str]) -> dict[str, str]:
    """How this machine reaches a package index, said to uv and pip alike: whichever was told tells the other."""
    certificates = {} if "UV_SYSTEM_CERTS" in environment or not has_system_certificates() else {"UV_SYSTEM_CERTS": "1"}
    index = environment.get("UV_DEFAULT_INDEX") or environment.get("UV_INDEX_URL") or pip_index(environment)
    return certificates | ({"UV_DEFAULT_INDEX": index, "PIP_INDEX_URL": index} if index else {})


def has_own_index(environment: dict[str, str]) -> bool:
    return "//pypi.org/" not in environment.get("UV_DEFAULT_INDEX", "https://pypi.org/simple")


def pip_index(environment: dict[str, str]) -> str | None:
    if index := environment.get("PIP_INDEX_URL"):
        return index
    return ask([sys.executable, "-m", "pip", "config", "get", "global.index-url"], environment) or None


def has_system_certificates() -> bool:
    """A company's own certificates are in the system's store, read only when told to. A bare container has none."""
    bundles = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")
    return any(Path(bundle).exists() for bundle in bundles)


def ask(command: list[str | Path], environment: dict[str, str]) -> str | None:
    """What the command says; None if it fails or is not there."""
    try:
        return subprocess.run(command, capture_output=True, check=True, text=True, env=environment).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return None


def run(command: list[str | Path], environment: dict[str, str]) -> None:
    if subprocess.run(command, check=False, cwd=ROOT, env=environment).returncode:
        sys.exit(FAILED.format(command=shlex.join(map(str, command))))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("The set-up was interrupted. Run make again to go on.")
