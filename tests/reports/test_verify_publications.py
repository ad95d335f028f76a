"""Every published file is proved unchanged, or named; strays go when they are old."""

import os
import time
from hashlib import sha256
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reports.models import Publication
from reports.published_files import keep_copy, stored_path, write
from tests.makers import make_user
from tests.measures.pictures import picture_bytes
from tests.reports.publications import publish_approved, publishable_year, published

pytestmark = pytest.mark.django_db
DAY = 86_400


@pytest.fixture
def publication():
    year = publishable_year()
    return published(year, "progress", by=make_user(officer_of=year.agency))


def verify(*arguments):
    """What the command says, and whether it found all well."""
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_publications", *arguments, stdout=out, stderr=err)
    except CommandError as refusal:
        return f"{err.getvalue()}{refusal}", refusal.returncode
    return out.getvalue(), 0


def copy_of_the_photo():
    return f"published/copies/{sha256(picture_bytes()).hexdigest()}.jpg"


def make_old(name):
    long_ago = time.time() - DAY - 60
    os.utime(stored_path(name), (long_ago, long_ago))


def test_files_as_published_are_in_order(publication):
    assert verify() == ("ตรวจแล้ว 5 ไฟล์ ตรงกันทุกไฟล์\n", 0)


@pytest.mark.parametrize("file_format", ["pdf", "docx", "csv", "json"])
def test_file_that_was_changed_is_named(publication, file_format):
    name = publication.files.get(format=file_format).file.name
    with stored_path(name).open("ab") as file:
        file.write(b" ")

    said, code = verify()

    assert code == 1
    assert said.splitlines() == [f"{name}: ไฟล์ไม่ตรงกับค่า SHA-256 ที่บันทึกไว้", "พบไฟล์ที่หายหรือไม่ตรง 1 ไฟล์"]


def test_file_that_is_missing_is_named(publication):
    name = publication.files.get(format="pdf").file.name
    stored_path(name).unlink()

    said, code = verify()

    assert (code, said.splitlines()[0]) == (1, f"{name}: ไม่พบไฟล์")


def test_picture_that_was_changed_is_named(publication):
    stored_path(copy_of_the_photo()).write_bytes(b"x")

    said, code = verify()

    assert (code, said.splitlines()[0].partition(":")[0]) == (1, copy_of_the_photo())


def test_document_that_cannot_be_read_is_named_and_nothing_is_cleaned(publication):
    name = publication.files.get(format="document").file.name
    stored_path(name).write_text("{}")
    make_old(copy_of_the_photo())

    said, code = verify("--clean")

    assert code == 1
    assert name in said
    assert f"{publication}: อ่านเนื้อหาที่ตรึงไว้ไม่ได้" in said
    assert stored_path(copy_of_the_photo()).exists()


def test_clean_removes_old_strays_and_leaves_young_and_needed_files(publication):
    needed = [*publication.files.values_list("file", flat=True), copy_of_the_photo()]
    strays = ["published/AAAAAAAA/job-1/measures.pdf", "published/copies/a.jpg"]
    for name in (*strays, "published/AAAAAAAA/job-2/measures.pdf"):
        write(name, b"left by an attempt that died")
    for name in (*needed, *strays):
        make_old(name)

    assert verify("--clean")[0].splitlines()[-1] == "ลบไฟล์ตกค้าง 2 ไฟล์"

    assert [name for name in strays if stored_path(name).exists()] == []
    assert stored_path("published/AAAAAAAA/job-2/measures.pdf").exists()
    assert [name for name in needed if not stored_path(name).exists()] == []


def test_strays_stay_without_the_word(publication):
    write("published/copies/a.jpg", b"x")
    make_old("published/copies/a.jpg")

    verify()

    assert stored_path("published/copies/a.jpg").exists()


def test_files_of_a_version_in_preparation_are_no_strays():
    year = publishable_year()
    publish_approved(agency_year=year, kind="progress", comment="", by=make_user(officer_of=year.agency))
    names = [*Publication.objects.get().files.values_list("file", flat=True), copy_of_the_photo()]
    for name in names:
        make_old(name)

    verify("--clean")

    assert [name for name in names if not stored_path(name).exists()] == []


def test_copy_is_written_once_and_mended_when_it_was_damaged(settings):
    write("photos/a.JPG", b"picture")
    name = keep_copy("photos/a.JPG")
    assert name == f"published/copies/{sha256(b'picture').hexdigest()}.jpg"
    stored_path(name).write_bytes(b"damaged")

    assert keep_copy("photos/a.JPG") == name

    assert stored_path(name).read_bytes() == b"picture"


def test_copy_that_is_used_again_is_young_again(settings):
    write("photos/a.jpg", b"picture")
    name = keep_copy("photos/a.jpg")
    make_old(name)

    keep_copy("photos/a.jpg")

    assert time.time() - stored_path(name).stat().st_mtime < 60


def test_file_is_written_whole_and_leaves_no_other(settings):
    write("published/a/b.pdf", b"one")
    write("published/a/b.pdf", b"two")

    assert [path.name for path in stored_path("published/a").iterdir()] == ["b.pdf"]
    assert stored_path("published/a/b.pdf").read_bytes() == b"two"
