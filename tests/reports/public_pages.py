"""A public page as a reader and as the database sees it."""

import re
from html import unescape

from django.db import connection
from django.test.utils import CaptureQueriesContext


def read_aloud(page):
    """The words between header and footer."""
    content = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", content)).split())


def queries_of(client, path):
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


def got(client, path, method="get", **headers):
    """The answer and its content; reading it to the end closes a file."""
    response = getattr(client, method)(path, headers=headers)
    return response, response.getvalue() if response.streaming else response.content
