"""The figures of judged submissions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from benchmarks.figure import Figure, worst_tenth
from benchmarks.reliability import table
from benchmarks.submission_mix import COLOUR_SCANS, SHOW_COLOUR
from benchmarks.submission_record import SubmissionRecord

FOUND_SHARE, REVIEW_SHARE = 0.98, 0.10


def figures(records: Sequence[SubmissionRecord]) -> list[Figure]:
    """Return wrong letters, defects found by kind, clean ones in review by item and device, times, reliability."""
    return [
        *_letters(records),
        *_found(records),
        *_clean(records),
        *_times(records),
        *table([one for record in records for one in record.observations]),
    ]


def _letters(records: Sequence[SubmissionRecord]) -> list[Figure]:
    total, sent = len(records), [record for record in records if record.automatic]
    wrong = sum(bool(record.wrong_letter) for record in sent)
    outcome = sum(record.outcome in record.allowed for record in records)
    false = [record for record in records if record.false_defects]
    proposed = [record for record in false if record.outcome == "supplement"]
    return [
        Figure("submissions", "全部", "错发的自动文书", wrong, "件", most=0, count=total),
        Figure("submissions", "全部", "自动发出文书", len(sent), "件", count=total),
        Figure("submissions", "全部", "结论在应得之列", _share(outcome, total), "", count=total),
        Figure("submissions", "全部", "指出不存在的缺陷（待人工审核）", len(false), "件", count=total),
        Figure("submissions", "全部", "其中拟发补正通知的", len(proposed), "件", count=total),
        *_table("自动发出文书（按结论）", "件", ((record.outcome, 1.0) for record in sent), sum),
    ]


def _found(records: Sequence[SubmissionRecord]) -> list[Figure]:
    """Defects found: where colour shows, of all and by kind; elsewhere the share that is held or found."""
    seen = [(one.defect, one.found) for record in records if record.device in SHOW_COLOUR for one in record.found]
    dark = [one.found or one.held for record in records if record.device not in SHOW_COLOUR for one in record.found]
    share = _share(sum(found for _, found in seen), len(seen))
    return [
        Figure("submissions", "缺陷", "找出的比例", share, "", least=FOUND_SHARE, count=len(seen)),
        *_table("缺陷", "", ((f"找出：{defect}", float(found)) for defect, found in seen), _mean),
        Figure("submissions", "缺陷", "黑白、传真材料中找出或转人工的比例", _mean(dark), "", count=len(dark)),
    ]


def _clean(records: Sequence[SubmissionRecord]) -> list[Figure]:
    clean = [record for record in records if record.clean]
    colour = [record for record in clean if record.device in COLOUR_SCANS]
    asked = [_asked(record) for record in colour]
    return [
        Figure("submissions", "无误彩色扫描", "转人工", _mean(asked), "", most=REVIEW_SHARE, count=len(asked)),
        *_table("无误彩色扫描转人工", "", ((record.item, _asked(record)) for record in colour), _mean),
        *_table("无误材料转人工", "", ((record.device, _asked(record)) for record in clean), _mean),
    ]


def _asked(record: SubmissionRecord) -> float:
    return float(record.outcome not in ("accept", "guide"))


def _times(records: Sequence[SubmissionRecord]) -> list[Figure]:
    pages = [record.judging_seconds / record.new_pages for record in records if record.new_pages]
    whole = [record.drawing_seconds + record.judging_seconds for record in records]
    drawing = sum(record.drawing_seconds for record in records)
    return [
        Figure("submissions", "用时", "每份（绘制与识别，单线程）", _mean(whole), "秒", count=len(whole)),
        Figure("submissions", "用时", "其中绘制", drawing / max(len(records), 1), "秒", count=len(whole)),
        Figure("submissions", "用时", "每个新页识别", _mean(pages), "秒", count=len(pages)),
        Figure("submissions", "用时", "每个新页识别（最慢的十分之一）", worst_tenth(pages), "秒", count=len(pages)),
    ]


def _table(
    group: str, unit: str, values: Iterable[tuple[str, float]], reduce: Callable[[list[float]], float]
) -> list[Figure]:
    by_name: dict[str, list[float]] = defaultdict(list)
    for name, value in values:
        by_name[name].append(value)
    return [
        Figure("submissions", group, name, reduce(found), unit, count=len(found))
        for name, found in sorted(by_name.items())
    ]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
