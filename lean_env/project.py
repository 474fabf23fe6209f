"""A user's own Lake project: where it is, which Lean and which Mathlib it wants, and has."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lean_env.installation import read_toolchain

LAKEFILES: Final = ("lakefile.toml", "lakefile.lean")
_PACKAGES: Final = ".lake/packages"
# `require mathlib from …`, `require "leanprover-community" / "mathlib"`; TOML: name = "mathlib"
_REQUIRES_MATHLIB: Final = re.compile(
    r"^\s*require\s+[^\n]*\bmathlib\b|^\s*name\s*=\s*[\"']mathlib[\"']", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Mathlib:
    """A project's Mathlib: its folder (None: not fetched yet), its revision, whether it is built.

    `revision` is what the project asks for (a tag such as `v4.20.0`, or a commit); empty if it
    does not say.
    """

    folder: Path | None
    revision: str
    built: bool


@dataclass(frozen=True, slots=True)
class LakeProject:
    """A folder with a lakefile; `toolchain` as in its `lean-toolchain`, None without one."""

    root: Path
    toolchain: str | None
    mathlib: Mathlib | None


class ProjectError(ValueError):
    """A Lake project that cannot be read; the message names the file and says what to do."""


def find_root(start: Path) -> Path | None:
    """The nearest folder with a lakefile, from `start` (a file or a folder) upwards."""
    where = start.resolve()
    for folder in (where, *where.parents):
        if any((folder / name).is_file() for name in LAKEFILES):
            return folder
    return None


def read_project(root: Path) -> LakeProject:
    """The project at `root`. Raises `ProjectError` when its manifest cannot be understood."""
    return LakeProject(root, read_toolchain(root), _mathlib(root))


def _mathlib(root: Path) -> Mathlib | None:
    if (root / "Mathlib.lean").is_file():
        return Mathlib(root, "", _is_built(root))
    manifest = _manifest(root / "lake-manifest.json")
    for package in manifest.get("packages", []):
        if package.get("name") == "mathlib":
            folder = _folder(root, manifest, package)
            revision = str(package.get("inputRev") or package.get("rev") or "")
            present = folder if folder.is_dir() else None
            return Mathlib(present, revision, present is not None and _is_built(present))
    for name in LAKEFILES:
        path = root / name
        if path.is_file() and _REQUIRES_MATHLIB.search(path.read_text("utf-8", "replace")):
            return Mathlib(None, "", False)
    return None


def _folder(root: Path, manifest: dict[str, Any], package: dict[str, Any]) -> Path:
    if package.get("type") == "path":
        return root / str(package.get("dir", "."))
    return root / str(manifest.get("packagesDir") or _PACKAGES) / "mathlib"


def _is_built(mathlib: Path) -> bool:
    # Lake's libraries were in lib before they moved to lib/lean.
    lib = mathlib / ".lake" / "build" / "lib"
    return (lib / "lean" / "Mathlib.olean").is_file() or (lib / "Mathlib.olean").is_file()


def _manifest(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError) as error:
        raise ProjectError(f"{path}: not valid JSON ({error}): `lake update` writes it") from None
    packages = document.get("packages", []) if isinstance(document, dict) else None
    if not isinstance(packages, list) or not all(isinstance(p, dict) for p in packages):
        raise ProjectError(f"{path}: not a manifest of Lake: `lake update` writes it")
    return dict(document)
