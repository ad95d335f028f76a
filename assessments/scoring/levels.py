"""Level scales: which band a total falls in, what an announced level text means, and why, in Thai words."""

import re

from assessments.scoring.arithmetic import parts_of, rounded


def level_of(framework, total, instruments):
    """The first band that matches the published total and instrument scores; None while it cannot be known.

    `instruments` maps the assessed instruments to their scores. Only bands that the total reaches ask for them.
    """
    if total is None:
        return None
    for level in _reached(framework, total):
        if level.instrument_min is None:
            return level
        scores = [rounded(score, framework.decimals) for score in instruments.values()]
        if any(score is not None and score < level.instrument_min for score in scores):
            continue
        return None if None in scores else level
    return None


def level_of_indicator(framework, value):
    """The letter of one indicator, in the years that give letters to indicators."""
    if value is None or not framework.levels_per_indicator:
        return None
    return next(iter(_reached(framework, value)), None)


def _reached(framework, total):
    total = rounded(total, framework.decimals)
    return [level for level in framework.levels if total >= level.total_min]


def matches_level(level, text):
    """Whether an announced text such as "A", "ระดับ A" or "AA (Excellence)" means this level."""
    forms = {level.code, level.name, level.name_en, level.name + level.name_en}
    return _plain(text) in {_plain(form) for form in forms if form}


def _plain(text):
    return re.sub(r"[\s().:\-–]|ผลการประเมิน|ระดับ|อยู่ใน", "", text).casefold()


def explain_level(framework, results):
    """One Thai sentence: why this level, or which parts are missing."""
    rule = framework.rule_for(results.kind)
    scores = {code: results.value(code) for code in rule.weights}
    if results.total.value is None:
        return f"ยังคำนวณคะแนนรวมไม่ได้ เพราะยังไม่มีคะแนน {_missing(framework, rule, results)}"
    return explain_outcome(framework, results.total.value, scores, results.level)


def explain_outcome(framework, total, scores, level):
    """The same sentence of any total, instruments ({code: score or None}) and the level that follows from them."""
    shown = f"คะแนนรวม {_score(framework, total)}"
    if level is None:
        return _unknown_level(shown, scores)
    return f"{shown} {_grounds(framework, total, scores, level)} จึงได้{_named(level)}{_passed(level)}"


def explain_next_level(framework, following):
    """What is missing to the next level, in one or two sentences; `following` is a NextLevel or None at the top."""
    if following is None:
        return "ได้ระดับสูงสุดแล้ว"
    short = _listed([_shortfall(framework, one) for one in following.shortfalls])
    return f"ระดับที่สูงขึ้นถัดไปคือ{_named(following.level)} {short} {_way_there(framework, following)}"


def _shortfall(framework, one):
    name = "คะแนนรวม" if one.code == "total" else one.code
    return f"{name} ต้องเพิ่มอีก {one.missing} (จาก {_score(framework, one.score)} ให้ถึง {_bound(one.bound)})"


def _way_there(framework, following):
    """No raise can be named while an instrument that the level asks for has no score."""
    if following.unscored:
        return f"ยังไม่มีคะแนน {_listed(following.unscored)} จึงบอกไม่ได้ว่าถึงเกณฑ์หรือไม่"
    return _least_raise(framework, following.raises)


def _least_raise(framework, raises):
    if not raises:
        return "เพิ่มเพียงรายการเดียวไม่พอ ต้องเพิ่มหลายรายการพร้อมกัน"
    least = raises[0]
    change = f"จาก {least.score} เป็น {least.needed} (+{least.rise})"
    return f"ถ้าเพิ่มเพียงรายการเดียว น้อยที่สุดคือ {_label(framework, least.code)} {change}"


def _unknown_level(total, scores):
    unknown = _listed([code for code, score in scores.items() if score is None])
    if not unknown:
        return f"{total} ไม่อยู่ในช่วงคะแนนของระดับใด"
    return f"{total} แต่ยังบอกระดับไม่ได้ เพราะระดับขึ้นกับคะแนนรายเครื่องมือด้วย และยังไม่มีคะแนน {unknown}"


def _grounds(framework, total, scores, level):
    """Why not higher: an instrument that held the level down, else the bounds of the band."""
    higher = _higher_levels(framework, level)
    missed = [above for above in higher if above in _reached(framework, total)]
    if missed:
        low = missed[-1].instrument_min
        under = {code: score for code, score in scores.items() if score is not None and score < low}
        named = _listed([f"{code} ได้ {_score(framework, score)}" for code, score in under.items()])
        return f"แต่ {named} ไม่ถึง {_bound(low)}"
    return _bounds(level, higher)


def _listed(names):
    """IIT EIT และ OIT"""
    *before, last = names or [""]
    return f"{' '.join(before)} และ {last}" if before else last


def _higher_levels(framework, level):
    return framework.levels[: framework.levels.index(level)]


def _bounds(level, higher):
    if level.total_min == 0 and higher:
        return f"ต่ำกว่า {_bound(higher[-1].total_min)}"
    below = next((above.total_min for above in reversed(higher) if above.total_min > level.total_min), None)
    upper = f" แต่ไม่ถึง {_bound(below)}" if below is not None else ""
    every = f" และทุกเครื่องมือได้ตั้งแต่ {_bound(level.instrument_min)}" if level.instrument_min is not None else ""
    return f"ถึง {_bound(level.total_min)}{upper}{every}"


def _missing(framework, rule, results):
    """Unscored parts of the unscored instruments, as far down as some other part of the same figure is scored."""
    unscored = [code for code in rule.weights if results.value(code) is None]
    return ", ".join(_missing_below(framework, rule, results, code) for code in unscored)


def _missing_below(framework, rule, results, code):
    parts = parts_of(framework, rule, code)
    missing = [part for part in parts if results.value(part) is None]
    if not missing or len(missing) == len(parts):
        return _label(framework, code)
    return ", ".join(_missing_below(framework, rule, results, part) for part in missing)


def _label(framework, code):
    words = {"indicator": "ตัวชี้วัดที่ ", "sub_indicator": "ตัวชี้วัดย่อยที่ ", "item": "ข้อ "}
    return words.get(framework.depth_of(code), "") + code


def _named(level):
    english = f" ({level.name_en})" if level.name_en else ""
    return f"ระดับ{' ' if level.name.isascii() else ''}{level.name}{english}"


def _passed(level):
    return " ซึ่งผ่านเกณฑ์" if level.passed else " ซึ่งไม่ผ่านเกณฑ์"


def _score(framework, value):
    return str(rounded(value, framework.decimals))


def _bound(value):
    return format(value.normalize(), "f")
