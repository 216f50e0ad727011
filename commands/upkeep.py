"""Upkeep: commands whose modules load much, begun only when they are asked for."""

from __future__ import annotations

import argparse


def doctor(options: argparse.Namespace) -> int:
    """Check the installation; see :mod:`commands.doctor`."""
    from commands import doctor as asked

    return asked.doctor(options)


def retention(options: argparse.Namespace) -> int:
    """List or erase cases whose years are over; see :mod:`commands.erasing`."""
    from commands import erasing

    return erasing.retention(options)


def forget(options: argparse.Namespace) -> int:
    """Erase what is kept of a person; see :mod:`commands.erasing`."""
    from commands import erasing

    return erasing.forget(options)
