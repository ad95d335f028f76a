"""The stored files that a document shows: pictures, the logo, attached PDFs."""

from collections.abc import Callable
from dataclasses import replace

from reports.documents.model import AttachedPages, Cover, Document, Emblem, Photos


def renamed(document: Document, new_name: Callable[[str], str]) -> Document:
    """The same document with `new_name` of every file it shows."""
    parts = (replace(part, blocks=tuple(_renamed(block, new_name) for block in part.blocks)) for part in document.parts)
    return replace(document, parts=tuple(parts))


def _renamed(block, new_name):
    if isinstance(block, Cover) and block.emblem:
        return replace(block, emblem=_renamed(block.emblem, new_name))
    if isinstance(block, Emblem | AttachedPages):
        return replace(block, file=new_name(block.file))
    if isinstance(block, Photos):
        pictures = (replace(it, file=new_name(it.file)) if it.file else it for it in block.pictures)
        return replace(block, pictures=tuple(pictures))
    return block


def stored_names(document: Document) -> frozenset[str]:
    names = set()
    renamed(document, lambda name: names.add(name) or name)
    return frozenset(names)
