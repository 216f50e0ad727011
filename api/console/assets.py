"""Assets: the console's style sheets and scripts, under addresses that change with their content.

htmx is not ours: it is served out of the package that carries it, and nothing of that package is run.
"""

from __future__ import annotations

import hashlib
import importlib.util
from functools import cache
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import Response

from cases.errors import NotFound

router = APIRouter(include_in_schema=False)
_OURS = Path(__file__).with_name("static")
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_FOR_EVER = "public, max-age=31536000, immutable"


@router.get("/static/{name}")
def show_asset(name: str) -> Response:
    """Return a style sheet or script; its address names its content, so that it is asked for once.

    Raises:
        NotFound: There is none of that name.
    """
    path = _path(name)
    return Response(path.read_bytes(), media_type=_TYPES[path.suffix], headers={"Cache-Control": _FOR_EVER})


@cache
def address(name: str) -> str:
    """Return the address of an asset, with a digest of its content.

    Raises:
        NotFound: There is none of that name.
    """
    path = _path(name)
    return f"/static/{name}?v={hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"


def _path(name: str) -> Path:
    path = _paths().get(name)
    if path is None:
        raise NotFound(what="该文件")
    return path


@cache
def _paths() -> dict[str, Path]:
    """Return what may be fetched, by name."""
    return {"htmx.js": _htmx(), **{one.name: one for one in _OURS.iterdir() if one.suffix in _TYPES}}


def _htmx() -> Path:
    """Return the script's file in the installed package, found without importing the package."""
    spec = importlib.util.find_spec("django_htmx")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).with_name("static") / "django_htmx" / "htmx-2.min.js"
