"""Strengths and weak points per instrument: weighted score, strong indicators, success factors, what falls short."""

from reports.documents.model import Column, Heading, Listing, Paragraph, Row, Table, text_cell
from reports.documents.wording import URGENCY_WORDS, joined, wording_of


def blocks(content):
    opening = Heading("จุดแข็งและจุดที่ต้องพัฒนารายเครื่องมือ")
    parts = [instrument_blocks(content, entry) for entry in content.baseline.analysis.instruments]
    return (opening, *(block for part in parts for block in part))


def instrument_blocks(content, entry):
    """Nothing for an instrument that has no score at all."""
    scored = [row for row in _indicators(content, entry) if row.score is not None]
    factors = content.narrative.get(f"strength_factors.{entry.row.code}", ())
    if not (scored or factors or entry.row.score is not None):
        return ()
    wording = wording_of(content)
    return (
        Heading(f"{wording.number(entry.row.name)} ({entry.row.code})", 2),
        *score_paragraph(entry, scored, wording),
        *strength_blocks(content, entry),
        *factor_blocks(factors),
        *sub_indicator_blocks(content, entry),
        *weak_point_blocks(content, entry, scored),
    )


def _indicators(content, entry):
    framework = content.baseline.framework
    own = {indicator.code for indicator in framework.indicators_of(entry.row.code)}
    return [row for row in content.baseline.analysis.indicators if row.code in own]


def score_paragraph(entry, scored, wording):
    if entry.row.score is None:
        return ()
    codes = joined([wording.code(row.code) for row in scored])
    weighted = f" คิดเป็นคะแนนถ่วงน้ำหนัก {wording.score(entry.weighted)} คะแนน" if entry.weighted is not None else ""
    basis = f" จากตัวชี้วัดที่ {codes}" if codes else ""
    change = _change(entry.row, wording)
    return (Paragraph(f"{entry.row.code} ได้ {wording.score(entry.row.score)} คะแนน{basis}{weighted}{change}"),)


def _change(row, wording):
    if row.difference is None:
        return ""
    if not row.difference:
        return " เท่ากับปีก่อน"
    return f" {row.word}จากปีก่อน {wording.score(abs(row.difference))} คะแนน"


def strength_blocks(content, entry):
    """Strong indicators, and strong sub-indicators of those indicators that are not strong as a whole.

    Where none is strong, what scored high stands under that name: it is still to be developed.
    """
    wording, framework = wording_of(content), content.baseline.framework
    strong = {row.code for row in entry.strengths}
    subs = [row for row in entry.strong_sub_indicators if framework.entries[row.code].indicator not in strong]
    return (
        *_listed_rows("จุดแข็ง", (*entry.strengths, *subs), wording),
        *_listed_rows("ตัวชี้วัดที่ได้คะแนนสูง", entry.high_scores, wording),
    )


def _listed_rows(title, rows, wording):
    if not rows:
        return ()
    lines = tuple(f"{wording.full_name(row.code)} ได้ {wording.score(row.score)} คะแนน" for row in rows)
    return (Heading(f"{title} {wording.number(len(lines))} รายการ", 3, in_contents=False), Listing(lines))


def factor_blocks(factors):
    if not factors:
        return ()
    return (Heading("ปัจจัยที่ส่งผลให้เป็นจุดแข็ง", 3, in_contents=False), Listing(tuple(factors)))


def sub_indicator_blocks(content, entry):
    """Sub-indicators of the instrument with their scores, where any is known."""
    framework, wording = content.baseline.framework, wording_of(content)
    own = {indicator.code for indicator in framework.indicators_of(entry.row.code)}
    rows = [
        row
        for row in content.baseline.analysis.sub_indicators
        if framework.entries[row.code].indicator in own and row.score is not None
    ]
    if not rows:
        return ()
    columns = (
        Column("ตัวชี้วัดย่อยที่", 18, "center"),
        Column("ประเด็น", 52),
        Column("คะแนน", 14, "center"),
        Column("ผล", 16, "center"),
    )
    name = f"ผลการประเมินรายตัวชี้วัดย่อยของ {entry.row.code}"
    body = tuple(_sub_row(row, framework, wording) for row in rows)
    return (Heading("ผลการประเมินรายตัวชี้วัดย่อย", 3, in_contents=False), Table(name, columns, body))


def _sub_row(row, framework, wording):
    passed = "ผ่าน" if row.score >= framework.pass_mark else "ไม่ผ่าน"
    texts = (wording.code(row.code), wording.number(row.name), wording.score(row.score), passed)
    return Row(tuple(map(text_cell, texts)))


def weak_point_blocks(content, entry, scored):
    """Without those that the agency itself only means to maintain: the summary has them."""
    heading, wording = "จุดที่ต้องพัฒนา", wording_of(content)
    points = [point for point in entry.weak_points if point.officer_urgency != "maintain"]
    if points:
        title = f"{heading} {wording.number(len(points))} รายการ"
        return (Heading(title, 3, in_contents=False), weak_point_table(entry.row.code, points, wording))
    if not scored or entry.row.code in content.baseline.not_fully_known:
        return ()
    text = "ไม่พบจุดที่ต้องพัฒนาจากคะแนนที่มี ควรรักษามาตรฐานการดำเนินงานไว้อย่างต่อเนื่องและยั่งยืน"
    return (Heading(heading, 3, in_contents=False), Paragraph(text))


def weak_point_table(instrument, points, wording):
    columns = (
        Column("รายการ", 22),
        Column("ประเด็น", 46),
        Column("คะแนน", 12, "center"),
        Column("ความเร่งด่วน", 20, "center"),
    )
    rows = tuple(_weak_row(point, wording) for point in points)
    return Table(f"จุดที่ต้องพัฒนาของ {instrument}", columns, rows)


def _weak_row(point, wording):
    urgency = URGENCY_WORDS[point.officer_urgency or point.urgency]
    name = wording.name(point.code) or wording.full_name(point.indicator)
    texts = (wording.place(point.code), name, wording.score(point.score), urgency)
    return Row(tuple(map(text_cell, texts)))
