"""Of the hostile mails that the benchmark sends, every twentieth comes out as it must; each has its own name."""

from __future__ import annotations

import socket

import pytest

from benchmarks.hostile import GROUPS, LEAST_TRIALS
from benchmarks.hostile.network import noted
from benchmarks.hostile.trial import Trial, undergo
from sandbox.process import Child

TRIALS = [trial for made in GROUPS.values() for trial in made()]
STARTED = Child
"""Every trial starts one for each file."""


def test_there_are_as_many_as_promised() -> None:
    assert len({trial.name for trial in TRIALS}) == len(TRIALS) >= LEAST_TRIALS


@pytest.mark.parametrize("trial", TRIALS[7::20], ids=lambda trial: trial.name)
def test_hostile_mail_comes_out_as_it_must(trial: Trial) -> None:
    with noted() as attempts:
        outcome = undergo(trial)
    assert outcome.meets(trial), outcome
    assert attempts == [], "no content makes us connect to anything"


def test_an_attempt_would_be_noted() -> None:
    with noted() as attempts, socket.socket(socket.AF_UNIX) as link, pytest.raises(ConnectionRefusedError):
        link.connect("\0nobody listens here")
    assert attempts == ["socket.connect"]
