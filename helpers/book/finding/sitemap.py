"""Two files for search engines: which pages there are, once the site has an address, and that all of them may be read."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from sphinx.application import Sphinx

from helpers.book.finding.parts import reading_order

__all__ = ["setup"]

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NAME = "sitemap.xml"


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.name != "html":
        return
    address, site = app.config.html_baseurl, Path(app.outdir)
    robots = ["User-agent: *", "Allow: /"]
    if address:
        pages = [address + app.builder.get_target_uri(page) for page in reading_order(app.env)]
        (site / _NAME).write_bytes(sitemap(pages))
        robots.append(f"Sitemap: {address}{_NAME}")
    else:
        (site / _NAME).unlink(missing_ok=True)
    (site / "robots.txt").write_text("\n".join([*robots, ""]), encoding="utf-8")


def sitemap(addresses: list[str]) -> bytes:
    """Return the list of pages. It names no days: when the text of a page changed is not known to a build.

    >>> sitemap(["https://example.org/a.html"]).decode().splitlines()[-2].strip()
    '</url>'
    """
    root = ET.Element("urlset", xmlns=_NAMESPACE)
    for address in addresses:
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = address
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def setup(app: Sphinx) -> None:
    """Register the last step of a build."""
    app.connect("build-finished", _write)
