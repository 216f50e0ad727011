"""Font files of the machine for drawing with Pillow."""

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

ROOT = Path("/usr/share/fonts")
FILES = {
    "song": ("truetype/arphic/uming.ttc", 0),
    "kai": ("truetype/arphic/ukai.ttc", 0),
    "gkai": ("truetype/arphic-gkai00mp/gkai00mp.ttf", 0),
    "gsong": ("truetype/arphic-gbsn00lp/gbsn00lp.ttf", 0),
    "serif": ("opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    "serif-bold": ("opentype/noto/NotoSerifCJK-Bold.ttc", 2),
    "serif-medium": ("opentype/noto/NotoSerifCJK-Medium.ttc", 2),
    "sans": ("opentype/noto/NotoSansCJK-Regular.ttc", 2),
    "sans-bold": ("opentype/noto/NotoSansCJK-Bold.ttc", 2),
    "hand": ("truetype/lxgw-wenkai/LXGWWenKai-Light.ttf", 0),
    "mono": ("truetype/dejavu/DejaVuSansMono.ttf", 0),
}
FALLBACK = {"hand": "kai", "gkai": "kai", "gsong": "song"}


@lru_cache(maxsize=256)
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """The font of a short name at a size in pixels; missing ones fall back to a kin."""
    path, index = FILES[name]
    if not (ROOT / path).exists():
        return font(FALLBACK.get(name, "serif"), size)
    return ImageFont.truetype(str(ROOT / path), size, index=index)


def able(sign: str, face: str) -> str:
    """The face, or its fuller kin where the face covers GB 2312 only and lacks the sign."""
    if face not in ("gsong", "gkai"):
        return face
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return FALLBACK[face]
    return face
