"""Names of C types that drawing asks for, read before it does.

To cut a font down to what a document uses, WeasyPrint makes arrays of the type `hb_codepoint_t[N]`, where N is how many
of its glyphs are used, and how many there are up to the last used one. cffi parses each name once, for more than 2 ms:
twice a face, a twentieth of the time of a short document.
"""

from collections.abc import Iterator
from itertools import chain

from weasyprint.text.ffi import ffi

# What short documents use of a face; to long ones it is nothing. The last glyphs of the print font are those of อ with
# its marks, and hardly a text is without. To read all takes about a second.
USED, UP_TO_LAST = range(60, 360), range(3520, 3600)


def read_types() -> Iterator[None]:
    """One a step, so that whoever reads ahead can stop when there is something to do."""
    for length in chain(UP_TO_LAST, USED):
        yield ffi.typeof(f"hb_codepoint_t[{length}]")
