"""What the title of a column says, whoever wrote it: ตัวชี้วัดที่ ๙.๕, ind10, O15, คะแนนรวม, level."""

import re
from dataclasses import dataclass
from functools import lru_cache

from assessments.exchange.cells import buddhist, tidy
from assessments.item_codes import INSTRUMENTS, normalise_code
from assessments.thai import arabic_digits

YEAR, PROVINCE = "year", "province"
AGENCY, AGENCY_CODE = "agency", "agency_code"
TOTAL, LEVEL, FIGURE = "total", "level", "figure"
CODE, SCORE = "code", "score"  # of the long shape: one row a figure
NUMBER = "number"  # a bare number: what it counts is said by the header above it
CLASH, UNKNOWN = "clash", "unknown"
UNIT, COMPUTED, OTHER_YEAR, UNUSED = "unit", "computed", "other year", "unused"
VALUES = (FIGURE, TOTAL, LEVEL)

WORDS = {
    YEAR: "ปีงบประมาณ ปี ปีงบ year fiscalyear budgetyear",
    AGENCY_CODE: "รหัสหน่วยงาน รหัส agencycode code agencyid unitcode รหัสส่วนงาน",
    AGENCY: (
        "หน่วยงาน ชื่อหน่วยงาน รายชื่อหน่วยงาน หน่วยงานที่รับการประเมิน ชื่อหน่วยงานที่รับการประเมิน ส่วนราชการ ชื่อส่วนราชการ "
        "ส่วนงาน ชื่อส่วนงาน คณะ คณะ/หน่วยงาน คณะ/สำนัก คณะ/ส่วนงาน หน่วยงานของรัฐ สำนักงานเขตพื้นที่การศึกษา เขตพื้นที่การศึกษา "
        "สังกัด/หน่วยงาน อปท องค์กรปกครองส่วนท้องถิ่น ชื่อ agency agencyname unit unitname department dept "
        "organization organisation org name faculty"
    ),
    PROVINCE: "จังหวัด province",
    TOTAL: (
        "คะแนนรวม คะแนนรวมita รวมคะแนน ผลคะแนนรวม คะแนนita ผลคะแนนita คะแนนรวมทั้งหมด คะแนนรวมเฉลี่ย "
        "คะแนนเฉลี่ยรวม คะแนนภาพรวม คะแนนรวมร้อยละ ผลรวม total totalscore overall overallscore itascore ita sum"
    ),
    LEVEL: (
        "ระดับ ระดับผลการประเมิน ระดับผล ระดับคะแนน ผลการประเมินระดับ ระดับผลการประเมินita ระดับita เกรด grade level rating "
        "ระดับคุณภาพ ระดับการประเมิน"
    ),
    CODE: (
        "รหัสตัวชี้วัด/ข้อ ตัวชี้วัด/ข้อ รหัสตัวชี้วัดข้อ รหัสตัวชี้วัด ตัวชี้วัด รหัสข้อ ข้อ ข้อคำถาม รหัสข้อคำถาม รหัสตัวชี้วัดหรือข้อ "
        "indicator indicatorcode item itemcode ind question figure"
    ),
    SCORE: "คะแนน ผลคะแนน คะแนนที่ได้ ค่าคะแนน คะแนนเฉลี่ย score value points ร้อยละ รวม เฉลี่ย mean average",
    UNIT: "% 100 100คะแนน เต็ม100 เต็ม100คะแนน คะแนนเต็ม100 หน่วย:คะแนน percent คะแนนร้อยละ",
}
ROLES = {word: role for role, words in WORDS.items() for word in words.split()}
COMPUTED_WORD = re.compile("คำนวณ|computed|calculated", re.IGNORECASE)
ERA = r"(?:พ\.?\s?ศ\.?|ค\.?ศ\.?)?\s*"
YEAR_WORD = re.compile(
    rf"(?:ปีงบประมาณ|ประจำปี|ปี|fy|fiscal year|year)\s*{ERA}\d{{4}}(?!\d)(?:\s*(?:และ|กับ|ถึง|[-–,])\s*{ERA}\d{{4}}(?!\d))*",
    re.IGNORECASE,
)
FOUR_DIGITS = re.compile(r"\d{4}")
NOTE = re.compile(r"[(\[][^()\[\]]*[)\]]")
MARKS = re.compile(r"[\s._\-–:*]+")
INSTRUMENT = re.compile("iit|eit|oit", re.IGNORECASE)
PLAIN_CODE = r"[oie][\s.\-_]?\d{1,3}|0\d{1,3}|\d{1,2}(?:\.\d{1,2})?|iit|eit|oit"
TITLE = re.compile(
    r"(?:คะแนน(?:เฉลี่ย)?|ผลคะแนน)?\s*"
    r"(?P<word>ตัวชี้วัดย่อย|ตัวชี้วัด|ตชว|indicator|ind|kpi|ข้อคำถาม|ข้อ|แบบวัด|เครื่องมือ|score|item)?(?:ที่)?[\s._\-]*"
    rf"(?P<code>{PLAIN_CODE})(?:[\s._\-]*score)?(?!\d|\.\d)\s*[.:)\-–]?\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
INDICATOR_WORDS = ("ตัวชี้วัด", "ตัวชี้วัดย่อย", "ตชว", "ind", "indicator", "kpi")


@dataclass(frozen=True)
class Meaning:
    role: str
    code: str = ""


def squeezed(text) -> str:
    return MARKS.sub("", tidy(text)).casefold()


def instrument_in(text) -> str:
    """The one instrument that a title names, "" for none or several."""
    named = {code.upper() for code in INSTRUMENT.findall(text)}
    return named.pop() if len(named) == 1 else ""


def years_in(text) -> list[int]:
    """The Buddhist years that a title names; a date in it is none."""
    found = YEAR_WORD.finditer(arabic_digits(tidy(text)))
    years = (buddhist(int(year)) for each in found for year in FOUR_DIGITS.findall(each[0]))
    return [year for year in years if year]


class Vocabulary:
    """Reads column titles for one framework."""

    def __init__(self, framework):
        self.framework = framework
        self.meaning = lru_cache(maxsize=10_000)(self._meaning)
        self.codes_of_name = {}
        for code, entry in framework.entries.items():
            if entry.name:
                self.codes_of_name.setdefault(squeezed(entry.name), set()).add(code)

    def _meaning(self, text) -> Meaning:
        text = arabic_digits(tidy(text))
        years = years_in(text)
        if years and self.framework.fiscal_year not in years:
            return Meaning(OTHER_YEAR, str(years[0]))
        if COMPUTED_WORD.search(text):
            return Meaning(COMPUTED)
        bare = tidy(NOTE.sub(" ", YEAR_WORD.sub(" ", text)))
        role = ROLES.get(squeezed(bare or text.strip("()[] ")))
        return Meaning(role) if role else self._figure(bare)

    def _figure(self, text):
        named = self.codes_of_name.get(squeezed(text), ())
        if len(named) == 1:
            return Meaning(FIGURE, *named)
        found = TITLE.fullmatch(text)
        return self._coded(found) if found else Meaning(UNUSED)

    def _coded(self, found):
        word, code = (found["word"] or "").casefold(), found["code"].casefold()
        is_bare_number = code.replace(".", "").isdigit() and not code.startswith("0")
        rest_names = self.codes_of_name.get(squeezed(found["rest"]), set())
        if is_bare_number and word not in INDICATOR_WORDS:
            return self._numbered(code, rest_names, found["rest"])
        if word in INDICATOR_WORDS and "o" not in code:
            code = code.lstrip("0")
        code = normalise_code(code.replace("_", ""))
        if found["rest"] and code.casefold() in INSTRUMENTS and code not in rest_names:
            return Meaning(UNUSED)  # EIT ส่วนที่ 1 is a part of it, not the instrument
        if code not in self.framework.entries:
            return Meaning(UNKNOWN, code)
        return Meaning(CLASH, code) if rest_names and code not in rest_names else Meaning(FIGURE, code)

    def _numbered(self, code, rest_names, rest):
        """A number with a name is the figure of both; alone it waits for the header above it."""
        if not rest:
            return Meaning(NUMBER, code)
        if code in rest_names:
            return Meaning(FIGURE, code)
        return Meaning(CLASH, code) if rest_names and code in self.framework.entries else Meaning(UNUSED)
