"""Where each OIT item is disclosed, whether it opens, and the dated log of the checks."""

from collections import Counter
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views import View
from django.views.generic import TemplateView

from assessments import permissions
from assessments.address_forms import BLANK, BROKEN, DOUBTFUL, FINE, STATE_NAMES, UNCHECKED, AddressesForm, LogForm
from assessments.gates import YearGate
from assessments.services import addresses
from assessments.services.addresses import AddressesConflict
from assessments.views.results import is_stalled

PAGE_SIZE = 50
COUNTED = (FINE, BROKEN, DOUBTFUL, UNCHECKED, BLANK)


class AddressesGate(YearGate):
    """Addresses have no window (see models/addresses.py); whose items they are for is said by the fiscal year."""

    read_with = ()

    def open(self, **kwargs):
        super().open(**kwargs)
        self.framework = addresses.framework_of(self.agency_year)

    def get_context_data(self, **kwargs):
        job = addresses.check_under_way(self.agency_year)
        shown = {"framework": self.framework, "job": job, "is_stalled": is_stalled(job)}
        return super().get_context_data(**shown, **kwargs)


class AddressesView(AddressesGate, TemplateView):
    """Whoever may only look sees the addresses and what was found, without the form."""

    template_name = "assessments/oit_addresses.html"

    def get(self, request, **kwargs):
        return self.show(self.form())

    def post(self, request, **kwargs):
        if not request.user.has_perm(permissions.EDIT, self.agency):
            raise PermissionDenied
        form = self.form(request.POST)
        is_valid = form.is_valid()
        if "carry" in request.POST:
            return self.carry(form)
        if not is_valid:
            return self.show(form)
        return self.paste(form) if form.cleaned_data["pasted"] else self.save(form)

    def save(self, form):
        try:
            number = addresses.save_addresses(agency_year=self.agency_year, edits=form.edits, by=self.request.user)
        except AddressesConflict as conflict:
            return self.show(form, status=409, conflicts=form.meet(conflict.stored), has_errors=True)
        messages.success(self.request, f"บันทึกที่อยู่แล้ว {number} ข้อ" if number else "ไม่มีที่อยู่ที่เปลี่ยน")
        return redirect("assessments:oit-addresses", self.agency.code, self.agency_year.fiscal_year)

    def paste(self, form):
        pasted = form.read_paste()
        form.empty_paste()
        form.fill(pasted.urls)
        return self.show(form, filled=len(pasted.urls), problems=pasted.problems, is_unsaved=True)

    def carry(self, form):
        taken = {code: self.offered[code].url for code in form.blank_codes() if code in self.offered}
        form.fill(taken)
        return self.show(form, filled=len(taken), is_unsaved=True)

    @cached_property
    def offered(self):
        return addresses.carried_over(self.agency_year)

    def form(self, data=None):
        rows = addresses.addresses_of(self.agency_year).with_latest_check()
        return AddressesForm(data, framework=self.framework, stored={row.code: row for row in rows})

    def show(self, form, status=200, **kwargs):
        rows = form.rows({code: (found.url, note(found)) for code, found in self.offered.items()})
        states = Counter(row.state for row in rows)
        context = self.get_context_data(
            form=form,
            rows=rows,
            counts=[(STATE_NAMES[state], states[state]) for state in COUNTED],
            troubles=[row for state in (BROKEN, DOUBTFUL) for row in rows if row.state == state],
            last_checked=max((row.check.checked_at for row in rows if row.check), default=None),
            can_carry=not self.offered.keys().isdisjoint(form.blank_codes()),
            **kwargs,
        )
        return self.render_to_response(context, status=status)


def note(carried):
    """What the page says of a row in which last year's address stands unsaved."""
    source = f"ยกมาจาก {carried.code} ปีงบประมาณ พ.ศ. {carried.fiscal_year}"
    return source if carried.is_equal else f"ตรวจก่อนใช้: {source} ข้อนี้เปลี่ยนไปจากปีก่อน {carried.reason}".strip()


class AddressCheckView(AddressesGate, View):
    """Asks for a check of all addresses of the year; the log shows how far it is."""

    http_method_names = ["post"]
    permission = permissions.EDIT

    def post(self, request, **kwargs):
        place = self.agency.code, self.agency_year.fiscal_year
        if not addresses.addresses_of(self.agency_year).given().exists():
            messages.info(request, "ยังไม่มีที่อยู่ให้ตรวจ กรอกและบันทึกที่อยู่อย่างน้อยหนึ่งข้อก่อน")
            return redirect("assessments:oit-addresses", *place)
        addresses.ask_for_check(agency_year=self.agency_year, by=request.user)
        return redirect("assessments:oit-address-log", *place)


class AddressLogView(AddressesGate, TemplateView):
    """Every check of the year, the newest first, and how far the present one is."""

    template_name = "assessments/oit_address_log.html"

    def get_context_data(self, **kwargs):
        form = LogForm(self.request.GET, codes=self.codes())
        asked = form.asked
        filters = {"address__code" if name == "code" else name: value for name, value in asked.items()}
        checks = addresses.log_of(self.agency_year).filter(**filters)
        page_obj = Paginator(checks, PAGE_SIZE).get_page(self.request.GET.get("page"))
        query = urlencode(asked) + "&" if asked else ""
        return super().get_context_data(filters=form, asked=asked, page_obj=page_obj, query=query, **kwargs)

    def codes(self):
        """Of this year's items that have or had an address, in official order, then those of a framework before."""
        known = set(self.agency_year.oit_addresses.values_list("code", flat=True))
        own = [item.code for item in self.framework.items_of("OIT") if item.code in known]
        return own + sorted(known.difference(own))
