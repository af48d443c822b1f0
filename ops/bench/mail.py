"""E-mails to a local SMTP server, beside what smtplib does with the same messages."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from email.message import Message

from django.conf import settings
from django.db import connection

from notifiers import claims, deliver
from notifiers.email import construir
from notifiers.models import Entrega, Medio
from ops.bench.clocks import in_turns
from ops.bench.figures import Figure
from ops.bench.place import Place

DATABASE = "correos"
MAILS = 400

# Alerts as the demonstration has them, to people who may see what they are about.
FILL = """
DELETE FROM notifiers_entrega;
INSERT INTO notifiers_notificacion (clase, clave, datos, creado_en, expediente_id, usuario_id)
SELECT n.clase, 'bench:' || n.id || ':' || k, n.datos, now(), n.expediente_id, n.usuario_id
  FROM (SELECT n.* FROM notifiers_notificacion n
         WHERE n.clase IN ('T03', 'T04')
           AND EXISTS (SELECT FROM core_participacion p
                        WHERE (p.expediente_id, p.usuario_id) = (n.expediente_id, n.usuario_id))
         ORDER BY n.id LIMIT 20) n, generate_series(1, %d) k
 LIMIT %d;
INSERT INTO notifiers_entrega (notificacion_id, medio, estado, disponible_en, intentos, error,
                               detalle, permanente)
SELECT id, 'correo', 'pendiente', now() - interval '1 minute', 0, '', '', FALSE
  FROM notifiers_notificacion WHERE clave LIKE 'bench:%%'
"""
AGAIN = "UPDATE notifiers_entrega SET estado = 'pendiente', intentos = 0"


def measure(place: Place) -> Iterator[Figure]:
    """Mails a second: taken, written, sent and settled; the peer only sends them."""
    place.copy(DATABASE)
    for statement in (FILL % (MAILS, MAILS)).split(";\n"):
        place.sql(statement, database=DATABASE)
    with place.inside(DATABASE):
        messages = _messages()
        ours, peer = in_turns(deliver.vaciar, lambda: _send(messages), times=3, before=_again)
        yield Figure(
            f"e-mails, {MAILS} waiting",
            len(messages) / ours * 1000,
            "mails/s",
            "smtplib, the same messages, one connection",
            len(messages) / peer * 1000,
            bound=0.7,
            sense="least",
        )
    place.drop(DATABASE)


def _messages() -> list[Message]:
    waiting = claims.reclamar(Medio.CORREO, MAILS)
    packed = [deliver.empaquetar([row]) for row in waiting]
    return [construir(one.envio).message() for one in packed if one]


def _send(messages: list[Message]) -> None:
    with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as server:
        for message in messages:
            server.send_message(message)


def _again() -> None:
    with connection.cursor() as cursor:
        cursor.execute(AGAIN)
    assert Entrega.objects.filter(estado=Entrega.Estado.PENDIENTE).count() == MAILS  # noqa: S101
