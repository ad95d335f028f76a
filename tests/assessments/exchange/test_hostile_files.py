"""Whatever somebody sends: a file is read or refused in Thai, never an error."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from assessments.exchange.faults import UnusableFile
from tests.assessments.exchange.files import told_of, xlsx_file

WORDS = st.sampled_from(
    ["หน่วยงาน", "รหัสหน่วยงาน", "ปีงบประมาณ", "ตัวชี้วัด 1", "o1", "o99", "1", "IIT", "คะแนน", "คะแนนรวม", "ระดับ", "ข้อ", "รหัส"]
)
CELLS = (
    WORDS
    | st.text(max_size=6)
    | st.sampled_from(["95", "๙๙.๖๓", "-", "", "100%", "2566", "2567", "=1", "\x00", "\ue000=1"])
)
ROWS = st.lists(st.lists(CELLS, max_size=6), max_size=8)


def read_or_refused(data):
    """What the file says, or why it cannot be used; any other exception fails the test."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "x")
        path.write_bytes(data)
        try:
            return told_of(path, can_create=True)
        except UnusableFile as refusal:
            return str(refusal)


@given(rows=ROWS, separator=st.sampled_from([",", ";", "\t"]), encoding=st.sampled_from(["utf-8", "utf-16", "cp874"]))
@example(rows=[["หน่วยงาน", "1"], ["ก", "2"]], separator=",", encoding="utf-8")
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_or_refused(rows, separator, encoding):
    lines = "\r\n".join(separator.join(row) for row in rows)

    assert read_or_refused(lines.encode(encoding, "replace")) is not None


@given(data=st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused(data):
    assert read_or_refused(data) is not None


@given(at=st.integers(0, 6000), byte=st.integers(0, 255), cut=st.booleans())
@settings(max_examples=100, deadline=None)
def test_torn_workbook_is_read_or_refused(at, byte, cut):
    with TemporaryDirectory() as folder:
        data = bytearray(xlsx_file(Path(folder), [["หน่วยงาน", "คะแนนรวม"], ["หน่วยงาน ก", 95]]).read_bytes())
    at %= len(data)
    data[at] = byte

    assert read_or_refused(bytes(data[:at] if cut else data)) is not None
