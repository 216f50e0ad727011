"""Foreign bytes as an answer that no browser opens by itself."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Response


def download(content: bytes, name: str) -> Response:
    """Return bytes to be saved under a name; ``nosniff`` comes with every answer."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Security-Policy": "sandbox",
    }
    return Response(content, media_type="application/octet-stream", headers=headers)
