"""Pictures of activities. A file gets a new random name; that of a removed picture goes after the commit."""

from functools import partial
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction

from assessments import writing
from assessments.versioning import StaleVersion
from measures.models import Photo
from measures.services import in_plan


@transaction.atomic
def add_photo(*, agency_year, content, source_name, caption, taken_on, by):
    """(photo, True), or (photo, False) when the same picture with the same caption is there already."""
    in_plan.lock(agency_year)
    for twin in agency_year.photos.filter(caption=caption, taken_on=taken_on, source_name=source_name):
        if bytes_of(twin) == content:
            return twin, False
    position = in_plan.next_position(agency_year.photos)
    photo = writing.create(
        Photo,
        by=by,
        agency_year=agency_year,
        position=position,
        caption=caption,
        taken_on=taken_on,
        source_name=source_name,
        file=as_file(content),
    )
    return photo, True


@transaction.atomic
def change_photo(*, photo, version, caption, taken_on, content, source_name, by):
    """`content` None leaves the picture as it is. StaleVersion when somebody else wrote first."""
    if photo.version != version:
        raise StaleVersion(photo)
    values = {"caption": caption, "taken_on": taken_on}
    if content is not None:
        old = photo.file.name
        name = photo.file.storage.save(photo.file.field.generate_filename(photo, new_name()), as_file(content))
        values |= {"file": name, "source_name": source_name}
        transaction.on_commit(partial(delete_file, photo.file.storage, old))
    return writing.edit(photo, version=version, by=by, **values)


@transaction.atomic
def move_photo(*, photo, neighbour, by):
    in_plan.lock(photo.agency_year)
    in_plan.move_past(photo, neighbour, by=by)


@transaction.atomic
def remove_photo(*, photo, version, by):
    storage, name = photo.file.storage, photo.file.name
    writing.remove(photo, version=version, by=by)
    transaction.on_commit(partial(delete_file, storage, name))


def new_name():
    return f"{uuid4().hex}.jpg"


def as_file(content):
    return ContentFile(content, name=new_name())


def bytes_of(photo):
    """What the stored file holds; nothing for a picture whose file is not here."""
    if not photo.file or not photo.file.storage.exists(photo.file.name):
        return b""
    with photo.file.open() as file:
        return file.read()


def delete_file(storage, name):
    if name:
        storage.delete(name)
