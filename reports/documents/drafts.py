"""Narrative that the portal drafts from the data: complete without editing, replaced by what the agency writes.

Each draft is a tuple of paragraphs. A sentence whose figures are unknown is left out, never filled with a guess.
"""

from decimal import Decimal

from assessments.scoring import explain_level, matches_level
from assessments.scoring.arithmetic import rounded
from reports.documents import announcement_drafts
from reports.documents.wording import ITA, joined, wording_of

NAMED_AT_MOST = 5


def narrative(content, part):
    """The agency's own paragraphs for this part, else the draft."""
    return content.narrative.get(part) or draft(content, part)


def draft(content, part):
    """Paragraphs for a part that can be drafted; success factors are the agency's own knowledge and stay empty."""
    drafters = {
        "preface": preface,
        "introduction": introduction,
        "summary": summary,
        **announcement_drafts.DRAFTERS,
    }
    return drafters[part](content) if part in drafters else ()


def preface(content):
    aim = _aim(content)
    return (
        f"{ITA} เป็นเครื่องมือที่ช่วยให้หน่วยงานเห็นสภาพการดำเนินงานของตนจากมุมมองของบุคลากรภายใน ผู้รับบริการ "
        "และข้อมูลที่เปิดเผยต่อสาธารณชน ผลที่ได้จึงเป็นพื้นฐานสำคัญของการปรับปรุงงานให้โปร่งใส ตรวจสอบได้ "
        "และตอบสนองความต้องการของประชาชน",
        *([aim] if aim else []),
        "หน่วยงานหวังเป็นอย่างยิ่งว่าเอกสารฉบับนี้จะเป็นประโยชน์ต่อผู้บริหารและบุคลากรทุกระดับในการยกระดับคุณธรรม"
        "และความโปร่งใสของการปฏิบัติราชการ และช่วยให้ประชาชนเชื่อมั่นในการทำงานของหน่วยงานยิ่งขึ้น",
    )


def _aim(content):
    """What was analysed and planned: neither is claimed before there is something."""
    wording = wording_of(content)
    year, assessed = wording.year(content.fiscal_year), wording.year(content.assessed_year)
    if not content.has_scores:
        return f"{content.agency.name} ได้กำหนดแนวทางการดำเนินงานใน{year}" if content.measures else ""
    purpose = "แล้วนำมากำหนดแนวทางการดำเนินงานใน" if content.measures else "เพื่อใช้ประกอบการกำหนดแนวทางการดำเนินงานใน"
    return (
        f"{content.agency.name} ได้วิเคราะห์ผลการประเมิน{assessed} เพื่อค้นหาจุดแข็ง จุดที่ต้องแก้ไขโดยเร่งด่วน "
        f"และเรื่องที่ควรพัฒนาให้ดีขึ้น {purpose}{year}"
    )


def introduction(content):
    """Of the measures: the result they answer, what is strong and weak, how many measures and when."""
    paragraphs = (_opening(content), result_sentence(content), pressing_sentence(content), plan_sentence(content))
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def _opening(content):
    wording, name = wording_of(content), content.agency.name
    year, assessed = wording.year(content.fiscal_year), wording.year(content.assessed_year)
    plan = "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
    if content.has_scores and content.measures:
        return f"{name} ได้นำผล{ITA} {assessed} มาวิเคราะห์เพื่อกำหนด{plan} และใช้เป็นกรอบการดำเนินงานใน{year}"
    if content.has_scores:
        return f"{name} มีผล{ITA} {assessed} สำหรับใช้ประกอบการกำหนด{plan}ใน{year}"
    if content.measures:
        return f"{name} ได้กำหนด{plan} เพื่อใช้เป็นกรอบการดำเนินงานใน{year}"
    return f"{name} ยังไม่มีผล{ITA} {assessed} ที่บันทึกไว้"


def summary(content):
    """Of the progress report: what was done, what it changed, what it cost."""
    return tuple(text for text in (done_sentence(content), change_sentence(content), budget_sentence(content)) if text)


def result_sentence(content):
    """Total and why it is that level, then the best and the lowest indicators."""
    baseline, wording = content.baseline, wording_of(content)
    if not content.has_scores:
        return ""
    sentences = []
    if baseline.results.total.value is not None:
        sentences.append(f"ผลการประเมิน{wording.year(baseline.fiscal_year)} {level_sentence(baseline, wording)}")
    return " ".join([*sentences, _extremes(baseline, wording)]).strip()


def level_sentence(year, wording):
    """Total, level and whether it passes; why the level is lower than the total alone would give."""
    results, level = year.results, year.results.level
    if results.total.value is None or level is None:
        return wording.number(explain_level(year.framework, results))
    announced = results.announced_level
    differs = f" (ประกาศเป็นระดับ{announced})" if announced and not matches_level(level, announced) else ""
    passed = "ผ่านเกณฑ์การประเมิน" if level.passed else "ไม่ผ่านเกณฑ์การประเมิน"
    name = wording.number(f"{level.name} ({level.name_en})" if level.name_en else level.name)
    gap = " " if level.name.isascii() else ""
    sentence = f"ได้คะแนนรวม {wording.score(results.total.value)} คะแนน อยู่ในระดับ{gap}{name}{differs} ซึ่ง{passed}"
    return f"{sentence}{_held_down(year, wording)}"


def _held_down(year, wording):
    """The instruments whose scores keep the level below what the total reaches."""
    results, framework = year.results, year.framework
    total = rounded(results.total.value, framework.decimals)
    reached = next((level for level in framework.levels if total >= level.total_min), results.level)
    if reached == results.level or reached.instrument_min is None:
        return ""
    scores = {code: rounded(results.value(code), framework.decimals) for code in results.weighted}
    low = [
        f"{code} ได้ {wording.score(score)} คะแนน"
        for code, score in scores.items()
        if score is not None and score < reached.instrument_min
    ]
    bound = wording.number(f"{reached.instrument_min.normalize():f}")
    return f" ทั้งนี้ คะแนนรวมถึงช่วงของระดับ{reached.name} แต่ {joined(low)} ไม่ถึง {bound} คะแนน"


def _extremes(baseline, wording):
    rows = [row for row in baseline.analysis.indicators_by_rank if row.score is not None]
    if len(rows) < 2 or rows[0].score == rows[-1].score:
        return ""
    best = [row for row in rows if row.score == rows[0].score]
    lowest = rows[-1]
    codes = joined([wording.code(row.code) for row in best])
    named = f"ตัวชี้วัดที่ {codes}" if len(best) > 1 else wording.full_name(best[0].code)
    return (
        f"ตัวชี้วัดที่ได้คะแนนสูงสุด คือ {named} ได้ {wording.score(best[0].score)} คะแนน "
        f"และตัวชี้วัดที่ได้คะแนนต่ำสุด คือ {wording.full_name(lowest.code)} ได้ {wording.score(lowest.score)} คะแนน"
    )


def pressing_sentence(content):
    """What must be fixed and what is to be developed, by name while they are few."""
    if content.baseline is None:
        return ""
    wording, points = wording_of(content), content.baseline.analysis.weak_points
    urgent = [point for point in points if (point.officer_urgency or point.urgency) == "urgent"]
    develop = [point for point in points if (point.officer_urgency or point.urgency) == "develop"]
    parts = [_named("เรื่องที่ต้องแก้ไขโดยเร่งด่วน", urgent, wording), _named("เรื่องที่ต้องพัฒนาให้ดีขึ้น", develop, wording)]
    parts = [part for part in parts if part]
    return f"จากการวิเคราะห์พบว่า {' และ'.join(parts)}" if parts else ""


def _named(title, points, wording):
    if not points:
        return ""
    names = [wording.short_name(point.code) for point in points[:NAMED_AT_MOST]]
    count = f"{title} มี {wording.number(len(points))} เรื่อง"
    return f"{count} ได้แก่ {joined(names)}" if len(points) <= NAMED_AT_MOST else f"{count} เช่น {joined(names)}"


def plan_sentence(content):
    wording, measures = wording_of(content), content.measures
    if not measures:
        return ""
    kinds = (("urgent", "แก้ไขโดยเร่งด่วน"), ("develop", "พัฒนาให้ดีขึ้น"), ("maintain", "รักษามาตรฐาน"))
    counts = [(name, sum(measure.urgency == urgency for measure in measures)) for urgency, name in kinds]
    shared = joined([f"เพื่อ{name} {wording.number(count)} มาตรการ" for name, count in counts if count])
    return (
        f"หน่วยงานจึงกำหนดมาตรการรวม {wording.number(len(measures))} มาตรการ เป็นมาตรการ{shared}"
        f"{_time_frame(measures, wording)} โดยมีรายละเอียดดังตารางต่อไปนี้"
    )


def _time_frame(entries, wording):
    starts = [entry.period.start for entry in entries if entry.period.start and entry.period.end]
    ends = [entry.period.end for entry in entries if entry.period.start and entry.period.end]
    if not starts:
        return ""
    whole = type(entries[0].period)(min(starts), max(ends))
    return f" ดำเนินการในช่วง {wording.dates(whole)}"


def done_sentence(content):
    wording, entries = wording_of(content), content.progress
    year = wording.year(content.fiscal_year)
    if not entries:
        return f"{content.agency.name} ยังไม่ได้รายงานผลการดำเนินการตามมาตรการของ{year}"
    planned = {measure.key for measure in content.planned}
    answered = len({entry.measure.key for entry in entries if entry.measure} & planned)
    free = sum(entry.measure is None for entry in entries)
    of_plan = (
        f"ตามมาตรการ {wording.number(answered)} จากทั้งหมด {wording.number(len(planned))} มาตรการ" if answered else ""
    )
    beside = f"กิจกรรมสนับสนุนนอกเหนือจากมาตรการอีก {wording.number(free)} กิจกรรม" if free else ""
    return (
        f"{content.agency.name} ได้ดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงานใน{year} "
        f"{joined([of_plan, beside])}{_time_frame(entries, wording)} เพื่อให้การปฏิบัติราชการเป็นไปด้วยความโปร่งใส "
        "ตรวจสอบได้ และแก้ไขจุดอ่อนที่พบจากผลการประเมินอย่างเป็นรูปธรรม"
    )


def change_sentence(content):
    """Total before and after, then the indicators that rose and fell."""
    if content.result is None or content.baseline is None:
        return ""
    wording, before, after = wording_of(content), content.baseline.results, content.result.results
    parts = []
    if before.total.value is not None and after.total.value is not None:
        parts.append(
            f"คะแนนรวมเปลี่ยนจาก {wording.score(before.total.value)} เป็น {wording.score(after.total.value)} คะแนน"
        )
    changes = [
        (code, difference)
        for code in content.baseline.framework.entries
        if content.baseline.framework.depth_of(code) == "indicator"
        and (difference := _difference(before.value(code), after.value(code)))
    ]
    parts += [_moved("เพิ่มขึ้น", [pair for pair in changes if pair[1] > 0], wording)]
    parts += [_moved("ลดลง", [pair for pair in changes if pair[1] < 0], wording)]
    parts = [part for part in parts if part]
    return f"เมื่อเทียบผลการประเมินก่อนและหลังดำเนินการ พบว่า{' '.join(parts)}" if parts else ""


def _difference(before, after):
    return None if before is None or after is None else after - before


def _moved(word, changes, wording):
    if not changes:
        return ""
    shown = (
        changes if len(changes) <= NAMED_AT_MOST else sorted(changes, key=lambda pair: -abs(pair[1]))[:NAMED_AT_MOST]
    )
    names = [f"{wording.full_name(code)} ({wording.signed(difference)})" for code, difference in shown]
    more = " เป็นต้น" if len(changes) > len(shown) else ""
    return f"ตัวชี้วัดที่คะแนน{word}มี {wording.number(len(changes))} ตัวชี้วัด ได้แก่ {joined(names)}{more}"


def budget_sentence(content):
    amounts = [entry.budget_amount for entry in content.progress if entry.budget_amount is not None]
    if not amounts:
        return ""
    wording, total = wording_of(content), sum(amounts, Decimal(0))
    if not total:
        return "การดำเนินการที่รายงานไว้ไม่ใช้งบประมาณ"
    return f"งบประมาณที่ใช้ตามที่รายงานรวมทั้งสิ้น {wording.baht(total)} บาท"
