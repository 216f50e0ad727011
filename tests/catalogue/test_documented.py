"""docs/catalogue.md names every key that the packaged files use, and every fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from catalogue.facts import FACTS
from catalogue.fields import Kind, Otherwise
from catalogue.loader import PACKAGED

TEXT = Path("docs/catalogue.md").read_text("utf-8")
NAMED = set(re.findall(r"`([a-z_]+)(?:`|:)", TEXT)) | set(re.findall(r"\b([a-z_]+):", TEXT))
DATA_KEYS = {
    "excluded_fields", "contents", "shown_by", "expected_fields", "declared", "seal_unit", "lists", "drafts", "signs",
}
"""Mappings whose keys are data."""


def _keys(node: yaml.Node) -> Iterator[str]:
    if isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _keys(one)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key.value
            if key.value not in DATA_KEYS:
                yield from _keys(value)


@pytest.mark.parametrize("path", sorted((PACKAGED / "items").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_key_of_an_item_is_documented(path: Path) -> None:
    root = yaml.compose(path.read_text("utf-8"))
    assert root is not None
    assert set(_keys(root)) <= NAMED


def test_every_key_of_the_other_files_is_documented() -> None:
    for name in ("documents.yaml", "offices.yaml", "online.yaml", "whitelists.yaml"):
        root = yaml.compose((PACKAGED / name).read_text("utf-8"))
        assert isinstance(root, yaml.MappingNode)
        keys = {key for _, entry in root.value for key in _keys(entry)}
        assert keys - {"bureau", "footer"} <= NAMED | {"post_address", "post_code", "post_to"}, name


def test_every_fact_is_documented() -> None:
    assert set(FACTS) <= set(re.findall(r"`([a-z_]+)`", TEXT))


def test_every_key_of_a_field_and_every_kind_of_value_is_documented() -> None:
    text = Path("docs/fields.md").read_text("utf-8")
    root = yaml.compose((PACKAGED / "fields.yaml").read_text("utf-8"))
    assert isinstance(root, yaml.MappingNode)
    keys = {key.value for _, entry in root.value for key, _ in entry.value}
    told = {word for line in text.splitlines() if line.startswith("| `") for word in re.findall("`([a-z_]+)`", line)}
    assert keys | set(Kind) | set(Otherwise) <= told
