"""How the checks say scores and codes on screen: Arabic digits, as everywhere on the portal's pages."""

from decimal import Decimal

from assessments import thai

DEPTHS = {"indicator": "ตัวชี้วัดที่ ", "sub_indicator": "ตัวชี้วัดย่อยที่ ", "item": "ข้อ "}


def said(value):
    """A score with two decimals; a level as it is."""
    return thai.score(value) if isinstance(value, Decimal) else str(value)


thai_day = thai.long_date


def spoken(framework, code):
    """ตัวชี้วัดที่ 9, ข้อ o29, IIT"""
    return f"{DEPTHS.get(framework.depth_of(code), '')}{code}"


def named(framework, code):
    """ข้อ o29 ข้อมูลเชิงสถิติเรื่องร้องเรียน…; the code alone where the year has no name for it."""
    entry = framework.entries.get(code)
    return f"{spoken(framework, code)} {entry.name}".strip() if entry else spoken(framework, code)
