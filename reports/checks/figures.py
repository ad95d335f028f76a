"""Scores and levels in what people typed, against the scores entered."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from assessments.scoring import matches_level
from reports.checks.check import ALL, Check, has_texts
from reports.checks.passages import PROGRESS
from reports.checks.wording import said, spoken
from reports.checks.years import mentions

SCORE = re.compile(r"(?<![\d.,])(?:100(?:\.0{1,2})?|\d{1,2}\.\d{1,2})(?![\d%]|[.,]\d)")
SUBJECT = re.compile(
    r"(?P<total>คะแนนรวม|คะแนนเฉลี่ยรวม|ภาพรวม|คะแนนการประเมิน|ผลการประเมิน)"
    r"|ตัวชี้วัด\s{0,3}(?:ที่)?\s{0,3}(?P<indicator>[1-9]0?)(?![\d.–-])"
    r"|(?<![A-Za-z])(?P<instrument>IIT|EIT|OIT)(?![A-Za-z])"
)
# Words that make of a number behind them something else than this agency's score.
OTHER_FIGURE = re.compile(
    r"เป้าหมาย|เกณฑ์|ไม่น้อยกว่า|ไม่ต่ำกว่า|ไม่เกิน|มากกว่า|ตั้งแต่|ต่ำกว่า|ทั่วประเทศ|ระดับประเทศ|เพิ่มขึ้น|ลดลง|ผลต่าง|พึงพอใจ|ค่าเฉลี่ยของ|บาท|ข้อ(?:ที่)?\s*[oieOIE]?\d"
)
WEIGHTED = re.compile(r"(?:ถ่วง|คูณ)(?:ด้วย)?(?:ค่า)?น้ำหนัก")
LEVEL_WORD = r"AA|[A-F](?![A-Za-z])|ผ่านดีเยี่ยม|ผ่านดี|ต้องปรับปรุงโดยด่วน|ต้องปรับปรุง|ผ่าน(?!เกณฑ์|การ|มา)"
LEVEL = rf"(?:ระดับ|เกรด)\s{{0,3}}(?:ผลการประเมิน|คุณธรรม)?\s{{0,3}}[“\"'(]?\s{{0,3}}(?P<level>{LEVEL_WORD})"
LEVEL_AFTER = re.compile(rf"[^\d]{{0,40}}?{LEVEL}|\s{{0,3}}(?:คะแนน)?[\s(]{{1,3}}(?P<letter>AA|[A-F])(?=[\s)]|$)")
LEVEL_BEFORE = re.compile(rf"{LEVEL}\s{{0,3}}[”\"')]?\s{{0,3}}\((?:ได้)?(?:คะแนน)?\s{{0,3}}$")
REACH, YEAR_REACH, BESIDE = 250, 90, 25


@dataclass(frozen=True)
class KnownYear:
    """What is known of one year; codes as in the framework, "total" for the total."""

    values: Mapping[str, Decimal]
    weighted: Mapping[str, Decimal]


NOTHING_KNOWN = KnownYear({}, {})


def known_years(content):
    """By fiscal year: figures of the years assessed, and of earlier ones as far as the history has them."""
    rows = content.baseline.analysis.history if content.baseline else content.history
    years = {row.fiscal_year: KnownYear(_known({**row.indicators, "total": row.total}), {}) for row in rows}
    for year in (content.baseline, content.result):
        if year:
            values = {code: figure.value for code, figure in year.results.figures.items()}
            values["total"] = year.results.total.value
            years[year.fiscal_year] = KnownYear(_known(values), _known(year.results.weighted))
    return years


def _known(values):
    return {code: value for code, value in values.items() if value is not None}


def wrong_figures(subject):
    known = known_years(subject.content)
    for passage in subject.passages:
        years = mentions(passage.folded)
        for score in SCORE.finditer(passage.folded):
            year = year_before(years, score.start())
            for find in (wrong_score, wrong_weighted, wrong_level):
                says = find(subject, passage, score, year, known)
                if says:
                    yield passage.remark(says, score.span())


def year_before(years, position):
    """The fiscal year that a number is said of: the nearest one named before it; None where none is."""
    at = bisect_right(years, position, key=lambda mention: mention.end)
    nearest = years[at - 1] if at else None
    return nearest.last if nearest and position - nearest.end <= YEAR_REACH else None


def wrong_score(subject, passage, score, year, known):
    """What is entered for the figure named before this number, when it is another; "" when it fits or is unknown."""
    before = passage.folded[max(0, score.start() - REACH) : score.start()]
    named = list(SUBJECT.finditer(before))
    between = before[named[-1].end() :] if named else ""
    if not named or SCORE.search(between) or OTHER_FIGURE.search(between) or is_weighted(passage.folded, score):
        return ""
    code = named[-1]["indicator"] or named[-1]["instrument"] or "total"
    says = contradiction(subject, code, Decimal(score[0]), years_meant(subject, year, known), known)
    is_outcome = passage.subject == PROGRESS and not subject.content.result
    return f"{says} และยังไม่ได้กรอกผลการประเมินหลังดำเนินการ" if says and is_outcome else says


def is_weighted(text, score):
    """The words stand right before the number, or in brackets behind it."""
    return bool(WEIGHTED.search(text[max(0, score.start() - BESIDE) : score.end() + 2 * BESIDE]))


def years_meant(subject, year, known):
    """Of a number without a year either of the years assessed may be meant."""
    wanted = (year,) if year else tuple(each.fiscal_year for each in subject.assessed_years)
    return {number: known.get(number, NOTHING_KNOWN) for number in wanted}


def contradiction(subject, code, score, meant, known):
    """Against what is entered of the years meant; where nothing is, against being exactly another year's figure."""
    entered = {number: year.values[code] for number, year in meant.items() if code in year.values}
    if any(abs(value - score) <= subject.framework.tolerance for value in entered.values()):
        return ""
    others = [str(number) for number, year in known.items() if number not in meant and year.values.get(code) == score]
    if not entered and not others:
        return ""
    name = "คะแนนรวม" if code == "total" else spoken(subject.framework, code)
    years = " และ ".join(f"ปี {number} คือ {said(value)}" for number, value in entered.items())
    stored = f" แต่คะแนนที่กรอกไว้ของ{years}" if entered else f" ของปี {', '.join(map(str, meant))}"
    source = f" ซึ่งเท่ากับของปี {', '.join(others)} พอดี" if others else ""
    return f"เขียนว่า{name} ได้ {said(score)}{stored}{source}"


def wrong_weighted(subject, passage, score, year, known):
    """A number called weighted that is no weighted score and no total."""
    if not is_weighted(passage.folded, score):
        return ""
    years = years_meant(subject, year, known).values()
    weighted = {code: value for each in years for code, value in each.weighted.items()}
    fitting = [*weighted.values(), *(each.values["total"] for each in years if "total" in each.values)]
    if not weighted or any(abs(value - Decimal(score[0])) <= subject.framework.tolerance for value in fitting):
        return ""
    right = ", ".join(f"{code} {said(value)}" for code, value in weighted.items())
    return f"เขียนว่าคะแนนถ่วงน้ำหนัก {said(Decimal(score[0]))} แต่คะแนนหลังถ่วงน้ำหนักคือ {right}"


def wrong_level(subject, passage, score, year, known):
    """The level named beside a score, when the scale gives that score another."""
    before = passage.folded[max(0, score.start() - REACH) : score.start()]
    found = LEVEL_AFTER.match(passage.folded, score.end()) or LEVEL_BEFORE.search(before)
    if not found or OTHER_FIGURE.search(before[-BESIDE:]):
        return ""
    level = found["level"] or found["letter"]
    right = [
        name for framework in frameworks_meant(subject, year) for name in possible_levels(framework, Decimal(score[0]))
    ]
    if not right or any(matches_level(name, level) for name in right):
        return ""
    names = " หรือ ".join(dict.fromkeys(name.name for name in right))
    return f"คะแนน {said(Decimal(score[0]))} เขียนว่าระดับ {level} แต่ตามเกณฑ์คือ {names}"


def frameworks_meant(subject, year):
    if year and subject.framework_of(year):
        return [subject.framework_of(year)]
    return [each.framework for each in subject.assessed_years]


def possible_levels(framework, score):
    """The band of this score, and lower ones that an instrument's score could hold it down to."""
    reached = [level for level in framework.levels if score >= level.total_min]
    bound = next((at for at, level in enumerate(reached, 1) if level.instrument_min is None), len(reached))
    return reached[:bound]


CHECKS = (
    Check(
        "figures_in_text",
        "คะแนนและระดับในข้อความตรงกับที่กรอกไว้",
        wrong_figures,
        ALL,
        "แก้ข้อความ หรือแก้คะแนนที่กรอกหากข้อความถูกต้องแล้ว",
        applies=has_texts,
    ),
)
