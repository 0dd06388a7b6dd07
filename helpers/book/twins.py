"""The static twin of every figure: SVG in light and in dark, wide and narrow, and a PNG to take away.

One Chromium draws them all, through kaleido and with the plotly.js that the page uses. What was drawn is kept under a
key made from everything that it depends on.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any

from helpers.figures import forms
from helpers.figures.forms import SIZES, THEMES, in_form
from helpers.figures.style import tokens
from helpers.paths import BUILD

__all__ = ["CACHE", "FORMS", "Twin", "TwinError", "draw", "folder_of", "forget"]

CACHE = BUILD / "twins"
FORMS = [*(f"{theme}-{size}.svg" for theme in THEMES for size in SIZES), "light-wide.png"]
_TABS = 2
_TIMEOUT_S = 60
_PNG_SCALE = 2
_FINER = re.compile(r"(?<=\d\.\d)\d+")  # than a tenth of a pixel no eye sees a place


class TwinError(Exception):
    """A figure could not be drawn; the message names it."""


@dataclass(frozen=True)
class Twin:
    """A figure to be drawn: its specification, the words that go into the file, its heights, and where it is kept."""

    id: str
    spec: str
    title: str
    alt: str
    heights_px: tuple[int, ...]  # as SIZES
    folder: Path


def folder_of(id: str, digest: str, plotly_js: Path) -> Path:
    """Return the folder that holds all forms of a figure, once they are drawn."""
    key = hashlib.sha256(f"{digest} {_surroundings(plotly_js)}".encode()).hexdigest()[:16]
    return CACHE / f"{id}-{key}"


def draw(twins: Iterable[Twin], chromium: str, plotly_js: Path) -> None:
    """Draw those twins whose folder does not exist, with one Chromium."""
    missing = list({twin.folder: twin for twin in twins if not twin.folder.exists()}.values())
    try:
        asyncio.run(_draw(missing, chromium, plotly_js))
    except TwinError:
        raise
    except Exception as error:  # whatever a browser that does not start makes of it
        raise TwinError(f"{chromium} did not start: {type(error).__name__}: {error}") from error


def forget(kept: Iterable[Path]) -> None:
    """Delete all twins but these."""
    for old in set(CACHE.glob("*-*")) - set(kept):
        shutil.rmtree(old)


async def _draw(twins: list[Twin], chromium: str, plotly_js: Path) -> None:
    from kaleido import Kaleido, PageGenerator  # half a second that only a build with new figures needs

    page = PageGenerator(plotly=plotly_js, mathjax=False)
    async with Kaleido(n=_TABS, timeout=_TIMEOUT_S, page_generator=page, path=chromium) as kaleido:
        await asyncio.gather(*(_draw_forms(kaleido, twin) for twin in twins))


async def _draw_forms(kaleido: Any, twin: Twin) -> None:
    drawn = await asyncio.gather(*(_draw_form(kaleido, twin, name) for name in FORMS))
    partial = twin.folder.with_suffix(".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    for name, content in zip(FORMS, drawn, strict=True):
        (partial / name).write_bytes(content)
    partial.rename(twin.folder)  # never some of the forms under a valid key


async def _draw_form(kaleido: Any, twin: Twin, name: str) -> bytes:
    theme, size, kind = re.split(r"[-.]", name)
    try:
        figure = in_form(json.loads(twin.spec), theme=theme, size=size, height_px=twin.heights_px[SIZES.index(size)])
        options = {"format": kind, "scale": _PNG_SCALE if kind == "png" else 1}
        options |= {part: figure["layout"][part] for part in ("width", "height")}
        drawn: bytes = await kaleido.calc_fig(figure, opts=options)
    except Exception as error:
        raise TwinError(f"{twin.id} ({name}): {type(error).__name__}: {error}") from error
    return settle(drawn.decode(), twin).encode() if kind == "svg" else drawn


def settle(svg: str, twin: Twin) -> str:
    """Return an SVG without what changes from run to run or says nothing, and with title and description."""
    for uid in set(re.findall(r'id="defs-([0-9a-f]{6})"', svg)):
        svg = re.sub(rf"(?<=[a-z-]){uid}", "", svg)
    svg = re.sub(r' (?:class|data-[a-z]+)="[^"]*"', "", svg)
    svg = re.sub(r"(?<![\w-])(?:vector-effect: none|(?:fill-|stroke-)?opacity: 1); ?", "", svg)
    svg = re.sub(r' style=""', "", svg)
    svg = re.sub(r' (?:d|transform|x|y)="[^"]*"', lambda found: _FINER.sub("", found[0]), svg)
    words = f"<title>{escape(twin.title)}</title><desc>{escape(twin.alt)}</desc>"
    return re.sub(r"(<svg\b[^>]*)>", lambda tag: f'{tag[1]} role="img">{words}', svg, count=1)


@lru_cache
def _surroundings(plotly_js: Path) -> str:
    """Return a hash of what else a drawing depends on: libraries, colours, this code."""
    code = [Path(module).read_bytes() for module in (__file__, forms.__file__)]
    parts = [plotly_js.read_bytes(), json.dumps(tokens()).encode(), version("kaleido").encode(), *code]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
