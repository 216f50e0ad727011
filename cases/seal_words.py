"""What a seal is for, by the words on it that are no part of its owner's name. Source: 国发〔1999〕25号."""

from __future__ import annotations

import re

from cases.reading import SealKind

_BY_WORD: tuple[tuple[re.Pattern[str], SealKind], ...] = (
    (re.compile(r"合同|同专|合.专用|合约|协议专用"), SealKind.CONTRACT),
    (re.compile(r"财务|(?<!业)务专|账务|现金|收讫|付讫|结算"), SealKind.FINANCE),
    (re.compile(r"发票|票专|监制章"), SealKind.INVOICE),
    (re.compile(r"工会"), SealKind.UNION),
)
_UNION = re.compile(r"工会(?:委员会|委员|委)?$")
_PURPOSE = re.compile(r"专|用章")
_PERSONNEL = re.compile(r"人事|人力资源|劳资|社保专用")
_DEPARTMENT = re.compile(r"(?:部|科|处|室|分会|业务章)$")


def kind_by_words(words: str) -> SealKind | None:
    """Return the kind that words name: CONTRACT, FINANCE, INVOICE or UNION; None where they name none of these."""
    return next((kind for pattern, kind in _BY_WORD if pattern.search(words)), None)


def union_name(name: str, words: str) -> str | None:
    """Return the name of a unit's union as its seal has it: followed by 工会委员会 or 工会; None for no union's words.

    Args:
        name: Of the unit.
        words: Read on the seal's ring; what stands last on it gets lost.
    """
    ending = _UNION.search(words)
    if ending is None:
        return None
    return name + ("工会" if ending[0] == "工会" else "工会委员会")


def is_union_name(name: str) -> bool:
    """Tell whether a name is a union's."""
    return _UNION.search(name) is not None


def has_purpose(words: str) -> bool:
    """Tell whether words limit a seal to a purpose, whichever it is."""
    return bool(_PURPOSE.search(words))


def names_personnel(words: str) -> bool:
    """Tell whether words name the work with personnel: 人力资源部, 人事专用章."""
    return bool(_PERSONNEL.search(words))


def is_department(words: str) -> bool:
    """Tell whether one line of words names a department or its work with personnel."""
    return names_personnel(words) or bool(_DEPARTMENT.search(words))


def kind_besides_name(words: str) -> SealKind | None:
    """Return the kind of a seal by the words that stand on it besides its owner's whole name.

    None: they are no more than numbers, so that it is the owner's official seal. UNKNOWN: they limit it to a purpose
    that is none of the usual ones.

    Args:
        words: Lines parted by blanks.
    """
    if (kind := kind_by_words(words)) is not None:
        return kind
    if any(is_department(line) for line in words.split()):
        return SealKind.PERSONNEL
    return SealKind.UNKNOWN if has_purpose(words) else None
