"""Where things are. The package works on the checkout that it is installed from (``pip install -e .``)."""

from pathlib import Path

__all__ = ["BUILD", "CHAPTERS", "DATA", "ROOT"]

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
CHAPTERS = ROOT / "chapters"
BUILD = ROOT / "_build"
