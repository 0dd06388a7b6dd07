"""What a build remembers of the figures and tables of all pages, from reading them to the last step and to the next build."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

__all__ = ["Memory", "Output", "memory_of", "setup"]


@dataclass(frozen=True)
class Output:
    """A figure or table: enough to know which files belong to it."""

    id: str
    digest: str = ""  # of a figure: what is drawn, in which shape, with which words
    trace_types: frozenset[str] = frozenset()


@dataclass
class Memory:
    """Outputs by page and id; the folders of drawn twins by id; the plotly.js that the site serves."""

    outputs: dict[str, dict[str, Output]] = field(default_factory=dict)
    twins: dict[str, Path] = field(default_factory=dict)
    plotly_js: Path = Path()
    shared: str = ""  # a hash of what all pages show or load alike; see `outdated`

    @property
    def figures(self) -> list[Output]:
        """All outputs that are drawn."""
        return [output for found in self.outputs.values() for output in found.values() if output.digest]


def memory_of(env: Any) -> Memory:
    """Return the memory that lives in Sphinx's environment, which keeps it between builds."""
    if not hasattr(env, "os_memory"):
        env.os_memory = Memory()
    memory: Memory = env.os_memory
    return memory


def setup(app: Sphinx) -> None:
    """Forget the outputs of a page that is read again."""
    app.connect("env-purge-doc", lambda _app, env, docname: memory_of(env).outputs.pop(docname, None))
