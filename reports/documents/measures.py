"""The measures document: cover, introduction with the result it answers, measures tables, limitations, signature."""

from dataclasses import replace

from assessments.fiscal_year import first_day, last_day
from reports.documents.analysis_results import indicator_chart
from reports.documents.analysis_summary import urgent_blocks
from reports.documents.content import MeasureFacts, PeriodFacts
from reports.documents.drafts import pressing_sentence
from reports.documents.layout_tables import layout_table
from reports.documents.measure_fields import measure_pieces
from reports.documents.model import Document, Figure, Heading, KeyFigures, Listing, Paragraph, Part
from reports.documents.openings import cover, paragraphs_of, signature
from reports.documents.wording import URGENCY_NAMES, wording_of
from reports.layouts import default_measures_layout, get_layout

TITLE = "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
TITLE_LINES = ("มาตรการส่งเสริมคุณธรรมและความโปร่งใส", "ภายในหน่วยงาน")
NO_MEASURES = "หน่วยงานยังไม่ได้กำหนดมาตรการของปีงบประมาณนี้"


def build(content, layout=None):
    return Document(
        kind="measures",
        title=TITLE,
        agency_name=content.agency.name,
        fiscal_year=content.fiscal_year,
        numerals=content.agency.numerals,
        parts=(cover(content, TITLE_LINES), *parts(content, layout)),
    )


def parts(content, layout=None, is_chapter=False):
    """Introduction, then tables, limitations and signature on pages of the layout's orientation.

    An introduction without figures, or after a chapter that has them all, is too short for a page of its own and
    opens the pages of the tables.
    """
    chosen = get_layout(layout, "measures") if layout else default_measures_layout(content.measures)
    introduction = introduction_blocks(content, is_chapter)
    limitations = limitation_blocks(content)
    across, is_short = chosen.orientation if content.measures else "portrait", is_chapter or not key_figures(content)
    return (
        Part("introduction", introduction, across if is_short else "portrait", title="บทนำ"),
        Part("measures", table_blocks(content, chosen), across, title="ตารางมาตรการ"),
        *([Part("limitations", limitations, title="ข้อจำกัด", continues=True)] if limitations else []),
        *([] if is_chapter else [signature()]),
    )


def introduction_blocks(content, is_chapter):
    """As a chapter it follows the analysis, which has the chart and the weak points already."""
    opening, figures = paragraphs_of(content, "introduction"), key_figures(content)
    more = () if is_chapter else (*weak_points_to_answer(content), *(indicator_chart(content) if figures else ()))
    return (Heading("ความเป็นมาและผลการประเมิน"), *opening, *figures, *more)


def weak_points_to_answer(content):
    """What the plan must answer stands in front of it, whoever wrote the introduction; a draft says the first part."""
    if content.baseline is None:
        return ()
    sentence = pressing_sentence(content) if content.narrative.get("introduction") else ""
    return (*([Paragraph(sentence)] if sentence else []), *urgent_blocks(content))


def key_figures(content):
    """Total, level and instruments at a glance; nothing where nothing was announced."""
    if content.baseline is None or content.baseline.results.total.value is None:
        return ()
    wording, results = wording_of(content), content.baseline.results
    total = Figure(
        "คะแนนรวม", wording.score(results.total.value), f"ระดับ {results.level_name}" if results.level_name else ""
    )
    instruments = [
        Figure(code, wording.score(results.value(code)), f"น้ำหนักร้อยละ {wording.number(f'{weight.normalize():f}')}")
        for code, weight in content.baseline.framework.rule_for(results.kind).weights.items()
    ]
    return (KeyFigures((total, *instruments)),)


def table_blocks(content, layout):
    measures = (*content.measures, *standards_to_keep(content))
    if not measures:
        return (Heading("มาตรการ"), Paragraph(NO_MEASURES))
    blocks = [Heading(f"ตารางมาตรการ {wording_of(content).year(content.fiscal_year)}")]
    for title, measures_of_group, dropped in groups(content, layout, measures):
        blocks += [Heading(title, 2)] if title else []
        blocks += [
            *_assessed_items(content, layout, measures_of_group),
            _table(content, layout, title, measures_of_group, dropped),
        ]
    return tuple(blocks)


def groups(content, layout, measures):
    """(title, measures, fields that the title says already), in the order of the layout's split."""
    wording = wording_of(content)
    if layout.split == "urgency":
        pairs = ((name, [m for m in measures if m.urgency == urgency]) for urgency, name in URGENCY_NAMES.items())
        return tuple((name, chosen, ("urgency",)) for name, chosen in pairs if chosen)
    ordered = sorted(measures, key=lambda measure: measure.issue or 99)
    if not layout.split:
        return (("", ordered, ()),)
    titles = dict.fromkeys(wording.topic(measure.issue, measure.indicator) for measure in ordered)
    return tuple(
        (title or "มาตรการอื่น", [m for m in ordered if wording.topic(m.issue, m.indicator) == title], ("topic",))
        for title in titles
    )


def _table(content, layout, title, measures, dropped):
    wording = wording_of(content)
    entries = []
    for measure in measures:
        pieces = measure_pieces(measure, wording)
        optional = {"components", *dropped} - layout.fields
        entries.append({name: piece for name, piece in pieces.items() if name not in optional})
    return layout_table(layout, f"มาตรการ {title}".strip(), entries, wording.number)


def _assessed_items(content, layout, measures):
    """The questions and items that an issue of this agency is assessed by, above its table."""
    issue = measures[0].issue
    if layout.split != "topic" or not issue or content.framework is None:
        return ()
    wording = wording_of(content)
    assessed = {entry.code for entry in content.baseline.assessed_instruments}
    named = {code for measure in measures for code in measure.items}
    items = content.framework.items_of_issue(issue)
    codes = [wording.code(item.code) for item in items if item.instrument in assessed or item.code in named]
    return (Paragraph(" ".join(codes), label="ข้อที่ใช้ประเมิน", style="plain"),) if codes else ()


def standards_to_keep(content):
    """A "keep the standard" row for each issue with full marks that has no measure, when planning by issue."""
    if content.baseline is None or not content.plans_by_issue:
        return ()
    planned = {measure.issue for measure in content.measures}
    full = [issue for issue in content.baseline.analysis.issues if issue.is_full and issue.number not in planned]
    period = PeriodFacts(first_day(content.fiscal_year), last_day(content.fiscal_year))
    return tuple(
        replace(KEEP_STANDARD, key=f"keep-{issue.number}", issue=issue.number, period=period) for issue in full
    )


KEEP_STANDARD = MeasureFacts(
    key="keep",
    urgency="maintain",
    title="รักษามาตรฐานการดำเนินงานที่ได้คะแนนเต็ม",
    weak_point="ไม่พบข้อบกพร่อง ทุกข้อที่มีคะแนนได้คะแนนเต็ม",
    steps=(
        "ดำเนินการตามแนวปฏิบัติเดิมอย่างต่อเนื่อง และทบทวนข้อมูลที่เผยแพร่ให้เป็นปัจจุบันอยู่เสมอ",
        "ติดตามผลเป็นระยะ หากพบแนวโน้มที่คะแนนจะลดลงให้รายงานผู้บริหารเพื่อปรับปรุงทันที",
    ),
    responsible=("ทุกกลุ่มงานที่เกี่ยวข้อง",),
)


def limitation_blocks(content):
    if not content.limitations:
        return ()
    texts = content.limitations
    return (Heading("ข้อจำกัดของหน่วยงาน"), Listing(texts) if len(texts) > 1 else Paragraph(texts[0]))
