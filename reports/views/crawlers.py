"""What search engines read: which pages are for everybody, and where they are."""

from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import localtime

from reports.public import sitemap
from reports.views.public_answers import AN_HOUR, PublicAnswer

# Some crawlers take the first line that fits, others the longest; a * only some know. Searches are for people: the
# sitemap leads to every version.
ROBOTS = """User-agent: *
Disallow: /public/*?
Disallow: /api/v1/
Allow: /v/
Allow: /public/
Allow: /open-data/
Allow: /api/
Allow: /static/
Allow: /sitemap
Disallow: /

Sitemap: {sitemap}
"""
PLACE = "ADDRESS"
XML = '<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</{root}>\n'


class RobotsView(PublicAnswer):
    cached = AN_HOUR

    def get(self, request):
        text = ROBOTS.format(sitemap=absolute("reports:sitemap"))
        return HttpResponse(text, content_type="text/plain; charset=utf-8")


class SitemapView(PublicAnswer):
    cached = AN_HOUR

    def get(self, request):
        rows = (f"<sitemap><loc>{absolute('reports:sitemap-page', page)}</loc></sitemap>\n" for page in sitemap.pages())
        return xml("sitemapindex", rows)


class SitemapPageView(PublicAnswer):
    cached = AN_HOUR

    def get(self, request, number):
        addresses = sitemap.addresses(number)
        if not addresses and number not in sitemap.pages():
            raise Http404
        return xml("urlset", entries(addresses))


def entries(addresses):
    """The address of a version differs from the next one's in one place, and is not resolved thousands of times."""
    before, after = absolute("reports:published", PLACE).split(PLACE)
    for address, published_at in addresses:
        changed = localtime(published_at).isoformat(timespec="seconds")
        yield f"<url><loc>{before}{address}{after}</loc><lastmod>{changed}</lastmod></url>\n"


def xml(root, rows):
    return HttpResponse(XML.format(root=root, rows="".join(rows)), content_type="application/xml; charset=utf-8")


def absolute(name, *arguments):
    return escape(settings.PUBLIC_URL + reverse(name, args=arguments))
