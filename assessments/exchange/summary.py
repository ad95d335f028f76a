"""What a whole file would do, counted."""

from dataclasses import dataclass

AGREES, DIFFERS, UNKNOWN = "agrees", "differs", "unknown"


@dataclass
class Summary:
    """`figures_*` count scores, totals and levels; `with_result` the agencies whose plan of the year gets them too."""

    agencies: int = 0
    faulty: int = 0
    new_agencies: int = 0
    unchanged: int = 0
    figures_new: int = 0
    figures_changed: int = 0
    figures_removed: int = 0
    with_result: int = 0
    rounded: int = 0
    totals_agree: int = 0
    totals_differ: int = 0
    levels_agree: int = 0
    levels_differ: int = 0

    @property
    def good(self):
        return self.agencies - self.faulty

    @property
    def lines(self) -> list[str]:
        """The same in Thai sentences."""
        figures = f"ค่าใหม่ {self.figures_new:,} เปลี่ยน {self.figures_changed:,} นำออก {self.figures_removed:,}"
        told = [
            f"หน่วยงาน {self.agencies:,} นำเข้าได้ {self.good:,} ไม่ได้ {self.faulty:,} (สร้างใหม่ {self.new_agencies:,})",
            f"{figures} · ไม่มีสิ่งใดเปลี่ยน {self.unchanged:,} หน่วยงาน",
            f"คะแนนรวมตรงกับที่คำนวณ {self.totals_agree:,} จาก {self.totals_agree + self.totals_differ:,} "
            f"· ระดับตรงกัน {self.levels_agree:,} จาก {self.levels_agree + self.levels_differ:,}",
        ]
        if self.with_result:
            told.append(f"ใส่เป็นผลหลังดำเนินมาตรการของปีที่ประเมินด้วย {self.with_result:,} หน่วยงาน")
        if self.rounded:
            told.append(f"ปัดเป็นทศนิยม 6 ตำแหน่ง {self.rounded:,} ช่อง")
        return told

    def add(self, checked):
        """One agency more, see services/results_checking.py."""
        self.agencies += 1
        if not checked.is_good:
            self.faulty += 1
            return
        self.new_agencies += checked.told.agency is None
        self.unchanged += not checked.changes
        self.with_result += checked.has_result
        self.rounded += checked.told.rounded
        self._add_changes(checked.changes)
        self._add_comparison(checked.comparison)

    def _add_changes(self, changes):
        for change in changes:
            self.figures_new += change.before is None
            self.figures_removed += change.after is None
            self.figures_changed += None not in (change.before, change.after)

    def _add_comparison(self, comparison):
        self.totals_agree += comparison.total == AGREES
        self.totals_differ += comparison.total == DIFFERS
        self.levels_agree += comparison.level == AGREES
        self.levels_differ += comparison.level == DIFFERS
