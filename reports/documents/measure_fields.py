"""The fields of a measure as a layout's columns show them."""

import re

from assessments.thai import arabic_digits
from reports.documents.layout_tables import Piece, listing, words
from reports.documents.model import Listing, Paragraph
from reports.documents.wording import NOT_STATED, URGENCY_WORDS


def measure_pieces(measure, wording):
    """Field → Piece, in the order that left-over fields stand under the row."""
    both_named = measure.issue and measure.indicator
    return {
        "topic": words("ประเด็น", wording.topic(measure.issue, measure.indicator), style="strong"),
        "indicator": words("ตัวชี้วัด", wording.full_name(measure.indicator) if both_named else ""),
        "urgency": urgency_piece(measure.urgency),
        "title": words("มาตรการ โครงการ หรือกิจกรรม", measure.title or ("" if measure.says_anything else NOT_STATED)),
        "weak_point": words("ประเด็นที่เป็นข้อบกพร่องหรือจุดอ่อน", measure.weak_point),
        "items": items_piece([code for code in measure.items if not names_code(measure.weak_point, code)], wording),
        "components": components(measure.items, wording),
        "assessed_points": listing("ประเด็นการประเมิน", measure.assessed_points),
        "causes": listing("สาเหตุ", measure.causes, shows_label=True),
        "improvement": listing("ประเด็นที่จะพัฒนาให้ดีขึ้น", measure.improvement),
        "approach": listing("แนวทางการดำเนินการ", measure.approach),
        "steps": listing("ขั้นตอนการดำเนินการ", measure.steps, shows_label=True),
        "period": period_piece(measure.period, wording),
        "responsible": listing("ผู้รับผิดชอบ", measure.responsible, numbered=False, shows_label=True),
        "monitoring": words("แนวทางการกำกับติดตาม", measure.monitoring),
        "limitations": listing("ข้อจำกัดของหน่วยงาน", measure.limitations),
    }


def urgency_piece(urgency):
    word = URGENCY_WORDS.get(urgency)
    return Piece("ความเร่งด่วน", (Paragraph(f"({word})", style="plain"),), brief=word) if word else None


def names_code(text, code):
    """Whether what the agency wrote begins with this item or names it, in either script of digits."""
    return re.search(rf"(?<![a-z0-9.]){re.escape(code)}(?![0-9])", arabic_digits(text).lower()) is not None


def items_piece(codes, wording):
    """By name in a column, where the name is short, the others by code in one line; all by code under the row."""
    if not codes:
        return None
    short = {code: name for code in codes if (name := wording.short_name(code)) != wording.place(code)}
    bare = " ".join(wording.code(code) for code in codes if code not in short)
    names = (*short.values(), *([f"ข้อ {bare}"] if bare else []))
    blocks = (Listing(names, numbered=False),) if len(names) > 1 else (Paragraph(names[0], style="plain"),)
    return Piece("ข้อที่เกี่ยวข้อง", blocks, brief=" ".join(map(wording.code, codes)))


def components(codes, wording):
    """What the items must contain to score, where the framework knows it."""
    entries = wording.framework.entries if wording.framework else {}
    needed = [part for code in codes for part in getattr(entries.get(code), "components", ())]
    return listing("องค์ประกอบด้านข้อมูล", tuple(map(wording.number, needed)), shows_label=True)


def period_piece(period, wording):
    """The period as typed, with its months in brackets; months alone where nothing was typed."""
    dates = wording.dates(period)
    texts = [period.text, f"({dates})"] if period.text and dates else [period.text or dates]
    blocks = tuple(Paragraph(text, style="plain") for text in texts if text)
    return Piece("ระยะเวลาดำเนินการ", blocks, shows_label=True, brief=" ".join(texts)) if blocks else None
