"""How long a site takes to build, how large it is, how soon a page opens, and what a keystroke in its search costs.

The four bundled cases, built anew and once more over what was built; then 21 regions, each one of the four under
another name. Pages are opened from the disk in Chromium, if there is one: `pip install playwright`, and a Chromium of
the system.
"""

from __future__ import annotations

import argparse
import gc
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from govgraph import load_graph
from govgraph.files import data_root
from govgraph.site import Built, build_site
from machine import describe_machine, print_table

REGIONS = 21
KEYS = "ordföranderådet"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--regions", type=int, default=REGIONS, metavar="N", help="How many generated (default: 21).")
    options = parser.parse_args()
    gc.disable()  # as the command does
    with tempfile.TemporaryDirectory() as home:
        four, many = Path(home) / "four", Path(home) / "many"
        regions = write_regions(Path(home) / "data", options.regions)
        rows = [
            ["four cases, anew", *measure_build(None, four)],
            ["four cases, figures taken over", *measure_build(None, four)],
            [f"{options.regions} regions, anew", *measure_build(regions, many)],
        ]
        print(describe_machine("jinja2", "pydantic"))
        print()
        print_table(rows, ["site", "seconds", "pages", "files", "MB"], digits=1)
        print()
        print_table(list(measure_pages(four, many)), ["in Chromium, from the disk", "milliseconds"], digits=0)


def measure_build(data: Path | None, folder: Path) -> tuple[float, int, int, float]:
    """Build a site, reading included; gives seconds, pages, files and megabytes."""
    begun = time.perf_counter()
    built: Built = build_site(load_graph(data), folder)
    return time.perf_counter() - begun, built.pages, built.files, built.size / 1e6


def write_regions(folder: Path, number: int) -> Path:
    """Write so many regions, each one of the four bundled cases under another name."""
    folder.mkdir()
    cases = sorted(path.parent for path in data_root().glob("*/case.yaml"))
    for n in range(number):
        made = folder / f"region-{n + 1:02}"
        shutil.copytree(cases[n % len(cases)], made)
        text = (made / "case.yaml").read_text(encoding="utf-8").splitlines()
        named = [
            f"name: {{sv: Region {n + 1}, en: Region {n + 1}}}" if row.startswith("name:") else row for row in text
        ]
        (made / "case.yaml").write_text("\n".join(named) + "\n", encoding="utf-8")
    return folder


def measure_pages(four: Path, many: Path) -> Iterator[list[object]]:
    """Open pages and type into the search; medians, in milliseconds. Nothing where there is no browser."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        return
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        for name in ("sv/vasterbotten/index.html", "sv/compare.html", "sv/vasterbotten/actor/pkd.html"):
            page.goto((four / name).as_uri())  # the first time a font is read
            taken = []
            for _ in range(7):
                page.goto((four / name).as_uri())
                taken.append(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
            yield [f"{name}: loaded, median of 7", statistics.median(taken)]
        for label, site in (("four cases", four), ("many regions", many)):
            page.goto((site / "sv" / "search.html").as_uri())
            taken = page.evaluate(
                """(keys) => {
                    const input = document.querySelector("input[name=q]");
                    return Array.from(keys).map((_, n) => {
                        const begun = performance.now();
                        input.value = keys.slice(0, n + 1);
                        input.dispatchEvent(new Event("input"));
                        document.body.offsetHeight;
                        return performance.now() - begun;
                    });
                }""",
                KEYS,
            )
            yield [f"search, {label}: a keystroke, with layout, median", statistics.median(taken)]
            yield [f"search, {label}: the slowest of {len(KEYS)}", max(taken)]
        browser.close()


if __name__ == "__main__":
    main()
