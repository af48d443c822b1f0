from typing import Any

from django.db import migrations

# (notice, deadline, stage): whom it told, and whom it tells. One that was edited stays as it is.
CAMBIOS = {
    ("T04", "compromiso.vence", 4): (
        ["programador", "monitor"],
        ["responsable", "programador", "monitor"],
    ),
    ("T05", "compromiso.informe", 2): (["responsable", "monitor"], ["monitor"]),
}


def _cambiar(apps: Any, desde: int, hasta: int) -> None:
    reglas = apps.get_model("plazos", "ReglaAlerta").objects
    for (codigo, clase, etapa), papeles in CAMBIOS.items():
        reglas.filter(codigo=codigo, clase_plazo=clase, etapa=etapa, papeles=papeles[desde]).update(
            papeles=papeles[hasta]
        )


def llevar(apps: Any, _schema_editor: Any) -> None:
    _cambiar(apps, 0, 1)


def traer(apps: Any, _schema_editor: Any) -> None:
    _cambiar(apps, 1, 0)


class Migration(migrations.Migration):
    dependencies = [
        ("compromisos", "0008_en_marcha"),
        ("plazos", "0004_cerrado_tarde"),
    ]

    operations = [migrations.RunPython(llevar, traer)]
