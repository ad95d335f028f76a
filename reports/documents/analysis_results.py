"""Where the agency stands: total and level, peers, indicators with the level key, charts, what does not add up."""

from decimal import Decimal

from reports.documents import analysis_history
from reports.documents.analysis_history import score_chart
from reports.documents.drafts import level_sentence
from reports.documents.model import Chart, Column, Heading, Paragraph, Row, Table, text_cell
from reports.documents.wording import wording_of

LOWEST_STEP = Decimal("0.01")


def indicators_and_history(content):
    return (
        *indicator_blocks(content),
        *analysis_history.indicator_blocks(content),
        *discrepancy_blocks(content.baseline, wording_of(content)),
    )


def overall_blocks(content):
    baseline, wording = content.baseline, wording_of(content)
    level = level_sentence(baseline, wording)
    opening = f"ผลการประเมินของ{content.agency.name} {wording.year(baseline.fiscal_year)} {level}"
    texts = [opening, peers_sentence(content), national_sentence(content)]
    chart = instrument_chart(content)
    return (Heading("ผลการประเมินในภาพรวม"), *(Paragraph(text) for text in texts if text), *([chart] if chart else []))


def peers_sentence(content):
    """Rank and the peers' average, beside the agency's own total."""
    baseline, wording = content.baseline, wording_of(content)
    total, average = baseline.results.total.value, baseline.peers_average
    count = f" จำนวน {wording.number(f'{baseline.peers_count:,}')} หน่วยงาน" if baseline.peers_count else ""
    texts = []
    if baseline.rank_position:
        group = f"ของ{baseline.rank_group}" if baseline.rank_group else ""
        texts.append(f"หน่วยงานอยู่ในลำดับที่ {wording.number(f'{baseline.rank_position:,}')} {group}".strip())
    if average is not None:
        peers = baseline.peers_label or "หน่วยงานกลุ่มเดียวกัน"
        texts.append(f"คะแนนเฉลี่ยของ{peers}{count} เท่ากับ {wording.score(average)} คะแนน")
    elif baseline.peers_label:
        texts.append(f"กลุ่มเปรียบเทียบ คือ {baseline.peers_label}{count}")
    if average is not None and total is not None:
        texts.append(_against("คะแนนเฉลี่ยดังกล่าว", total - average, wording))
    return " ".join(texts)


def national_sentence(content):
    """Empty where the total does not compare: the country's mean is of totals from all instruments.

    Also where it has been said as that of the peers.
    """
    national, wording = content.baseline.framework.national, wording_of(content)
    if national.average is None or content.baseline.is_partly_assessed or is_of_peers(national, content.baseline):
        return ""
    year, average = wording.year(content.baseline.fiscal_year), wording.score(national.average)
    count = f" จาก {wording.number(f'{national.agencies:,}')} หน่วยงาน" if national.agencies else ""
    percent = national.passed_percent
    passed = f" และมีหน่วยงานที่ผ่านเกณฑ์ร้อยละ {wording.number(percent)}" if percent else ""
    return f"ระดับประเทศ คะแนนเฉลี่ย{year} เท่ากับ {average} คะแนน{count}{passed}"


def is_of_peers(national, baseline):
    return (national.average, national.agencies) == (baseline.peers_average, baseline.peers_count)


def _against(what, difference, wording):
    if not difference:
        return f"ซึ่งเท่ากับ{what}"
    word = "สูงกว่า" if difference > 0 else "ต่ำกว่า"
    return f"ซึ่งหน่วยงานได้คะแนน{word}{what} {wording.score(abs(difference))} คะแนน"


def instrument_chart(content):
    baseline, wording = content.baseline, wording_of(content)
    rows = [entry.row for entry in baseline.analysis.instruments if entry.row.score is not None]
    if not rows:
        return None
    entries = [(f"{row.code} {wording.number(row.name)}", row.score) for row in rows]
    title = f"แผนภูมิคะแนนรายเครื่องมือ {wording.year(baseline.fiscal_year)}"
    return Chart(score_chart(content, title, entries, "เครื่องมือ"))


def indicator_blocks(content):
    """Indicators ranked by score with the level key, and the same as a chart in official order."""
    baseline, wording = content.baseline, wording_of(content)
    rows = [row for row in baseline.analysis.indicators_by_rank if row.score is not None]
    if not rows:
        return ()
    mark = wording.number(f"{baseline.framework.pass_mark.normalize():f}")
    intro = f"ผลการประเมินรายตัวชี้วัดเรียงตามลำดับคะแนนจากมากไปน้อย มีดังนี้ (เกณฑ์ผ่าน {mark} คะแนน)"
    return (
        Heading("ผลการประเมินรายตัวชี้วัด"),
        Paragraph(intro),
        indicator_table(content, rows),
        Heading(f"เกณฑ์ระดับผลการประเมิน {wording.year(baseline.fiscal_year)}", 2, in_contents=False),
        level_key(content),
        *indicator_chart(content),
    )


def indicator_chart(content):
    """Scored indicators in official order; () when there is none."""
    baseline, wording = content.baseline, wording_of(content)
    scored = [row for row in baseline.analysis.indicators if row.score is not None]
    entries = [(f"{wording.code(row.code)} {wording.number(row.name)}", row.score) for row in scored]
    title = f"แผนภูมิคะแนนรายตัวชี้วัด {wording.year(baseline.fiscal_year)}"
    return (Chart(score_chart(content, title, entries, "ตัวชี้วัด")),) if entries else ()


def indicator_table(content, rows):
    wording, framework = wording_of(content), content.baseline.framework
    has_previous = any(row.difference is not None for row in rows)
    has_target = any(row.target is not None for row in rows)
    optional = [
        (framework.levels_per_indicator, "ระดับ", 10),
        (has_previous, "ต่างจากปีก่อน", 13),
        (has_target, "เป้าหมาย", 11),
    ]
    shown = [(title, width) for is_shown, title, width in optional if is_shown]
    name_width = 100 - 9 - 12 - 12 - 14 - sum(width for _, width in shown)
    columns = (
        Column("ลำดับ", 9, "center"),
        Column("ตัวชี้วัดที่", 12, "center"),
        Column("ประเด็นตัวชี้วัด", name_width),
        Column("คะแนน", 12, "center"),
        *(Column(title, width, "center") for title, width in shown),
        Column("ผล", 14, "center"),
    )
    chosen = [title for title, _ in shown]
    return Table("ผลการประเมินรายตัวชี้วัด", columns, tuple(_indicator_row(row, chosen, wording, framework) for row in rows))


def _indicator_row(row, shown, wording, framework):
    more = {
        "ระดับ": wording.number(row.level.name) if row.level else "–",
        "ต่างจากปีก่อน": wording.signed(row.difference),
        "เป้าหมาย": wording.score(row.target),
    }
    texts = (wording.number(row.rank), wording.code(row.code), wording.number(row.name), wording.score(row.score))
    passed = "ผ่าน" if row.score >= framework.pass_mark else "ไม่ผ่าน"
    return Row(tuple(map(text_cell, (*texts, *(more[title] for title in shown), passed))))


def level_key(content):
    """What the levels mean this year."""
    wording, framework = wording_of(content), content.baseline.framework
    needs_parts = any(level.instrument_min is not None for level in framework.levels)
    columns = [Column("ระดับ", 34, "center"), Column("คะแนนรวม", 26, "center")]
    columns += [Column("คะแนนแต่ละเครื่องมือ", 24, "center")] if needs_parts else []
    columns += [Column("ผล", 100 - sum(column.width for column in columns), "center")]
    rows, above = [], None
    for level in framework.levels:
        bounds = [_band(level, above, wording), *([_part_bound(level, wording)] if needs_parts else [])]
        name = " ".join(part for part in (level.name, level.name_en) if part)
        texts = (wording.number(name), *bounds, "ผ่าน" if level.passed else "ไม่ผ่าน")
        rows.append(Row(tuple(map(text_cell, texts))))
        above = level.total_min
    return Table("เกณฑ์ระดับผลการประเมิน", tuple(columns), tuple(rows))


def _band(level, above, wording):
    """๘๕.๐๐ – ๙๔.๙๙; a band that shares its lower bound with the one above states the bound alone."""
    lowest = f"{level.total_min:.2f}" if level.total_min else "0"
    if above is None:
        return wording.number(f"{lowest} – 100")
    if above == level.total_min:
        return wording.number(f"{lowest} ขึ้นไป")
    return wording.number(f"{lowest} – {above - LOWEST_STEP:.2f}")


def _part_bound(level, wording):
    return "–" if level.instrument_min is None else wording.number(f"ทุกเครื่องมือ {level.instrument_min:.2f} ขึ้นไป")


def discrepancy_blocks(assessed, wording, heading_level=1):
    """Announced figures that do not follow from their parts; shown, never corrected."""
    if not assessed.results.discrepancies:
        return ()
    columns = (
        Column("รายการ", 28),
        Column("ประกาศ", 13, "center"),
        Column("คำนวณได้", 13, "center"),
        Column("ข้อสังเกต", 46),
    )
    rows = tuple(_discrepancy_row(entry, wording) for entry in assessed.results.discrepancies)
    text = "คะแนนบางรายการที่ประกาศไม่ตรงกับค่าที่คำนวณจากองค์ประกอบ เอกสารนี้ใช้คะแนนตามที่ประกาศ และแสดงค่าทั้งสองไว้เพื่อการตรวจสอบ"
    name = f"ข้อสังเกตเกี่ยวกับคะแนนที่ประกาศ {wording.year(assessed.fiscal_year)}"
    return (Heading(name, heading_level), Paragraph(text), Table(name, columns, rows))


def _discrepancy_row(entry, wording):
    names = {"total": "คะแนนรวม", "level": "ระดับผลการประเมิน"}
    name = names.get(entry.code) or wording.full_name(entry.code)
    figures = (_figure(value, wording) for value in (entry.announced, entry.computed))
    return Row(tuple(map(text_cell, (name, *figures, wording.number(entry.reason or "–")))))


def _figure(value, wording):
    return wording.score(value) if isinstance(value, Decimal) else value
