"""The plan and its measures."""

from assessments.analysis import URGENT
from assessments.analysis_inputs import analyse_year
from assessments.earlier_plan import earlier_plan
from assessments.permissions import EDIT
from assessments.windows import PLAN
from measures import board, planning
from measures.carry_page import unread_by_origin
from measures.catalogue.drafts import unread
from measures.catalogue.loading import own_catalogue
from measures.forms import MeasureForm
from measures.forms.catalogue import measure_from_entry, measure_from_topic, subject_of
from measures.forms.measure import blank_measure, initial_for_point, initial_of
from measures.services import catalogue, in_plan, plan
from measures.services.drafting import possible_drafts
from measures.services.measures import MeasureReported, add_measure, change_measure, move_measure, remove_measure
from measures.views.editing import DeletePage, EditPage, FormPage, MoveAction, OneRow, ShownPage, YearPage
from measures.views.rows import rearranged


def grouping_of(request, facts):
    """As asked in the address, else whichever the plan uses."""
    asked = request.GET.get("group") or request.POST.get("group")
    return asked if asked in board.GROUPINGS else planning.prevailing_grouping(facts)


class MeasureListView(ShownPage):
    step = PLAN
    template_name = "measures/list.html"

    def get_context_data(self, **kwargs):
        rows = [(measure, plan.measure_facts(measure)) for measure in plan.measures_of(self.agency_year)]
        analysis = analyse_year(self.agency_year)
        facts = [facts for _, facts in rows]
        points = analysis.weak_points if analysis else ()
        shown = board.lay_out(self.framework, grouping_of(self.request, facts), rows, points)
        open_points = [entry.point for entry in shown.uncovered]
        drafts = possible_drafts(self.agency, self.framework, planning.prevailing_grouping(facts), open_points)
        return super().get_context_data(
            board=shown,
            groupings=board.GROUPINGS,
            analysis=analysis,
            drafts=len(drafts),
            urgent_drafts=sum(draft.urgency == URGENT for draft in drafts),
            unread=unread(measure for measure, _ in rows),
            unread_origins=unread_by_origin([measure for measure, _ in rows]),
            earlier_plan=earlier_plan(self.agency_year),
            **kwargs,
        )


class OneMeasure(OneRow):
    step = PLAN
    back = "list"

    def rows(self):
        return self.agency_year.measures.select_related("carried_from").prefetch_related("lines")


class MeasureFormPage(FormPage):
    step = PLAN
    form_class = MeasureForm
    template_name = "measures/measure.html"
    back, add = "list", "add"

    def get_form_kwargs(self):
        place = {"agency_year": self.agency_year, "framework": self.framework, "measure": self.row}
        return {**super().get_form_kwargs(), **place}

    def initial_of(self, row):
        return initial_of(row, self.agency.units)

    def post(self, request, *args, **kwargs):
        do = request.POST.get("do", "save")
        if do == "save":
            return super().post(request, *args, **kwargs)
        typed = rearranged(self.get_form(), "steps", do)
        form = MeasureForm(initial=typed, agency_year=self.agency_year, framework=self.framework, measure=self.row)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs):
        """Beside the form stands what the catalogue has for the items that it names as it opens."""
        context = super().get_context_data(**kwargs)
        form = context["form"]
        codes = form["items"].value() or [form["indicator"].value() or ""]
        return {**context, "advice": catalogue.advice_for(self.agency, self.framework, codes)}


class MeasureAddView(MeasureFormPage):
    """Filled from what the address names: a weak point, and what the catalogue suggests for it."""

    def get_initial(self):
        known = {name: self.request.GET[name] for name in ("issue", "indicator") if self.request.GET.get(name)}
        suggested = self.initial_of_suggestion()
        subject = self.initial_of_point() or (suggested and subject_of(self.framework, self.request.GET.get("point")))
        return {
            **blank_measure(self.agency_year.fiscal_year),
            "key": in_plan.free_key(self.agency_year.measures, "m"),
            **known,
            **suggested,
            **{name: value for name, value in subject.items() if value or name not in suggested},
        }

    def initial_of_point(self):
        """What is known of the weak point of the address, when there is such a point."""
        code = self.request.GET.get("point")
        analysis = analyse_year(self.agency_year) if code else None
        points = analysis.weak_points if analysis else ()
        return next((initial_for_point(self.framework, point) for point in points if point.code == code), {})

    def initial_of_suggestion(self):
        """What the address takes from the catalogue: a topic and the number of its measure, or an own entry."""
        asked, units = self.request.GET.get("entry", ""), self.agency.units
        entry = self.agency.catalogue_entries.filter(pk=asked).first() if asked.isdecimal() else None
        if entry:
            return measure_from_entry(entry, units)
        topic = own_catalogue().topic(self.request.GET.get("topic"))
        number = self.request.GET.get("measure", "1")
        if topic is None or number not in map(str, range(1, len(topic.measures) + 1)):
            return {}
        suggestion = topic.measures[int(number) - 1]
        return measure_from_topic(topic, suggestion, own_catalogue().own_unit(suggestion.unit, units, self.agency.kind))

    def save(self, form):
        measure, is_new = add_measure(
            agency_year=self.agency_year,
            key=form.cleaned_data["key"],
            values=form.values(),
            lines=form.lines(),
            by=self.request.user,
        )
        return f"เพิ่มมาตรการ {measure.key} แล้ว" if is_new else f"มาตรการ {measure.key} บันทึกไว้แล้ว ไม่ได้เพิ่มซ้ำ"


class MeasureEditView(EditPage, OneMeasure, MeasureFormPage):
    def save(self, form):
        is_changed = change_measure(
            measure=self.row,
            version=form.cleaned_data["version"],
            values=form.values(),
            lines=form.lines(),
            by=self.request.user,
        )
        return f"บันทึกมาตรการ {self.row.key} แล้ว" if is_changed else "ไม่มีสิ่งใดเปลี่ยนแปลง"


class MeasureDeleteView(OneMeasure, DeletePage):
    template_name = "measures/measure_delete.html"

    def remove(self, version):
        remove_measure(measure=self.row, version=version, by=self.request.user)

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except MeasureReported:
            return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs):
        return super().get_context_data(entries=list(self.row.progress_entries.all()), **kwargs)


class MeasureMoveView(OneMeasure, YearPage, MoveAction):
    """Moves inside the group that the page shows."""

    permission = EDIT

    def neighbours(self):
        rows = [(measure, plan.measure_facts(measure)) for measure in plan.measures_of(self.agency_year)]
        self.grouping = grouping_of(self.request, [facts for _, facts in rows])
        own = board.place_of(self.framework, self.grouping, plan.measure_facts(self.row))
        return [row for row, facts in rows if board.place_of(self.framework, self.grouping, facts) == own]

    def move(self, neighbour):
        move_measure(measure=self.row, neighbour=neighbour, by=self.request.user)

    def destination(self):
        return f"{self.address('list')}?group={self.grouping}#measure-{self.row.pk}"
