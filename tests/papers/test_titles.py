"""What counts as a title: a page without one continues the page before it."""

from __future__ import annotations

from cases.reading import ColourMode, PageReading, Source, TextLine
from papers.titles import title_lines

SENTENCE = "我单位部分岗位因工作性质特殊，需机动作业，工作时间无法按标准工时衡量，现提出申请。"


def _page(*lines: tuple[float, float, float, float, str]) -> PageReading:
    made = tuple(TextLine(text, (x0, y0, x1, y1), 0.98) for x0, y0, x1, y1, text in lines)
    return PageReading(
        1, 0, 1, (210.0, 297.0), Source.OCR, ColourMode.COLOUR, 0, made, (), (), ink=0.05
    )


def _titles(*lines: tuple[float, float, float, float, str]) -> list[str]:
    return [line.text for line in title_lines(_page(*lines))]


def test_centred_line_at_the_top_is_a_title() -> None:
    heading = (190.0, 70.0, 405.0, 92.0, "劳务派遣经营许可申请书")
    assert _titles(heading, (78.0, 110.0, 511.0, 124.0, SENTENCE)) == ["劳务派遣经营许可申请书"]


def test_label_in_the_first_column_is_no_title() -> None:
    label = (76.0, 68.0, 126.0, 85.0, "申报理由")
    assert _titles(label, (78.0, 89.0, 509.0, 102.0, SENTENCE), (78.0, 106.0, 503.0, 119.0, SENTENCE)) == []


def test_nothing_below_running_text_is_a_title() -> None:
    below = (240.0, 150.0, 355.0, 165.0, "审批机关意见")
    assert _titles((78.0, 89.0, 509.0, 102.0, SENTENCE), below) == []


def test_long_name_of_a_statute_is_a_title_though_it_wraps() -> None:
    name = (86.0, 69.0, 509.0, 92.0, "北京市朝阳区博雅人力资源服务有限责任公司章")
    rest = (283.0, 98.0, 311.0, 121.0, "程")
    running = ((78.0, 140.0 + 18 * row, 515.0, 157.0 + 18 * row, SENTENCE) for row in range(4))
    assert _titles(name, rest, *running) == ["北京市朝阳区博雅人力资源服务有限责任公司章程"]
