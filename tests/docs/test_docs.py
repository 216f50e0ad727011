"""What the documentation says is there, and what is there is documented."""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import pytest
from setuptools import find_packages

from api.app import create_app
from cases.errors import ShouliError
from cases.finding_codes import CODES
from commands.__main__ import _parser
from pipeline.bootstrap import build_judging, build_services
from pipeline.settings import _ENVIRONMENT, Mailbox, Outgoing, Settings, load_settings

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
TEXTS = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = find_packages(str(ROOT), include=PROJECT["tool"]["setuptools"]["packages"]["find"]["include"])
SPEAKING = re.compile(r"(?<![\w.])/(?:work|tmp)\b")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def rows(text: str) -> Iterator[list[str]]:
    """Yield the cells of every table row, its marks of code taken off the first."""
    for line in text.splitlines():
        if line.startswith("| "):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            yield [cells[0].strip("`"), *cells[1:]]


def section(text: str, heading: str) -> str:
    """Return what stands below a heading, up to the next of its level."""
    return re.split(r"^## ", text.partition(heading)[2], maxsplit=1, flags=re.MULTILINE)[0]


def errors(parent: type[ShouliError] = ShouliError) -> list[type[ShouliError]]:
    return [parent, *(one for child in parent.__subclasses__() for one in errors(child))]


def anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def commands() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of every command of ``shouli``, by its words."""

    def below(parser: argparse.ArgumentParser, words: str) -> Iterator[tuple[str, argparse.ArgumentParser]]:
        groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
        if not groups:
            yield words, parser
        for group in groups:
            for name, child in group.choices.items():
                yield from below(child, f"{words} {name}".strip())

    return dict(below(_parser(), ""))


def test_every_error_stands_in_the_table_as_it_is() -> None:
    documented = {row[0]: row[1:] for row in rows(read("docs/errors.md")) if len(row) == 4 and row[0] != "code"}
    expected = {one.code: [one.template, str(one.status), "yes" if one.retryable else "no"] for one in errors()}
    assert documented == expected


def test_error_codes_are_unique() -> None:
    codes = [one.code for one in errors()]
    assert len(codes) == len(set(codes))


def test_every_finding_stands_in_the_table_with_its_severity() -> None:
    severities = {str(one.severity) for one in CODES.values()}
    found = [(row[0], row[1]) for row in rows(read("docs/findings.md")) if len(row) > 1 and row[1] in severities]
    assert len(found) == len(dict(found))
    assert dict(found) == {code: str(one.severity) for code, one in CODES.items()}


def sources() -> Iterator[str]:
    """Yield the text of every module but the tables of finding codes and of the questions about them."""
    for package in PACKAGES:
        for path in (ROOT / package.replace(".", "/")).glob("*.py"):
            if path.name != "finding_codes.py" and not path.name.endswith("_kinds.py"):
                yield path.read_text(encoding="utf-8")


def test_codes_that_nothing_raises_yet_are_named() -> None:
    text = "\n".join(sources())
    unraised = {code for code in CODES if f'"{code}"' not in text}
    missing = section(read("docs/architecture.md"), "## What is not there yet")
    assert {code for code in re.findall(r"`([a-z-]+)`", missing) if code in CODES} == unraised


SETTINGS = {
    "## The service": Settings,
    "## `[[mailboxes]]`": Mailbox,
    "## `[[outgoing]]`": Outgoing,
}


@pytest.mark.parametrize(("heading", "kind"), SETTINGS.items(), ids=["service", "mailboxes", "outgoing"])
def test_every_setting_is_documented(heading: str, kind: type[Any]) -> None:
    documented = [row[0] for row in rows(section(read("docs/settings.md"), heading)) if row[0] not in {"key", "---"}]
    assert sorted(documented) == sorted(field.name for field in fields(kind))


@pytest.mark.parametrize(("heading", "kind"), SETTINGS.items(), ids=["service", "mailboxes", "outgoing"])
def test_defaults_are_as_documented(heading: str, kind: type[Any]) -> None:
    column = 2 if kind is Settings else 1
    documented = {row[0]: row[column] for row in rows(section(read("docs/settings.md"), heading))}
    for field in fields(kind):
        default = field.default
        if default is MISSING:
            assert documented[field.name] in {"required", "none", "all others"}, field.name
        elif isinstance(default, bool):
            assert documented[field.name] == f"`{json.dumps(default)}`", field.name
        elif isinstance(default, (int, float)) or (default and isinstance(default, (str, Path))):
            assert documented[field.name] == f"`{default}`", field.name
        elif default:
            assert documented[field.name] == f"`{json.dumps(default)}`", field.name


def test_every_variable_stands_beside_its_setting() -> None:
    service = section(read("docs/settings.md"), "## The service")
    documented = {row[1].strip("`"): row[0] for row in rows(service) if row[1].startswith("`SHOULI_")}
    assert documented == _ENVIRONMENT


@pytest.mark.parametrize("variable", ["SHOULI_CONFIG", "SHOULI_SAMPLES", "password_env", "password_file"])
def test_other_ways_in_are_documented(variable: str) -> None:
    assert f"`{variable}`" in read("docs/settings.md")


def test_example_configuration_makes_a_service(tmp_path: Path) -> None:
    example = re.findall(r"```toml\n(.*?)```", read("docs/settings.md"), re.DOTALL)[0]
    (tmp_path / "shouli.toml").write_text(example, encoding="utf-8")
    secrets = dict.fromkeys(re.findall(r'password_env = "(\w+)"', example), "a code")
    settings = load_settings(
        {"SHOULI_CONFIG": str(tmp_path / "shouli.toml"), "SHOULI_DATA": str(tmp_path / "data"), **secrets}
    )
    assert all(box.password == "a code" for box in settings.mailboxes if box.kind == "imap")
    services = build_services(settings)
    assert [source.name for source in services.sources] == [box.name for box in settings.mailboxes]
    assert all(box.channel in services.catalogue.channels for box in settings.mailboxes)
    assert all(services.account(box.channel) is not None for box in settings.mailboxes)


@pytest.mark.parametrize("words", commands())
def test_every_command_and_option_stands_in_the_readme(words: str) -> None:
    row = next((line for line in read("README.md").splitlines() if line.startswith(f"| `shouli {words}")), None)
    assert row is not None
    options = [name for action in commands()[words]._actions for name in action.option_strings if name.startswith("--")]
    assert [name for name in options if name != "--help" and name not in row] == []


def run_commands() -> set[str]:
    told = read("run").partition("<<'HELP'")[2].partition("\nHELP")[0]
    return set(re.findall(r"^  ([a-z]+) ", told, re.MULTILINE))


def test_every_command_of_run_stands_in_the_readme() -> None:
    assert {row[0].removeprefix("./run ") for row in rows(read("README.md")) if row[0].startswith("./run")} \
        == run_commands()


def code_in(text: str) -> str:
    """Return what stands between marks of code."""
    return "\n".join(["", *re.findall(r"```.*?\n(.*?)```", text, re.DOTALL), *re.findall(r"`([^`\n]+)`", text)])


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_that_are_named_exist(text: Path) -> None:
    known = set(commands())
    code = code_in(text.read_text(encoding="utf-8"))
    for first, second in re.findall(r"(?:\n|bin/|--rm.* )shouli ([a-z]+)(?: ([a-z-]+))?", code):
        assert first in known or f"{first} {second}" in known
    assert set(re.findall(r"\./run ([a-z]+)", code)) <= run_commands()


def test_every_route_is_documented() -> None:
    paths: Mapping[str, Mapping[str, Any]] = create_app(build_judging(Settings())).openapi()["paths"]
    served = {f"{method.upper()} {path.removeprefix('/api/v1')}" for path in paths for method in paths[path]}
    documented = {row[0] for row in rows(read("docs/api.md")) if re.match("(GET|POST|PUT|PATCH|DELETE) ", row[0])}
    assert documented == served


def words_of(schema: Any) -> Iterator[str]:
    """Yield every field name and every fixed word of a JSON Schema."""
    if isinstance(schema, dict):
        yield from (word for word in schema.get("enum", ()) if isinstance(word, str) and word)
        yield from schema.get("properties", {})
        for value in schema.values():
            yield from words_of(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from words_of(value)


def test_every_field_of_the_report_is_documented() -> None:
    schema = json.loads(read("views/report.schema.json"))
    text = read("docs/report.md")
    assert [word for word in dict.fromkeys(words_of(schema)) if f"`{word}`" not in text] == []


def test_layers_are_those_of_the_contract() -> None:
    block = re.findall(r"## Who may import whom\n\n```\n(.*?)```", read("docs/architecture.md"), re.DOTALL)[0]
    documented = [re.split(r" {2,}", line)[0] for line in block.splitlines()]
    assert documented == PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]


def test_files_that_the_architecture_names_exist() -> None:
    text = read("docs/architecture.md")
    found = re.findall(r"`((?:[a-z_]+/)*[a-z_]+(?:\.py|/))`", text)
    assert len(found) > 20
    names = {path.name for package in PACKAGES for path in (ROOT / package.replace(".", "/")).glob("*.py")}
    assert [name for name in found if not ((ROOT / name).exists() if "/" in name else name in names)] == []


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(text: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", text.read_text(encoding="utf-8")):
        name, _, anchor = target.partition("#")
        place = (text.parent / name).resolve() if name else text
        assert place.exists(), target
        assert not anchor or anchor in anchors(place.read_text(encoding="utf-8")), target


def test_every_document_is_in_the_index() -> None:
    linked = set(re.findall(r"\]\((\w[\w.-]*\.md)\)", read("docs/README.md")))
    assert linked == {path.name for path in DOCS.glob("*.md")} - {"README.md"}


def shipped() -> Iterable[Path]:
    """Return every text of the project that users or maintainers read."""
    code = [path for package in PACKAGES for path in (ROOT / package.replace(".", "/")).iterdir() if path.is_file()]
    return [*TEXTS, *(path for path in code if path.suffix in {".py", ".yaml", ".txt", ".json"})]


def test_no_text_names_a_folder_of_somebodys_machine() -> None:
    assert [str(path) for path in shipped() if SPEAKING.search(path.read_text(encoding="utf-8"))] == []


def test_every_label_in_a_comment_is_explained() -> None:
    """A reader must find what ``trust I1`` stands for."""
    code = [path for name in PACKAGES for path in (ROOT / name.replace(".", "/")).glob("*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in code)
    label = r"(?:rule |ruling )?§?[A-Za-z]?[0-9][0-9.]*(?:, ?[A-Za-z][0-9]+)*"
    groups = re.findall(rf"\b(?:design|trust|domain|contract) ({label})", text)
    labels = {part.strip(" .") for group in groups for part in group.split(",")}
    explained = read("docs/references.md")
    missing = sorted(label for label in labels if _short(label) not in explained)
    assert not missing


def _short(label: str) -> str:
    """Return the label as the page writes it: ``d2.9`` is part of ``d2``, ``ruling 12`` of the decisions."""
    plain = label.removeprefix("rule ").removeprefix("§")
    if plain.startswith("ruling "):
        return "§5." + plain.removeprefix("ruling ")
    return plain.split(".")[0] if plain[0].isalpha() else plain
