"""Submissions of other origin: generators written from the policy texts alone, without sight of our reading or rules.

Each makes mails with papers as firms make them, and says beside each what is true of it. Two thirds may be looked at
while judging is changed; the last third is read with ``--final`` only, and each use is told where its figures stand.
"""

from __future__ import annotations

from benchmarks.blind.figures import figures
from benchmarks.blind.judged import judge_all
from benchmarks.blind.made import mails_of
from benchmarks.corpus import Corpus
from benchmarks.figure import Figure


def measure(corpus: Corpus) -> list[Figure]:
    """Judge the mails of all generators, here and in another checkout where one is named, and return the figures."""
    mails = mails_of(corpus)
    found = figures(judge_all(mails, corpus.processes), "")
    if corpus.beside is not None:
        from benchmarks.blind.beside import judge_beside

        found += figures(judge_beside(mails, corpus.beside), f"{corpus.beside.name} ")
    return found
