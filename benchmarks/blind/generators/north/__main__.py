"""Command line: make submissions, or verify a folder of them."""

import argparse
import sys
from pathlib import Path

from .run import make
from .verify import verify


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="north", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=84)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--ids", default="", help="only these ids, separated by commas")
    parser.add_argument("--verify", type=Path, metavar="DIR", help="check the submissions in a folder")
    args = parser.parse_args()
    if args.verify:
        return verify(args.verify)
    if not args.out:
        parser.error("--out is needed")
    make(args.seed, args.count, args.out, {i for i in args.ids.split(",") if i})
    return 0


if __name__ == "__main__":
    sys.exit(main())
