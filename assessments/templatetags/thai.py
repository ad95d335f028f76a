"""Filters over assessments.thai; loaded in every template."""

from django import template
from django.utils.timezone import localtime

from assessments import thai
from assessments.provinces import district_words, province_words

register = template.Library()

register.filter("thai_digits", thai.thai_digits)
register.filter("score", thai.score)
register.filter("signed", thai.signed)
register.filter("baht", thai.baht)
register.filter("joined_year", thai.joined_year)
register.filter("province_words", province_words)
register.filter("district_words", district_words)


@register.filter(expects_localtime=True)
def thai_date(day):
    return thai.long_date(day) if day else ""


@register.filter
def thai_moment(moment):
    """20 พฤศจิกายน 2569 เวลา 14.05 น."""
    if not moment:
        return ""
    local = localtime(moment)
    return f"{thai.long_date(local)} เวลา {local:%H.%M} น."


@register.filter
def count(number):
    """8,303"""
    return f"{number:,}" if isinstance(number, int) else ""


@register.filter
def spoken_code(code):
    """What a code is called beside its name: ตัวชี้วัดที่ 2, ตัวชี้วัดย่อยที่ 9.5; items and instruments as they are."""
    if not code[:1].isdecimal():
        return code
    return f"ตัวชี้วัดย่อยที่ {code}" if "." in code else f"ตัวชี้วัดที่ {code}"


@register.filter
def get(mapping, key):
    return mapping.get(key) if mapping else None
