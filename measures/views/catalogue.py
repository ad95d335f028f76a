"""The catalogue's pages: searching it, keeping the agency's own entries, and drafting measures from it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views import View

from assessments.analysis_inputs import analyse_year
from assessments.finding_forms import VersionForm
from assessments.permissions import EDIT
from assessments.versioning import StaleVersion
from assessments.windows import PLAN
from measures import planning
from measures.catalogue.loading import own_catalogue
from measures.forms.catalogue import CatalogueSearch, EntryForm, initial_of_entry
from measures.models import CarryDecision
from measures.services import catalogue, plan
from measures.services.drafting import STALE, TAKEN, UNCHANGED, accept_drafts, draft_measures
from measures.services.measures import DraftToBeChanged, accept_draft
from measures.views.editing import DeletePage, EditPage, FormPage, OneRow, ShownPage, YearPage
from measures.views.measures import OneMeasure
from measures.views.rows import rearranged

TO_BE_CHANGED = "ตัดสินใจปรับปรุง แต่ยังไม่ได้แก้ไข กดแก้ไขแล้วบันทึกก่อน หรือเปลี่ยนการตัดสินใจเป็น “ใช้ต่อ”"
DRAFT_LINES = {"causes": "cause", "approach": "approach", "improvement": "improvement"}


class CatalogueView(ShownPage):
    """What is asked for; without a question, the agency's own entries and ways into the rest."""

    template_name = "measures/catalogue.html"

    def get_context_data(self, **kwargs):
        form = CatalogueSearch(self.request.GET or None, framework=self.framework)
        asked = form.asked
        found = catalogue.find(self.agency, self.framework, **asked) if asked else None
        return super().get_context_data(
            form=form,
            asked=asked,
            entries=found.entries if found else catalogue.entries_of(self.agency),
            topics=self.shown(found.topics) if found else (),
            broader=self.shown(found.broader) if found else (),
            framework=self.framework,
            weak_points=() if asked else self.weak_points(),
            code=asked.get("code", ""),
            **kwargs,
        )

    def weak_points(self):
        analysis = analyse_year(self.agency_year)
        points = analysis.weak_points if analysis else ()
        return [(catalogue.field_of(self.framework, point.code), point) for point in points]

    def shown(self, topics):
        units = self.agency.units if topics else []
        return [shown_topic(topic, self.framework, self.agency.kind, units) for topic in topics]


def shown_topic(topic, framework, kind, units):
    """A topic with the items of this year that it answers, and who usually does such work."""
    items = [item for item in framework.items if topic.answers(framework.code, item.code)]
    measures = [
        {
            "suggestion": suggestion,
            "own_unit": own_catalogue().own_unit(suggestion.unit, units, kind),
            "unit_words": own_catalogue().unit_words(suggestion.unit, kind),
        }
        for suggestion in topic.measures
    ]
    return {"topic": topic, "items": items, "measures": measures}


class OneEntry(OneRow):
    back = "catalogue"

    def rows(self):
        return self.agency.catalogue_entries.prefetch_related("lines")


class EntryFormPage(FormPage):
    form_class = EntryForm
    template_name = "measures/catalogue_entry.html"
    back, add = "catalogue", "entry-add"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "framework": self.framework, "entry": self.row}

    def initial_of(self, row):
        return initial_of_entry(row)

    def post(self, request, *args, **kwargs):
        do = request.POST.get("do", "save")
        if do == "save":
            return super().post(request, *args, **kwargs)
        typed = rearranged(self.get_form(), "steps", do)
        return self.render_to_response(
            self.get_context_data(form=EntryForm(initial=typed, framework=self.framework, entry=self.row))
        )


class EntryAddView(EntryFormPage):
    def get_initial(self):
        known = {name: self.request.GET.get(name, "") for name in ("topic", "indicator", "issue")}
        return {**known, "steps": ["", "", ""]}

    def save(self, form):
        _, is_new = catalogue.keep_entry(
            agency=self.agency, values=form.values(), lines=form.lines(), by=self.request.user
        )
        return "เก็บไว้ในคลังของหน่วยงานแล้ว" if is_new else "คลังของหน่วยงานมีข้อความนี้อยู่แล้ว ไม่ได้เก็บซ้ำ"


class EntryEditView(EditPage, OneEntry, EntryFormPage):
    def save(self, form):
        is_changed = catalogue.change_entry(
            entry=self.row,
            version=form.cleaned_data["version"],
            values=form.values(),
            lines=form.lines(),
            by=self.request.user,
        )
        return "บันทึกแนวทางในคลังแล้ว" if is_changed else "ไม่มีสิ่งใดเปลี่ยนแปลง"


class EntryDeleteView(OneEntry, DeletePage):
    def remove(self, version):
        catalogue.drop_entry(entry=self.row, version=version, by=self.request.user)


class YearAction(YearPage, View):
    """A button of the plan: writes, tells what was done, and shows the plan again."""

    permission = EDIT

    def get(self, request, **kwargs):
        """Signing in again after a lost session comes here with nothing to do."""
        return redirect(self.address("list"))

    def post(self, request, **kwargs):
        self.act()
        return redirect(self.address("list"))

    def act(self):
        raise NotImplementedError


class DraftAction(ShownPage, YearAction):
    """Every draft in full, to be read and taken together; POST drafts more, or takes those that were read."""

    template_name = "measures/drafts.html"
    step = PLAN

    def get(self, request, **kwargs):
        rows = [measure for measure in plan.measures_of(self.agency_year) if measure.is_draft]
        if not rows:
            return redirect(self.address("list"))
        drafts = [shown_draft(row) for row in rows]
        can_take = not all(draft["is_to_be_changed"] for draft in drafts)
        return self.render_to_response(self.get_context_data(drafts=drafts, can_take=can_take))

    def post(self, request, **kwargs):
        if self.is_reading and not self.seen:
            messages.error(request, "ยังไม่ได้เลือกร่างใด ทำเครื่องหมายในเรื่องที่อ่านแล้วและใช้ได้ แล้วกดปุ่มท้ายหน้า")
            return redirect(self.address("draft"))
        return super().post(request, **kwargs)

    @property
    def is_reading(self):
        return self.request.POST.get("do") == "read"

    def act(self):
        if self.is_reading:
            self.tell(accept_drafts(agency_year=self.agency_year, seen=self.seen, by=self.request.user))
        else:
            self.draft(only_urgent=self.request.POST.get("scope") == "urgent")

    @property
    def seen(self):
        """{pk: version} of the drafts that were ticked; what is no such pair names no draft."""
        pairs = (text.partition(":") for text in self.request.POST.getlist("read"))
        return {int(pk): int(version) for pk, _, version in pairs if is_number(pk) and is_number(version)}

    def tell(self, keys):
        if keys[TAKEN]:
            taken = ", ".join(keys[TAKEN])
            messages.success(self.request, f"ใช้มาตรการตามร่างแล้ว {len(keys[TAKEN])} เรื่อง: {taken}")
        if keys[STALE]:
            stale = ", ".join(keys[STALE])
            messages.error(self.request, f"มีผู้อื่นแก้ไขร่าง {stale} ไปแล้ว โปรดอ่านข้อความล่าสุดก่อน")
        if keys[UNCHANGED]:
            messages.error(self.request, f"ยังไม่ได้ใช้ร่าง {', '.join(keys[UNCHANGED])}: {TO_BE_CHANGED}")
        if not any(keys.values()):
            messages.info(self.request, "ร่างที่เลือกมีผู้อ่านแล้วหรือไม่อยู่ในแผนแล้ว ร่างอื่นยังอยู่อย่างเดิม")

    def draft(self, *, only_urgent):
        drafted = draft_measures(agency_year=self.agency_year, by=self.request.user, only_urgent=only_urgent)
        if drafted:
            text = f"ร่างมาตรการจากคลังแล้ว {len(drafted)} เรื่อง อ่านและแก้ไขให้ตรงกับหน่วยงานก่อนใช้"
            messages.success(self.request, text)
        else:
            messages.info(self.request, "จุดอ่อนทุกจุดที่เลือกมีมาตรการแล้ว จึงไม่ได้ร่างเพิ่ม")


def is_number(text):
    return text.isascii() and text.isdigit() and len(text) < 10


def shown_draft(measure):
    """All that the draft says, and what it does not say yet."""
    facts = plan.measure_facts(measure)
    texts = {name: measure.texts(kind) for name, kind in DRAFT_LINES.items()}
    missing, decision = planning.missing_parts(facts), getattr(measure, "carried_from", None)
    is_to_be_changed = bool(decision) and decision.choice == CarryDecision.Choice.CHANGE
    return {"row": measure, "facts": facts, "missing": missing, "is_to_be_changed": is_to_be_changed, **texts}


class AcceptAction(OneMeasure, YearAction):
    def act(self):
        version = VersionForm(self.request.POST).typed_version
        try:
            accept_draft(measure=self.row, version=version, by=self.request.user)
        except StaleVersion:
            messages.error(self.request, f"มีผู้อื่นแก้ไขมาตรการ {self.row.key} ไปแล้ว โปรดอ่านข้อความล่าสุดก่อน")
        except DraftToBeChanged:
            messages.error(self.request, f"ยังไม่ได้ใช้ร่าง {self.row.key}: {TO_BE_CHANGED}")
        else:
            messages.success(self.request, f"ใช้มาตรการ {self.row.key} ตามร่างแล้ว")


class KeepAction(OneMeasure, YearAction):
    def act(self):
        _, is_new = catalogue.keep_measure(measure=self.row, framework=self.framework, by=self.request.user)
        if is_new:
            messages.success(self.request, f"เก็บมาตรการ {self.row.key} ไว้ในคลังของหน่วยงานแล้ว ใช้ได้ทุกปี")
        else:
            messages.info(self.request, f"คลังของหน่วยงานมีข้อความของมาตรการ {self.row.key} อยู่แล้ว ไม่ได้เก็บซ้ำ")
