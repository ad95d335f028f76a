"""Checks of the scores: known, adding up, and of the year that they are said to be of."""

from assessments.scoring import Announced, compute
from reports.checks.check import ANALYSIS, MEASURES, PROGRESS, Check
from reports.checks.results import Place, Remark, missing
from reports.checks.wording import said, spoken

TOTAL, LEVEL = "total", "level"
ROLES = {"baseline": "ผลการประเมินที่นำมาวิเคราะห์", "result": "ผลการประเมินหลังดำเนินมาตรการ"}


def assessed_by_role(subject):
    years = (("baseline", subject.content.baseline), ("result", subject.content.result))
    return [(role, year) for role, year in years if year]


def place_of_scores(role, code=""):
    """Total and level have a form of their own; indicators and items are in the sheet of their instrument."""
    if code in (TOTAL, LEVEL):
        return Place("announced", role, code)
    return Place("scores", role)


def label_of_year(role, year):
    return f"{ROLES[role]} ปี {year.fiscal_year}"


def unknown_scores(subject):
    """Whether there is anything to analyse, and what could still hide a weak point."""
    baseline, place = subject.content.baseline, place_of_scores("baseline")
    if not subject.content.has_scores:
        yield missing("ผลคะแนนของปีที่ประเมิน", "ยังไม่ได้กรอก จึงบอกไม่ได้ว่าเรื่องใดต้องแก้ไขโดยเร่งด่วนหรือต้องพัฒนา", place)
        return
    where = label_of_year("baseline", baseline)
    if baseline.results.total.value is None:
        yield Remark(where, "ยังไม่มีคะแนนรวม และคำนวณไม่ได้เพราะคะแนนบางส่วนยังว่าง", place_of_scores("baseline", TOTAL))
    for code in baseline.not_fully_known:
        yield Remark(where, f"คะแนนตัวชี้วัดของ {code} ยังไม่ครบ อาจมีจุดอ่อนที่ระบบยังไม่เห็น", place)


def has_figures(subject):
    return bool(subject.content.history) or any(year.has_figures for year in subject.assessed_years)


def can_be_added_up(subject):
    """Whether anything announced stands beside what its parts give, or would have to."""
    return bool(subject.content.history) or any(map(has_both, subject.assessed_years))


def has_both(year):
    figures = (*year.results.figures.values(), year.results.total)
    return bool(year.results.discrepancies or (year.results.announced_level and year.results.level)) or any(
        None not in (figure.announced, figure.computed) for figure in figures
    )


def not_adding_up(subject):
    for role, year in assessed_by_role(subject):
        for place, says in told_once(year.results, year.framework, role):
            yield Remark(label_of_year(role, year), says, place)
    yield from past_not_adding_up(subject)


def told_once(results, framework, role):
    """(place, sentence): what has the same reason and the same place is said together."""
    together = {}
    for found in results.discrepancies:
        together.setdefault((place_of_scores(role, found.code), found.reason), []).append(found)
    for (place, reason), several in together.items():
        yield place, f"{' · '.join(difference(found, framework) for found in several)}: {reason}"


def difference(found, framework):
    name = {TOTAL: "คะแนนรวม", LEVEL: "ระดับ"}.get(found.code) or spoken(framework, found.code)
    return f"{name} ประกาศไว้ {said(found.announced)} แต่คำนวณจากส่วนย่อยได้ {said(found.computed)}"


def past_not_adding_up(subject):
    """A total of an earlier year that the indicators beside it do not give."""
    for past in subject.content.history:
        if past.framework is None or past.total is None:
            continue
        announced = Announced(past.indicators, past.total, past.level)
        results = compute(past.framework, subject.content.agency.kind, announced)
        for _, says in told_once(results, past.framework, "baseline"):
            yield Remark(f"ผลการประเมินย้อนหลัง ปี {past.fiscal_year}", says, Place("past-results"))


def of_another_year(subject):
    yield from results_of_wrong_year(subject)
    yield from totals_of_another_year(subject)
    yield from past_against_own(subject)


def results_of_wrong_year(subject):
    """A plan answers the results of the year before it."""
    baseline, plan = subject.content.baseline, subject.content.fiscal_year
    if baseline and baseline.fiscal_year != plan - 1:
        says = f"แผนปีงบประมาณ พ.ศ. {plan} ใช้ผลการประเมินปี {baseline.fiscal_year} ปกติใช้ผลของปี {plan - 1}"
        yield Remark(label_of_year("baseline", baseline), says, place_of_scores("baseline"))


def totals_of_another_year(subject):
    """An announced total that nothing below supports and that is exactly another year's: likely copied from there."""
    known = totals_by_year(subject.content)
    for role, year in assessed_by_role(subject):
        total = year.results.total
        if total.announced is None or total.computed == total.announced:
            continue
        same = [str(other) for other, value in known.items() if other != year.fiscal_year and value == total.announced]
        if same:
            says = f"คะแนนรวม {said(total.announced)} เท่ากับคะแนนรวมของปี {', '.join(same)} พอดี อาจกรอกคะแนนของปีอื่น"
            yield Remark(label_of_year(role, year), says, place_of_scores(role, TOTAL))


def totals_by_year(content):
    """Every total that is known, the year's own results last so that they count."""
    rows = content.baseline.analysis.history if content.baseline else ()
    totals = {past.fiscal_year: past.total for past in (*content.history, *rows) if past.total is not None}
    for year in (content.baseline, content.result):
        if year and year.results.total.value is not None:
            totals[year.fiscal_year] = year.results.total.value
    return totals


def past_against_own(subject):
    """The history gives a year that is assessed here another total."""
    for role, year in assessed_by_role(subject):
        own = year.results.total.value
        for past in subject.content.history:
            if past.fiscal_year != year.fiscal_year or None in (own, past.total):
                continue
            if abs(past.total - own) > year.framework.tolerance:
                says = f"คะแนนรวม {said(past.total)} แต่{ROLES[role]}ของปีเดียวกันได้ {said(own)}"
                yield Remark(f"ผลการประเมินย้อนหลัง ปี {past.fiscal_year}", says, Place("past-results"))


CHECKS = (
    Check(
        "scores_known",
        "มีผลคะแนนของปีที่ประเมิน",
        unknown_scores,
        (ANALYSIS, MEASURES),
        "กรอกคะแนนเท่าที่ประกาศ ยิ่งกรอกละเอียด ระบบยิ่งชี้จุดอ่อนได้ตรง",
        ("analysis_urgent", "analysis_develop"),
    ),
    Check(
        "scores_add_up",
        "คะแนนรวม คะแนนตัวชี้วัด และระดับตรงกับองค์ประกอบ",
        not_adding_up,
        (ANALYSIS, MEASURES, PROGRESS),
        "เทียบกับผลที่ประกาศ หากประกาศไว้เช่นนั้นจริงให้คงไว้ได้",
        applies=can_be_added_up,
    ),
    Check(
        "scores_of_year",
        "คะแนนเป็นของปีที่ระบุ",
        of_another_year,
        (ANALYSIS, MEASURES, PROGRESS),
        "เทียบกับผลที่ประกาศของปีนั้น",
        applies=has_figures,
    ),
)
