"""Tables in which “รหัส” heads codes of items: an officer's own, which names no agency, or a long one that does."""

from dataclasses import replace

from assessments.exchange import columns as roles
from assessments.exchange.cells import tidy
from assessments.exchange.columns import squeezed

FIGURES = (roles.FIGURE, roles.TOTAL, roles.LEVEL, roles.NUMBER)
MEANT = {roles.AGENCY_CODE: roles.CODE, roles.CODE: roles.UNUSED, roles.TOTAL: roles.SCORE}
NAMES_OF_ITEMS = ("ชื่อ", "name")


def with_item_codes(layout, vocabulary):
    """“รหัส” beside “คะแนน” heads codes of agencies in the sheet of a ministry and codes of items in one of an agency:
    what stands below tells."""
    found = {column.role for column in layout.columns}
    code, question = layout.first(roles.AGENCY_CODE), layout.first(roles.CODE)
    if code is None or not found & {roles.TOTAL, roles.SCORE} or found & {roles.FIGURE, roles.LEVEL}:
        return layout
    texts = texts_below(layout, code)
    is_question_code = question is not None and are_codes(texts_below(layout, question), vocabulary)
    if not are_codes(texts, vocabulary) or (is_question_code and not names_items(texts, vocabulary)):
        return layout
    return replace(layout, columns=tuple(map(meant, layout.columns)))


def meant(column):
    """A question beside its code ("ข้อคำถาม") was taken for the code, and its name for an agency's."""
    is_name = column.role == roles.AGENCY and squeezed(column.title) in NAMES_OF_ITEMS
    return replace(column, role=roles.UNUSED if is_name else MEANT.get(column.role, column.role))


def texts_below(layout, column):
    rows = (texts for number, texts in layout.table.top() if number > layout.head[-1])
    found = (tidy(texts[column.index]) for texts in rows if column.index < len(texts))
    return [text for text in found if text]


def are_codes(texts, vocabulary):
    """Most of them; a sheet may have a heading or a note among its rows."""
    return 2 * sum(vocabulary.meaning(text).role in FIGURES for text in texts) > len(texts)


def names_items(texts, vocabulary):
    """o1 is no agency's code; a bare number may be."""
    return any(vocabulary.meaning(text).role == roles.FIGURE for text in texts)
