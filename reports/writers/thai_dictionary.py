"""Our words added to the dictionary by which libthai, inside Pango, tells WeasyPrint where a Thai line may end.

Not markup around the words: WeasyPrint never breaks between a marked word and Thai letters beside it, and looks at the
text on either side as if nothing else stood there. A dictionary costs nothing a page, and the longest words win.
"""

import ctypes
import logging
import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from weasyprint.text.line_break import can_break_text

LOGGER = logging.getLogger("reports.pdf")
LIBRARY = "libdatrie.so.1"
FILE = "thbrk.tri"
# libthai's own variable for another dictionary folder.
FOLDER = "LIBTHAI_DICTDIR"
DATA_FOLDERS = "/usr/local/share:/usr/share"
ANY_NUMBER = 1


def teach(words: Iterable[str]):
    """Once a process, before its first Thai line: libthai reads its dictionary then, and never again."""
    with TemporaryDirectory() as folder:
        try:
            write_dictionary(installed_dictionary(), Path(folder, FILE), words)
        except OSError as error:
            LOGGER.warning("lines may end inside compound words: %s", error)
        else:
            have_libthai_read(folder)


def installed_dictionary() -> Path:
    folders = os.environ.get("XDG_DATA_DIRS", DATA_FOLDERS).split(":")
    for folder in folders:
        if (path := Path(folder, "libthai", FILE)).exists():
            return path
    raise FileNotFoundError(f"no libthai/{FILE} in {', '.join(folders)}")


def write_dictionary(stock: Path, target: Path, words: Iterable[str]):
    datrie = ctypes.CDLL(LIBRARY)
    datrie.trie_new_from_file.restype = ctypes.c_void_p
    trie = ctypes.c_void_p(datrie.trie_new_from_file(os.fsencode(stock)))
    for word in words:
        datrie.trie_store(trie, f"{word}\0".encode("utf-32-le"), ANY_NUMBER)
    datrie.trie_save(trie, os.fsencode(target))
    datrie.trie_free(trie)


def have_libthai_read(folder: str):
    before = os.environ.get(FOLDER)
    os.environ[FOLDER] = folder
    can_break_text("ไทย", "th")
    if before is None:
        del os.environ[FOLDER]
    else:
        os.environ[FOLDER] = before
