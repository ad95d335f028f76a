from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_jobs")]

    operations = [
        migrations.CreateModel(
            name="PeriodicTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("task", models.CharField(max_length=100, unique=True, verbose_name="งาน")),
                ("next_at", models.DateTimeField(verbose_name="ครั้งถัดไป")),
                ("last_at", models.DateTimeField(null=True, verbose_name="ครั้งล่าสุด")),
            ],
            options={"verbose_name": "งานตามกำหนด", "verbose_name_plural": "งานตามกำหนด"},
        ),
    ]
