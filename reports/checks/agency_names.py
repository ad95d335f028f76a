"""How names of Thai agencies of one place are written, in full and in short, and how to find them in a text.

Patterns read text with Arabic digits. Blanks and dots may stand anywhere that people put them.
"""

import re
from itertools import chain

from assessments import thai
from assessments.provinces import ALSO_WORDS, PROVINCES

PRIMARY, SECONDARY, ANY_AREA = "สพป.", "สพม.", "สพท."
FORMS = {
    PRIMARY: ("สำนักงานเขตพื้นที่การศึกษาประถมศึกษา", "สพป"),
    SECONDARY: ("สำนักงานเขตพื้นที่การศึกษามัธยมศึกษา", "สพม"),
    ANY_AREA: ("สำนักงานเขตพื้นที่การศึกษา", "สพท"),
    "ศธจ.": ("สำนักงานศึกษาธิการจังหวัด", "ศธจ"),
    "อบจ.": ("องค์การบริหารส่วนจังหวัด", "อบจ"),
    "อบต.": ("องค์การบริหารส่วนตำบล", "อบต"),
    "ทต.": ("เทศบาลตำบล", "ทต"),
    "ทม.": ("เทศบาลเมือง", "ทม"),
    "ทน.": ("เทศบาลนคร", "ทน"),
}
GAP = r"\s{0,3}"  # bounded, so that a long run of blanks takes linear time
SHORT_OF = {form: short for short, forms in FORMS.items() for form in forms}


def _either(*shorts):
    return "|".join(chain.from_iterable(FORMS[short] for short in shorts))


def _province(name):
    return rf"{name}(?={GAP}เขต|[^ก-๎]|$)" if name in ALSO_WORDS else name


PROVINCE = "|".join(_province(name) for name in sorted(PROVINCES, key=len, reverse=True))
AREA_NUMBER = GAP + r"เขต(?:ที่)?" + GAP + r"(?P<%s>\d{1,2})"
NAME = re.compile(
    rf"(?P<area>{_either(PRIMARY, SECONDARY, ANY_AREA)})[.\s]{{0,3}}(?:จังหวัด|จ\.)?{GAP}(?:"
    rf"(?P<province>{PROVINCE})(?:{AREA_NUMBER % 'number'})?"
    rf"|(?P<word>[ก-๎]{{2,30}}?)?{AREA_NUMBER % 'only_number'})"
    rf"|(?:{_either('ศธจ.', 'อบจ.')})[.\s]{{0,3}}(?P<seat>{PROVINCE})"
    rf"|(?:(?<![ก-ฮ])(?:อบต|ทต|ทม|ทน)\.|องค์การบริหารส่วนตำบล|เทศบาล(?:ตำบล|เมือง|นคร)){GAP}(?P<town>[ก-๎]{{2,80}})"
    rf"|(?:จังหวัด|(?<![ก-ฮ.])จ\.){GAP}(?P<elsewhere>{PROVINCE})"
)
# Nothing marks where a town's name ends, nor that there is one: where the sentence goes on, how such names begin.
GOES_ON = re.compile(
    r"(?<=..)(?:ได้|จัด|ดำเนิน|และ|หรือ|โดย|ให้|จะ|ต้อง|เพื่อ|ซึ่ง|เป็น|มี|ที่|ของ|อำเภอ|จังหวัด|ประจำ|ร่วม|เผยแพร่|กำหนด|แต่งตั้ง)"
)
TOWN = re.compile(
    r"บ้าน|หนอง|โคก|ดอน|ท่า(?!น|ที)|บาง(?!ส่วน|แห่ง|เรื่อง|ราย|คน|ครั้ง|ข้อ|กรณี|ประการ)|คลอง|โพธิ์|ห้วย|วัง|ทุ่ง|เขา|ป่า|แม่|สัน(?!นิ)|เวียง"
    r"|ศรี|สระ|บ่อ|โนน|กุด|ดง|ปาก|เกาะ|ไทร|บึง|แก่ง|ควน|เหล่า|ยาง|นิคม|โป่ง|เชียง|ด่าน|ตลาด|ถ้ำ|ธาตุ|บัว|มะ|ร่อง|อ่าว|ในเมือง|นา(?!ย|น|ที|ม)"
)
OF_DISTRICT = re.compile(r"\s*(?:อำเภอ|จังหวัด|อ\.|จ\.)")
LONGEST_TOWN = 20
DIGITS = tuple(zip(thai.THAI, thai.ARABIC, strict=True))


def squeezed(name):
    """Arabic digits, no blanks and no dots. By `replace`, which is the quickest over thousands of names at once."""
    text = "".join(name.split()).replace(".", "")
    for thai_digit, digit in DIGITS:
        text = text.replace(thai_digit, digit)
    return text


def pattern_of(text):
    """A pattern of a squeezed name as people may have typed it; "เขต 2" is not the start of "เขต 20"."""
    return r"[\s.]*".join(map(re.escape, text)) + r"(?!\d)"


def spellings_of(name):
    """The name, squeezed, with its sort of agency in full and in short."""
    text = squeezed(name)
    for form, short in SHORT_OF.items():
        rest = text.removeprefix(form)
        if rest and rest != text:
            return {f"{other}{rest}" for other in FORMS[short]}
    return {text}


def place_of(name):
    """The province or other word that an education area is called by."""
    return name["province"] or name["word"]


def number_of(name):
    return name["number"] or name["only_number"]


def town_of(name):
    """The name of the town as far as it can be told from what follows."""
    return GOES_ON.split(name["town"], maxsplit=1)[0]


def is_a_town(name):
    """What stands behind "องค์การบริหารส่วนตำบล" is a name when it begins like one or its district is named behind it."""
    town = town_of(name)
    is_named = TOWN.match(town) or OF_DISTRICT.match(name.string, extent(name)[1])
    return bool(is_named) and len(town) <= LONGEST_TOWN


def extent(name):
    """Start and end of the name in the text."""
    after_town = len(name["town"]) - len(town_of(name)) if name["town"] else 0
    return name.start(), name.end() - after_town
