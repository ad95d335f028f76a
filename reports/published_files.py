"""Files of publications on disk: written whole or not at all, and proved unchanged by their hash."""

import hashlib
import os
from pathlib import Path, PurePath
from uuid import uuid4

from django.core.files.storage import default_storage

FOLDER = "published"
COPIES = f"{FOLDER}/copies"


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def stored_path(name) -> Path:
    return Path(default_storage.path(name))


def read(name) -> bytes:
    """Raises FileNotFoundError."""
    return stored_path(name).read_bytes()


def write(name, data: bytes):
    """A process that dies meanwhile leaves a stray file beside it, and nothing half-written under this name."""
    path = stored_path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{uuid4().hex}")
    with unfinished.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def keep_copy(name) -> str:
    """The name of a copy that nobody deletes; equal contents share one. Raises FileNotFoundError."""
    data = read(name)
    copy = f"{COPIES}/{sha256_of(data)}{PurePath(name).suffix.lower()}"
    if is_intact_copy(copy):
        stored_path(copy).touch()  # in use again: no stray, if it was one
    else:
        write(copy, data)
    return copy


def is_intact_copy(name) -> bool:
    """A copy is named by its hash."""
    return default_storage.exists(name) and sha256_of(read(name)) == PurePath(name).stem
