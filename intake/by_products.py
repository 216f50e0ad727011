"""Files that mail programs, office suites and file managers add by themselves: no material and no fault.

They are kept and listed with the files, and nothing is said about them. Names are those that the programs give:
Exchange cuts a text behind an attachment into ``ATT00001.txt``, Outlook sends a business card and a signature, Word
leaves its lock file ``~$…`` in the folder that is packed.
"""

from __future__ import annotations

import re

from intake.pictures import is_decoration

_NAMES = re.compile(
    r"^(?:att\d{3,6}\.(?:txt|htm|html|dat|c)"
    r"|smime\.p7[ms]|signature\.asc|openpgp_(?:signature|0x[0-9a-f]+)(?:\.asc)?|0x[0-9a-f]{8,40}\.asc|encrypted\.asc"
    r"|noname|mime-attachment(?:\.txt)?|part\d(?:\.\d)*\.txt|message\.footer|footer\.txt|untitled attachment \d+\.txt"
    r"|thumbs\.db|desktop\.ini|\.ds_store|oledata\.mso|filelist\.xml|themedata\.thmx|colorschememapping\.xml"
    r"|image\d{3}\.(?:emz|wmz|wmf))$",
    re.IGNORECASE,
)
_LOCK_FILES = re.compile(r"^(?:~\$|\.~lock\.|~wrl\d|\._)|\.(?:tmp|crdownload)$", re.IGNORECASE)
"""Of Word, Excel, WPS and LibreOffice."""
_ENDINGS = (".p7s", ".vcf", ".ics", ".vcs", ".sig")
_LOGO = re.compile(
    r"^(?:image\d{3}|logo\d{0,3}|outlook-[\w-]{1,40}|qqmail_logo\w*|foxmail\w*)\.(?:png|jpe?g|gif|bmp)$", re.IGNORECASE
)
_LONGEST = 64 * 1024
"""Bytes; what is longer may be more than a mail program's footer."""
_SIGNED_ELSEWHERE = "smime.p7m"
"""Not a signature beside the mail but the mail itself, sealed."""


def is_by_product(name: str, content: bytes) -> bool:
    """Tell whether a file is a by-product, by the name that its program gives and by what it holds."""
    label = name.rsplit("/", 1)[-1].strip()
    if label.lower() == _SIGNED_ELSEWHERE or content.startswith(b"%PDF-"):
        return False
    if _LOCK_FILES.search(label) or label.lower().endswith(_ENDINGS):
        return True
    if _LOGO.match(label):
        return is_decoration(content)
    return _NAMES.match(label) is not None and len(content) <= _LONGEST
