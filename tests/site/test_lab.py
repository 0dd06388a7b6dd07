"""A contributor's JupyterLab: the chapter runs from top to bottom and its figures are live."""

import json
import os
import re
import shutil
import subprocess
import sys
import time

import pytest

from helpers.paths import CHAPTERS, ROOT

PREFERENCES = {
    "notebook-extension/tracker": {"windowingMode": "none"},  # all outputs in the page, not only those in view
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}
LIVE = "document.querySelectorAll('.jp-OutputArea .js-plotly-plot .scatterlayer .trace').length > 20"


@pytest.fixture
def lab(tmp_path):
    """Start JupyterLab on a copy of the chapter, so that running it changes nothing here; return its address."""
    shutil.copy(CHAPTERS / "expansion" / "map.ipynb", tmp_path)
    settings = {f"JUPYTER_{name}_DIR": str(tmp_path / name.lower()) for name in ("CONFIG", "RUNTIME", "DATA")}
    settings |= {
        "JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "spaces"),
    }
    for extension, setting in PREFERENCES.items():
        path = tmp_path / "settings" / "@jupyterlab" / f"{extension}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(setting))
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--port=0", "--ip=127.0.0.1", "--IdentityProvider.token=",
        "--ServerApp.allow_root=True", f"--ServerApp.root_dir={tmp_path}",
    ]  # fmt: skip
    environment = os.environ | settings | {"PYTHONPATH": str(ROOT)}
    log = tmp_path / "lab.log"
    with log.open("w") as out:
        process = subprocess.Popen(command, stderr=out, env=environment)
    for _ in range(300):
        if found := re.search(r"http://127\.0\.0\.1:\d+/", log.read_text()):
            break
        time.sleep(0.1)
    else:
        pytest.fail(f"JupyterLab did not start:\n{log.read_text()}")
    yield found.group()
    process.terminate()
    process.wait(timeout=30)


def test_chapter_runs_and_shows_live_figures(lab, browser):
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.goto(f"{lab}lab/tree/map.ipynb?reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    page.wait_for_selector("text=/Python 3.*Idle/", timeout=60_000)  # before, running would ask for a kernel
    page.locator("li.lm-MenuBar-item", has_text="Run").click()
    page.locator("li.lm-Menu-item:visible", has_text="Run All Cells").first.click()
    page.wait_for_function(LIVE, timeout=60_000)
    assert page.locator(".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert page.locator(".jp-RenderedHTMLCommon table").count() >= 1
    explorer = page.locator(".jp-OutputArea .widget-vbox")
    sentence = explorer.locator(".widget-html b")
    sentence.wait_for(timeout=60_000)
    before, slider = sentence.inner_text(), explorer.locator(".widget-slider [role=slider]").first
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("before => document.querySelector('.widget-html b').textContent !== before", arg=before)
    page.wait_for_selector(".widget-output .js-plotly-plot .scatterlayer .trace")
    context.close()
