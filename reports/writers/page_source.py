"""A page of our own templates read as XML, by the standard library: ten times as fast as by the rules of HTML."""

import re
from xml.etree import ElementTree

from cssselect2 import ElementWrapper
from weasyprint import HTML

DOCTYPE = re.compile("^\\s*<!doctype html>", re.IGNORECASE)
VOID = re.compile(r"<((?:br|wbr|col|img|link|meta)\b[^<>]*?)\s*/?>")
SVG = re.compile(r"<svg\b(?![^<>]*xmlns=)")


class PageSource(HTML):
    """As HTML(string=…), which reads whatever is no XML."""

    def __init__(self, string: str, base_url: str, url_fetcher):
        try:
            root = ElementTree.fromstring(as_xml(string))
        except ElementTree.ParseError:
            super().__init__(string=string, base_url=base_url, url_fetcher=url_fetcher)
            return
        self.base_url, self.url_fetcher, self.media_type = base_url, url_fetcher, "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


def as_xml(page: str) -> str:
    """Elements without content closed, drawings in their namespace, no document type."""
    page = VOID.sub(r"<\1/>", DOCTYPE.sub("", page))
    return SVG.sub('<svg xmlns="http://www.w3.org/2000/svg"', page)
