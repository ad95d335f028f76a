"""What a reader gets when it copies or searches: the text taken back out of a PDF by poppler and by pdf.js."""

import base64
import subprocess
from pathlib import Path

PDFJS = Path(__file__).resolve().parents[1] / "vendor" / "pdfjs"
ORIGIN = "http://pdfjs.test/"
READ = """async (data) => {
  const pdfjs = await import('http://pdfjs.test/pdf.min.mjs');
  pdfjs.GlobalWorkerOptions.workerSrc = 'http://pdfjs.test/pdf.worker.min.mjs';
  const bytes = Uint8Array.from(atob(data), letter => letter.charCodeAt(0));
  const file = await pdfjs.getDocument({data: bytes}).promise;
  const pages = [];
  for (let number = 1; number <= file.numPages; number++) {
    const content = await (await file.getPage(number)).getTextContent();
    pages.push(content.items.map(item => item.str + (item.hasEOL ? '\\n' : '')).join(''));
  }
  return pages;
}"""


def by_poppler(pdf: bytes, mode: str = "-raw") -> list[str]:
    """The text of each page; `mode` is pdftotext's -raw, -layout or -nopgbrk (its default order)."""
    run = subprocess.run(["pdftotext", mode, "-", "-"], input=pdf, capture_output=True, check=True)
    return run.stdout.decode().split("\f")


def by_pdfjs(page, pdf: bytes) -> list[str]:
    """The text of each page as Firefox's reader finds it, in a browser page of its own origin."""
    page.route(ORIGIN + "**", serve)
    page.goto(ORIGIN)
    return page.evaluate(READ, base64.b64encode(pdf).decode())


def serve(route):
    name = route.request.url.removeprefix(ORIGIN)
    if not name:
        return route.fulfill(content_type="text/html", body="<!doctype html><title>pdf.js</title>")
    return route.fulfill(content_type="text/javascript", body=(PDFJS / name).read_bytes())
