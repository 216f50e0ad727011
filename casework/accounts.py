"""Accounts that letters leave from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from replies.mailer import Mailer


@dataclass(frozen=True, slots=True)
class Account:
    """An address that letters leave from, and how."""

    address: str
    mailer: Mailer


def account_of(accounts: Mapping[str, Account], channel: str) -> Account | None:
    """Return the account that answers for a channel, else the one for all others; None when none is set up."""
    return accounts.get(channel) or accounts.get("")
