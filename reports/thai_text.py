"""Thai text made ready for print: normal form, digits, and marks for the pieces that a line end must not part."""

import re
import unicodedata
from html import escape

ARABIC, THAI = "0123456789", "๐๑๒๓๔๕๖๗๘๙"
TO_DIGITS = {"thai": str.maketrans(ARABIC, THAI), "arabic": str.maketrans(THAI, ARABIC)}
