"""A whole framework file as small as one can be, for tests that break it."""

SMALL = """\
code = "ita-2566"
fiscal_year = 2566
name = "กรอบทดสอบ"
kinds = ["department"]
pass_mark = 85
decimals = 2
tolerance = 0.02

[sources]
handbook = "คู่มือการประเมิน"

[[instruments]]
code = "IIT"
name = "แบบวัดภายใน"
name_en = "Internal"
weight = 60
source = "handbook"
verified = true

[[instruments]]
code = "OIT"
name = "แบบวัดการเปิดเผย"
name_en = "Open data"
weight = 40
source = "handbook"
verified = true

[[indicators]]
code = "1"
name = "การปฏิบัติหน้าที่"
instrument = "IIT"
source = "handbook"
verified = true

[[indicators]]
code = "9"
name = "การเปิดเผยข้อมูล"
instrument = "OIT"
source = "handbook"
verified = true

[[sub_indicators]]
code = "9.1"
name = "ข้อมูลพื้นฐาน"
indicator = "9"
source = "handbook"
verified = true

[[issues]]
number = 1
name = "ประเด็นแรก"
source = "handbook"
verified = true

[level_scale]
per_indicator = false
source = "handbook"
verified = true
levels = [
  { code = "good", name = "ผ่าน", total_min = 85, instrument_min = 85, passed = true },
  { code = "weak", name = "ไม่ผ่าน", total_min = 0, passed = false },
]

[[rules]]
kinds = []
weights = { IIT = 60, OIT = 40 }
instrument_from = { IIT = "indicators", OIT = "indicators" }
indicator_from = { IIT = "announced", OIT = "sub_indicators" }
source = "handbook"
verified = false

[item_scores]
OIT = [0, 50, 100]
source = "handbook"
verified = true

[[calendar]]
name = "การประเมิน"
start_on = 2023-01-01
end_on = 2023-06-30
source = "handbook"
verified = true

[[calendar]]
name = "ประกาศผล"
start_on = 2023-08-10
end_on = 2023-08-11
source = "handbook"
verified = true

[national]
agencies = 8323
source = "handbook"
verified = true

[[documents]]
kind = "measures"
item = "o1"
components = [
  { code = "steps", text = "ขั้นตอน", source = "handbook", verified = false },
  { code = "period", text = "ระยะเวลา", source = "handbook", verified = false },
]

[[documents]]
kind = "progress"
item = "o2"
components = [{ code = "outcomes", text = "ผลลัพธ์", source = "handbook", verified = false }]

[year_map]
source = "handbook"
verified = false

[[items]]
code = "i1"
name = "ข้อคำถาม"
instrument = "IIT"
indicator = "1"
source = "handbook"
verified = true
issues = [1]
issues_source = "handbook"
issues_verified = true

[[items]]
code = "o1"
name = "มาตรการ"
instrument = "OIT"
indicator = "9"
sub_indicator = "9.1"
source = "handbook"
verified = true
issues = []
issues_source = "handbook"
issues_verified = false
components = ["ขั้นตอน", "ระยะเวลา"]
components_source = "handbook"
components_verified = false

[[items]]
code = "o2"
name = "ผลการดำเนินการ"
instrument = "OIT"
indicator = "9"
sub_indicator = "9.1"
source = "handbook"
verified = false
issues = [1]
issues_source = "handbook"
issues_verified = false
predecessors = [
  { code = "o7", relation = "equal" },
  { code = "o8", relation = "changed", reason = "รวมสองข้อ" },
]
"""
