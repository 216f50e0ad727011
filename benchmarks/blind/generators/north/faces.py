"""Font files for drawing with Pillow."""

import os
from functools import lru_cache

from PIL import ImageFont

FILES = {
    "song": ("/usr/share/fonts/truetype/arphic/uming.ttc", 0),
    "baosong": ("/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf", 0),
    "serif": ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Medium.ttc", 2),
    "serifbold": ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc", 2),
    "kai": ("/usr/share/fonts/truetype/arphic/ukai.ttc", 0),
    "kaigb": ("/usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf", 0),
    "hei": ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
    "sans": ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
    "sansbold": ("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", 2),
    "latin": ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", 0),
    "mono": ("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf", 0),
}


@lru_cache(maxsize=256)
def face(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A font by short name at a size in pixels."""
    path, index = FILES[name]
    if not os.path.exists(path):
        raise FileNotFoundError(f"font {name} is not installed: {path}")
    return ImageFont.truetype(path, size, index=index)
