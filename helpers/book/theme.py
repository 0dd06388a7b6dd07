"""What a page loads of the theme and its extensions: one style sheet, and the scripts that it has a use for."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from helpers.book.icons import draw_icons, missing_icons, read_outlines
from helpers.book.sheet import purge, words_of
from helpers.paths import CHAPTERS

__all__ = ["setup"]

TEMPLATES = Path(__file__).parent / "templates"
_LINKED = ("_static/basic.css", "_static/styles/pydata-sphinx-theme.css")  # by the theme's layout, not through Sphinx
_OWN = ("_static/one-shield.css", "_static/front.css")
_ONE = "_static/site.css"
_OUTLINES = "static/scripts/fontawesome.js"
_SHEET_OR_SCRIPT = re.compile(r'(?:src|href)="[^"]*(_static/[^"?]+\.(?:js|css))')
_VIEWPORT = re.compile(r'<meta name="viewport"[^>]*>\s*')  # Sphinx's layout has one already
_FOLDED_CODE = '<summary aria-label="Toggle hidden content">'  # MyST-NB, over the words that are seen
_NEVER = "(?!)"
_NEEDED_BY = {  # a piece of a script's name or text -> what a page has that needs it
    "copybutton": 'class="highlight',
    "clipboard": 'class="highlight',
    "toggle": r'class="[^"]*\b(?:toggle|dropdown)\b',
    "design-tabs": r'class="[^"]*\bsd-tab-set\b',
    "OPTIONS.pagename": _NEVER,  # serves a menu of versions
}


class ThemeChangedError(SphinxError):
    """The installed theme is not as this module knows it."""

    category = "The theme has changed"


def _page(app: Sphinx, _name: str, _template: str, context: dict[str, Any], _doctree: Any) -> None:
    """Leave out what the page does not need, and remember the style sheets that become one."""
    body = context.get("body", "")
    if body:
        context["body"] = body = body.replace(_FOLDED_CODE, "<summary>")
    scripts = dict.fromkeys(context["script_files"])  # some come twice
    context["script_files"] = [script for script in scripts if _is_needed(script, body)]
    sheets = [str(sheet.filename) for sheet in context["css_files"]]
    app.os_sheets |= dict.fromkeys(name for name in sheets if name not in _OWN)  # type: ignore[attr-defined]
    context["css_files"] = [sheet for sheet in context["css_files"] if sheet.filename in _OWN]
    context["sheet_version"] = app.os_sheet_version  # type: ignore[attr-defined]
    context["metatags"] = _VIEWPORT.sub("", context.get("metatags", ""))


def _is_needed(script: Any, body: str) -> bool:
    text = f"{script.filename} {script.attributes.get('body', '')}"
    return all(re.search(sign, body) for piece, sign in _NEEDED_BY.items() if piece in text)


def _finish(app: Sphinx, exception: Exception | None) -> None:
    """Write the one style sheet, now that all pages are there, and delete what none of them asks for."""
    if exception or app.builder.format != "html":
        return
    site, static = Path(app.outdir), Path(app.outdir, "_static")
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html") if static not in path.parents}
    names = {name for page in pages.values() for name in _SHEET_OR_SCRIPT.findall(page)} - {_ONE}
    texts = [*pages.values(), *(_read(site / name) for name in names if (site / name).exists())]
    if app.os_sheets:  # type: ignore[attr-defined]  # some page was written
        (site / _ONE).write_text(_sheet(app, pages, texts), encoding="utf-8")
    _remove_unused(static, "\n".join([_read(site / _ONE), *texts]))


def _sheet(app: Sphinx, pages: dict[Path, str], texts: list[str]) -> str:
    sources = [Path(app.outdir, name) for name in dict.fromkeys([*_LINKED, *app.os_sheets])]  # type: ignore[attr-defined]
    css = purge("\n".join(map(_read, sources)), words_of(*texts))
    css = draw_icons(css, read_outlines(_find_outlines(app)))
    for path, page in pages.items():
        if missing := missing_icons(page, css):
            raise ThemeChangedError(f"{path.name} has icons that the theme does not know: {', '.join(missing)}")
    return css


def _read(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ThemeChangedError(f"it has no {path.name} any more; see helpers/book/theme.py") from error
    return re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE)


def _find_outlines(app: Sphinx) -> str:
    folders = map(Path, app.builder.theme.get_theme_dirs())  # type: ignore[attr-defined]
    return _read(next((path for folder in folders if (path := folder / _OUTLINES).exists()), Path(_OUTLINES)))


def _remove_unused(static: Path, text: str) -> None:
    """Delete what neither a page nor a script nor the style sheet names."""
    for path in sorted(static.rglob("*"), reverse=True):  # a folder after what is in it
        if path.is_file() and path.name not in text:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _begin(app: Sphinx, config: Any) -> None:
    config.templates_path = [str(TEMPLATES), *config.templates_path]
    app.os_sheets = {}  # type: ignore[attr-defined]
    sources = [path.read_bytes() for path in sorted(CHAPTERS.rglob("*.*")) if path.suffix in {".md", ".ipynb"}]
    version = hashlib.sha256(b"\0".join([config["os_inputs"].encode(), *sources])).hexdigest()[:8]
    app.os_sheet_version = version  # type: ignore[attr-defined]  # of what the sheet is made from: pages are written before it


def setup(app: Sphinx) -> None:
    """Register the templates, and what happens to pages and files."""
    app.connect("config-inited", _begin)
    app.connect("html-page-context", _page, priority=900)
    app.connect("build-finished", _finish, priority=900)
