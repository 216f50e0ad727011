from __future__ import annotations

from cases.evidence import Evidence, EvidenceKind, Spot


def test_a_page_with_two_places_is_named_once() -> None:
    evidence = Evidence(EvidenceKind.NAMES, (Spot(3, text="甲公司"), Spot(1, text="乙公司"), Spot(3)))
    assert evidence.pages == (3, 1)
