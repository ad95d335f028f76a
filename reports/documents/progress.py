"""The progress report: summary, scores before and after, progress tables, budget, obstacles, photos, signature."""

from dataclasses import replace
from decimal import Decimal

from reports.documents.analysis_issues import score_grid
from reports.documents.analysis_results import discrepancy_blocks
from reports.documents.layout_tables import band_row, fitted_layout, layout_columns, layout_row
from reports.documents.model import Cell, Column, Document, Heading, Paragraph, Part, Row, Table, text_cell
from reports.documents.openings import cover, paragraphs_of, photo_part, photos, signature
from reports.documents.progress_fields import answer, budget_text, nothing_stated, progress_pieces
from reports.documents.wording import wording_of
from reports.layouts import default_progress_layout, get_layout

TITLE = "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
TITLE_LINES = ("รายงานผลการดำเนินการ", "เพื่อส่งเสริมคุณธรรมและความโปร่งใส", "ภายในหน่วยงาน")
COMPUTED_MARK = "*"
COMPUTED_NOTE = "เครื่องหมาย * คือค่าที่คำนวณจากองค์ประกอบ ไม่ใช่คะแนนที่ประกาศ"


def build(content, layout=None):
    blocks = photos(content)
    appendix = (photo_part("photos", blocks, "ภาพกิจกรรม"),) if blocks else ()
    return Document(
        kind="progress",
        title=TITLE,
        agency_name=content.agency.name,
        fiscal_year=content.fiscal_year,
        numerals=content.agency.numerals,
        parts=(cover(content, TITLE_LINES), *parts(content, layout), *appendix),
    )


def parts(content, layout=None):
    """The overview of measures fills the summary's page, or opens the wide pages where the scores fill that."""
    chosen = get_layout(layout, "progress") if layout else default_progress_layout(content.progress)
    scores, overview, across = before_after_blocks(content), coverage_blocks(content), chosen.orientation
    found = [
        Part("summary", summary_blocks(content), title="บทสรุป"),
        Part("result", scores, title="ผลการประเมินก่อนและหลังดำเนินการ"),
        Part("overview", overview, across if scores else "portrait", title="ภาพรวมรายมาตรการ"),
    ]
    if content.progress:
        found += [
            Part("progress", table_blocks(content, chosen), across, title="ตารางผลการดำเนินการ"),
            Part("budget", budget_blocks(content), across, title="งบประมาณ ปัญหาอุปสรรค ข้อเสนอแนะ"),
        ]
    return (*(part for part in found if part.blocks), signature())


def summary_blocks(content):
    return (Heading("บทสรุป"), *paragraphs_of(content, "summary"))


def before_after_blocks(content):
    """Every figure of the later assessment beside the one the plan answered."""
    if content.result is None or content.baseline is None or not content.result.has_figures:
        return ()
    codes, wording = _result_codes(content), wording_of(content)
    rows = tuple(_before_after_row(content, code) for code in codes)
    computed = any(_is_computed(year, code) for year in (content.baseline, content.result) for code in codes)
    before, after = (wording.number(f"พ.ศ. {year.fiscal_year}") for year in (content.baseline, content.result))
    columns = (
        Column("ตัวชี้วัด", 46),
        Column(f"ก่อนดำเนินการ ({before})", 16, "center"),
        Column(f"หลังดำเนินการ ({after})", 16, "center"),
        Column("ผลต่าง", 10, "center"),
        Column("ผล", 12, "center"),
    )
    table = Table("ผลการประเมินก่อนและหลังดำเนินการ", columns, rows, notes=(COMPUTED_NOTE,) if computed else ())
    discrepancies = discrepancy_blocks(content.result, _later_wording(content), heading_level=2)
    return (Heading(table.name), table, *item_score_blocks(content), *discrepancies)


def item_score_blocks(content):
    """Questions and items of the later year in a dense grid: many change from year to year, so none is compared."""
    framework, results, wording = content.result.framework, content.result.results, wording_of(content)
    scored = [(item.code, results.value(item.code)) for item in framework.items if results.value(item.code) is not None]
    if not scored:
        return ()
    heading = f"คะแนนรายข้อ {wording.year(content.result.fiscal_year)}"
    return (Heading(heading, 2, in_contents=False), score_grid(wording, heading, scored))


def _result_codes(content):
    """Figures announced for the result, and what follows from them up to the indicators and the total."""
    results = content.result.results
    framework = content.result.framework
    depths = ("instrument", "indicator", "sub_indicator")
    announced = {
        code
        for code, figure in results.figures.items()
        if figure.announced is not None and framework.depth_of(code) in depths
    }
    upper = {entry.code for entry in (*framework.instruments, *framework.indicators)}
    codes = [
        code for code in framework.entries if code in announced or (code in upper and results.value(code) is not None)
    ]
    return (*(("total",) if results.total.value is not None else ()), *codes)


def _before_after_row(content, code):
    wording = wording_of(content)
    before, after = (_value(year.results, code) for year in (content.baseline, content.result))
    same_thing = _is_comparable(content, code)
    difference = after - before if same_thing and None not in (before, after) else None
    word = "" if difference is None else "คงเดิม" if not difference else "เพิ่มขึ้น" if difference > 0 else "ลดลง"
    texts = (
        _figure(content.baseline, code, wording) if same_thing else "–",
        _figure(content.result, code, wording),
        wording.signed(difference),
        word or "–",
    )
    name = text_cell("คะแนนรวม" if code == "total" else _name(content, code))
    return Row((name, *map(text_cell, texts)), kind="total" if code == "total" else "plain")


def _figure(year, code, wording):
    score = wording.score(_value(year.results, code))
    return f"{score}{COMPUTED_MARK}" if _is_computed(year, code) else score


def _is_computed(year, code):
    """Whether nobody announced it: it follows from its parts."""
    figure = year.results.total if code == "total" else year.results.figures.get(code)
    return figure is not None and figure.announced is None and figure.value is not None


def _is_comparable(content, code):
    """Items and sub-indicators change meaning from year to year; only the same name is the same thing."""
    if code == "total":
        return True
    entries = [year.framework.entries.get(code) for year in (content.baseline, content.result)]
    depth = content.result.framework.depth_of(code)
    return depth in ("instrument", "indicator") or (None not in entries and entries[0].name == entries[1].name)


def _later_wording(content):
    """Names as in the year of the result, whose items may be others."""
    return replace(wording_of(content), framework=content.result.framework)


def _name(content, code):
    wording = wording_of(content)
    entry = content.result.framework.entries[code]
    return wording.number(f"{code} {entry.name}".strip())


def _value(results, code):
    return results.total.value if code == "total" else results.value(code)


def coverage_blocks(content):
    """Each measure of the plan with what has been reported about it."""
    if not (content.planned and content.progress):
        return ()
    heading = "ภาพรวมการดำเนินการรายมาตรการ"
    columns = (
        Column("ลำดับ", 9, "center"),
        Column("มาตรการ", 40),
        Column("ประเด็นหรือตัวชี้วัด", 29),
        Column("การรายงานผล", 22, "center"),
    )
    rows = tuple(_coverage_row(content, number, measure) for number, measure in enumerate(content.planned, 1))
    return (Heading(heading), Table(heading, columns, rows))


def _coverage_row(content, number, measure):
    wording = wording_of(content)
    count = sum(entry.measure == measure for entry in content.progress)
    reported = f"รายงานแล้ว {wording.number(count)} รายการ" if count else "ยังไม่ได้รายงาน"
    texts = (
        wording.number(number),
        measure.name or "–",
        wording.subject(measure.issue, measure.indicator) or "–",
        reported,
    )
    return Row(tuple(map(text_cell, texts)))


def table_blocks(content, layout):
    wording, rows = wording_of(content), []
    topics = {name: [_pieces(content, layout, it) for it in entries] for name, entries in by_topic(content).items()}
    fitted = fitted_layout(layout, [pieces for entries in topics.values() for pieces in entries])
    columns = layout_columns(fitted)
    for topic, entries in topics.items():
        rows += [band_row(topic, len(columns)), *(layout_row(fitted, pieces, wording.number) for pieces in entries)]
    heading = f"ผลการดำเนินการ {wording.year(content.fiscal_year)}"
    return (Heading(heading), Table(heading, columns, tuple(rows), roomy=True))


def by_topic(content):
    """Entries by issue or indicator, in the order in which topics first come up."""
    wording, topics = wording_of(content), {}
    for entry in content.progress:
        measure = entry.measure
        issue = measure.issue if measure else None
        indicator = entry.indicator or (measure.indicator if measure else "")
        topics.setdefault(wording.topic(issue, indicator) or "กิจกรรมอื่น", []).append(entry)
    return topics


def _pieces(content, layout, entry):
    """The measure's own steps are shown only where the layout asks for them: they are the plan, not the progress."""
    pieces = progress_pieces(entry, wording_of(content))
    return {name: piece for name, piece in pieces.items() if name != "steps" or name in layout.fields}


def budget_blocks(content):
    heading = Heading("งบประมาณ ปัญหาอุปสรรค และข้อเสนอแนะ")
    if all(map(nothing_stated, content.progress)):
        count = wording_of(content).number(len(content.progress))
        all_of_them = f"ทั้ง {count} รายการ" if len(content.progress) > 1 else ""
        text = f"งบประมาณที่ใช้ ปัญหาและอุปสรรค และข้อเสนอแนะ ของการดำเนินการ{all_of_them} ยังไม่ได้ระบุ"
        return (heading, Paragraph(text))
    columns = (
        Column("ลำดับ", 6, "center"),
        Column("มาตรการหรือกิจกรรม", 28),
        Column("งบประมาณที่ใช้ (บาท)", 13, "center"),
        Column("แหล่งงบประมาณ", 15),
        Column("ปัญหาและอุปสรรค", 19),
        Column("ข้อเสนอแนะ", 19),
    )
    rows = tuple(_budget_row(content, number, entry) for number, entry in enumerate(content.progress, 1))
    return (heading, Table(heading.text, columns, (*rows, *_budget_total(content)), roomy=True))


def _budget_row(content, number, entry):
    wording = wording_of(content)
    return Row(
        (
            text_cell(wording.number(number)),
            text_cell(entry.name or wording.topic(None, entry.indicator) or "–"),
            text_cell(budget_text(entry, wording)),
            text_cell(entry.budget_source or "–"),
            text_cell(answer(entry.obstacles)),
            text_cell(answer(entry.suggestions)),
        )
    )


def _budget_total(content):
    total = sum((entry.budget_amount or Decimal(0) for entry in content.progress), Decimal(0))
    if not total or len(content.progress) < 2:
        return ()
    label = Cell((Paragraph("รวมงบประมาณที่ใช้", style="strong"),), align="end", span=2)
    amount = text_cell(wording_of(content).baht(total), style="strong")
    return (Row((label, amount, Cell((Paragraph("", style="plain"),), span=3)), kind="total"),)
