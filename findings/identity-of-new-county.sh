#!/bin/sh
# python-stdnum: an identity number of a county founded after the list was made
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check python-stdnum==2.2
cat > try.py <<'END'
import stdnum
from stdnum.cn import ric


def number(place, born):
    """A made-up identity number with the check digit that belongs to it."""
    digits = place + born + "001"
    return digits + str("10X98765432"[sum(int(d) * pow(2, 17 - i, 11) for i, d in enumerate(digits)) % 11])


print("python-stdnum", stdnum.__version__)
print("expected: is_valid answers True or False for a made-up child of Linping, Hangzhou (330113, since 2021)")
try:
    seen = ric.is_valid(number("330113", "20220101"))
except KeyError as error:
    seen = error
print("seen:", repr(seen), "out of is_valid")
assert repr(seen) == "KeyError('county')"
assert ric.is_valid(number("330110", "20220101")), "the neighbouring county is known"
END
venv/bin/python try.py
