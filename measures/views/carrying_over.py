"""The page that carries measures of the earlier plan over, one decision a measure."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.generic import FormView

from assessments.analysis.weak_points import find_weak_points
from assessments.analysis_inputs import results_of
from assessments.permissions import EDIT
from assessments.windows import PLAN
from measures.carry_page import CarryLine, answered_points
from measures.forms.carrying_over import CarryForm
from measures.progress import summarise
from measures.services import carrying_over as carrying
from measures.services import plan
from measures.views.conflicts import retyped
from measures.views.editing import YearPage


class CarryOverView(YearPage, FormView):
    permission = EDIT
    form_class = CarryForm
    template_name = "measures/carry_over.html"
    step = PLAN

    def open(self, **kwargs):
        super().open(**kwargs)
        self.earlier = carrying.earlier_year(self.agency_year)
        self.between = self.earlier and carrying.map_between(self.earlier, self.agency_year)
        self.results = results_of(self.agency_year)
        self.read()

    def read(self):
        """What is stored now; once more after a refusal, whose reason may be what somebody else has just written."""
        self.decisions = carrying.decisions_of(self.agency_year)
        self.lines = tuple(self.lines_of(self.earlier)) if self.earlier else ()

    def lines_of(self, earlier):
        """Each measure of the earlier plan, in its order."""
        measures, entries = plan.measures_of(earlier), [plan.entry_facts(row) for row in plan.entries_of(earlier)]
        unreported = summarise([measure.key for measure in measures], entries).unreported
        decisions, points = {row.source_id: row for row in self.decisions}, self.weak_points
        for measure in measures:
            carried, decision = carrying.carried(measure, self.between), decisions.get(measure.pk)
            yield CarryLine(
                source=measure,
                carried=carried,
                entries=tuple(entry for entry in entries if entry.measure_key == measure.key),
                is_reported=measure.key not in unreported,
                decision=decision,
                is_open=carrying.is_open(decision),
                answered=answered_points(self.framework, plan.measure_facts(measure), carried, points),
            )

    @property
    def weak_points(self):
        """Those of the results that this year's plan answers; () before there are scores."""
        if self.results is None:
            return ()
        targets = {row.code: row.value for row in self.agency_year.targets.all()}
        return tuple(find_weak_points(self.agency_year.baseline.framework, self.results, targets))

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "lines": self.lines}

    def form_valid(self, form):
        rest = "continue" if self.request.POST.get("do") == "continue-rest" else ""
        chosen = form.chosen(rest=rest)
        try:
            decided = carrying.carry_over(agency_year=self.agency_year, choices=chosen, by=self.request.user)
        except carrying.CarryRefused as refusal:
            return self.show_refusal(form, refusal.faults)
        self.tell(decided, chosen)
        return redirect(self.address("carry-over" if self.is_anything_open(decided) else "list"))

    def show_refusal(self, form, faults):
        """What was typed stays, over what stands now; saving again counts against that."""
        self.read()
        seen = {f"seen-{line.source.pk}": carrying.seen_as(line.decision) for line in self.lines}
        form = retyped(form, CarryForm, self.get_form_kwargs(), **seen)
        form.refuse(faults)
        return self.render_to_response(self.get_context_data(form=form), status=409)

    def tell(self, decided, chosen):
        made = [decision.measure.key for decision in decided if decision.measure and decision.measure.is_draft]
        if decided:
            carried = f" อยู่ในแผนปีนี้เป็น {', '.join(made)} อ่านและแก้ไขให้ตรงกับปีนี้ก่อนใช้" if made else ""
            messages.success(self.request, f"บันทึกการตัดสินใจแล้ว {len(decided)} เรื่อง{carried}")
        elif chosen:
            messages.info(self.request, "การตัดสินใจนี้บันทึกไว้แล้ว ไม่ได้บันทึกซ้ำ")
        else:
            messages.info(self.request, "ยังไม่ได้เลือกมาตรการใด จึงไม่มีสิ่งใดบันทึก")

    def is_anything_open(self, decided):
        closed = {decision.source_id for decision in decided}
        return any(line.is_open and line.source.pk not in closed for line in self.lines)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        shown = {line.source.pk for line in self.lines}
        return {
            **context,
            "earlier": self.earlier,
            "between": self.between,
            "cards": [(line, context["form"].of(line)) for line in self.lines],
            "open_lines": sum(line.is_open for line in self.lines),
            "other_decisions": [decision for decision in self.decisions if decision.source_id not in shown],
            "has_scores": self.results is not None,
        }
