"""How sure a reading must be is said once for all rules."""

from __future__ import annotations

import ast
from pathlib import Path

from validators import certainty
from validators.outcome import CONFIDENCE_LIMIT

FOLDER = Path(certainty.__file__).parent
LIMITS = {name for name in vars(certainty) if name.isupper()}


def _constants(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    targets = (target for node in tree.body if isinstance(node, ast.Assign) for target in node.targets)
    return {one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)}


def test_no_rule_has_a_limit_of_the_same_meaning_of_its_own() -> None:
    own = {path.stem: _constants(path) & (LIMITS | {"SURE", "DOUBT"}) for path in FOLDER.rglob("*.py")}
    assert {name for name, constants in own.items() if constants} == {"certainty"}


def test_what_was_not_read_is_always_for_an_officer() -> None:
    assert certainty.UNREAD < CONFIDENCE_LIMIT < certainty.WELL_READ
