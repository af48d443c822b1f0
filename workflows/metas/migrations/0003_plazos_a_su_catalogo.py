from typing import Any

from django.db import migrations

# Where each figure goes; what the town hall made of it goes along.
CLASES = {"dias_validar": "mi.validar", "dias_oportunidad": "mi.oportunidad"}


def llevar(apps: Any, _schema_editor: Any) -> None:
    interno = apps.get_model("plazos", "PlazoInterno")
    umbrales = apps.get_model("metas", "Umbrales").objects.first()
    if umbrales is None:
        return  # a new installation: what is declared is sown
    for campo, clase in CLASES.items():
        interno.objects.get_or_create(
            clase_plazo=clase, defaults={"cantidad": getattr(umbrales, campo)}
        )


def traer(apps: Any, _schema_editor: Any) -> None:
    interno = apps.get_model("plazos", "PlazoInterno")
    umbrales = apps.get_model("metas", "Umbrales").objects
    for campo, clase in CLASES.items():
        for uno in interno.objects.filter(clase_plazo=clase, unidad="habiles"):
            umbrales.update(**{campo: uno.cantidad})


class Migration(migrations.Migration):
    dependencies = [
        ("metas", "0002_umbrales"),
        ("plazos", "0002_plazo_interno"),
    ]

    operations = [
        migrations.RunPython(llevar, traer),
        migrations.RemoveField(model_name="umbrales", name="dias_validar"),
        migrations.RemoveField(model_name="umbrales", name="dias_oportunidad"),
    ]
