"""What a review holds for: the content of a document as one hash, equal for equal words, pictures and attachments."""

import json
from pathlib import PurePath

from reports.documents.freezing import frozen
from reports.documents.stored_names import renamed
from reports.documents.version_mark import without_mark
from reports.published_files import sha256_of, stored_path
from reports.readiness import readiness
from reports.renderings import hash_of_file
from reports.services import DocumentNotReady, build_document


def content_sha256(document) -> str:
    """Files count by their bytes and not by their names; the version mark does not count."""
    plain = frozen(renamed(without_mark(document), name_by_content))
    return sha256_of(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode())


def name_by_content(name):
    return f"{hash_of_file(stored_path(name))}{PurePath(name).suffix.lower()}" if name else ""


def present_document(agency_year, kind):
    """The document as the year stands now. Raises DocumentNotReady, with the Thai reason, when there is none."""
    if not any(row.can_draw for row in readiness(agency_year) if row.kind == kind):
        raise DocumentNotReady("ยังไม่มีข้อมูลที่จะจัดทำเอกสารนี้")
    return build_document(agency_year, kind)


def present_sha256(agency_year, kind) -> str:
    """Empty when the document can no longer be made: equal to no content that was submitted."""
    try:
        return content_sha256(present_document(agency_year, kind))
    except DocumentNotReady:
        return ""
