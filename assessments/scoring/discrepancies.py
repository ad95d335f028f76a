"""Announced figures that do not follow from their parts, each with its likely reason. Shown, never blocking."""

from dataclasses import dataclass
from decimal import Decimal

from assessments.frameworks import Framework, Rule
from assessments.scoring.arithmetic import mean, parts_of, rounded
from assessments.scoring.levels import level_of, matches_level
from assessments.scoring.results import Discrepancy

UNEXPLAINED = "อาจเกิดจากการใช้คะแนนของปีอื่นหรือพิมพ์ตัวเลขผิด โปรดตรวจกับผลที่ประกาศ"
NOT_FROM_PARTS = (
    "ตัวชี้วัดนี้ใช้คะแนนตามที่ประกาศ ซึ่งอาจรวมการประเมินส่วนที่ไม่ได้ประกาศคะแนนรายข้อ (เช่น EIT ส่วนที่ 2) จึงอาจไม่เท่ากับค่าเฉลี่ยของข้อคำถาม"
)
ROUNDING_AT_MOST = Decimal("0.05")  # what parts that were rounded first can add up to


@dataclass(frozen=True)
class Case:
    """One announced figure against the computed one, with all values to look for the reason in."""

    framework: Framework
    rule: Rule
    code: str
    announced: Decimal
    computed: Decimal
    values: dict

    def is_near(self, value):
        return value is not None and abs(self.announced - rounded(value, 2)) <= self.framework.tolerance

    def values_of(self, codes):
        return [self.values[code] for code in codes]


def find_discrepancies(framework, rule, figures, total, level, announced_level, values):
    numbers = [figure for figure in (*figures.values(), total) if figure.announced is not None]
    cases = [_case(framework, rule, figure, values) for figure in numbers]
    found = [_discrepancy(case) for case in cases if case and not case.is_near(case.computed)]
    return (*found, *_level_discrepancies(framework, rule, figures, total, level, announced_level))


def _case(framework, rule, figure, values):
    computed = figure.computed if figure.computed is not None else _mean_of_questions(framework, rule, figure, values)
    return computed is not None and Case(framework, rule, figure.code, figure.announced, computed, values)


def _mean_of_questions(framework, rule, figure, values):
    """For an indicator that is only announced: its questions, to be compared for notice."""
    if not _is_announced_only(framework, rule, figure.code):
        return None
    return rounded(mean(values[item.code] for item in framework.items_of(figure.code)), framework.decimals)


def _is_announced_only(framework, rule, code):
    return framework.depth_of(code) == "indicator" and not parts_of(framework, rule, code)


def _discrepancy(case):
    return Discrepancy(case.code, case.announced, case.computed, case.announced - case.computed, _reason(case))


def _reason(case):
    if _is_announced_only(case.framework, case.rule, case.code):
        return NOT_FROM_PARTS
    guesses = (
        _out_of_scale,
        _rounding,
        _weighted_instrument,
        _weighted_parts,
        _decimal_point,
        _swapped_digits,
        _unweighted_total,
        _another_rule,
        _part_left_out,
    )
    return next((reason for guess in guesses if (reason := guess(case))), UNEXPLAINED)


def _out_of_scale(case):
    return not 0 <= case.announced <= 100 and "คะแนนที่ประกาศอยู่นอกช่วง 0–100 อาจพิมพ์ตัวเลขผิด"


def _rounding(case):
    coarse = case.announced in (rounded(case.computed, 0), rounded(case.computed, 1))
    close = abs(case.announced - case.computed) <= ROUNDING_AT_MOST
    return (coarse or close) and "อาจเกิดจากการปัดเศษของคะแนนที่นำมาคำนวณหรือของคะแนนที่ประกาศ"


def _weighted_instrument(case):
    weight = case.rule.weights.get(case.code)
    return (
        weight is not None
        and case.is_near(case.computed * weight / 100)
        and f"อาจเป็นคะแนนที่คูณน้ำหนักร้อยละ {weight.normalize():f} แล้ว ช่องนี้ใช้คะแนนเต็ม 100"
    )


def _weighted_parts(case):
    parts = _instrument_values(case)
    is_sum = case.code == "total" and None not in parts and case.is_near(sum(parts))
    return is_sum and "คะแนนรายเครื่องมือรวมกันได้เท่าคะแนนรวมพอดี อาจเป็นคะแนนที่คูณน้ำหนักแล้ว"


def _decimal_point(case):
    shifted = any(case.is_near(case.computed * shift) for shift in (Decimal("0.1"), Decimal("0.01"), 10))
    return shifted and "อาจเกิดจากการวางจุดทศนิยมผิดตำแหน่ง"


def _swapped_digits(case):
    typed, right = (str(rounded(value, 2)).replace(".", "") for value in (case.announced, case.computed))
    swaps = (right[:at] + right[at + 1] + right[at] + right[at + 2 :] for at in range(len(right) - 1))
    return typed in swaps and "อาจเกิดจากการพิมพ์ตัวเลขสลับตำแหน่ง"


def _unweighted_total(case):
    if case.code != "total":
        return ""
    indicators = [entry.code for entry in case.framework.indicators if entry.instrument in case.rule.weights]
    means = (mean(_instrument_values(case)), mean(case.values_of(indicators)))
    return any(map(case.is_near, means)) and "อาจเกิดจากการเฉลี่ยโดยไม่ได้ถ่วงน้ำหนักของเครื่องมือ"


def _another_rule(case):
    """The announced figure is the mean of other parts than this year's rule takes."""
    framework = case.framework
    finders = {
        "ตัวชี้วัด": framework.indicators_of,
        "ตัวชี้วัดย่อย": framework.sub_indicators_of,
        "คะแนนรายข้อ": framework.items_of,
    }
    for name, below in finders.items():
        if case.is_near(mean(case.values_of(entry.code for entry in below(case.code)))):
            return f"อาจเกิดจากการใช้ค่าเฉลี่ยของ{name} ซึ่งต่างจากวิธีคำนวณของกรอบปีนี้"
    return ""


def _part_left_out(case):
    parts = parts_of(case.framework, case.rule, case.code) if case.code != "total" else ()
    for part in parts:
        if case.is_near(mean(case.values_of(other for other in parts if other != part))):
            return f"อาจเกิดจากการไม่ได้นำ {part} มาคิดค่าเฉลี่ย"
    return ""


def _instrument_values(case):
    return [case.values.get(code) for code in case.rule.weights]


def _level_discrepancies(framework, rule, figures, total, level, text):
    if not text or level is None or matches_level(level, text):
        return ()
    scores = {code: figures[code].value for code in rule.weights if code in figures}
    return (Discrepancy("level", text, level.name, None, _level_reason(framework, total, scores, text)),)


def _level_reason(framework, total, scores, text):
    named = next((level for level in framework.levels if matches_level(level, text)), None)
    if named is None:
        return "ระดับที่ประกาศไม่มีในเกณฑ์ของปีนี้ อาจเป็นชื่อระดับของปีอื่น"
    if named == level_of(framework, total.value, {}):
        return "ระดับที่ประกาศตรงกับคะแนนรวม แต่มีเครื่องมือที่คะแนนไม่ถึงเกณฑ์ของระดับนั้น"
    if total.computed is not None and named == level_of(framework, total.computed, scores):
        return "ระดับที่ประกาศตรงกับคะแนนรวมที่คำนวณได้ แต่ไม่ตรงกับคะแนนรวมที่ประกาศ"
    return "ระดับที่ประกาศไม่ตรงกับช่วงคะแนน อาจเป็นระดับของปีอื่นหรือพิมพ์ผิด"
