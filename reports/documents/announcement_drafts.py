"""What the portal drafts for an announcement: subject, text up to the list of measures, closing words."""

from reports.documents.wording import ITA, wording_of


def subject(content):
    year = wording_of(content).year(content.fiscal_year)
    return ("มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", f"ประจำ{year}")


def text(content):
    """Why the measures are announced, up to the list of them."""
    wording, name = wording_of(content), content.agency.name
    year, assessed = wording.year(content.fiscal_year), wording.year(content.assessed_year)
    reason = f"{name} ได้นำผล{ITA} {assessed} มาวิเคราะห์" if content.has_scores else f"{name} ได้ทบทวนการดำเนินงาน"
    names = announced_measures(content)
    count = f"รวม {wording.number(len(names))} มาตรการ ดังต่อไปนี้" if names else ""
    return (
        f"ด้วย{reason}เพื่อยกระดับคุณธรรมและความโปร่งใส ให้การปฏิบัติราชการตรวจสอบได้ และสร้างความเชื่อมั่นแก่ประชาชน",
        f"{name} จึงประกาศมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน เพื่อถือปฏิบัติใน{year} {count}".strip(),
    )


def announced_measures(content):
    """Each measure once by name; one without a name by what it is about."""
    wording = wording_of(content)
    names = (measure.name or wording.topic(measure.issue, measure.indicator) for measure in content.measures)
    return tuple(dict.fromkeys(name for name in names if name))


def closing(content):
    return (
        "ให้ผู้รับผิดชอบดำเนินการตามมาตรการให้แล้วเสร็จภายในระยะเวลาที่กำหนด และรายงานผลต่อผู้บริหาร",
        "จึงประกาศให้ทราบและถือปฏิบัติโดยทั่วกัน",
    )


DRAFTERS = {"announcement_subject": subject, "announcement": text, "announcement_closing": closing}
