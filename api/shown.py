"""What is shown: whoever sent it, no identity number stands whole in an answer (trust T22).

A page of the material without cover, and an original, are asked for with a reason; nothing else shows numbers.
"""

from __future__ import annotations

import re
from typing import Any

from fastapi.responses import JSONResponse

from cases.names.private_numbers import cover_identity_numbers

_SHORTEST = 15
_OWN = re.compile(r"[0-9a-f]{16}|[0-9a-f]{32}|[0-9a-f]{64}")
"""Keys, ids and digests: ours, whatever their digits."""

_OWN_WITHIN = re.compile(r"((?<![0-9A-Za-z])(?:\d+-[0-9a-f]{32}|SL\d{8}-\d{6})(?![0-9A-Za-z]))")
"""Places in lists and numbers of cases, which also stand within addresses and sentences."""


def shown(text: str) -> str:
    """Return a text without the middle of identity and bank-card numbers."""
    if len(text) < _SHORTEST or _OWN.fullmatch(text):
        return text
    parts = _OWN_WITHIN.split(text)
    return "".join(part if at % 2 else cover_identity_numbers(part) for at, part in enumerate(parts))


def printed(value: Any) -> Any:
    """Return what a template prints; markup was printed before."""
    return shown(value) if type(value) is str else value


class CoveredResponse(JSONResponse):
    """A JSON answer whose texts are :func:`shown`."""

    def render(self, content: Any) -> bytes:
        """Return the bytes of the answer."""
        return super().render(_covered(content))


def _covered(content: Any) -> Any:
    if isinstance(content, str):
        return shown(content)
    if isinstance(content, dict):
        return {key: _covered(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [_covered(value) for value in content]
    return content
