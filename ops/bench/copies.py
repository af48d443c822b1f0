"""Makes a municipality many times as large, by SQL: every case file, and all that hangs on it.

Who works there, its actores, temas and lugares stay as few as they are: each of them has more.
"""

from __future__ import annotations

from django.apps import apps
from django.db import connection, models, transaction

from core.models import Expediente


@transaction.atomic
def multiply(times: int) -> int:
    """Leave `times` as much of everything as there is; how many case files there are now.

    To be run as the owner of the tables: the numbers of new rows go on after those of the copies.
    """
    copied = tables()
    values = {"times": times - 1, "step": 1 + max(_highest(model) for model in copied)}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        for model in copied:
            cursor.execute(_statement(model, copied), values)
    for model in copied:
        _go_on_after(model)
    return Expediente.objects.count()


def tables() -> list[type[models.Model]]:
    """The case file, and every model with a reference to it or to one that has; in any order.

    The references are checked when the transaction ends.
    """
    found: list[type[models.Model]] = [Expediente]
    every = [m for m in apps.get_models(include_auto_created=True) if not m._meta.proxy]
    while more := [m for m in every if m not in found and _points_at(m, found)]:
        found += more
    return found


def _points_at(model: type[models.Model], others: list[type[models.Model]]) -> bool:
    return any(field.related_model in others for field in model._meta.local_concrete_fields)


def _statement(model: type[models.Model], copied: list[type[models.Model]]) -> str:
    table = model._meta.db_table
    values = {
        field.column: _value(field, model, copied)
        for field in model._meta.local_concrete_fields
        if not field.generated
    }
    names = ", ".join(f'"{column}"' for column in values)
    return f"""
        INSERT INTO {table} ({names})
        SELECT {", ".join(values.values())} FROM {table} t, generate_series(1, %(times)s) k
    """  # noqa: S608 - names of our own tables


def _value(
    field: models.Field[object, object],
    model: type[models.Model],
    copied: list[type[models.Model]],
) -> str:
    """What a copy has in a column: its own number, a reference to the copy, a word of its own."""
    column = f't."{field.column}"'
    if field.related_model in copied or (field.primary_key and not field.is_relation):
        return f"{column} + k * %(step)s"
    if isinstance(field, models.UUIDField) and field.unique:
        return f"CASE WHEN {column} IS NOT NULL THEN gen_random_uuid() END"
    if _is_unique(field, model):
        number = f't."{model._meta.pk.column}" + k * %(step)s'
        return f"regexp_replace({column}, '[^-:]*$', '') || to_hex({number})"
    return column


def _is_unique(field: models.Field[object, object], model: type[models.Model]) -> bool:
    alone = [
        constraint.fields
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    ]
    return not field.is_relation and (field.unique or (field.name,) in alone)


def _highest(model: type[models.Model]) -> int:
    highest = model._default_manager.aggregate(highest=models.Max("pk"))["highest"]
    return int(highest or 0)


def _go_on_after(model: type[models.Model]) -> None:
    key = model._meta.pk
    if not isinstance(key, models.AutoField):
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, %s), %s)",
            [model._meta.db_table, key.column, max(1, _highest(model))],
        )
