"""The catalogue as shipped, read once in a process."""

from __future__ import annotations

from functools import cache

from catalogue.loader import load_catalogue
from catalogue.model import Catalogue


@cache
def packaged() -> Catalogue:
    return load_catalogue()
