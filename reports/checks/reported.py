"""Checks of the progress report: a result for each measure, and the answers that "none" must be written out for."""

from measures.progress import EntryFacts, summarise
from reports.checks.check import PROGRESS, Check, has_entries
from reports.checks.passages import entry_label, measure_label
from reports.checks.results import Place, Remark, missing


def without_result(subject):
    """Measures that no entry reports on; an entry that says nothing reports nothing."""
    if not has_entries(subject):
        yield missing("ผลการดำเนินการ", "ยังไม่ได้รายงานผลของมาตรการใด", Place("progress"))
        return
    measures = {measure.key: measure for measure in subject.content.measures}
    summary = summarise(tuple(measures), [entry_facts(entry) for entry in subject.content.progress])
    for key in summary.unreported:
        yield missing(measure_label(measures[key]), "ยังไม่มีผลการดำเนินการ", Place("new-entry", key))


def entry_facts(entry):
    return EntryFacts(
        measure_key=entry.measure.key if entry.measure else "",
        performed=entry.performed,
        outcomes=entry.outcomes,
        budget=entry.budget_amount,
    )


def without_answer(is_given, says, field):
    """The check that every entry gives one answer."""

    def find(subject):
        for entry in subject.content.progress:
            if not is_given(entry):
                yield missing(entry_label(entry), says, Place("entry", entry.key, field))

    return find


def pictures_without_file(subject):
    for index, photo in enumerate(subject.content.photos):
        if not photo.file:
            says = f"“{photo.caption}” ยังไม่มีไฟล์ภาพ เอกสารจะแจ้งว่ายังไม่ได้แนบ"
            yield Remark(f"ภาพกิจกรรมที่ {index + 1}", says, Place("photo", str(index), "picture"))


CHECKS = (
    Check(
        "results_reported",
        "ทุกมาตรการมีผลการดำเนินการ",
        without_result,
        (PROGRESS,),
        "รายงานผลของมาตรการ หากยังไม่ได้ทำให้เขียนเหตุผลไว้ในผลการดำเนินการ",
        ("result_per_measure",),
    ),
    Check(
        "outcomes",
        "ทุกรายการมีผลผลิตหรือผลลัพธ์",
        without_answer(lambda entry: entry.outcomes, "ยังไม่มีผลผลิตหรือผลลัพธ์", "outcomes"),
        (PROGRESS,),
        "กรอกผลลัพธ์หรือความสำเร็จ",
        ("outcomes",),
        applies=has_entries,
    ),
    Check(
        "budget",
        "ทุกรายการระบุงบประมาณ หรือคำว่าไม่ใช้งบประมาณ",
        without_answer(lambda entry: entry.budget_amount is not None, "ยังไม่ระบุงบประมาณ", "budget_use"),
        (PROGRESS,),
        "ช่องว่างถือว่าไม่ครบ หากไม่ใช้ให้เลือก “ไม่ใช้งบประมาณ” ซึ่งเป็นคำตอบที่พิมพ์ในเอกสาร",
        ("budget",),
        applies=has_entries,
    ),
    Check(
        "obstacles",
        "ทุกรายการระบุปัญหาอุปสรรค หรือคำว่าไม่มี",
        without_answer(lambda entry: entry.obstacles, "ยังไม่ระบุปัญหาและอุปสรรค", "obstacles_told"),
        (PROGRESS,),
        "ช่องว่างถือว่าไม่ครบ หากไม่มีให้เลือก “ไม่มี” ซึ่งเป็นคำตอบที่พิมพ์ในเอกสาร",
        ("obstacles",),
        applies=has_entries,
    ),
    Check(
        "suggestions",
        "ทุกรายการระบุข้อเสนอแนะ หรือคำว่าไม่มี",
        without_answer(lambda entry: entry.suggestions, "ยังไม่ระบุข้อเสนอแนะ", "suggestions_told"),
        (PROGRESS,),
        "ช่องว่างถือว่าไม่ครบ หากไม่มีให้เลือก “ไม่มี” ซึ่งเป็นคำตอบที่พิมพ์ในเอกสาร",
        ("suggestions",),
        applies=has_entries,
    ),
    Check(
        "pictures",
        "ภาพกิจกรรมทุกรายการมีไฟล์ภาพ",
        pictures_without_file,
        (PROGRESS,),
        "เพิ่มไฟล์ภาพ หรือลบรายการภาพที่ไม่ใช้",
        applies=lambda subject: bool(subject.content.photos),
    ),
)
