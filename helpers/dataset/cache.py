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
_DIGEST_BYTES = 32


def remember(files: Iterable[Path], make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return what ``make`` returned for these bytes, or make it now and keep it.

    What cannot be read back whole is made again, and what cannot be written is done without.
    """
    try:
        kept = _FOLDER / f"{_key(files)}.pickle"
    except OSError:  # an unreadable file, which ``make`` reports by its name
        return make()
    with contextlib.suppress(OSError):
        content = kept.read_bytes()
        body = content[_DIGEST_BYTES:]
        if content[:_DIGEST_BYTES] == hashlib.sha256(body).digest():
            found: dict[str, Any] = pickle.loads(body)  # noqa: S301  written below, by this code
            return found
    made = make()
    with contextlib.suppress(OSError):
        _write(kept, made)
    return made


def _write(kept: Path, made: dict[str, Any]) -> None:
    _FOLDER.mkdir(parents=True, exist_ok=True)
    unfinished = kept.with_suffix(f".{os.getpid()}")
    try:
        body = pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL)
        unfinished.write_bytes(hashlib.sha256(body).digest() + body)
        unfinished.replace(kept)
    finally:
        unfinished.unlink(missing_ok=True)
    for old in _FOLDER.glob("*.pickle"):
        if old != kept:
            old.unlink(missing_ok=True)


def _key(files: Iterable[Path]) -> str:
    digest = hashlib.sha256(sys.version.encode())
    digest.update(" ".join(version(name) for name in _LIBRARIES).encode())
    for path in (*files, *sorted(_CODE.rglob("*.py"))):
        content = path.read_bytes()
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:24]
