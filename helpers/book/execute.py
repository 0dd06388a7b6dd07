"""Run the notebooks, in parallel, and keep the results under a key that knows everything they depend on.

MyST-NB's own cache looks at the code cells alone, so a changed datum or helper leaves an old figure on the page. Here
the key is made from the notebook, ``data/``, ``helpers/`` and the lock file.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat.reader import NotJSONError

from helpers.figures.explorer import STATIC
from helpers.paths import BUILD, DATA, ROOT

__all__ = ["CACHE", "NotebookFailedError", "digest_inputs", "execute"]

CACHE = BUILD / "executed"
CELL_TIMEOUT_S = 300
_LINES_ASIDE = 5
_INPUTS = (DATA, ROOT / "helpers", *(ROOT / name for name in ("requirements.txt", "LICENSE", "CITATION.cff")))


class NotebookFailedError(Exception):
    """A cell failed; the message names notebook and cell."""


def digest_inputs() -> str:
    """Return a hash of everything but the notebook itself that its output depends on."""
    digest = hashlib.sha256()
    for root in _INPUTS:
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            parts = path.relative_to(ROOT).parts
            if path.is_file() and not any(part.startswith(".") or part == "__pycache__" for part in parts):
                digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def execute(notebooks: Iterable[Path], inputs: str) -> dict[Path, Path]:
    """Return, for each notebook, the path of its executed copy, running those that have none for this key.

    Raises `NotebookFailedError` with one paragraph for each notebook that failed.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    results = {path: CACHE / f"{path.stem}-{_key(path, inputs)}.ipynb" for path in notebooks}
    todo = {path: result for path, result in results.items() if not result.exists()}
    if todo:
        failures = asyncio.run(_run_all(todo))
        if failures:
            raise NotebookFailedError("\n\n".join(failures))
    for old in set(CACHE.glob("*.ipynb")) - set(results.values()):
        old.unlink()
    return results


def _key(path: Path, inputs: str) -> str:
    notebook = _read(path)
    digest = hashlib.sha256(inputs.encode() + str(path.relative_to(ROOT)).encode())
    for cell in notebook.cells:  # not the stored outputs: refreshing them changes nothing that is executed
        digest.update(f"{cell.cell_type}\0{cell.source}\0{cell.metadata}\0".encode())
    return digest.hexdigest()[:20]


async def _run_all(todo: dict[Path, Path]) -> list[str]:
    slots = asyncio.Semaphore(os.cpu_count() or 1)

    async def run(path: Path, result: Path) -> str | None:
        async with slots:
            return await _run(path, result)

    outcomes = await asyncio.gather(*(run(path, result) for path, result in todo.items()))
    return [outcome for outcome in outcomes if outcome]


async def _run(path: Path, result: Path) -> str | None:
    """Execute one notebook; return what went wrong, or None."""
    notebook = _read(path)
    for cell in notebook.cells:
        if cell.cell_type == "code":  # what was stored must not pass for what was run
            cell.outputs, cell.execution_count = [], None
    running = [0]
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT_S,
        resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,
        extra_arguments=["--log-level=ERROR"],  # a kernel on this machine need not warn about its transport
        on_cell_start=lambda cell, cell_index: running.__setitem__(0, cell_index),
    )
    # What a kernel writes past the notebook, libzmq's complaints at its end for instance, matters only if it failed
    with tempfile.TemporaryFile() as aside:
        try:
            await client.async_execute(env=os.environ | {STATIC: "1"}, stderr=aside)
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            return _failure(path, notebook.cells[running[0]], running[0] + 1, error) + _last_lines(aside)
        except (NoSuchKernel, RuntimeError) as error:
            return f"{path.relative_to(ROOT)}: no kernel could run it: {error}{_last_lines(aside)}"
    partial = result.with_suffix(".partial")
    nbformat.write(notebook, partial)
    partial.replace(result)  # never a half-written result under a valid key
    return None


def _failure(path: Path, cell: nbformat.NotebookNode, position: int, error: Exception) -> str:
    first = cell.source.strip().splitlines()[0] if cell.source.strip() else "(empty)"
    reason = f"{error.ename}: {error.evalue}" if isinstance(error, CellExecutionError) else str(error).splitlines()[0]
    return f"{path.relative_to(ROOT)}: cell {position} ({cell.get('id', 'no id')}) failed at '{first}'\n  {reason}"


def _last_lines(file: IO[bytes]) -> str:
    file.seek(0)
    lines = file.read().decode(errors="replace").splitlines()[-_LINES_ASIDE:]
    return "".join(f"\n  kernel: {line}" for line in lines)


def _read(path: Path) -> nbformat.NotebookNode:
    try:
        notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)
    except (NotJSONError, nbformat.ValidationError, ValueError) as error:
        reason = str(error).splitlines()[0][:120]
        raise NotebookFailedError(f"{path.relative_to(ROOT)}: is not a notebook ({reason})") from error
    return notebook
