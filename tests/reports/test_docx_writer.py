"""The Word file: the same texts as the HTML, Thai typefaces, sections, headings, and what LibreOffice makes of it."""

import os
import re
import shutil
import subprocess
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm
from PIL import Image

from reports.demo import __path__ as demo_path
