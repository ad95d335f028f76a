"""A document as plain values: parts made of blocks. Writers know this and nothing else."""

from dataclasses import dataclass, field, replace
from datetime import date

from assessments.charts import BarChart
from reports.documents.qr import QrCode

Ranges = tuple[tuple[int, int], ...]  # (start, end) of stretches of a text, in order


@dataclass(frozen=True)
class Emblem:
    """The agency's logo; `file` as in Picture, `alt` for those who do not see it."""

    file: str
    alt: str


@dataclass(frozen=True)
class Cover:
    title_lines: tuple[str, ...]
    year_line: str
    agency_name: str
    affiliation: tuple[str, ...]  # the nearest body first
    emblem: Emblem | None = None


@dataclass(frozen=True)
class Contents:
    """The list of headings with page numbers; writers make it from the headings of the document."""

    title: str


@dataclass(frozen=True)
class Heading:
    """`level` 1 is a part or chapter. `in_contents` is False for headings that would only swell the contents."""

    text: str
    level: int = 1
    in_contents: bool = True


@dataclass(frozen=True)
class Paragraph:
    """`label` is printed bold before the text. `style`: body (indented), plain, note, strong, centred or signed.

    `bold` says which stretches of the text are bold.
    """

    text: str
    label: str = ""
    style: str = "body"
    bold: Ranges = ()


@dataclass(frozen=True)
class Listing:
    """Numbered (in the document's digits) or bulleted texts with a hanging indent; `bold` as in Paragraph, by item."""

    items: tuple[str, ...]
    numbered: bool = True
    bold: tuple[Ranges, ...] = ()


@dataclass(frozen=True)
class Cell:
    blocks: tuple[Paragraph | Listing, ...]
    align: str = ""  # start, center or end; empty: as the column
    span: int = 1


@dataclass(frozen=True)
class Under:
    """What the layout has no column for, printed across the table below its row; the first block carries the label."""

    blocks: tuple[Paragraph | Listing, ...]


@dataclass(frozen=True)
class Row:
    """`kind`: plain, band (a heading across the table) or total."""

    cells: tuple[Cell, ...]
    under: tuple[Under, ...] = ()
    kind: str = "plain"


@dataclass(frozen=True)
class Column:
    """`width` in percent of the table. Neighbours of one `group` share a header cell above their titles."""

    title: str
    width: float
    align: str = "start"
    group: str = ""


@dataclass(frozen=True)
class Table:
    """`name` says what the table holds, for readers that cannot see it. `roomy` tables hold running text."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    roomy: bool = False


@dataclass(frozen=True)
class Figure:
    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class KeyFigures:
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Chart:
    chart: BarChart


@dataclass(frozen=True)
class Picture:
    """`file` is the stored name that a writer's table of pictures is asked for; empty when none was given."""

    caption: str
    file: str = ""
    taken_on: date | None = None
    date_text: str = ""


@dataclass(frozen=True)
class Photos:
    pictures: tuple[Picture, ...]


@dataclass(frozen=True)
class Signature:
    """A line to be filled in by hand is a (before, after) pair around its dots; one that is known is its text alone."""

    lines: tuple[tuple[str, str] | tuple[str], ...]


@dataclass(frozen=True)
class AttachedPages:
    """The pages of a stored PDF follow here in the PDF; other writers show only the note."""

    file: str
    note: str


@dataclass(frozen=True)
class VersionMark:
    """Which publication this is: the code and `address` lead to its page, `lines` say so. Digits stay as they are."""

    number_line: str
    address: str
    lines: tuple[str, ...]
    qr: QrCode


@dataclass(frozen=True)
class PageBreak:
    pass


Block = (
    Cover
    | Emblem
    | Contents
    | Heading
    | Paragraph
    | Listing
    | Table
    | KeyFigures
    | Chart
    | Photos
    | Signature
    | AttachedPages
    | VersionMark
    | PageBreak
)


@dataclass(frozen=True)
class Part:
    """Blocks on pages of one orientation. `paging`: none (cover), front (ก ข ค) or body (numbered from 1).

    `continues`: on the pages of the part before it, whatever those are. `chapter`: the key of the part that opens the
    chapter it belongs to.
    """

    key: str
    blocks: tuple[Block, ...]
    orientation: str = "portrait"
    paging: str = "body"
    title: str = ""
    continues: bool = False
    chapter: str = ""


@dataclass(frozen=True)
class Document:
    kind: str
    title: str
    agency_name: str
    fiscal_year: int
    numerals: str
    parts: tuple[Part, ...] = field(default=())

    @property
    def full_title(self):
        return f"{self.title} {self.agency_name}"

    @property
    def running_title(self):
        """Above each page of the body; an announcement has none."""
        return "" if self.kind == "announcement" else self.title

    @property
    def blocks(self):
        return tuple(block for part in self.parts for block in part.blocks)

    @property
    def tables(self):
        return tuple(block for block in self.blocks if isinstance(block, Table))


def one_level_deeper(part):
    """The part with its headings one level down, to stand inside a larger document."""
    blocks = (replace(block, level=block.level + 1) if isinstance(block, Heading) else block for block in part.blocks)
    return replace(part, blocks=tuple(blocks))


def text_cell(text, align="", *, style="plain"):
    """A cell of one text."""
    return Cell((Paragraph(text, style=style),), align)
