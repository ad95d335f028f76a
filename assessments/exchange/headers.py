"""Finds the header of a table under titles and over units, in one to three rows, and says what each column is."""

import re
from dataclasses import dataclass, replace

from assessments.exchange import columns as roles
from assessments.exchange.cells import tidy
from assessments.exchange.columns import Meaning
from assessments.exchange.tables import Table

TALLEST = 3
LONG, WIDE = "long", "wide"
PLACES = (roles.YEAR, roles.AGENCY_CODE, roles.AGENCY, roles.PROVINCE)
TELLING = {roles.FIGURE, roles.TOTAL, roles.OTHER_YEAR, roles.CLASH, roles.UNKNOWN}  # each shows a table of results
HEADER_WORDS = {*PLACES, *roles.VALUES, roles.CODE, roles.SCORE, roles.UNIT, roles.COMPUTED, roles.OTHER_YEAR}
ITEM_LETTERS = {"IIT": "i", "EIT": "e", "OIT": "o"}
ITEM_WORD, INDICATOR_WORD = "ข้อ", "ตัวชี้วัด"
BARE_CODE = ("code", "รหัส")
RUNNING_NUMBER = re.compile(r"[(\[]?(\d{1,3})[)\]]?")


@dataclass(frozen=True)
class Column:
    """`index` counts from 0; `code` is the framework's code of a figure."""

    index: int
    title: str
    role: str
    code: str = ""


@dataclass(frozen=True)
class Layout:
    """`head` are the numbers of the header's rows; data begin after the last. `titles` are the texts above it."""

    table: Table
    head: tuple[int, ...]
    columns: tuple[Column, ...]
    titles: tuple[str, ...] = ()

    @property
    def shape(self):
        found = {column.role for column in self.columns}
        return LONG if {roles.CODE, roles.SCORE} <= found else WIDE

    @property
    def used(self):
        wanted = (*PLACES, roles.CODE, roles.SCORE) if self.shape == LONG else (*PLACES, *roles.VALUES)
        return [column for column in self.columns if column.role in wanted]

    @property
    def names_agency(self):
        """It says whose the figures are."""
        return any(column.role in (roles.AGENCY, roles.AGENCY_CODE) for column in self.columns)

    @property
    def figure_count(self):
        """How many columns hold figures or totals, be they of another year or odd."""
        figures = TELLING | ({roles.SCORE} if self.shape == LONG else set())
        return sum(column.role in figures for column in self.columns)

    @property
    def is_of_one(self):
        """It can be a table of a single agency, which need not name it: codes with scores, or several figures."""
        return self.shape == LONG or self.figure_count > 1

    def first(self, role):
        return next((column for column in self.columns if column.role == role), None)


def find_layout(table, vocabulary, *, of_one=False) -> Layout | None:
    """The header that explains most columns; of equals the shortest and highest. None where nothing is one.

    `of_one`: a table of one agency, which does not name it.
    """
    rows = [(number, [tidy(text) for text in texts]) for number, texts in table.top()]
    layouts = [
        layout_of(table, rows[start : start + height], vocabulary)
        for start in range(len(rows))
        for height in range(1, min(TALLEST, len(rows) - start) + 1)
        if any(rows[start][1])
    ]
    usable = [each for each in layouts if each.figure_count and (each.is_of_one if of_one else each.names_agency)]
    best = max(usable, key=lambda layout: (len(layout.used), -len(layout.head), -layout.head[0]), default=None)
    return best and replace(best, titles=titles_above(best, rows))


def titles_above(layout, rows):
    return tuple(text for number, texts in rows if number < layout.head[0] for text in texts if text)


def layout_of(table, head, vocabulary):
    stacks = stacks_of(table, head)
    columns = [column_of(index, stack, vocabulary) for index, stack in enumerate(stacks)]
    columns = settle_roles(settle_numbers(columns, stacks, vocabulary.framework))
    return Layout(table, tuple(number for number, _ in head), tuple(columns))


@dataclass(frozen=True)
class Stack:
    """The texts of one column, the lowest last; `is_certain` when what stands above is known to reach over it."""

    texts: tuple[str, ...]
    is_certain: bool

    @property
    def title(self):
        return " ".join(dict.fromkeys(self.texts))


def stacks_of(table, head):
    """A title over several columns belongs to each of them that has a title of its own below."""
    width = max(len(texts) for _, texts in head)
    grid = [[texts[at] if at < len(texts) else "" for at in range(width)] for _, texts in head]
    merges = [merge for merge in table.merges if merge.row in {number for number, _ in head}]
    above = [
        spread(texts, [m for m in merges if m.row == number]) for texts, (number, _) in zip(grid, head, strict=True)
    ]
    return [stack_of(grid, above, at, bool(merges)) for at in range(width)]


def spread(texts, merges):
    """What stands over each column: by the merged cells where there are any, else by the text to the left."""
    if merges:
        spans = {
            at: texts[merge.first]
            for merge in merges
            for at in range(merge.first, merge.last + 1)
            if merge.first < len(texts)
        }
        return [text or spans.get(at, "") for at, text in enumerate(texts)]
    over, latest = [], ""
    for text in texts:
        latest = text or latest
        over.append(latest)
    return over


def stack_of(grid, above, at, is_certain):
    lowest = max((level for level, texts in enumerate(grid) if texts[at]), default=None)
    if lowest is None:
        return Stack((), True)
    over = tuple(texts[at] for texts in above[:lowest] if texts[at])
    return Stack((*over, grid[lowest][at]), is_certain or all(grid[level][at] for level in range(lowest)))


def column_of(index, stack, vocabulary):
    meaning = read_stack(stack, vocabulary) if stack.texts else Meaning(roles.UNUSED)
    return Column(index, stack.title, meaning.role, meaning.code)


def read_stack(stack, vocabulary) -> Meaning:
    """The lowest text, in the light of those above it."""
    *over, own = [vocabulary.meaning(text) for text in stack.texts]
    outside = next((each for each in over if each.role in (roles.OTHER_YEAR, roles.COMPUTED)), None)
    if outside and (stack.is_certain or own.role in (*roles.VALUES, roles.SCORE)):
        return outside
    if own.role in (roles.UNIT, roles.SCORE):
        return next((each for each in reversed(over) if each.role in (roles.FIGURE, roles.TOTAL)), own)
    if over and own.role == roles.UNUSED:
        return vocabulary.meaning(stack.title)
    figure = next((each for each in reversed(over) if each.role == roles.FIGURE), None)
    return below_figure(figure, own, vocabulary.framework) if figure and stack.is_certain else own


def below_figure(figure, own, framework):
    """Total and level under an indicator or an instrument are those of it, not of the agency."""
    if own.role == roles.TOTAL:
        return figure
    if own.role == roles.LEVEL:
        return Meaning(roles.UNUSED)
    is_same_depth = own.role == roles.FIGURE and framework.depth_of(own.code) == framework.depth_of(figure.code)
    return Meaning(roles.CLASH, figure.code) if is_same_depth and own.code != figure.code else own


def settle_numbers(columns, stacks, framework):
    """Bare numbers under an instrument are its indicators if all of them can be, else its items; alone, indicators."""
    groups = {}
    for column, stack in zip(columns, stacks, strict=True):
        if column.role == roles.NUMBER:
            instrument = next(filter(None, map(roles.instrument_in, reversed(stack.texts[:-1]))), "")
            groups.setdefault(instrument, []).append(column)
    settled = {}
    for instrument, group in groups.items():
        own = {entry.code for entry in framework.indicators_of(instrument)} if instrument else framework.entries.keys()
        can_be_indicators = all(column.code in own for column in group)
        settled |= {each.index: settled_number(each, instrument, can_be_indicators, framework) for each in group}
    return [settled.get(column.index, column) for column in columns]


def settled_number(column, instrument, can_be_indicator, framework):
    """ "ข้อ 3" is a third item, of which instrument only a header above can say."""
    is_item = ITEM_WORD in column.title and INDICATOR_WORD not in column.title
    code = column.code
    if instrument and (is_item or not can_be_indicator) and INDICATOR_WORD not in column.title:
        code = ITEM_LETTERS[instrument] + code
    elif is_item:
        code = ""
    return replace(column, role=roles.FIGURE if code in framework.entries else roles.UNUSED, code=code)


def settle_roles(columns):
    """Words that mean different things in the two shapes: "code" beside an agency's code, "คะแนน" without codes."""
    found = [column.role for column in columns]
    if roles.CODE not in found and roles.SCORE in found and found.count(roles.AGENCY_CODE) == 2:
        at = next((at for at, column in enumerate(columns) if roles.squeezed(column.title) in BARE_CODE), None)
        return columns if at is None else changed(columns, at, roles.CODE)
    if roles.CODE not in found and roles.TOTAL not in found and found.count(roles.SCORE) == 1:
        return changed(columns, found.index(roles.SCORE), roles.TOTAL)
    if found.count(roles.CODE) > 1:
        return [names_only(column) if is_name_of_code(column) else column for column in columns]
    return columns


def changed(columns, at, role):
    return [replace(column, role=role) if place == at else column for place, column in enumerate(columns)]


def is_name_of_code(column):
    return column.role == roles.CODE and not column.title.casefold().startswith(("รหัส", "code", "item", "indicator"))


def names_only(column):
    return replace(column, role=roles.UNUSED)


def is_decoration(texts, vocabulary) -> bool:
    """Words of a header (units under it, the header again on a new page), or numbers of columns: (1) (2) (3)."""
    told = [text for text in map(tidy, texts) if text]
    if all(vocabulary.meaning(text).role in HEADER_WORDS for text in told):
        return True
    numbers = [int(found[1]) for text in told if (found := RUNNING_NUMBER.fullmatch(text))]
    return len(numbers) == len(told) >= 3 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
