"""Keep notebooks readable in git: sources, and of the outputs only what is text.

Figures are stored as their text summary, computed values as the text that the page shows. That is what a reviewer reads
in a diff, and what nbval compares when it runs the chapter again.
"""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import nbformat

from helpers.book.execute import NotebookFailedError, digest_inputs, execute
from helpers.paths import CHAPTERS, ROOT

__all__ = ["chapters", "refresh", "strip"]

_GLUED = "application/papermill.record/text/plain"  # how MyST-NB stores a value for the text


def chapters() -> list[Path]:
    """Return every notebook of the book."""
    return sorted(path for path in CHAPTERS.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)


def refresh(out: TextIO) -> int:
    """Execute all chapters and store their text outputs; return the exit code."""
    try:
        executed = execute(chapters(), digest_inputs())
    except NotebookFailedError as error:
        out.write(f"{error}\n")
        return 1
    for path, result in executed.items():
        notebook = nbformat.read(path, as_version=4)
        fresh = nbformat.read(result, as_version=4)
        for cell, new in zip(notebook.cells, fresh.cells, strict=True):
            if cell.cell_type == "code":
                cell.outputs = new.outputs
        _write(path, notebook, out)
    return 0


def strip(out: TextIO) -> int:
    """Remove what is not text from the stored outputs, without executing anything."""
    for path in chapters():
        _write(path, nbformat.read(path, as_version=4), out)
    return 0


def _write(path: Path, notebook: nbformat.NotebookNode, out: TextIO) -> None:
    before = path.read_text(encoding="utf-8")
    for count, cell in enumerate((cell for cell in notebook.cells if cell.cell_type == "code"), start=1):
        cell.outputs = [kept for output in cell.outputs if (kept := _text_only(output)) is not None]
        cell.execution_count = count if cell.outputs else None  # nbval takes outputs without a count for a mistake
        cell.metadata = {key: value for key, value in cell.metadata.items() if key == "tags"}
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    after = nbformat.writes(notebook, version=4).rstrip() + "\n"
    if after != before:
        path.write_text(after, encoding="utf-8")
        out.write(f"{path.relative_to(ROOT)}: refreshed\n")


def _text_only(output: nbformat.NotebookNode) -> nbformat.NotebookNode | None:
    """Return an output with its text forms alone, or None when it has none."""
    if output.output_type == "stream":
        return output
    if output.output_type == "error":
        return None
    data = {mime: text for mime, text in output.data.items() if mime in {"text/plain", _GLUED}}
    if not data:
        return None
    metadata = {"scrapbook": output.metadata["scrapbook"]} if _GLUED in data else {}
    kept: nbformat.NotebookNode = nbformat.v4.new_output(output.output_type, data=data, metadata=metadata)
    if output.output_type == "execute_result":
        kept.execution_count = None
    return kept
