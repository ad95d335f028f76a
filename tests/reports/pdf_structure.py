"""What a checker of PDF/UA asks of the structure of a file: each function names what is at fault."""

from pypdf.generic import ContentStream, IndirectObject

# The standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4).
STANDARD = set(
    """
    Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6
    L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot
    Ruby RB RT RP Warichu WT WP Figure Formula Form
    """.split()  # noqa: SIM905
)
ROWS = {"THead", "TBody", "TFoot"}
# Which tags may hold each of these.
PARENTS = {
    "TR": {"Table", *ROWS},
    **{kind: {"TR"} for kind in ("TH", "TD")},
    **{kind: {"Table"} for kind in ROWS},
    "LI": {"L"},
    **{kind: {"LI"} for kind in ("LBody", "Lbl")},
}
# And what each of these may hold.
CHILDREN = {
    "Table": {"TR", "Caption", *ROWS},
    **{kind: {"TR"} for kind in ROWS},
    "TR": {"TH", "TD"},
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
}
PAINTING = set(b"f F f* B B* b b* S s sh Do Tj TJ ' \"".split())


def kind(element):
    return element["/S"].removeprefix("/")


def kids(element):
    """The elements right under it."""
    found = element.get("/K", [])
    found = [kid.get_object() for kid in (found if isinstance(found, list) else [found])]
    return [kid for kid in found if isinstance(kid, dict) and "/S" in kid]


def elements(reader):
    """Every element, in the order of reading."""
    waiting, found = kids(reader.trailer["/Root"]["/StructTreeRoot"]), []
    while waiting:
        element = waiting.pop(0)
        found.append(element)
        waiting = kids(element) + waiting
    return found


def misplaced(reader):
    wrong = set()
    for element in elements(reader):
        for kid in kids(element):
            if kind(kid) not in CHILDREN.get(kind(element), {kind(kid)}):
                wrong.add(f"{kind(kid)} in {kind(element)}")
            if kind(element) not in PARENTS.get(kind(kid), {kind(element)}):
                wrong.add(f"{kind(kid)} in {kind(element)}")
    return wrong


def skipped_levels(reader):
    levels = [int(kind(element)[1]) for element in elements(reader) if kind(element) in {f"H{n}" for n in range(1, 7)}]
    return [(above, below) for above, below in zip([0, *levels], levels, strict=False) if below > above + 1]


def untagged(reader):
    """Operators that paint outside of any tag and artifact, or under a number the structure does not know."""
    wrong = []
    for page_number, page in enumerate(reader.pages, 1):
        known = tagged_numbers(reader, page)
        for operator, numbers in painted(reader, page):
            if not numbers or not (numbers <= known | {"artifact"}):
                wrong.append((page_number, operator.decode(), sorted(map(str, numbers))))
    return wrong


def painted(reader, page):
    """Each painting operator with the marks it stands under: content numbers, or `artifact`."""
    open_marks = []
    for operands, operator in ContentStream(page["/Contents"].get_object(), reader).operations:
        if operator in (b"BDC", b"BMC"):
            open_marks.append(mark_of(operands))
        elif operator == b"EMC":
            open_marks.pop()
        elif operator in PAINTING:
            yield operator, {mark for mark in open_marks if mark is not None}


def mark_of(operands):
    if operands[0] == "/Artifact":
        return "artifact"
    return int(operands[1]["/MCID"]) if len(operands) > 1 and "/MCID" in operands[1] else None


def tagged_numbers(reader, page):
    """Numbers of the page's content that an element reachable from the root holds."""
    if not hasattr(reader, "numbers_by_page"):
        reader.numbers_by_page = {}
        for element in elements(reader):
            held = element.get("/K", [])
            for kid in held if isinstance(held, list) else [held]:
                if isinstance(kid, int) and not isinstance(kid, IndirectObject):
                    reader.numbers_by_page.setdefault(element.raw_get("/Pg").idnum, set()).add(int(kid))
    return reader.numbers_by_page.get(page.indirect_reference.idnum, set())
