"""The summary report's chapters on results: levels, means of the figures, and items weak in many agencies."""

from collections import Counter

from assessments.charts import bar_chart
from reports.documents.branch_facts import average_of, share, share_table
from reports.documents.model import Chart, Column, Heading, Paragraph, Row, Table, text_cell


def figures(facts, wording):
    if facts.framework is None:
        return ()
    lines = figure_lines(facts)
    return (
        Heading(f"ผลการประเมิน {wording.year(facts.framework.fiscal_year)}"),
        Heading("ระดับผลการประเมิน", 2),
        level_table(facts, wording),
        *without_result(facts, wording),
        Heading("คะแนนเฉลี่ยรายเครื่องมือและรายตัวชี้วัด", 2),
        figure_table(lines, facts, wording),
        *indicator_chart(lines, facts, wording),
    )


def level_table(facts, wording):
    """Of the agencies that have a level, as all shares of results are."""
    counted = Counter(line.level for line in facts.agencies if line.level)
    known = [level.name for level in facts.framework.levels]
    others = sorted(set(counted) - set(known))
    return share_table("ระดับผลการประเมิน", "ระดับ", [(name, counted[name]) for name in (*known, *others)], wording)


def without_result(facts, wording):
    number = sum(not line.level and line.other_year is None for line in facts.agencies)
    return (Paragraph(f"อีก {wording.number(f'{number:,}')} หน่วยงานยังไม่มีระดับผลการประเมิน"),) if number else ()


def figure_lines(facts):
    """[(code, values)] of total, instruments and indicators that any agency has."""
    framework = facts.framework
    codes = ("total", *(entry.code for entry in (*framework.instruments, *framework.indicators)))
    found = [(code, [line.figures[code] for line in facts.agencies if code in line.figures]) for code in codes]
    return [(code, values) for code, values in found if values]


def figure_table(lines, facts, wording):
    columns = (
        Column("รายการ", 44),
        Column("หน่วยงาน", 12, "center"),
        Column("เฉลี่ย", 12, "center"),
        Column("ต่ำสุด", 12, "center"),
        Column("ต่ำกว่าเกณฑ์", 10, "center"),
        Column("ร้อยละ", 10, "center"),
    )
    rows = tuple(figure_row(code, values, facts, wording) for code, values in lines)
    return Table("คะแนนเฉลี่ยรายเครื่องมือและรายตัวชี้วัด", columns, rows)


def figure_row(code, values, facts, wording):
    below = sum(value < facts.framework.pass_mark for value in values)
    texts = (
        "คะแนนรวม" if code == "total" else wording.full_name(code),
        wording.number(f"{len(values):,}"),
        wording.score(average_of(values)),
        wording.score(min(values)),
        wording.number(f"{below:,}"),
        share(below, len(values), wording),
    )
    return Row(tuple(map(text_cell, texts)))


def indicator_chart(lines, facts, wording):
    codes = {entry.code for entry in facts.framework.indicators}
    entries = [(wording.full_name(code), average_of(values)) for code, values in lines if code in codes]
    if not entries:
        return ()
    mark, title = facts.framework.pass_mark, "แผนภูมิคะแนนเฉลี่ยรายตัวชี้วัด"
    return (Chart(bar_chart(title, entries, label_title="ตัวชี้วัด", pass_mark=mark, digits=wording.number)),)


def weak(facts, wording):
    if not facts.weak_items:
        return ()
    columns = (
        Column("ข้อ", 10, "center"),
        Column("รายการ", 48),
        Column("หน่วยงานที่ต่ำกว่าเกณฑ์", 18, "center"),
        Column("ร้อยละ", 12, "center"),
        Column("เฉลี่ย", 12, "center"),
    )
    intro = "ข้อที่หน่วยงานได้คะแนนต่ำกว่าเกณฑ์ผ่านมากที่สุด เรียงตามสัดส่วนของหน่วยงาน ใช้เป็นหัวข้ออบรมหรือให้คำปรึกษาร่วมกันได้"
    rows = tuple(weak_row(line, wording) for line in facts.weak_items)
    return (
        Heading("ข้อที่อ่อนร่วมกันหลายหน่วยงาน"),
        Paragraph(intro),
        Table("ข้อที่อ่อนร่วมกัน", columns, rows, roomy=True),
    )


def weak_row(line, wording):
    texts = (
        wording.code(line.code),
        wording.number(line.name) or "ยังไม่มีชื่อข้อทางการ",
        wording.number(f"{line.below:,} จาก {line.agencies:,}"),
        share(line.below, line.agencies, wording),
        wording.score(line.mean),
    )
    return Row(tuple(map(text_cell, texts)))
