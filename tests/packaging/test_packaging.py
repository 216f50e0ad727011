"""The packages are ours, and what is installed is pinned and freely licensed."""

from __future__ import annotations

import importlib
import importlib.metadata as metadata
import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from setuptools import find_packages

ROOT = Path(__file__).resolve().parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TOP = sorted(PROJECT["tool"]["importlinter"]["root_packages"])
PACKAGED: list[str] = PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]
PACKAGES: list[str] = sorted(find_packages(str(ROOT), include=PACKAGED))

# Weak copyleft, used unchanged as libraries of their own: allowed, by name.
WEAK_COPYLEFT = {"crc32c", "python-bidi", "python-stdnum", "certifi", "pikepdf", "tqdm"}
# Metadata without a licence; as the file COPYING in the wheel says.
UNDECLARED = {"imapclient": "BSD-3-Clause"}


def required(name: str) -> list[Requirement]:
    """Return the requirements of one file."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [Requirement(line.partition(" #")[0]) for line in lines if line and not line.startswith("#")]


def applies(requirement: Requirement) -> bool:
    """Return whether this machine's Python needs it."""
    return requirement.marker is None or requirement.marker.evaluate()


def top_folders(root: Path) -> set[str]:
    """Return the folders of code at the top of a tree, but for tests and benchmarks: each needs a floor."""
    return {path.parent.name for path in root.glob("*/__init__.py")} - {"tests", "benchmarks"}


SERVICE = [*required("requirements.txt"), *required("requirements-nodeps.txt")]
REQUIREMENT_FILES = sorted(path.name for path in ROOT.glob("requirements*.txt"))


class TestPackages:
    def test_every_folder_with_code_is_packaged(self) -> None:
        found = {
            ".".join(path.parent.relative_to(ROOT).parts)
            for top in TOP
            for path in (ROOT / top).rglob("*.py")
        }
        assert found == set(PACKAGES)

    def test_no_top_folder_with_code_is_forgotten(self) -> None:
        assert top_folders(ROOT) == set(TOP)

    def test_every_data_file_is_packaged(self) -> None:
        data: dict[str, list[str]] = PROJECT["tool"]["setuptools"]["package-data"]
        for top in TOP:
            for path in (ROOT / top).rglob("*"):
                if path.is_dir() or path.suffix in {".py", ".pyc"}:
                    continue
                name = path.relative_to(ROOT / top).as_posix()
                assert any(fnmatch(name, pattern) for pattern in data.get(top, [])), f"{top}/{name}"

    @pytest.mark.parametrize("name", PACKAGES)
    def test_package_is_ours(self, name: str) -> None:
        """An index has packages that import as validators and intake."""
        file = importlib.import_module(name).__file__
        assert file is not None
        assert Path(file).resolve() == ROOT.joinpath(*name.split("."), "__init__.py")

    def test_import_contracts_cover_every_package(self) -> None:
        assert sorted(PROJECT["tool"]["importlinter"]["root_packages"]) == TOP

    def test_types_are_checked_in_every_package(self) -> None:
        assert sorted(PROJECT["tool"]["mypy"]["packages"]) == sorted([*TOP, "benchmarks", "tests"])


class TestRequirements:
    @pytest.mark.parametrize("name", REQUIREMENT_FILES)
    def test_every_line_is_pinned(self, name: str) -> None:
        for requirement in required(name):
            assert re.fullmatch(r"==[0-9][^*,]*", str(requirement.specifier)), f"{name}: {requirement}"

    def test_one_version_across_files(self) -> None:
        pins: dict[str, set[str]] = {}
        for name in REQUIREMENT_FILES:
            for requirement in required(name):
                pins.setdefault(canonicalize_name(requirement.name), set()).add(str(requirement.specifier))
        assert {name: versions for name, versions in pins.items() if len(versions) > 1} == {}

    def test_windowless_opencv_is_the_pinned_release(self) -> None:
        pins = {requirement.name: requirement.specifier for requirement in SERVICE}
        assert pins["opencv-contrib-python-headless"] == pins["opencv-contrib-python"]

    def test_what_they_bring_along_is_pinned_too(self) -> None:
        named = {canonicalize_name(requirement.name) for requirement in SERVICE}
        missing = {
            f"{requirement.name} → {needed.name}"
            for requirement in filter(applies, required("requirements.txt"))
            for needed in map(Requirement, metadata.requires(requirement.name) or [])
            if applies(needed) and canonicalize_name(needed.name) not in named
        }
        assert missing == set()

    def test_wishes_are_pinned(self) -> None:
        named = {canonicalize_name(requirement.name) for requirement in SERVICE}
        wishes = re.findall(r"^([A-Za-z][\w-]*)", (ROOT / "requirements.in").read_text(encoding="utf-8"), re.MULTILINE)
        assert {canonicalize_name(wish) for wish in wishes} <= named


def licence(name: str) -> str:
    """Return all that a distribution says about its licence, shortened."""
    about = metadata.metadata(name)
    classifiers = [line for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    expression, words = ((about.get_all(name) or [""])[0] for name in ("License-Expression", "License"))
    stated = [expression, words[:80], *classifiers]
    return " | ".join(part for part in stated if part)


class TestLicences:
    @pytest.mark.parametrize("name", [canonicalize_name(one.name) for one in SERVICE if applies(one)])
    def test_licence_allows_use(self, name: str) -> None:
        stated = licence(name) or UNDECLARED.get(name, "")
        assert stated, "no licence is stated: look it up and add it to UNDECLARED"
        strong = re.search(r"\bA?GPL|(?<!Lesser )(?<!Library or Lesser )General Public|Affero|SSPL", stated)
        assert not strong, stated
        weak = re.search(r"LGPL|Lesser|MPL|Mozilla|EUPL|CDDL", stated)
        assert not weak or name in WEAK_COPYLEFT, stated

    def test_exceptions_are_still_needed(self) -> None:
        assert {canonicalize_name(one.name) for one in SERVICE} >= WEAK_COPYLEFT | set(UNDECLARED)
