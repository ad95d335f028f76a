"""Public addresses, written without asking the resolver for each of a hundred thousand rows."""

from functools import lru_cache

from django.conf import settings
from django.urls import reverse

GAP = "ADDRESS"


def version_url(address) -> str:
    return filled("reports:published", address)


def file_url(address, file_format) -> str:
    return filled("reports:published-file", address, file_format)


def agency_url(code) -> str:
    return filled("reports:public-agency", code)


def filled(name, value, *more) -> str:
    return settings.PUBLIC_URL + pattern_of(name, *more).replace(GAP, value)


@lru_cache
def pattern_of(name, *more):
    return reverse(name, args=[GAP, *more])
