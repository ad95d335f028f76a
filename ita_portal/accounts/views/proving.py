"""A form that asks for a proof: what is wrong with it becomes an error of its field."""

from django.views.generic import FormView

from ita_portal.accounts.proof import WrongProof
from ita_portal.accounts.throttling import TriedTooOften


class ProvingView(FormView):
    def form_valid(self, form):
        try:
            return self.proved(form)
        except WrongProof as refusal:
            form.add_error(refusal.field, str(refusal))
        except TriedTooOften as refusal:
            form.add_error(None, str(refusal))
        return self.form_invalid(form)

    def proved(self, form):
        """Does what the form is for. Raises WrongProof or TriedTooOften before anything has changed."""
        raise NotImplementedError


class OwnFormView(ProvingView):
    """One form of the own account: the page says what it does, and what follows from it."""

    template_name = "accounts/own_form.html"
    title = lead = button = ""
    is_grave = False

    def get_context_data(self, **kwargs):
        page = {"title": self.title, "lead": self.lead, "button": self.button, "is_grave": self.is_grave}
        return super().get_context_data(**kwargs | page)
