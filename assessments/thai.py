"""Thai digits, dates and Buddhist years for screen and paper. Inside, dates are Common Era and digits Arabic."""

import re
import unicodedata
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from assessments.fiscal_year import BUDDHIST_OFFSET

ARABIC, THAI = "0123456789", "๐๑๒๓๔๕๖๗๘๙"
TO_THAI, TO_ARABIC = str.maketrans(ARABIC, THAI), str.maketrans(THAI, ARABIC)
ERA = re.compile(r"พ\.ศ\. (?=[0-9๐-๙])")
DECOMPOSED_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
# Control characters but tab and line end, and what shows nothing or turns the direction of reading (bidi).
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
MONTHS = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
]
SHORT_MONTHS = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]


def joined_year(text: str) -> str:
    """With a no-break space after พ.ศ., so that a line never ends between it and its year."""
    return ERA.sub("พ.ศ.\u00a0", text)


def thai_digits(text) -> str:
    return str(text).translate(TO_THAI)


def arabic_digits(text) -> str:
    return str(text).translate(TO_ARABIC)


def long_date(day: date) -> str:
    """26 มิถุนายน 2567"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + BUDDHIST_OFFSET}"


def short_date(day: date) -> str:
    """26 มิ.ย. 67"""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {(day.year + BUDDHIST_OFFSET) % 100:02}"


def month_year(day: date) -> str:
    """ตุลาคม 2566"""
    return f"{MONTHS[day.month - 1]} {day.year + BUDDHIST_OFFSET}"


def period(start: date | None, end: date | None) -> str:
    """ตุลาคม 2566 – กันยายน 2567; with days when the period does not run from a month's first to a month's last day.

    ตั้งแต่ ตุลาคม 2566 or ภายใน กันยายน 2567 where only one end is known; empty without any.
    """
    whole_months = (start is None or start.day == 1) and (end is None or (end + timedelta(days=1)).day == 1)
    name = month_year if whole_months else long_date
    if start is None or end is None:
        return f"ตั้งแต่ {name(start)}" if start else f"ภายใน {name(end)}" if end else ""
    return name(start) if name(start) == name(end) else f"{name(start)} – {name(end)}"


def score(value: Decimal | None, places: int = 2) -> str:
    """Two decimals, a whole 100 as 100; "–" for what is not scored."""
    if value is None:
        return "–"
    if value == 100:
        return "100"
    return str(value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))


def signed(value: Decimal | None, places: int = 2) -> str:
    """+1.25, −0.50 (a real minus sign), 0.00"""
    if value is None:
        return "–"
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{rounded:+}".replace("-", "−") if rounded else str(abs(rounded))


def baht(amount: Decimal) -> str:
    """10,000 or 12,500.50"""
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"


def clean_text(text: str) -> str:
    """Text as it is kept: NFC, SARA AM in one piece, LF line ends, nothing unseen, no outer space."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = DECOMPOSED_AM.sub("\\1ำ", text)
    return UNSEEN.sub("", text).strip()
