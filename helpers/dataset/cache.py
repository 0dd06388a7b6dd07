"""Keep what was read and validated, under a key that knows everything it depends on."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from helpers.paths import BUILD

__all__ = ["remember"]

_FOLDER = BUILD / "dataset"
_CODE = Path(__file__).parent
_LIBRARIES = ("numpy", "pandas", "pydantic", "pydantic-core", "pyyaml")


def remember(files: Iterable[Path], make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return what ``make`` returned for these bytes, or make it now and keep it.

    A file that cannot be read back is made again, and one that cannot be written is done without.
    """
    kept = _FOLDER / f"{_key(files)}.pickle"
    with contextlib.suppress(
        OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, ValueError
    ):
        found: dict[str, Any] = pickle.loads(kept.read_bytes())  # noqa: S301  written below, by this code
        return found
    made = make()
    with contextlib.suppress(OSError):
        _FOLDER.mkdir(parents=True, exist_ok=True)
        for old in _FOLDER.glob("*.pickle"):
            old.unlink(missing_ok=True)
        unfinished = kept.with_suffix(f".{os.getpid()}")
        unfinished.write_bytes(pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL))
        unfinished.replace(kept)
    return made


def _key(files: Iterable[Path]) -> str:
    digest = hashlib.sha256(sys.version.encode())
    digest.update(" ".join(version(name) for name in _LIBRARIES).encode())
    for path in (*files, *sorted(_CODE.rglob("*.py"))):
        content = path.read_bytes()
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:24]
