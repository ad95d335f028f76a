"""Layouts of the plan and progress tables as data: a new one is a short list of columns.

A column names the fields it shows, in order (see documents/measure_fields.py and documents/progress_fields.py). Every
other text of an entry goes on a line under its row, so no layout loses anything. Widths are percent of the table.
"""

from dataclasses import dataclass, replace
from functools import partial
from itertools import permutations

# The official check asks for these: a reader must see that they are missing.
SEEN_WHEN_MISSING = {"steps", "period", "responsible", "performed", "outcomes"}
WIDTH_BOUNDS = (0.75, 1.4)  # of the layout's own width
MOST_MOVES = 40
SMOOTHNESS = 8
# Percent of a landscape table that hold "กุมภาพันธ์ ๒๕๖๖ –", "๓๐ พฤศจิกายน ๒๕๖๖ –" and the longest word of a unit's name.
MONTH_FITS, DAY_FITS, NAME_FITS = 12, 15, 10
MEASURE_LABEL = ("title", "มาตรการ:")


@dataclass(frozen=True)
class LayoutColumn:
    """`least` is the percent under which a word of it would not fit. `labels` (field, words) tell its texts apart."""

    title: str
    fields: tuple[str, ...]
    width: int
    group: str = ""  # a header above neighbouring columns of the same group
    least: int = 0
    labels: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Layout:
    """`split` makes one table for each issue, one for each urgency, or one in all ("")."""

    name: str
    label: str
    of: str  # "measures" or "progress"
    split: str
    orientation: str
    columns: tuple[LayoutColumn, ...]

    @property
    def fields(self):
        return {field for column in self.columns for field in column.fields}

    def showing(self, rows):
        """For rows of so much text by field: without the columns that nothing fills, the others as their text asks.

        A column grows and shrinks within bounds, so that a table keeps the face of its layout.
        """
        wanted = SEEN_WHEN_MISSING | {field for lengths in rows for field, length in lengths.items() if length}
        kept = [column for column in self.columns if wanted & set(column.fields)]
        needs = [[len(column.title) for column in kept]]
        needs += [[sum(lengths.get(field, 0) for field in column.fields) for column in kept] for lengths in rows]
        widths = balanced(kept, needs)
        return replace(self, columns=tuple(replace(it, width=width) for it, width in zip(kept, widths, strict=True)))


def balanced(columns, needs):
    """Whole percents for which the rows come out least tall. `needs`: for each row the text of each column."""
    floors = [column.least for column in columns]
    widths = shares_of_hundred([column.width for column in columns], floors)
    least, most = WIDTH_BOUNDS
    bounds = [(max(floor, width * least), width * most) for floor, width in zip(floors, widths, strict=True)]
    height = partial(height_of_rows, needs)
    for _ in range(MOST_MOVES):
        better = min(moves(widths, bounds), key=height, default=widths)
        if height(better) >= height(widths):
            break
        widths = better
    return widths


def height_of_rows(needs, widths):
    """Near enough each row's tallest column, but smooth: of two equally tall ones either is worth widening."""
    return sum(
        sum((need / width) ** SMOOTHNESS for need, width in zip(row, widths, strict=True)) ** (1 / SMOOTHNESS)
        for row in needs
    )


def moves(widths, bounds):
    """Every way to give one percent of one column to another."""
    for giver, taker in permutations(range(len(widths)), 2):
        if widths[giver] - 1 >= bounds[giver][0] and widths[taker] + 1 <= bounds[taker][1]:
            steps = {giver: -1, taker: 1}
            yield [width + steps.get(at, 0) for at, width in enumerate(widths)]


def shares_of_hundred(widths, floors):
    """Whole percents in the proportion of these widths, none under its floor; the widest takes what rounding leaves."""
    pairs = list(zip(widths, floors, strict=True))
    room = 100 - sum(floor for width, floor in pairs if width * 100 < floor * sum(widths))
    free = sum(width for width, floor in pairs if width * 100 >= floor * sum(widths))
    shares = [max(floor, int(width * room / free)) for width, floor in pairs]
    shares[shares.index(max(shares))] += 100 - sum(shares)
    return shares


class UnknownLayout(ValueError):
    """No layout of this name for these entries."""


_ALL = (
    Layout(
        "issue-wide",
        "ตารางเดียวเรียงตามประเด็น",
        "measures",
        "",
        "landscape",
        (
            LayoutColumn("ประเด็น", ("topic", "indicator", "urgency"), 16, "การนำผลการวิเคราะห์ไปสู่การปฏิบัติ"),
            LayoutColumn("มาตรการ/แนวทาง", ("title", "approach"), 21, "การนำผลการวิเคราะห์ไปสู่การปฏิบัติ"),
            LayoutColumn("ขั้นตอนหรือวิธีการปฏิบัติ", ("steps",), 39),
            LayoutColumn("ระยะเวลา", ("period",), 11, least=MONTH_FITS),
            LayoutColumn("ผู้รับผิดชอบ", ("responsible",), 13, least=NAME_FITS),
        ),
    ),
    Layout(
        "issue-weak-points",
        "รายประเด็น: จุดอ่อน สิ่งที่จะพัฒนา และการกำกับติดตาม",
        "measures",
        "topic",
        "landscape",
        (
            LayoutColumn("ประเด็นที่เป็นข้อบกพร่องหรือจุดอ่อน", ("weak_point", "items", "causes", "urgency"), 17),
            LayoutColumn("ประเด็นที่จะพัฒนาให้ดีขึ้น", ("improvement", "title", "approach"), 22, labels=(MEASURE_LABEL,)),
            LayoutColumn("ผู้รับผิดชอบ", ("responsible",), 13, least=NAME_FITS),
            LayoutColumn("ขั้นตอนหรือวิธีการปฏิบัติ", ("steps",), 30),
            LayoutColumn("แนวทางการกำกับติดตาม", ("monitoring",), 18),
        ),
    ),
    Layout(
        "issue-raise",
        "รายประเด็น: ประเด็นที่ต้องยกระดับและมาตรการ",
        "measures",
        "topic",
        "landscape",
        (
            LayoutColumn("ประเด็นที่ต้องยกระดับ", ("weak_point", "items", "improvement"), 19),
            LayoutColumn("มาตรการ โครงการ หรือกิจกรรม", ("title", "approach", "urgency"), 22),
            LayoutColumn("ขั้นตอนหรือวิธีการปฏิบัติ", ("steps",), 34),
            LayoutColumn("ช่วงระยะเวลา", ("period",), 11, least=MONTH_FITS),
            LayoutColumn("ผู้รับผิดชอบ", ("responsible",), 14, least=NAME_FITS),
        ),
    ),
    Layout(
        "urgency",
        "แยกประเด็นเร่งด่วนกับประเด็นที่ต้องพัฒนา",
        "measures",
        "urgency",
        "landscape",
        (
            LayoutColumn("ประเด็น", ("topic", "indicator", "weak_point", "items", "components"), 21),
            LayoutColumn("วิธีการนำผลการวิเคราะห์ไปสู่การปฏิบัติ", ("title", "approach"), 24),
            LayoutColumn("ขั้นตอนการดำเนินงาน", ("steps",), 32),
            LayoutColumn("ระยะเวลา", ("period",), 11, least=MONTH_FITS),
            LayoutColumn("ผู้รับผิดชอบ", ("responsible",), 12, least=NAME_FITS),
        ),
    ),
    Layout(
        "indicator",
        "รายตัวชี้วัดกับประเด็นการประเมิน",
        "measures",
        "urgency",
        "landscape",
        (
            LayoutColumn("ตัวชี้วัด", ("topic", "indicator"), 15),
            LayoutColumn("ประเด็นการประเมิน", ("assessed_points", "items"), 29),
            LayoutColumn(
                "มาตรการและแนวทาง",
                ("title", "weak_point", "causes", "approach", "steps"),
                38,
                labels=(MEASURE_LABEL, ("weak_point", "จุดอ่อน:"), ("approach", "แนวทาง")),
            ),
            LayoutColumn("ระยะเวลาและผู้รับผิดชอบ", ("period", "responsible"), 18, least=MONTH_FITS),
        ),
    ),
    Layout(
        "progress-4",
        "มาตรการ ผล ระยะเวลา และผลลัพธ์",
        "progress",
        "",
        "landscape",
        (
            LayoutColumn("มาตรการ", ("measure", "activity", "steps"), 24),
            LayoutColumn("ผลการดำเนินการ", ("performed",), 31),
            LayoutColumn("ระยะเวลาดำเนินการ", ("period",), 15, least=DAY_FITS),
            LayoutColumn("ผลลัพธ์ความสำเร็จ", ("outcomes",), 30),
        ),
    ),
    Layout(
        "progress-3",
        "มาตรการหรือกิจกรรม สรุปผล และผลลัพธ์",
        "progress",
        "",
        "landscape",
        (
            LayoutColumn("มาตรการหรือกิจกรรม", ("activity", "measure"), 26),
            LayoutColumn("สรุปผลการดำเนินงาน", ("performed",), 37),
            LayoutColumn("ผลลัพธ์หรือความสำเร็จ", ("outcomes",), 37),
        ),
    ),
)

TABLES_OF = {"measures": ("measures",), "progress": ("progress",), "full": ("measures", "progress")}  # by document
LAYOUTS = {layout.name: layout for layout in _ALL}


def layouts_of(entries):
    """The layouts that can show "measures" or "progress"."""
    return tuple(layout for layout in LAYOUTS.values() if layout.of == entries)


def get_layout(name, entries):
    layout = LAYOUTS.get(name)
    if layout and layout.of == entries:
        return layout
    known = ", ".join(layout.name for layout in layouts_of(entries))
    raise UnknownLayout(f"ไม่มีรูปแบบตาราง “{name}” ที่ใช้ได้คือ {known}")


def default_measures_layout(measures):
    """By how the agency plans: by issue, and how much it says of each; by indicator; by urgency."""
    if any(measure.issue for measure in measures):
        return get_layout(_issue_layout(measures), "measures")
    if any(measure.assessed_points for measure in measures):
        return get_layout("indicator", "measures")
    return get_layout("urgency", "measures")


def _issue_layout(measures):
    """The one with columns for what was written, so that little goes under the rows."""
    if any(measure.monitoring or measure.improvement for measure in measures):
        return "issue-weak-points"
    return "issue-raise" if any(measure.weak_point for measure in measures) else "issue-wide"


def default_progress_layout(entries):
    """Four columns where periods were reported, else three."""
    has_periods = any(entry.period.start or entry.period.text for entry in entries)
    return get_layout("progress-4" if has_periods else "progress-3", "progress")
