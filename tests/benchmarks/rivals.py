"""Headless Chromium printing the same HTML, LibreOffice converting the same DOCX: each with a profile of its own that
it has used before."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from pypdf import PdfReader

from reports.documents.model import Contents
from reports.writers.docx import write_docx
from reports.writers.html import write_html
from reports.writers.sections import with_page_numbers
from tests.benchmarks.measuring import Cost
from tests.benchmarks.office_font import font_configuration

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
FONT_SHEET = "css/print-fonts.css"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
LIBREOFFICE = "soffice"
MAX_SECONDS = 120


class Chromium:
    """Prints twice where there is a contents page: it cannot number one, so the first file tells the pages."""

    name = "Chromium"

    def __init__(self, folder: Path, document, pictures):
        self.folder, self.profile = folder, folder.parent / "chromium-profile"
        self.html, self.pdf = folder / "page.html", folder / "page.pdf"
        self.unnumbered = write_html(
            document,
            asset=lambda name: (folder / "sheet.css" if name == FONT_SHEET else STATIC / name).as_uri(),
            picture=lambda name: pictures[name].as_uri(),
            more_sheets=[FONT_SHEET],
        )
        (folder / "sheet.css").write_text(sheet_for_files(document.running_title))
        self.has_contents = any(isinstance(block, Contents) for block in document.blocks)

    def draw(self) -> tuple[Cost, ...]:
        """A cost a pass. What is done between the passes is not counted."""
        passes = [self.print(self.unnumbered)]
        if self.has_contents:
            passes.append(self.print(with_page_numbers(self.unnumbered, pages_of_headings(self.pdf))))
        return tuple(passes)

    def print(self, html) -> Cost:
        self.html.write_text(html)
        return cost_of(self.command)

    def peak(self) -> int:
        return reaped("memory", self.command)

    @property
    def command(self):
        own = (f"--user-data-dir={self.profile}", f"--print-to-pdf={self.pdf}")
        return (CHROMIUM, "--headless", *QUIET, "--no-pdf-header-footer", *own, self.html.as_uri())


class LibreOffice:
    name = "LibreOffice"

    def __init__(self, folder: Path, document, pictures):
        self.folder, self.profile = folder, folder.parent / "libreoffice-profile"
        self.docx, self.pdf = folder / "page.docx", folder / "page.pdf"
        self.environment = {"FONTCONFIG_FILE": str(font_configuration(folder.parent / "office-fonts"))}
        self.docx.write_bytes(write_docx(document, pictures))

    def draw(self) -> tuple[Cost, ...]:
        return (cost_of(self.command, self.environment),)

    def peak(self) -> int:
        return reaped("memory", self.command, self.environment)

    @property
    def command(self):
        profile = f"-env:UserInstallation={self.profile.as_uri()}"
        return (LIBREOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(self.folder), str(self.docx))


def sheet_for_files(running_title) -> str:
    """What the PDF writer adds to the print templates: fonts, as files, and the words above each page."""
    fonts = (STATIC / FONT_SHEET).read_text().replace("asset:", f"{STATIC.as_uri()}/")
    return f'{fonts}\n@page {{ @top-right {{ content: "{running_title}" }} }}'


def pages_of_headings(pdf: Path) -> dict[str, str]:
    """Anchor → page, counted from the first sheet as Chromium counts them."""
    reader = PdfReader(pdf)
    found = reader.named_destinations.items()
    return {name.removeprefix("/"): str(reader.get_destination_page_number(place) + 1) for name, place in found}


def cost_of(command, environment=None) -> Cost:
    return Cost(**reaped("time", command, environment))


def reaped(what, command, environment=None):
    """What reaping.py says of it. Raises CalledProcessError or TimeoutExpired."""
    line = (sys.executable, "-m", "tests.benchmarks.reaping", what, *command)
    surroundings = os.environ | (environment or {})
    result = subprocess.run(line, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, check=True, timeout=MAX_SECONDS)
    return json.loads(result.stdout)


def missing_programs() -> list[str]:
    return [program for program in (CHROMIUM, LIBREOFFICE) if not shutil.which(program)]
