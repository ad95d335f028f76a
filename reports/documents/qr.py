"""A QR code as rows of modules: a writer draws them as it can, and what was published is not encoded anew."""

from dataclasses import dataclass
from itertools import groupby

import segno

QUIET = 4  # light modules that a reader wants on every side


@dataclass(frozen=True)
class QrCode:
    """`rows` of 1 (dark) and 0 (light), without the quiet zone."""

    rows: tuple[str, ...]

    @property
    def size(self):
        """Modules a side, the quiet zone among them."""
        return len(self.rows) + 2 * QUIET

    @property
    def path(self):
        """The dark modules as one SVG path on a field of `size` × `size`."""
        return "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in self.dark_runs)

    @property
    def dark_runs(self):
        """(x, y, length) of neighbouring dark modules, quiet zone counted."""
        for y, row in enumerate(self.rows, QUIET):
            x = QUIET
            for module, members in groupby(row):
                length = len(list(members))
                if module == "1":
                    yield x, y, length
                x += length


def qr_code(text: str) -> QrCode:
    """Readable with 15 % of it damaged."""
    matrix = segno.make_qr(text, error="m").matrix
    return QrCode(tuple("".join("1" if module else "0" for module in row) for row in matrix))
