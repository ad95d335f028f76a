"""Which years and dates stand in a text, and whether they belong into this year's document."""

import re
from dataclasses import dataclass
from datetime import date

from assessments import thai
from assessments.fiscal_year import BUDDHIST_OFFSET, contains, first_day, fiscal_year_of
from reports.checks.check import ALL, KEEP_IF_MEANT, Check, has_texts
from reports.checks.passages import ANALYSIS, PROGRESS

MONTH_NAMES = [*thai.MONTHS, *thai.SHORT_MONTHS]
MONTH = "|".join(re.escape(name) for name in MONTH_NAMES)
GAP = r"\s{0,3}"  # bounded, so that a long run of blanks takes linear time
ERA = rf"(?:พ\.\s?ศ\.?{GAP})?"
BUDDHIST, SHORT = r"25[4-9]\d", r"[5-7]\d"
COUNTED = rf"(?!\d|,\d|{GAP}(?:บาท|คน|ครั้ง|ราย|เรื่อง|แห่ง|ชุด|เล่ม|หน่วยงาน|ข้อ|โครงการ))"
MENTION = re.compile(
    rf"(?:(?P<day>\d{{1,2}}){GAP})?(?P<month>{MONTH}){GAP}{ERA}(?P<dated>{BUDDHIST}|{SHORT})(?!\d)"
    rf"|(?<![\d/])(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})/(?P<y>{BUDDHIST}|{SHORT})(?![\d/])"
    rf"|(?:ปีงบประมาณ|ประจำปี)?{GAP}{ERA}(?<!\d)(?<!\d[./,-])(?P<first>{BUDDHIST}){GAP}(?:[-–—]|ถึง|/){GAP}{ERA}(?P<last>{BUDDHIST})(?!\d)"
    rf"|(?P<sort>ปีงบประมาณ|ประจำปี|ปีการศึกษา)?{GAP}{ERA}(?<!\d)(?<!\d[./,-])(?P<year>{BUDDHIST}){COUNTED}"
    rf"|ปีงบประมาณ{GAP}{ERA}(?P<short>{SHORT})(?!\d)"
    rf"|ครั้งที่{GAP}\d{{1,2}}/(?P<meeting>{BUDDHIST})(?!\d)"
    rf"|(?:ITA|ค\.ศ\.){GAP}(?:ปี{GAP})?(?P<common>20[0-4]\d)(?!\d)"
)
REACH_BEFORE, REACH_AFTER = 90, 45
LAW = re.compile(
    r"พระราชบัญญัติ|พ\.ร\.บ|พรบ|พระราชกฤษฎีกา|พระราชกำหนด|กฎกระทรวง|กฎหมาย|กฎ ก\.|รัฐธรรมนูญ|ระเบียบ|ข้อบังคับ|ข้อบัญญัติ|เทศบัญญัติ"
    r"|ประกาศ(?!เจต|ผล|นโยบาย)|คำสั่ง|หนังสือ|ลงวันที่|มติคณะรัฐมนตรี|มติ ?ครม|ประมวล|มาตรฐานทางจริยธรรม|ยุทธศาสตร์"
    r"|แผนแม่บท|แผนพัฒนา|แผนปฏิรูป"
)
LOOKING_BACK = re.compile(r"ประเมิน|ITA|คะแนน|วิเคราะห์|ที่ผ่านมา|ปีก่อน|ปีที่แล้ว|ทบทวน|เดิม|สรุปผล|ถอดบทเรียน")
TREND = re.compile(r"เทียบ|ย้อนหลัง|แนวโน้ม|พัฒนาการ|เพิ่มขึ้น|ลดลง|จากปี|จากเดิม|\d\.\d\d")
LOOKING_AHEAD = re.compile(r"จะ|ถัดไป|ต่อไป|ปีหน้า|เตรียม|ล่วงหน้า|เสนอ|ภายใน|วางแผน|รายงาน|ต่อเนื่อง|จัดทำแผน")
YEARS_OF_HISTORY = 3
MONTHS_OF_CLOSING = 3  # a year's report is written in the months after it


@dataclass(frozen=True)
class Mention:
    """Years in a text: `first` and `last` are fiscal years when a day is known, else as typed."""

    start: int
    end: int
    first: int
    last: int
    sort: str = ""  # ปีงบประมาณ, ประจำปี, ปีการศึกษา; "" for a bare year
    day: date | None = None

    @property
    def said(self):
        if self.day:
            return thai.month_year(self.day)
        years = str(self.first) if self.first == self.last else f"{self.first}–{self.last}"
        return f"{self.sort or 'พ.ศ.'} {years}"


def mentions(text):
    """Every year and date in a text with Arabic digits."""
    return [found for found in map(_mention, MENTION.finditer(text)) if found]


def _mention(found):
    part = found.groupdict()
    if part["month"] or part["m"]:
        return _dated(found, part)
    if part["first"]:
        return Mention(*found.span(), int(part["first"]), int(part["last"]))
    if part["common"]:
        year = int(part["common"]) + BUDDHIST_OFFSET
        return Mention(*found.span(), year, year)
    year = _full(part["year"] or part["meeting"] or part["short"])
    start = found.start("year") if part["year"] and not part["sort"] else found.start()
    return Mention(start, found.end(), year, year, part["sort"] or ("ปีงบประมาณ" if part["short"] else ""))


def _dated(found, part):
    month = MONTH_NAMES.index(part["month"]) % 12 + 1 if part["month"] else int(part["m"])
    if not 1 <= month <= 12:
        return None
    day = date(_full(part["dated"] or part["y"]) - BUDDHIST_OFFSET, month, 1)
    return Mention(*found.span(), fiscal_year_of(day), fiscal_year_of(day), day=day)


def _full(year):
    return int(year) + (2500 if len(year) == 2 else 0)


def wrong_years(subject):
    """One remark a text and reason, naming every year or date that it is about."""
    for passage in subject.passages:
        found, odd = mentions(passage.folded), {}
        if is_history(passage, found, subject.content.assessed_year):
            continue
        for mention in found:
            reason = why_odd(subject, passage, mention)
            if reason:
                odd.setdefault(reason, []).append(mention)
        for reason, places in odd.items():
            years = " และ ".join(dict.fromkeys(mention.said for mention in places))
            yield passage.remark(f"{years} {reason}", (places[0].start, places[0].end))


def is_history(passage, found, assessed):
    """The assessed year in a row with earlier ones is told of, not left over."""
    years = {year for mention in found for year in (mention.first, mention.last)}
    return passage.subject == ANALYSIS and assessed in years and len(years) >= YEARS_OF_HISTORY


def why_odd(subject, passage, mention):
    """Why this year does not belong here, "" when it does or when it is likely told of rather than left over."""
    plan, assessed = subject.content.fiscal_year, subject.content.assessed_year
    before, around = _near(passage.folded, mention)
    if mention.first <= plan <= mention.last or _is_of_law(mention, before):
        return ""
    if mention.last < plan:
        return _why_past(passage, mention, plan, assessed, around)
    return _why_ahead(passage, mention, plan, around)


def _near(text, mention):
    before = text[max(0, mention.start - REACH_BEFORE) : mention.start]
    return before, before + text[mention.end : mention.end + REACH_AFTER]


def _is_of_law(mention, before):
    """พ.ศ. 2560 behind the name of a law or of a longer plan; a fiscal year is never that."""
    return mention.sort != "ปีงบประมาณ" and mention.sort != "ประจำปี" and bool(LAW.search(before))


def _why_past(passage, mention, plan, assessed, around):
    is_before = mention.last in (assessed, plan - 1)
    if TREND.search(around) or (is_before and mention.first < mention.last):
        return ""
    if is_before and (passage.subject == ANALYSIS or _is_loose(mention) or LOOKING_BACK.search(around)):
        return ""
    if mention.day:
        return f"อยู่นอกปีงบประมาณ พ.ศ. {plan} อาจเป็นข้อความจากปีก่อน"
    if mention.last == assessed:
        return f"เป็นปีที่ประเมิน ไม่ใช่ปีของแผน (พ.ศ. {plan}) อาจเป็นข้อความจากปีก่อน"
    return f"ไม่ใช่ปีของแผน (พ.ศ. {plan}) และไม่ใช่ปีที่ประเมิน (พ.ศ. {assessed}) อาจเป็นข้อความจากปีก่อน"


def _is_loose(mention):
    """A bare or academic year before the plan's may be the calendar year that its first months are in."""
    return mention.day is None and mention.sort in ("", "ปีการศึกษา")


def _why_ahead(passage, mention, plan, around):
    """What was done leads on to the next year; a plan names it only where it says so."""
    is_next = mention.first == plan + 1
    is_told = passage.subject == PROGRESS or LOOKING_AHEAD.search(around)
    if is_next and (is_told or (mention.day and _is_closing(mention.day, plan))):
        return ""
    return f"อยู่หลังปีของแผน (พ.ศ. {plan})"


def _is_closing(day, plan):
    after = first_day(plan + 1)
    return not contains(plan, day) and day.year == after.year and day.month < after.month + MONTHS_OF_CLOSING


CHECKS = (
    Check(
        "other_years",
        "ปีและวันที่ในข้อความเป็นของปีนี้",
        wrong_years,
        ALL,
        f"หากคัดลอกมาจากปีก่อนให้แก้เป็นปีของแผน {KEEP_IF_MEANT}",
        ("right_year_and_agency",),
        applies=has_texts,
    ),
)
