"""One file for the archive and for every reader: PDF/A-2a, as WeasyPrint writes it, and PDF/UA-1 besides.

WeasyPrint claims one standard a file. What the other asks for, and what it leaves open in both, is put right here,
just before the file is written.
"""

import re
from collections.abc import Iterator
from importlib.resources import files

import pydyf

# The colour profile is added here: WeasyPrint leaves the file of its own one open.
STANDARD = {"pdf_variant": "pdf/a-2a", "output_intent": ""}
END_OF_RDF = b"</rdf:RDF>"
# PDF/A takes no claim it does not know unless the file describes it (ISO 19005-2, 6.6.2.3.3).
PDF_UA_CLAIM = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
 <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
   <pdfaProperty:category>internal</pdfaProperty:category>
   <pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
   <pdfaProperty:name>part</pdfaProperty:name>
   <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
  </rdf:li></rdf:Seq></pdfaSchema:property>
 </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
CLAIM = re.compile(rb'<rdf:Description rdf:about=""[^>]*\bpdf(?:ua|a)id:part=[^>]*/>')
HEADING = re.compile(r"/H[1-6]$")


def make_archival(document, pdf):
    """Part of the `finisher` of WeasyPrint's write_pdf."""
    mark_artifacts(pdf)
    nest_headings(pdf)
    gather_list_items(pdf)
    describe_links(document)
    keep_links_whole(pdf)
    add_colour_profile(pdf)
    claim_pdf_ua(pdf)


def mark_artifacts(pdf):
    """What no tag holds (page numbers, running titles) and pictures without words for them are no content."""
    tree = pdf_object(pdf, pdf.catalog["StructTreeRoot"])
    drop_decoration(pdf)
    held = {element.number for element in elements(pdf)}
    content = pdf_object(pdf, tree["ParentTree"])["Nums"]
    owners = dict(zip(content[::2], content[1::2], strict=True))
    for reference in pdf.page_references:
        page = pdf_object(pdf, reference)
        stream, numbers = pdf_object(pdf, page["Contents"]), owners[page["StructParents"]]
        loose = {at for at, owner in enumerate(numbers) if number_of(owner) not in held}
        mark_as_artifacts(stream, loose)
        numbers[:] = ["null" if at in loose else owner for at, owner in enumerate(numbers)]


def drop_decoration(pdf):
    """A bar of a chart says nothing that the number beside it does not."""
    for element in list(elements(pdf)):
        if element["S"] == "/Figure" and "Alt" not in element:
            pdf_object(pdf, element["P"])["K"].remove(element.reference)


def mark_as_artifacts(stream, numbers):
    """In a stream, a tag, its properties and the operator that opens it are three items."""
    for at, item in enumerate(stream.stream):
        if item == b"BDC" and stream.stream[at - 1].get("MCID") in numbers:
            stream.stream[at - 2 : at + 1] = ["/Artifact", pydyf.Dictionary(), b"BDC"]


def nest_headings(pdf):
    """No level is skipped, whichever parts a document has: a heading is one deeper than the one it stands under."""
    open_levels = []
    for element in elements(pdf):
        if HEADING.match(element["S"]):
            level = element["S"]
            open_levels = [*(above for above in open_levels if above < level), level]
            element["S"] = f"/H{len(open_levels)}"


def gather_list_items(pdf):
    """An item is its label and its body; WeasyPrint makes no body where the label stands in the line."""
    for item in [thing for thing in pdf.objects if isinstance(thing, dict) and thing.get("S") == "/LI"]:
        loose = [kid for kid in item["K"] if pdf_object(pdf, kid).get("S") not in ("/Lbl", "/LBody")]
        if loose:
            item["K"] = pydyf.Array([kid for kid in item["K"] if kid not in loose])
            item["K"].append(body_of(pdf, item, loose).reference)


def body_of(pdf, item, kids) -> pydyf.Dictionary:
    body = pydyf.Dictionary(item | {"S": "/LBody", "K": pydyf.Array(kids), "P": item.reference})
    pdf.add_object(body)
    for kid in kids:
        pdf_object(pdf, kid)["P"] = body.reference
    return body


def describe_links(document):
    """A link is called by its words; WeasyPrint gives its address."""
    for page in document.pages:
        for kind, _target, _place, box in page.links:
            if kind in ("internal", "external") and (words := " ".join("".join(box.element.itertext()).split())):
                box.link_annotation["Contents"] = pydyf.String(words)


def keep_links_whole(pdf):
    """Bold words in a link, the dots and the page number after it are parts of it, and not links in a link."""
    for link in [element for element in elements(pdf) if element["S"] == "/Link"]:
        for inner in elements(pdf, link["K"]):
            inner["S"] = "/Span" if inner["S"] == "/Link" else inner["S"]
            remove_annotations(pdf, inner)


def remove_annotations(pdf, element):
    page = pdf_object(pdf, element["Pg"])
    content = pdf_object(pdf, pdf_object(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
    for kid in [kid for kid in element["K"] if isinstance(kid, bytes) and "Obj" in pdf_object(pdf, kid)]:
        annotation = pdf_object(pdf, pdf_object(pdf, kid)["Obj"])
        element["K"].remove(kid)
        page["Annots"].remove(annotation.reference)
        at = content[::2].index(annotation["StructParent"]) * 2
        del content[at : at + 2]


def add_colour_profile(pdf):
    """What red, green and blue mean: sRGB, from the profile WeasyPrint brings."""
    profile = pydyf.Stream([(files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()], {"N": 3}, compress=True)
    pdf.add_object(profile)
    intent = {"Type": "/OutputIntent", "S": "/GTS_PDFA1", "DestOutputProfile": profile.reference}
    names = {"OutputConditionIdentifier": pydyf.String("sRGB"), "Info": pydyf.String("sRGB2014.icc")}
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary(intent | names)])


def claim_pdf_ua(pdf):
    metadata = pdf_object(pdf, pdf.catalog["Metadata"])
    metadata.compress = False  # an archive searches it without opening the file
    metadata.stream = [item.replace(END_OF_RDF, PDF_UA_CLAIM + END_OF_RDF) for item in metadata.stream]


def without_claims(xmp: bytes) -> bytes:
    """The metadata of a file that conforms no longer, as when pages without tags have joined it."""
    return CLAIM.sub(b"", xmp)


def elements(pdf, kids=None) -> Iterator[pydyf.Dictionary]:
    """Every element of the structure, or of those kids and under them, in the order of reading."""
    tops = pdf_object(pdf, pdf.catalog["StructTreeRoot"])["K"] if kids is None else kids
    waiting = [kid for kid in tops if isinstance(kid, bytes)]
    while waiting:
        thing = pdf_object(pdf, waiting.pop(0))
        if "S" in thing:
            yield thing
            waiting[:0] = [kid for kid in thing["K"] if isinstance(kid, bytes)]


def pdf_object(pdf, reference: bytes):
    return pdf.objects[number_of(reference)]


def number_of(reference: bytes) -> int:
    return int(reference.split()[0])
