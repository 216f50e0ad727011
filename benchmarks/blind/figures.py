"""Scores → figures, over all and for each generator."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence

from benchmarks.blind.scores import Score, score
from benchmarks.blind.verdict import Verdict
from benchmarks.figure import Figure

COMMONEST = 3
"""Reasons for review that are told."""


def figures(verdicts: Sequence[Verdict], whose: str) -> list[Figure]:
    """Return the figures of a run; what is behind them is told line by line on the standard error stream.

    Args:
        verdicts: Of all mails.
        whose: Stands before each group: empty for this checkout.
    """
    scores = [score(one) for one in verdicts]
    _tell(scores, whose)
    groups = {"": scores, **{one.mail.generator: [] for one in scores}}
    for one in scores:
        groups[one.mail.generator].append(one)
    return [figure for name, members in groups.items() for figure in _figures(members, f"{whose}{name}".strip())]


def _figures(scores: Sequence[Score], group: str) -> list[Figure]:
    """Return the figures of a group; a single generator may fall behind the whole a little."""
    clean = [one for one in scores if _is_clean_application(one)]
    defective = [one for one in scores if not one.mail.clean and one.mail.kind == "application"]
    cases = [one for one in scores if one.mail.cases]
    least = 85.0 if group else 92.0
    return [
        _share("清白的无须人工且结论正确", group, clean, lambda one: one.as_due and one.alone, least),
        _share("单位和事项正确", group, cases, lambda one: one.placed, 98.0),
        _count("错发的自动文书", "件", 0, group, scores, lambda one: len(one.wrong_letters)),
        _count("漏掉的缺陷", "处", 1, group, defective, lambda one: len(one.missed)),
        _claims(group, scores),
        _mean("清白的平均提问", 0.1, group, clean),
        _mean("有缺陷的平均提问", 1.5, group, defective),
    ]


def _is_clean_application(one: Score) -> bool:
    return one.mail.clean and one.mail.kind == "application"


def _share(name: str, group: str, scores: Sequence[Score], right: Callable[[Score], bool], least: float) -> Figure:
    value = _percent(sum(right(one) for one in scores), len(scores))
    return Figure("blind", group, name, value, "%", None, least, len(scores))


def _count(
    name: str, unit: str, most: int, group: str, scores: Sequence[Score], counted: Callable[[Score], int]
) -> Figure:
    return Figure("blind", group, name, sum(map(counted, scores)), unit, most, None, len(scores))


def _claims(group: str, scores: Sequence[Score]) -> Figure:
    right = sum(one.right_claims for one in scores)
    every = right + sum(len(one.wrong_claims) for one in scores)
    return Figure("blind", group, "缺少材料的判断正确", _percent(right, every), "%", None, 99.0, every)


def _mean(name: str, most: float, group: str, scores: Sequence[Score]) -> Figure:
    value = sum(len(one.doubts) for one in scores) / max(1, len(scores))
    return Figure("blind", group, name, value, "个", most, None, len(scores))


def _percent(part: int, whole: int) -> float:
    return 100.0 * part / whole if whole else 100.0


def _tell(scores: Sequence[Score], whose: str) -> None:
    """Name every mail that is not as due, and the commonest reasons for calling an officer."""
    for one in scores:
        for line in _lines(one):
            print(f"{whose}{one.mail.name}\t{line}", file=sys.stderr)
    reasons = Counter(told.code for one in scores if _is_clean_application(one) for told in one.doubts)
    for code, count in reasons.most_common(COMMONEST):
        print(f"{whose}清白材料最常见的提问：{code} {count} 次", file=sys.stderr)


def _lines(one: Score) -> list[str]:
    found = [(case.unit, case.item, case.outcome) for case in one.verdict.cases]
    lines = [*(f"漏掉 {it}" for it in one.missed), *(f"错发 {it}" for it in one.wrong_letters), *one.wrong_claims]
    if _is_clean_application(one) and not (one.as_due and one.alone):
        lines += [f"应为 {one.mail.cases[0].outcomes}，判为 {found}"]
        lines += [f"  {it.severity} {it.code} {it.page or ''} {it.message}" for case in one.verdict.cases
                  for it in case.findings if it.severity in ("blocking", "tolerable", "review")]  # fmt: skip
    elif one.mail.cases and not one.placed:
        lines += [f"应为 {[(it.unit, it.items[0]) for it in one.mail.cases]}，判为 {found}"]
    return lines
