"""The analysis: how the assessment works, where the agency stands, strengths, weak points, what to do about them."""

from assessments.charts import plain
from reports.documents import analysis_history, analysis_issues, analysis_results, analysis_strengths, analysis_summary
from reports.documents.model import Document, Heading, Listing, Paragraph, Part
from reports.documents.openings import contents, cover, preface, signature
from reports.documents.wording import wording_of

TITLE = "การวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน"
TITLE_LINES = ("การวิเคราะห์ผลการประเมิน", "คุณธรรมและความโปร่งใสในการดำเนินงาน")
NO_RESULTS = "ยังไม่มีผลการประเมินของปีที่นำมาวิเคราะห์ จึงยังไม่มีข้อมูลสำหรับส่วนนี้"
RESPONDENTS = {
    "IIT": "เปิดโอกาสให้บุคลากรที่ปฏิบัติงานในหน่วยงานมาแล้วไม่น้อยกว่า 1 ปี สะท้อนความคิดเห็นต่อการดำเนินงานของหน่วยงานตน",
    "EIT": "เปิดโอกาสให้ผู้รับบริการหรือผู้ติดต่อกับหน่วยงานในช่วงปีที่ประเมิน สะท้อนความคิดเห็นต่อการดำเนินงานของหน่วยงาน",
    "OIT": "ตรวจสอบข้อมูลที่หน่วยงานเปิดเผยไว้บนเว็บไซต์หลัก โดยผู้ประเมินตรวจตามรายการที่กำหนด",
}


def build(content, layout=None):
    """`layout` is taken for the sake of one signature with the other kinds; this kind has no plan table."""
    return Document(
        kind="analysis",
        title=TITLE,
        agency_name=content.agency.name,
        fiscal_year=content.fiscal_year,
        numerals=content.agency.numerals,
        parts=(
            cover(content, TITLE_LINES, content.assessed_year),
            preface(content),
            *([contents()] if content.has_scores else []),
            *parts(content),
        ),
    )


def parts(content, is_chapter=False):
    if not content.has_scores:
        return (Part("analysis", (Heading("ผลการประเมิน"), Paragraph(NO_RESULTS)), title="ผลการประเมิน"),)
    return (
        Part("framework", framework_blocks(content), title="เครื่องมือและตัวชี้วัด"),
        Part("results", analysis_results.overall_blocks(content), title="ผลการประเมินในภาพรวม"),
        *_if_any(Part("history", analysis_history.total_blocks(content), title="ผลการประเมินย้อนหลัง")),
        *_if_any(Part("indicators", analysis_results.indicators_and_history(content), title="ผลการประเมินรายตัวชี้วัด")),
        Part("strengths", analysis_strengths.blocks(content), title="จุดแข็งและจุดที่ต้องพัฒนา"),
        *_if_any(Part("issues", analysis_issues.blocks(content), title="ผลการประเมินรายข้อ")),
        Part("conclusion", analysis_summary.blocks(content), title="สรุปผลการวิเคราะห์"),
        *([] if is_chapter else [signature()]),
    )


def _if_any(part):
    return (part,) if part.blocks else ()


def framework_blocks(content):
    """The instruments with their weights and indicators, in words."""
    wording, framework = wording_of(content), content.baseline.framework
    weights = framework.rule_for(content.baseline.results.kind).weights
    count, indicators = wording.number(len(weights)), _assessed_indicators(framework, weights)
    opening = (
        f"{wording.number(framework.name)} ใช้เครื่องมือ {count} แบบ รวม {wording.number(len(indicators))} ตัวชี้วัด "
        f"คะแนนเต็ม {wording.number(100)} คะแนน โดยหน่วยงานที่ได้ตั้งแต่ {wording.number(plain(framework.pass_mark))} "
        "คะแนนขึ้นไปถือว่ามีคะแนนรวมถึงเกณฑ์ที่กำหนด เครื่องมือแต่ละแบบมีสาระสำคัญดังนี้"
    )
    blocks = [Heading("เครื่องมือและตัวชี้วัดของการประเมิน"), Paragraph(opening)]
    for instrument in framework.instruments:
        if instrument.code in weights:
            blocks += _instrument_blocks(framework, instrument, weights[instrument.code], wording)
    return tuple(blocks)


def _assessed_indicators(framework, weights):
    return [entry for entry in framework.indicators if entry.instrument in weights]


def _instrument_blocks(framework, instrument, weight, wording):
    indicators = framework.indicators_of(instrument.code)
    text = (
        f"{RESPONDENTS.get(instrument.code, '')} มีน้ำหนักร้อยละ {weight.normalize():f} ของคะแนนรวม "
        f"ประกอบด้วย {len(indicators)} ตัวชี้วัด ได้แก่"
    )
    name = f"{instrument.name} ({instrument.name_en}: {instrument.code})"
    return (
        Paragraph(wording.number(text), label=wording.number(name), style="plain"),
        Listing(tuple(_indicator_line(framework, indicator, wording) for indicator in indicators), numbered=False),
    )


def _indicator_line(framework, indicator, wording):
    subs = [
        f"{wording.code(sub.code)} {wording.number(sub.name)}" for sub in framework.sub_indicators_of(indicator.code)
    ]
    named = wording.full_name(indicator.code)
    return f"{named} แบ่งเป็นตัวชี้วัดย่อย {', '.join(subs)}" if subs else named
