"""Bar charts as numbers: the same geometry on screen and on paper. Labels stay text beside the shapes, never inside."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from assessments import thai

FULL_SCALE = Decimal(100)
OUTLINE = 0.4  # percent of the scale
HALO = 0.4


@dataclass(frozen=True)
class Mark:
    """A vertical line across all bars, such as the pass mark; `at` in percent of the scale."""

    at: float
    label: str

    @property
    def halo_at(self):
        """Where the white edge of the line begins, so that it is seen on dark bars without colour."""
        return round(self.at - HALO, 2)


@dataclass(frozen=True)
class Bar:
    """`width` in percent of the scale, None for what is not scored; `figure` is the number as printed beside it."""

    label: str
    figure: str
    width: float | None
    is_hollow: bool = False  # under the pass mark: told apart without colour
    note: str = ""

    @property
    def inner_width(self):
        """What is left white inside the outline of a hollow bar."""
        return round(max((self.width or 0) - 2 * OUTLINE, 0), 2)


@dataclass(frozen=True)
class BarChart:
    title: str
    label_title: str
    figure_title: str
    bars: tuple[Bar, ...]
    mark: Mark | None
    legend: str = ""


def bar_chart(
    title: str,
    entries: Iterable[tuple],
    *,
    label_title: str,
    pass_mark: Decimal | None = None,
    digits: Callable[[str], str] = str,
) -> BarChart:
    """Scores 0–100 as bars from (label, value) or (label, value, note).

    `digits` puts printed figures into Thai digits where a document wants them.
    """
    bars = tuple(_bar(entry, pass_mark, digits) for entry in entries)
    mark = None if pass_mark is None else Mark(_percent(pass_mark), f"เกณฑ์ผ่าน {digits(plain(pass_mark))}")
    return BarChart(title, label_title, "คะแนน", bars, mark, _legend(bars, mark))


def plain(value):
    """85 and not 85.00: a bound, not a score."""
    return f"{value.normalize():f}"


def _bar(entry, pass_mark, digits):
    label, value, note = (*entry, "")[:3]
    low = value is not None and pass_mark is not None and value < pass_mark
    return Bar(label, digits(thai.score(value)), _percent(value), low, note)


def _percent(value):
    if value is None:
        return None
    return round(float(min(max(value, Decimal(0)), FULL_SCALE)), 2)


def _legend(bars, mark):
    if mark is None:
        return ""
    hollow = any(bar.is_hollow for bar in bars)
    return f"เส้นตั้ง: {mark.label}" + (" · แท่งทึบ: ผ่านเกณฑ์ · แท่งโปร่ง: ต่ำกว่าเกณฑ์" if hollow else "")
