"""One substitute at a time, kept by the database itself."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_catalogos"),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.AddConstraint(
            model_name="suplencia",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("titular", "="),
                    (
                        models.Func(
                            models.F("desde"),
                            models.F("hasta"),
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=True
                            ),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="suplencia_una_a_la_vez",
                violation_error_message="Para esas fechas ya hay una suplencia.",
            ),
        ),
    ]
