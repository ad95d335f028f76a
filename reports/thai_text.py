"""Thai text made ready for print: normal form, digits, and marks around the pieces that a line end must not part."""

import re
import unicodedata
from html import escape
from itertools import pairwise

DIGITS = {
    "thai": str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"),
    "arabic": str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"),
}

# Control, format (zero-width, direction) and lone surrogate characters: never seen, never wanted.
UNSEEN = {"Cc", "Cf", "Cs"}
SPLIT_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32|([\u0e48-\u0e4b])\u0e4d\u0e32")

# A tone typed before its vowel, or a mark typed twice: drawn as if typed right, found by no search.
MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{2,}")
MARK_ORDER = "\u0e3a\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e47\u0e4d\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4e"

# WeasyPrint slows down on thousands of line breaks, and never breaks a long Latin run by itself.
MAX_BREAKS = 200
LONG_RUN, LATIN_STEP = 24, 12
# An address parts after its marks; one that ends a sentence or stands before a bracket has no letter after it.
AFTER_MARK = re.compile(r"(?<=[/.?&=\-_@:,%])(?=[^\W_])")
LATIN = r"[^\s\u0e00-\u0e7f]"

DIGIT = "[0-9๐-๙]"
NUMBER = rf"{DIGIT}(?:[0-9๐-๙.,/–-]{{0,14}}{DIGIT})?"
GAP = "[ \u00a0]?"
MARK = "[ะ-ฺๅ็-๎]"
SYLLABLE = f"[เ-ไ]?[ก-ฮ]{MARK}{{0,4}}"
MONTH = (
    "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
    r"|ม\.ค\.|ก\.พ\.|มี\.ค\.|เม\.ย\.|พ\.ค\.|มิ\.ย\.|ก\.ค\.|ส\.ค\.|ก\.ย\.|ต\.ค\.|พ\.ย\.|ธ\.ค\."
)
COUNTED = (
    "ตัวชี้วัดที่|ตัวชี้วัด|ประเด็นที่|ประเด็น|ข้อที่|ข้อ|เขตที่|เขต|ร้อยละ|ระดับที่|ระดับ|ลำดับที่|ครั้งที่|ไตรมาสที่|ไตรมาส|มาตรา"
    "|หมู่ที่|หน้า|ตารางที่|ภาพที่|ส่วนที่|บทที่|ฉบับที่|รอบที่|เลขที่|จำนวน|ปี"
)
# Never a count: "ประเด็นที่ ๓ ช่องทาง…" is the third, whatever word comes next.
ORDINAL = "(?:ตัวชี้วัดย่อย|ตัวชี้วัด|ประเด็น|ส่วน)ที่"
UNIT = (
    "ล้านบาท|บาท|คน|ครั้ง|คะแนน|วันทำการ|วัน|สัปดาห์|เดือน|ปี|ชั่วโมง|นาที|แห่ง|เรื่อง|โครงการ|กิจกรรม|หน่วยงาน|ฉบับ|ช่องทาง|รายการ|ราย"
    r"|ชุด|เล่ม|หลักสูตร|เปอร์เซ็นต์|%|น\."
)
# Units that may also begin the next piece: "ประเด็นที่ ๑ ข้อ ๒".
UNIT_OR_NEXT = f"{UNIT}|ข้อ|ประเด็น|ตัวชี้วัด|ด้าน|ระดับ|หน้า|ไตรมาส"
REPEATED = "สม่ำเสมอ|เรื่อง|ต่าง|อื่น|นั้น|ใหม่|หลาย|ทุก|เป็น|ทั่ว|แห่ง|ครั้ง|บ่อย"

# Every repetition has an upper bound or a look-behind, so that 20,000 characters take linear time.
PIECE = re.compile(
    "|".join(
        (
            rf"(?P<long>(?<!{LATIN})(?:(?:[A-Za-z0-9.%+_-]{{1,64}}(?:@|://)|www\.){LATIN}+|{LATIN}{{{LONG_RUN},}}))",
            rf"(?:(?<!{DIGIT}){DIGIT}{{1,2}}{GAP})?(?:{MONTH}){GAP}(?:พ\.ศ\.{GAP})?{DIGIT}{{2,4}}",
            rf"(?<!{DIGIT}){DIGIT}{{1,2}}{GAP}(?:{MONTH})",
            rf"(?:จำนวน{GAP}|(?<![0-9๐-๙.,/–-])){NUMBER}{GAP}(?:{UNIT_OR_NEXT})(?!ที่|{MARK})",
            rf"(?:{ORDINAL}){GAP}(?>{NUMBER})",
            rf"(?:{COUNTED}){GAP}(?>{NUMBER})(?!{GAP}(?:{UNIT})(?!ที่|{MARK}))",
            rf"(?:(?<![ก-๎])[ก-ฮ]{{1,3}}\.(?:[ก-ฮ]{{1,3}}\.){{1,4}}|(?:[ก-ฮ]\.){{2,5}})(?:{GAP}{NUMBER})?",
            rf"(?:{REPEATED}|{SYLLABLE}(?:{SYLLABLE})?){GAP}ๆ",
            rf"(?<![A-Za-z0-9๐-๙])(?:ข้อ(?:ที่)?{GAP})?\(?[IEOieo]{GAP}{DIGIT}{{1,2}}(?:[–-][IEOieo]?{DIGIT}{{1,2}})?\)?",
            r"No Gift Policy|One Stop Service",
            r"(?<![A-Za-z0-9-])[A-Za-z0-9]{1,20}(?:-[A-Za-z0-9]{1,20}){1,3}(?![A-Za-z0-9-])",
        )
    )
)
ENDED = re.compile(rf"(?:{DIGIT}|[ๆ.)])$")
LETTER = re.compile("[ก-ฮเ-ไ]")


def normalise(text: str) -> str:
    """One spelling for one text: composed, ำ as one character after its tone mark, nothing that cannot be seen."""
    text = re.sub("\r\n?|[\u2028\u2029]", "\n", text)
    text = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in UNSEEN)
    text = MARKS.sub(lambda found: "".join(sorted(set(found[0]), key=MARK_ORDER.index)), text)
    return SPLIT_SARA_AM.sub(lambda found: (found[1] or found[2] or "") + "ำ", unicodedata.normalize("NFC", text))


def to_digits(text: str, numerals: str) -> str:
    """`numerals` is "thai" or "arabic". For text that we write, not for what a user typed."""
    return text.translate(DIGITS[numerals])


def protect(text: str) -> str:
    """HTML of plain text: escaped, with `<span class="nb">` around pieces to keep whole. Its text is exactly `text`."""
    parts, end = [], 0
    for piece in PIECE.finditer(text):
        parts += [escape(text[end : piece.start()]), marked(piece)]
        end = piece.end()
    parts.append(escape(text[end:]))
    return "".join(parts).replace("\n", "<br>\n", MAX_BREAKS)


def marked(piece: re.Match) -> str:
    if run := piece["long"]:
        return "<wbr>".join(escape(part) for word in AFTER_MARK.split(run) for part in steps(word))
    return f'<span class="nb">{escape(piece[0])}</span>{"<wbr>" if may_part_after(piece) else ""}'


def steps(word: str) -> list[str]:
    if len(word) <= LONG_RUN:
        return [word]
    # The last step takes what is left, so that no two letters stand alone on a line.
    starts = range(0, len(word) - LATIN_STEP // 2, LATIN_STEP)
    return [word[start:end] for start, end in pairwise([*starts, len(word)])]


def may_part_after(piece: re.Match) -> bool:
    """WeasyPrint never breaks between a span and a Thai letter by itself. A unit may go on: "๑ ปี" in "๑ ปีงบประมาณ"."""
    return bool(ENDED.search(piece[0]) and LETTER.match(piece.string, piece.end()))
