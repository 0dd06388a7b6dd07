"""How the notebooks under ``chapters/`` are checked: nbval runs them and compares the text that git stores."""

from helpers.figures.explorer.controls import WIDGET_MIME
from helpers.figures.show import FIGURE_MIME

RICH = (FIGURE_MIME, WIDGET_MIME, "text/html")  # what Jupyter shows and git does not store


def pytest_collectstart(collector):
    """Tell nbval which kinds of output a notebook does not store; everything else is compared to the letter."""
    if hasattr(collector, "skip_compare"):
        collector.skip_compare += RICH
