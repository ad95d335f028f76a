"""Texts as they really come, and worse, for the tests of files out and in: all of it must come back as it was."""

from hypothesis import strategies as st

PIECES = (
    "ก", "ข้อ", "น้ำ", "ทํา", "ที่", "เป้าหมาย", "๑๒๓", "๒๕๖๙", "A", "é", "e\u0301", "\u0301", "ั", "็", "1", "0", "007", "1e5",
    "1/2",    " ", "  ", "\u00a0", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u2028", "\n", "\n\n", "\t",
    "=", "=1+1", "+66", "-", "--", "@SUM(A1)", "'", "''", '"', '""', ",", ";", "|", "\\", "\\n", "\\e", "\\u000d",
    "_x000D_", "_x005F_",    "%", "#N/A", "TRUE", "null", "<b>", "&amp;", "]]>", "{{ x }}", "😀",
    "𝒳", "\ufffe", "\uffff", "\x85", "\x7f",
)  # fmt: skip
STARTS = st.sampled_from(("", "=", "+", "-", "@", "'", "\t", "\n", " "))
texts = st.one_of(
    st.tuples(STARTS, st.lists(st.sampled_from(PIECES), max_size=8).map("".join)).map("".join),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30),
)
long_texts = st.sampled_from(("มาตรการ ", "=๑\n", '"', "ก" * 97)).map(lambda piece: (piece * 20_000)[:19_999])
scores = st.one_of(
    st.sampled_from([0.0, 100.0, 99.63, 0.000001, 99.999999, 33.333333]), st.decimals(0, 100, places=6).map(float)
)
