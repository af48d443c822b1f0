"""The daily digest ends with what waits for its reader."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from django.utils import translation

from core import clock
from core.models import Usuario
from notifiers import queue
from ops.sandbox.client import Sandbox
from tasks import deliver
from tests.momentos import MIERCOLES
from tests.workflows.compromisos.builders import Oficina
from workflows.compromisos import states
from workflows.cruce.resumen import esperan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("miercoles")]
JUEVES = (MIERCOLES + timedelta(days=1)).replace(hour=8, minute=15)


def dicho(user: Usuario) -> list[str]:
    return [punto.titulo for punto in esperan(user)]


def test_what_cannot_pass_today_is_said_one_by_one_and_the_rest_is_counted(
    oficina: Oficina,
) -> None:
    hoy = oficina.hasta(states.EN_GESTION, titulo="Reparar el puente", fecha=clock.today())
    for _vez in range(2):
        oficina.hasta(states.EN_GESTION, fecha=clock.today() + timedelta(days=60))

    puntos = esperan(oficina.responsable)

    assert [punto.titulo for punto in puntos] == [
        "No puede pasar de hoy: Reparar el puente",
        "En sus manos: 2",
    ]
    assert [punto.codigo for punto in puntos] == [hoy.codigo, ""]
    for punto in puntos:
        assert resolve(urlsplit(punto.enlace).path)


def test_of_what_is_reserved_only_the_code_is_said(oficina: Oficina) -> None:
    hoy = oficina.hasta(
        states.EN_GESTION, titulo="Asunto delicado", fecha=clock.today(), nivel_reserva=3
    )

    assert dicho(oficina.responsable) == [f"No puede pasar de hoy: {hoy.codigo}"]


def test_who_has_nothing_to_do_reads_nothing(marta: Usuario) -> None:
    assert dicho(marta) == []


def test_it_is_said_in_the_language_of_who_reads(oficina: Oficina) -> None:
    oficina.hasta(states.EN_GESTION, fecha=clock.today() + timedelta(days=60))

    with translation.override("en"):
        assert dicho(oficina.responsable) == ["In your hands: 1"]


def test_it_stands_in_the_mail_under_what_changed(oficina: Oficina, buzon: Sandbox) -> None:
    luis = oficina.responsable
    caso = oficina.hasta(states.EN_GESTION, titulo="Reparar el puente", fecha=JUEVES.date())
    queue.notify("T05R", expediente=caso, clave="1", usuarios=[luis], medio="resumen")
    with clock.moved_to(JUEVES):
        deliver.resumenes()

    (mail,) = [uno for uno in buzon.mails(luis.email) if "resumen del día" in uno["subject"]]
    for parte in (mail["text"], mail["html"]):
        antes, despues = parte.split("Y esto espera por usted:")
        assert f"/e/{caso.codigo}/" in antes
        assert "No puede pasar de hoy: Reparar el puente" in despues
