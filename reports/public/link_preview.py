"""What a message or a search engine shows of a public page: its title, a sentence, its one address, a picture."""

from dataclasses import dataclass

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

from assessments.thai import long_date

PICTURE, PICTURE_WIDTH, PICTURE_HEIGHT = "img/share.png", 1200, 630
PICTURE_SAYS = "ITA สู่มาตรการ เอกสารที่หน่วยงานเผยแพร่"


@dataclass(frozen=True)
class LinkPreview:
    """`path` begins with a slash. `is_listed`: search engines may list the page."""

    title: str
    description: str
    path: str
    is_listed: bool = True

    picture_width, picture_height, picture_says = PICTURE_WIDTH, PICTURE_HEIGHT, PICTURE_SAYS

    @property
    def url(self):
        return settings.PUBLIC_URL + self.path

    @property
    def picture(self):
        return settings.PUBLIC_URL + static(PICTURE)


def preview_of_publication(publication, withdrawal) -> LinkPreview:
    place = f"{publication.agency_name} ปีงบประมาณ พ.ศ. {publication.fiscal_year}"
    state = "ถูกถอนแล้ว" if withdrawal else f"เผยแพร่ {long_date(publication.day)} พร้อมไฟล์ ข้อมูล และค่า SHA-256 ไว้ตรวจสอบ"
    return LinkPreview(
        title=f"{publication.title} ฉบับที่ {publication.number}",
        description=f"{place} ฉบับที่ {publication.number} {state}",
        path=reverse("reports:published", args=[publication.address]),
        is_listed=not withdrawal,
    )


def preview_of_search(title) -> LinkPreview:
    return LinkPreview(
        title=title,
        description="ค้นหาการวิเคราะห์ มาตรการ และรายงานผลการดำเนินการ ที่หน่วยงานภาครัฐเผยแพร่จากผลการประเมิน ITA",
        path=reverse("reports:public-search"),
    )


def preview_of_agency(agency) -> LinkPreview:
    documents = f"การวิเคราะห์ มาตรการ และรายงานผลการดำเนินการของ{agency.name}"
    return LinkPreview(
        title=f"เอกสารที่เผยแพร่ของ{agency.name}",
        description=f"{documents} ทุกปีงบประมาณ พร้อมไฟล์และค่า SHA-256 ไว้ตรวจสอบ",
        path=reverse("reports:public-agency", args=[agency.code]),
    )
