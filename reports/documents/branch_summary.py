"""The summary report of many agencies: how far they are, how they were assessed, where training would help most."""

from collections import Counter

from reports.documents import branch_lists, branch_results
from reports.documents.branch_facts import BranchFacts, average_of, share, share_table
from reports.documents.model import Contents, Cover, Document, Figure, Heading, KeyFigures, Paragraph, Part
from reports.documents.wording import Wording

TITLE = "รายงานสรุปผลการประเมินและการดำเนินมาตรการ"


def build(facts: BranchFacts, *, numerals="thai") -> Document:
    wording = Wording(numerals, facts.framework)
    return Document(
        kind="summary",
        title=TITLE,
        agency_name=facts.scope,
        fiscal_year=facts.fiscal_year,
        numerals=numerals,
        parts=tuple(part for part in parts(facts, wording) if part.blocks),
    )


def parts(facts, wording):
    return (
        cover(facts, wording),
        Part("contents", (Heading("สารบัญ"), Contents("สารบัญ")), paging="front", title="สารบัญ"),
        Part("overall", overall(facts, wording), title="ภาพรวม"),
        Part("figures", branch_results.figures(facts, wording), title="ผลการประเมิน"),
        Part("weak", branch_results.weak(facts, wording), title="ข้อที่อ่อนร่วมกัน"),
        Part("movers", branch_lists.movers(facts, wording), title="ดีขึ้นและลดลง"),
        Part("groups", branch_lists.groups(facts, wording), title="ตามจังหวัดและประเภท"),
        Part("late", branch_lists.late(facts, wording), title="ที่เลยกำหนด"),
        Part("agencies", branch_lists.listing(facts, wording), orientation="landscape", title="รายหน่วยงาน"),
    )


def cover(facts, wording):
    lines = (TITLE, "คุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA)")
    as_of = f"ข้อมูล ณ วันที่ {wording.date(facts.as_of)}"
    year = f"ประจำ{wording.year(facts.fiscal_year)}"
    block = Cover(title_lines=lines, year_line=year, agency_name=wording.number(facts.scope), affiliation=(as_of,))
    return Part("cover", (block,), paging="none", title="ปก")


def overall(facts, wording):
    return (
        Heading("ภาพรวมของหน่วยงาน"),
        Paragraph(overall_sentence(facts, wording)),
        key_figures(facts, wording),
        *left_out(facts, wording),
        Heading("ขั้นตอนของงานในปีนี้", 2),
        stage_table(facts, wording),
        *troubles(facts, wording),
    )


def overall_sentence(facts, wording):
    count, scored = len(facts.agencies), [line.total for line in facts.agencies if line.total is not None]
    opening = f"รายงานนี้สรุปงานของ {wording.number(f'{count:,}')} หน่วยงาน ใน{wording.year(facts.fiscal_year)}"
    if not scored or facts.framework is None:
        return f"{opening} ยังไม่มีหน่วยงานใดมีคะแนนรวมของผลการประเมินที่นำมาวิเคราะห์"
    assessed = wording.year(facts.framework.fiscal_year)
    average = wording.score(average_of(scored))
    return (
        f"{opening} ผลการประเมิน{assessed} ที่แผนปีนี้นำมาวิเคราะห์ มีคะแนนรวม {wording.number(f'{len(scored):,}')} "
        f"หน่วยงาน คะแนนเฉลี่ย {average} คะแนน {passed_words(facts, wording)}"
    )


def passed_words(facts, wording):
    judged = [line.passed for line in facts.agencies if line.passed is not None]
    passed = sum(judged)
    return f"ผ่านเกณฑ์ {wording.number(f'{passed:,}')} หน่วยงาน คิดเป็นร้อยละ {share(passed, len(judged), wording)}"


def key_figures(facts, wording):
    scored = [line.total for line in facts.agencies if line.total is not None]
    judged = [line.passed for line in facts.agencies if line.passed is not None]
    changes = [line.change for line in facts.agencies if line.change is not None]
    change = wording.signed(average_of(changes)) if changes else "–"
    return KeyFigures(
        (
            Figure("หน่วยงาน", wording.number(f"{len(facts.agencies):,}")),
            Figure("คะแนนรวมเฉลี่ย", wording.score(average_of(scored))),
            Figure("ผ่านเกณฑ์ (ร้อยละ)", share(sum(judged), len(judged), wording)),
            Figure("เฉลี่ยต่างจากปีก่อน", change),
        )
    )


def left_out(facts, wording):
    """Whose figures are not in the report, and why."""
    if not (facts.framework and facts.left_out):
        return ()
    others = " และ ".join(f"{number:,} หน่วยงานที่ใช้ “{name}”" for name, number in facts.left_out)
    words = (
        f"คะแนน ระดับ การผ่านเกณฑ์ และการเปลี่ยนแปลงในรายงานนี้เป็นของหน่วยงานที่ใช้ “{facts.framework.name}” เท่านั้น "
        f"ไม่รวม {others} เพราะข้อและเกณฑ์ต่างกัน แต่ยังนับในขั้นตอนของงานและแสดงในรายหน่วยงาน"
    )
    return (Paragraph(wording.number(words)),)


def stage_table(facts, wording):
    counted = Counter(line.stage for line in facts.agencies)
    rows = [(name, counted[stage]) for stage, name in facts.stages]
    return share_table("ขั้นตอนของงาน", "ขั้นตอน", rows, wording)


def troubles(facts, wording):
    late = sum(bool(line.late_with) for line in facts.agencies)
    missing = sum((line.missing or 0) > 0 for line in facts.agencies)
    found = f"มีสิ่งที่ขาดจากการตรวจก่อนเผยแพร่{unchecked(facts)}"
    told = [(late, "เลยกำหนดในขั้นตอนใดขั้นตอนหนึ่ง"), (missing, found)]
    words = [wording.number(f"{number:,} หน่วยงาน{what}") for number, what in told if number]
    return (Paragraph(f"ที่ต้องดูแล: {' และ '.join(words)}"),) if words else ()


def unchecked(facts):
    """Of how many that is told, where the checks have not looked at all that have measures."""
    planned = [line for line in facts.agencies if line.measures]
    waiting = sum(line.missing is None for line in planned)
    return f" (ตรวจแล้ว {len(planned) - waiting:,} จาก {len(planned):,} หน่วยงานที่มีมาตรการ)" if waiting else ""
