"""The bundled data are found however govgraph was installed: checkout, editable, wheel, wheel from the sdist."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("install")  # the packages are built once, in one worker

REPOSITORY = Path(__file__).resolve().parents[1]
ASK = "from govgraph import files; print(files.__file__); print(files.data_root())"


def run_python(*arguments: str, cwd: Path, path: Path | None = None) -> str:
    """Run this Python in a folder of its own, with `path` alone before what is installed beside it."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    env |= {"PYTHONUTF8": "1"} | ({"PYTHONPATH": str(path)} if path else {})
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def find_root(cwd: Path, path: Path | None = None) -> tuple[Path, Path]:
    """Where that Python finds the package and the data."""
    package, root = run_python("-c", ASK, cwd=cwd, path=path).splitlines()
    return Path(package).parent, Path(root)


def install(wheel: Path, target: Path) -> Path:
    options = ["--no-deps", "--no-index", "--no-compile", "--quiet", "--disable-pip-version-check"]
    run_python("-m", "pip", "install", *options, "--target", str(target), str(wheel), cwd=wheel.parent)
    return target


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, the wheel built from it, and in `direct/` the wheel built from the checkout."""
    out = tmp_path_factory.mktemp("dist")
    build = ["-m", "build", "--no-isolation", str(REPOSITORY), "--outdir"]
    run_python(*build, str(out), cwd=out)
    run_python(*build, str(out / "direct"), "--wheel", cwd=out)
    return out


def data_files(root: Path) -> list[str]:
    files = (path for path in root.rglob("*") if path.is_file() and not path.name.startswith("."))  # no .DS_Store
    return sorted(path.relative_to(root).as_posix() for path in files)


def test_a_checkout_finds_its_own_datasets(tmp_path: Path) -> None:
    assert find_root(tmp_path, REPOSITORY / "src") == (REPOSITORY / "src/govgraph", REPOSITORY / "datasets")


def test_an_editable_install_finds_the_datasets_of_its_checkout(tmp_path: Path) -> None:
    run_python("-c", f"from hatchling.build import build_editable; build_editable({str(tmp_path)!r})", cwd=REPOSITORY)
    target = install(only(tmp_path, "*.whl"), tmp_path / "site")
    assert not (target / "govgraph").exists()
    # without site, so that this .pth file alone leads to govgraph, whatever is installed beside its dependencies
    libraries = sysconfig.get_path("purelib")
    ask = f"import site, sys; sys.path.append({libraries!r}); site.addsitedir({str(target)!r}); {ASK}"
    assert run_python("-I", "-S", "-c", ask, cwd=tmp_path).splitlines()[1] == str(REPOSITORY / "datasets")


def test_a_wheel_finds_the_datasets_it_carries(built: Path, tmp_path: Path) -> None:
    target = install(only(built / "direct", "*.whl"), tmp_path / "site")
    assert find_root(tmp_path, target) == (target / "govgraph", target / "govgraph/datasets")


def test_a_wheel_built_from_the_sdist_finds_the_datasets_it_carries(built: Path, tmp_path: Path) -> None:
    target = install(only(built, "*.whl"), tmp_path / "site")
    assert find_root(tmp_path, target) == (target / "govgraph", target / "govgraph/datasets")


def test_both_wheels_hold_the_same_files(built: Path) -> None:
    names = [sorted(zipfile.ZipFile(only(folder, "*.whl")).namelist()) for folder in (built / "direct", built)]
    assert names[0] == names[1]


def test_a_wheel_carries_every_dataset_file_and_its_licences(built: Path, tmp_path: Path) -> None:
    target = install(only(built, "*.whl"), tmp_path / "site")
    assert data_files(target / "govgraph/datasets") == data_files(REPOSITORY / "datasets")
    licences = only(target, "*.dist-info") / "licenses"
    assert {"LICENSE", "datasets/LICENSE"} <= set(data_files(licences))


def test_a_wheel_carries_the_type_marker_and_the_fonts(built: Path) -> None:
    names = zipfile.ZipFile(only(built, "*.whl")).namelist()
    assert "govgraph/py.typed" in names
    assert any(name.startswith("govgraph/fonts/") and name.endswith(".ttf") for name in names)


def test_the_lock_names_no_registry() -> None:
    text = (REPOSITORY / "requirements.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text


def test_the_lock_has_a_hash_for_every_package() -> None:
    lines = (REPOSITORY / "requirements.txt").read_text(encoding="utf-8").splitlines()
    for line, after in itertools.pairwise(lines):
        assert "==" not in line or after.lstrip().startswith("--hash=sha256:"), line
