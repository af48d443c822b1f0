"""Whether an answer came late stands with the request: nobody looks for it here any more."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("plazos", "0004_cerrado_tarde"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="plazo", name="plazo_cerrado_tarde"),
    ]
