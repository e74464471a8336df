"""A real browser, and what checks pages in it and beside it: Chromium, axe-core, the Nu validator; kept outside."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

__all__ = ["find_axe", "find_validator", "open_browser", "serving"]

expect.set_options(timeout=30_000)  # machines differ, and other tests run beside these
REQUIRED = bool(os.environ.get("GOVGRAPH_REQUIRE_BROWSER"))
PACKAGES = {"axe-core": "4.14.1", "vnu-jar": "26.9.27"}
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--force-color-profile=srgb",
)  # fmt: skip


def _miss(what: str) -> NoReturn:
    """Fail where a browser is required, and skip elsewhere."""
    if REQUIRED:
        pytest.fail(what)
    pytest.skip(what)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Open Chromium: the one that `GOVGRAPH_CHROMIUM` names, or that of the system."""
    named = os.environ.get("GOVGRAPH_CHROMIUM")
    found = named or next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        _miss("no Chromium; on Debian: apt-get install chromium, elsewhere name it in GOVGRAPH_CHROMIUM")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=list(_SWITCHES))
        yield browser
        browser.close()


def _find_packages() -> Path:
    """Find the packages of npm, fetching them the first time, into the user's cache."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "govgraph" / "-".join(f"{name}-{version}" for name, version in PACKAGES.items())
    if all((folder / "node_modules" / name).is_dir() for name in PACKAGES):
        return folder / "node_modules"
    npm = shutil.which("npm")
    if npm is None:
        _miss("no npm to fetch axe-core and the validator with; on Debian: apt-get install npm")
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
    ran = subprocess.run(
        [npm, "install", "--prefix", str(folder), "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", *wanted],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ran.returncode:
        _miss(f"npm could not fetch {', '.join(wanted)}: {ran.stderr[-300:]}")
    return folder / "node_modules"


def find_axe() -> str:
    """Give the script of axe-core."""
    return (_find_packages() / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def find_validator() -> list[str]:
    """Give the command of the Nu HTML Checker, which the W3C's own validator runs."""
    java = shutil.which("java")
    if java is None:
        _miss("no Java to run the validator with; on Debian: apt-get install default-jre-headless")
    return [java, "-Xss2m", "-jar", str(_find_packages() / "vnu-jar" / "build" / "dist" / "vnu.jar")]


@contextmanager
def serving(*words: str) -> Iterator[str]:
    """Run `govgraph serve` and give the address that it says."""
    command = [sys.executable, "-m", "govgraph", "serve", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 0
