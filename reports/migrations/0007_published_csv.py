from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0006_bulk_run"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="publishedfile",
            name="published_file_format_known",
        ),
        migrations.AlterField(
            model_name="publishedfile",
            name="format",
            field=models.CharField(
                choices=[
                    ("pdf", "PDF"),
                    ("docx", "Word (DOCX)"),
                    ("csv", "ตาราง (CSV)"),
                    ("json", "ข้อมูล (JSON)"),
                    ("document", "เนื้อหาที่ตรึงไว้"),
                ],
                max_length=10,
                verbose_name="ชนิดไฟล์",
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("format__in", ["pdf", "docx", "csv", "json", "document"])),
                name="published_file_format_known",
            ),
        ),
    ]
