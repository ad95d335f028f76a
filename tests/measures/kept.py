"""Makes entries of an agency's own catalogue."""

from measures.models import CatalogueEntry, CatalogueLine
from tests.makers import make_lines


def make_entry(agency, key=None, *, title="แนวทาง", lines=None, **values):
    """`lines` gives lists of texts by their kind."""
    key = key or f"c{agency.catalogue_entries.count() + 1}"
    entry = CatalogueEntry.objects.create(agency=agency, key=key, title=title, **values)
    make_lines(CatalogueLine, "entry", entry, **(lines or {}))
    return entry
