"""The tree of affiliation: bodies added, renamed and moved, and where an agency stands in it."""

from django.db import IntegrityError, transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from django.utils.timezone import localdate

from assessments import permissions, writing
from assessments.models import Body
from assessments.models.places import MOST_LEVELS, SEGMENT


class BodyNotAllowed(Exception):
    """The place, or the one it comes from, is not within the person's reach."""


class BodyExists(Exception):
    """A body of this name is at the same place already."""


class BodyUnderItself(Exception):
    """A body cannot be moved below itself."""


class TooDeep(Exception):
    """The tree would have more levels than a path holds."""


class NotClosedYet(Exception):
    """The day of closing is still to come; a day that is set means closed."""


class SuccessorCircle(Exception):
    """Following the successors would lead back to the agency."""


@transaction.atomic
def add_body(*, name, kind, parent, by):
    """Raises BodyNotAllowed, BodyExists, TooDeep."""
    parent = _locked(parent)
    if not permissions.may_keep_under(by, parent):
        raise BodyNotAllowed
    if parent and parent.level + 1 >= MOST_LEVELS:
        raise TooDeep
    body = _unless_exists(lambda: Body.objects.create(name=name, kind=kind, parent=parent))
    writing.record(body, {"name": ("", name), "kind": ("", body.get_kind_display()), "parent": ("", parent)}, by=by)
    return body


@transaction.atomic
def change_body(*, body, version, name, kind, parent, by):
    """Rename and move; True when anything differs. Raises StaleVersion and what `add_body` does, BodyUnderItself."""
    stored, parent = _locked(body), _locked(parent)
    if not (permissions.may_keep_body(by, stored) and permissions.may_keep_under(by, parent)):
        raise BodyNotAllowed
    if parent and parent.is_under(stored):
        raise BodyUnderItself
    changed = _unless_exists(lambda: writing.edit(stored, version=version, by=by, name=name, kind=kind, parent=parent))
    _move_paths(stored, parent)
    return changed


def _locked(body):
    """As it stands now, with the whole tree held still: a path is true only together with those above it."""
    if body is None:
        return None
    list(Body.objects.select_for_update().order_by("pk").values_list("pk"))
    return Body.objects.get(pk=body.pk)


def _unless_exists(write):
    try:
        with transaction.atomic():
            return write()
    except IntegrityError as error:
        raise BodyExists from error


def _move_paths(body, parent):
    """The body and all below it, in one statement."""
    old, new = body.path, body.path_under(parent)
    if old == new:
        return
    below = Body.objects.under(body)
    deepest = max(each.level for each in below)
    if deepest + (len(new) - len(old)) // SEGMENT >= MOST_LEVELS:
        raise TooDeep
    below.update(path=Concat(Value(new), Substr("path", len(old) + 1)))


@transaction.atomic
def place_agency(*, agency, version, by, body, kind, closed_on, successor):
    """Where the agency belongs and whether it still is; True when anything differs.

    Raises StaleVersion, BodyNotAllowed, NotClosedYet, SuccessorCircle.
    """
    if closed_on and closed_on > localdate():
        raise NotClosedYet
    if body != agency.body and not _may_move(by, agency.body, body):
        raise BodyNotAllowed
    _follow(agency, successor)
    return writing.edit(agency, version=version, by=by, body=body, kind=kind, closed_on=closed_on, successor=successor)


def _may_move(by, before, after):
    """Out of one's own branch is not within it."""
    return permissions.may_keep_under(by, after) and (before is None or permissions.may_keep_under(by, before))


def _follow(agency, successor):
    while successor:
        if successor.pk == agency.pk:
            raise SuccessorCircle
        successor = successor.successor
