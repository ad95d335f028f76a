"""The fields of a progress entry as a layout's columns show them."""

from reports.documents.layout_tables import listing, words
from reports.documents.measure_fields import period_piece
from reports.documents.wording import NO_BUDGET, NOT_STATED


def progress_pieces(entry, wording):
    """Field → Piece, in the order that left-over fields stand under the row."""
    measure = entry.measure
    return {
        "measure": words("มาตรการ", measure.name if measure else "", style="strong"),
        "activity": words("กิจกรรม", entry.activity),
        "steps": listing("ขั้นตอนตามมาตรการ", measure.steps) if named_after_indicator(measure, wording) else None,
        "performed": listing("ผลการดำเนินการ", entry.performed),
        "period": period_piece(entry.period, wording),
        "outcomes": listing("ผลลัพธ์หรือความสำเร็จ", entry.outcomes),
    }


def named_after_indicator(measure, wording):
    """Such a measure says only by its steps what it is."""
    return measure is not None and measure.name == wording.name(measure.indicator)


def budget_text(entry, wording):
    """An amount, the words that none was used, or that nobody said yet: a blank is a fault in the official check."""
    if entry.budget_amount is None:
        return NOT_STATED
    return wording.baht(entry.budget_amount) if entry.budget_amount else NO_BUDGET


def answer(text):
    """What was typed ("ไม่มี" included), or that nobody said yet."""
    return text or NOT_STATED


def nothing_stated(entry):
    return entry.budget_amount is None and not (entry.budget_source or entry.obstacles or entry.suggestions)
