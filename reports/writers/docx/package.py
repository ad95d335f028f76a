"""The file around the text: settings, properties, and an archive that is equal for equal documents."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx

from reports.writers.docx.styles import install_styles
from reports.writers.docx.xml import plain, w

LANGUAGE = "th-TH"
NO_DATE = (1980, 1, 1, 0, 0, 0)
PROPERTY_LENGTH = 255
DATED = ("created", "modified", "lastPrinted", "lastModifiedBy", "revision")


def new_file(document):
    """An empty file with our styles and settings."""
    file = docx.Document()
    _drop(file.part.package.rels, "thumbnail", "extended-properties")
    _drop(file.part.rels, "stylesWithEffects", "webSettings", "fontTable", "customXml", "numbering")
    install_styles(file)
    _install_settings(file)
    _install_properties(file, document)
    file.element.body.clear()
    return file


def _drop(relations, *kinds):
    """What the library's template brings along speaks of its own fonts and styles."""
    for key, relation in list(relations.items()):
        if relation.reltype.rpartition("/")[2] in kinds:
            relations.pop(key)


def _install_settings(file):
    """Fields are updated when Word opens the file; its present layout rules, not those of 2007."""
    root = file.settings.element
    for child in list(root):
        root.remove(child)
    mode = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": 15}
    root.extend(
        [
            w("zoom", percent=100),
            w("defaultTabStop", val=720),
            w("characterSpacingControl", val="doNotCompress"),
            w("updateFields", val="true"),
            w("compat", w("compatSetting", **mode)),
            w("themeFontLang", val="en-US", bidi=LANGUAGE),
            w("decimalSymbol", val="."),
            w("listSeparator", val=","),
        ]
    )


def _install_properties(file, document):
    """No dates: the file says what the document says and nothing of when it was drawn."""
    properties = file.core_properties
    for child in list(properties._element):
        if child.tag.rpartition("}")[2] in DATED:
            properties._element.remove(child)
    properties.title = plain(document.full_title)[:PROPERTY_LENGTH]
    properties.author = plain(document.agency_name)[:PROPERTY_LENGTH]
    properties.language = LANGUAGE
    properties.comments = ""


def packed(file):
    """The archive with one fixed date for every member."""
    drawn, fixed = BytesIO(), BytesIO()
    file.save(drawn)
    with ZipFile(drawn) as source, ZipFile(fixed, "w") as target:
        for name in source.namelist():
            member = ZipInfo(name, NO_DATE)
            member.compress_type = ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return fixed.getvalue()
