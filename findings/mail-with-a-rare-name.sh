#!/bin/sh
# mail-parser: mail labelled gb2312 with a character outside that set
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check mail-parser==4.8.0
cat > try.py <<'END'
from base64 import b64encode
from importlib.metadata import version

import mailparser


def word(text):  # as mail programs in China write it: labelled gb2312, coded as GBK
    return "=?gb2312?B?" + b64encode(text.encode("gbk")).decode() + "?="


def read(name):
    lines = [
        "From: a@example.com", "To: b@example.com", f"Subject: {word('关于' + name + '的申请')}", "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="x"', "", "--x", "Content-Type: text/plain; charset=gb2312",
        "Content-Transfer-Encoding: base64", "", b64encode(("申请人" + name).encode("gbk")).decode(), "--x",
        "Content-Type: application/pdf", "Content-Transfer-Encoding: base64",
        f'Content-Disposition: attachment; filename="{word("合同_" + name + ".pdf")}"', "", "JVBERi0=", "--x--", ""]
    mail = mailparser.parse_from_bytes("\r\n".join(lines).encode())
    return mail.subject, mail.attachments[0]["filename"], mail.text_plain[0]


common, rare = read("李哲"), read("李喆")
print("mail-parser", version("mail-parser"))
print("expected: 关于李喆的申请, 合同_李喆.pdf, 申请人李喆, or at least all but 喆")
print("seen for 李哲:", *map(ascii, common))
print("seen for 李喆:", *map(ascii, rare))
assert common == ("关于李哲的申请", "合同_李哲.pdf", "申请人李哲")
assert not any(sign in "".join(rare) for sign in "关于申请合同人李")
END
venv/bin/python try.py
