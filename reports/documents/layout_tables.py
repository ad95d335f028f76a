"""Tables of the plan and of progress from a layout: what its columns have no place for goes under the row."""

from dataclasses import dataclass, replace

from reports.documents.model import Cell, Column, Listing, Paragraph, Row, Table, Under

UNFILLED = 15
RUN_IN_AT_MOST = 500  # characters; short enough never to be split between pages
NOTHING = Cell((Paragraph("–", style="plain"),), align="center")


@dataclass(frozen=True)
class Piece:
    """One field of an entry as it is printed. `shows_label`: also in a column that it shares with other fields.

    `brief` stands for it on the line under the row, where the whole would take too much room.
    """

    label: str
    blocks: tuple[Paragraph | Listing, ...]
    shows_label: bool = False
    brief: str = ""

    @property
    def texts(self):
        return [text for it in self.blocks for text in (it.items if isinstance(it, Listing) else (it.text,))]

    @property
    def length(self):
        """Characters, and for each text of a list the line that it does not fill."""
        return sum(len(text) + UNFILLED for text in self.texts)


def words(label, text, *, style="plain", shows_label=False):
    """A piece of one text, None when there is none."""
    return Piece(label, (Paragraph(text, style=style),), shows_label) if text else None


def listing(label, texts, *, numbered=True, shows_label=False):
    """A numbered or bulleted piece; a single text needs no number."""
    if not texts:
        return None
    block = Listing(tuple(texts), numbered) if len(texts) > 1 else Paragraph(texts[0], style="plain")
    return Piece(label, (block,), shows_label)


def layout_table(layout, name, entries, number=str):
    """`entries` are mappings from field to Piece (or None), in the order that texts stand under the row."""
    fitted = fitted_layout(layout, entries)
    return Table(name, layout_columns(fitted), tuple(layout_row(fitted, it, number) for it in entries), roomy=True)


def fitted_layout(layout, entries):
    """The layout with the columns that these entries fill; a word on the urgency alone fills none."""
    rows = [without_repeats(layout, pieces) for pieces in entries]
    return layout.showing(
        [{name: piece.length for name, piece in row.items() if piece and name != "urgency"} for row in rows]
    )


def layout_columns(layout):
    return tuple(Column(column.title, column.width, group=column.group) for column in layout.columns)


def layout_row(layout, pieces, number=str):
    pieces = without_repeats(layout, pieces)
    cells = tuple(_cell(column, pieces) for column in layout.columns)
    left_over = [piece for name, piece in pieces.items() if piece and name not in layout.fields]
    return Row(cells, tuple(under(piece, number) for piece in left_over))


def under(piece, number):
    """The label and, run in after it, the texts: numbered (๑) (๒) where they are several and short enough for that."""
    texts = piece.texts
    if piece.brief or len(texts) == 1:
        return Under((Paragraph(piece.brief or texts[0], label=piece.label, style="plain"),))
    if sum(map(len, texts)) > RUN_IN_AT_MOST:
        return Under((Paragraph("", label=piece.label, style="plain"), *piece.blocks))
    run_in = " ".join(f"({number(place)}) {text}" for place, text in enumerate(texts, 1))
    return Under((Paragraph(run_in, label=piece.label, style="plain"),))


def band_row(text, columns):
    return Row((Cell((Paragraph(text, style="strong"),), span=columns),), kind="band")


def without_repeats(layout, pieces):
    """A field whose very words another field of the row shows already is left out; what has a column stays."""
    kept, seen = {}, set()
    for name in sorted(pieces, key=lambda name: name not in layout.fields):
        piece = pieces[name]
        if piece and not piece.shows_label and piece.blocks in seen:
            continue
        kept[name] = piece
        seen.add(piece.blocks if piece else None)
    return {name: kept[name] for name in pieces if name in kept}


def _cell(column, pieces):
    present = {name: pieces[name] for name in column.fields if pieces.get(name)}
    shown = {name: piece for name, piece in present.items() if not _ends_another(piece, present.values())}
    if not shown:
        return NOTHING
    return Cell(tuple(block for name, piece in shown.items() for block in _labelled(name, piece, column)))


def _ends_another(piece, neighbours):
    """Whether a neighbour ends in its very words: a weak point that is named as its item is."""
    text = piece.texts[0] if len(piece.texts) == 1 else ""
    return bool(text) and any(other.endswith(f" {text}") for it in neighbours for other in it.texts)


def _labelled(name, piece, column):
    """The column's own label runs in before a single text and stands above a list; a piece's stands above it."""
    label = dict(column.labels).get(name, "")
    first, *rest = piece.blocks
    if label and isinstance(first, Paragraph):
        return (replace(first, label=label), *rest)
    if not label and piece.shows_label and len(column.fields) > 1:
        label = piece.label
    return (Paragraph("", label=label, style="plain"), *piece.blocks) if label else piece.blocks
