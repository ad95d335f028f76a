"""Pages of a step that has a window: while it is closed they change nothing, and what was typed is not lost."""

from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.timezone import localdate

from assessments.open_steps import window_of
from assessments.permissions import EDIT
from assessments.windows import STEP_OF_ROLE, YearLocked, extension, lock

READING = ("GET", "HEAD")


def may_start(user, agency_year, role):
    """Whether this person may begin the results of this role today; a page offers it to nobody else."""
    agency, step = agency_year.agency, STEP_OF_ROLE[role]
    if not user.has_perm(EDIT, agency):
        return False
    return lock(window_of(agency, agency_year.fiscal_year, step), localdate()) is None


class KeepsTyped:
    """Before a gate: a form that is sent to a closed step comes back as it was typed, with the reason."""

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except YearLocked as locked:
            return self.answer_locked(locked)

    def answer_locked(self, locked):
        is_reading = self.request.method in READING
        if not is_reading and (typed := self.show_typed(locked)):
            return typed
        return render(self.request, "assessments/locked.html", self.place(locked), status=200 if is_reading else 409)

    def show_typed(self, locked):
        """The page with what was typed; None where there is nothing to type."""
        if not hasattr(self, "get_form"):
            return None
        form = self.get_form()
        form.is_valid()
        return self.render_to_response(self.get_context_data(form=form, **told(locked)), status=409)

    def place(self, locked):
        return {"agency": self.agency, "agency_year": getattr(self, "agency_year", None), "locked": str(locked)}


def told(locked):
    """For the error summary of a page, which then needs no notice of the same."""
    return {"errors": [{"text": str(locked)}], "has_errors": True, "lock_is_told": True}


class LockedStep(KeepsTyped):
    """Before YearGate: `self.closed` says why nobody may write here today, or is None; the page's `can_edit` follows.

    A form of a closed step is not even shown. What counts is asked again where rows are written (writing.py).
    """

    step = None  # of assessments/windows.py; None: the page belongs to no step

    @property
    def own_step(self):
        return self.step

    @cached_property
    def window(self):
        return window_of(self.agency, self.agency_year.fiscal_year, self.own_step) if self.own_step else None

    @property
    def closed(self):
        return lock(self.window, localdate())

    def open(self, **kwargs):
        super().open(**kwargs)
        if self.permission == EDIT and self.request.method in READING and (locked := self.closed):
            raise locked

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if locked := self.closed:
            return context | {"is_locked": True, "locked": str(locked), "can_edit": False}
        return context | {"is_locked": False, "extended": extension(self.window, localdate())}
