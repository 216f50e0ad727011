"""Draws submissions of made-up enterprises, with the truth about them. No foreign file is needed.

    from tests.drawing import Defect, SubmissionSpec, draw_submission

    drawn = draw_submission(SubmissionSpec("dispatch-new", seed=7, defects=(Defect.PAGE_UNSEALED,)))
    drawn.file_name                  # 单位名称+业务名称.pdf
    drawn.content                    # a scanned PDF at 200 dpi
    drawn.truth.expected_outcome     # supplement
    drawn.truth.expected_findings    # (ExpectedFinding("seal-missing", page=4, material="articles-of-association"),)
    drawn.truth.pages[0].lines       # text and box (PDF points) of every printed line

The same specification gives the same bytes on every machine: fonts come from three wheels, found but
not imported (``fonts.py``). Parts, each of use alone:

    seals.py seal_cutting.py    SealDesign, official_seal, special_seal, draw_seal, stamp
    cross_page.py    fan, stamp_across, exchange: 骑缝章 strips that join into one seal
    sheet.py forms.py handwriting.py           pages in millimetres, type, tables, signatures
    certificates.py identity_cards.py dispatch_papers.py hours_papers.py layoff_papers.py    the papers
    scanning.py      Scan and presets (OFFICE, CLEAN, OLD, COARSE, GREY, COPY, PHOTO), fax
    plan.py spoiling.py binding.py born_digital.py    seals placed, defects worked in, pages bound to a file
    expectations.py  the tables of right answers
    bad_files.py     encrypted, truncated, empty, not a PDF, too many pages

``python -m tests.drawing FOLDER`` writes one of each for a look.
"""

from tests.drawing.dossier import Dossier, draw_dossier, twin_name
from tests.drawing.expectations import Defect
from tests.drawing.scanning import CLEAN, COARSE, COPY, GREY, OFFICE, OLD, PHOTO, Scan
from tests.drawing.seals import Inking, SealDesign, draw_inking, draw_seal, official_seal, special_seal, stamp
from tests.drawing.sheet import Sheet, raster
from tests.drawing.submission import DrawnSubmission, SubmissionSpec, draw_submission
from tests.drawing.truth import ExpectedFinding, FragmentTruth, LineTruth, MaterialTruth, PageTruth, SealTruth, Truth

__all__ = [
    "CLEAN",
    "COARSE",
    "COPY",
    "GREY",
    "OFFICE",
    "OLD",
    "PHOTO",
    "Defect",
    "Dossier",
    "DrawnSubmission",
    "ExpectedFinding",
    "FragmentTruth",
    "Inking",
    "LineTruth",
    "MaterialTruth",
    "PageTruth",
    "Scan",
    "SealDesign",
    "SealTruth",
    "Sheet",
    "SubmissionSpec",
    "Truth",
    "draw_dossier",
    "draw_inking",
    "draw_seal",
    "draw_submission",
    "official_seal",
    "raster",
    "special_seal",
    "stamp",
    "twin_name",
]
