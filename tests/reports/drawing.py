"""Pages of HTML as PDFs, for tests of what the PDF writer does with them."""

from reports.writers.pdf import write_pdf
from reports.writers.renderer import Renderer
from reports.writers.sections import Printed, Section


def printed(html, title="x", **values):
    return Printed(title, (Section(html, "none"),), **values)


def drawn(html, title="x", pictures=None):
    return write_pdf(printed(html, title), pictures)


def drawn_limited(html, limits, title="x"):
    renderer = Renderer(limits)
    try:
        return renderer.draw(printed(html, title))
    finally:
        renderer.close()
