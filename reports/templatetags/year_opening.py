"""The year that is announced as to be prepared, for a link on pages of an earlier app. Reads the calendar alone."""

from django import template
from django.utils.timezone import localdate

from assessments.year_opening import year_to_open

register = template.Library()


@register.simple_tag
def year_to_prepare():
    return year_to_open(localdate())
