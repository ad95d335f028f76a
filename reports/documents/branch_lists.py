"""The summary report's chapters that name agencies: who moved, groups, and each of them."""

from assessments.frameworks.kinds import KINDS
from assessments.provinces import PROVINCES
from reports.documents.branch_facts import average_of, share
from reports.documents.model import Column, Heading, PageBreak, Paragraph, Row, Table, text_cell

MOST_LISTED = 1000  # agencies; more are told by province and kind alone
MOST_MOVERS = 10
UNKNOWN = "ไม่ระบุ"
ORDER = {name: place for place, name in enumerate((*KINDS.values(), *PROVINCES))}


def movers(facts, wording):
    known = [line for line in facts.agencies if line.change is not None]
    if not known:
        return ()
    risen = sorted((line for line in known if line.change > 0), key=lambda line: -line.change)
    fallen = sorted((line for line in known if line.change < 0), key=lambda line: line.change)
    intro = (
        f"เทียบกับปีที่ประเมินก่อนหน้าได้ {wording.number(f'{len(known):,}')} หน่วยงาน "
        f"คะแนนดีขึ้น {wording.number(f'{len(risen):,}')} ลดลง {wording.number(f'{len(fallen):,}')} หน่วยงาน"
    )
    return (
        PageBreak(),  # the tables follow their heading
        Heading("คะแนนดีขึ้นและลดลง"),
        Paragraph(intro),
        *mover_blocks("ดีขึ้นมากที่สุด", risen, wording),
        *mover_blocks("ลดลงมากที่สุด", fallen, wording),
    )


def mover_blocks(title, lines, wording):
    if not lines:
        return ()
    columns = (
        Column("หน่วยงาน", 52),
        Column("จังหวัด", 18),
        Column("คะแนนรวม", 15, "center"),
        Column("ต่างจากปีก่อน", 15, "center"),
    )
    rows = tuple(
        Row(tuple(map(text_cell, (line.name, line.province, wording.score(line.total), wording.signed(line.change)))))
        for line in lines[:MOST_MOVERS]
    )
    return (Heading(title, 2, in_contents=False), Table(title, columns, rows))


def groups(facts, wording):
    tables = [
        group_table(title, name, facts, wording)
        for title, name in (("ตามประเภทหน่วยงาน", "kind"), ("ตามจังหวัด", "province"))
        if len({getattr(line, name) for line in facts.agencies}) > 1
    ]
    found = [block for table in tables for block in (Heading(table.name, 2), table)]
    return (Heading("ผลตามกลุ่มของหน่วยงาน"), *found) if found else ()


def group_table(title, name, facts, wording):
    grouped = {}
    for line in facts.agencies:
        grouped.setdefault(getattr(line, name) or UNKNOWN, []).append(line)
    columns = (
        Column(title.removeprefix("ตาม"), 40),
        Column("หน่วยงาน", 14, "center"),
        Column("คะแนนเฉลี่ย", 16, "center"),
        Column("ผ่านเกณฑ์ (ร้อยละ)", 16, "center"),
        Column("เผยแพร่มาตรการแล้ว", 14, "center"),
    )
    return Table(
        title, columns, tuple(group_row(key, lines, wording) for key, lines in sorted(grouped.items(), key=place))
    )


def place(group):
    """As lists of kinds and provinces usually go; others after them by name."""
    return ORDER.get(group[0], len(ORDER)), group[0]


def group_row(key, lines, wording):
    judged = [line.passed for line in lines if line.passed is not None]
    texts = (
        key,
        wording.number(f"{len(lines):,}"),
        wording.score(average_of([line.total for line in lines if line.total is not None])),
        share(sum(judged), len(judged), wording),
        wording.number(f"{sum(line.has_published_plan for line in lines):,}"),
    )
    return Row(tuple(map(text_cell, texts)))


def late(facts, wording):
    """Those that want attention first."""
    lines = [line for line in facts.agencies if line.late_with]
    if not lines:
        return ()
    columns = (Column("ที่", 8, "center"), Column("หน่วยงาน", 40), Column("จังหวัด", 16), Column("เลยกำหนด", 36))
    rows = tuple(
        Row(tuple(map(text_cell, (wording.number(place), line.name, line.province, wording.number(line.late_with)))))
        for place, line in enumerate(lines[:MOST_LISTED], 1)
    )
    return (Heading("หน่วยงานที่เลยกำหนด"), Table("หน่วยงานที่เลยกำหนด", columns, rows))


def listing(facts, wording):
    heading = Heading("รายหน่วยงาน")
    if len(facts.agencies) > MOST_LISTED:
        most = wording.number(f"{MOST_LISTED:,}")
        return (heading, Paragraph(f"มีมากกว่า {most} หน่วยงาน จึงไม่แสดงรายหน่วยงานในรายงานนี้ ดาวน์โหลดได้จากหน้าภาพรวม"))
    has_provinces = len({line.province for line in facts.agencies}) > 1
    columns = (
        Column("ที่", 6, "center"),
        Column("หน่วยงาน", 32 if has_provinces else 45),
        *([Column("จังหวัด", 13)] if has_provinces else []),
        Column("คะแนนรวม", 9, "center"),
        Column("ระดับ", 12, "center"),
        Column("ต่างจากปีก่อน", 9, "center"),
        Column("ขั้นตอน", 11, "center"),
        Column("มาตรการ (รายงานแล้ว)", 8, "center"),
    )
    stages = dict(facts.stages)
    rows = (agency_texts(place, line, stages, wording) for place, line in enumerate(facts.agencies, 1))
    shown = (texts if has_provinces else (*texts[:2], *texts[3:]) for texts in rows)
    return (heading, Table("รายหน่วยงาน", columns, tuple(Row(tuple(map(text_cell, texts))) for texts in shown)))


def other_year(line, wording):
    """Why an agency that was assessed has no figures here."""
    return f"ใช้ผลปี {wording.number(line.other_year)}" if line.other_year else ""


def agency_texts(place, line, stages, wording):
    return (
        wording.number(place),
        line.name,
        line.province,
        wording.score(line.total),
        line.level or other_year(line, wording) or "–",
        wording.signed(line.change),
        stages[line.stage],
        wording.number(f"{line.measures:,} ({line.reported:,})"),
    )
