"""Reading what is reserved without taking part in it: written down, told, shown (X04)."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from core import adjuntos, clock
from core.models import LecturaReservada, Suplencia, Usuario
from notifiers.models import Notificacion
from tests.builders import un_compromiso
from tests.channels.builders import png
from tests.webui.conftest import Entrar
from workflows.compromisos.models import Compromiso
from workflows.cruce import lecturas

pytestmark = pytest.mark.django_db


@pytest.fixture
def reservado(rosa, luis, junta) -> Compromiso:
    """Rosa's and Luis's; the mayor reads it because he is the mayor."""
    return un_compromiso(rosa, luis, junta, nivel_reserva=3, titulo="El despido")


def url(caso: Compromiso) -> str:
    return f"/compromisos/{caso.codigo}/"


def leyeron() -> list[tuple[str, str]]:
    return [(una.lector.email.split("@")[0], una.modo) for una in LecturaReservada.objects.all()]


def avisados() -> set[str]:
    avisos = Notificacion.objects.filter(clase="X04").select_related("usuario")
    return {uno.usuario.email.split("@")[0] for uno in avisos if uno.usuario}


def test_who_takes_no_part_is_written_down_and_its_owners_told(
    entrar: Entrar, reservado: Compromiso, tomas: Usuario, elena: Usuario
) -> None:
    assert entrar(tomas).get(url(reservado)).status_code == 200

    assert leyeron() == [("tomas", "pagina")]
    assert avisados() == {"rosa", "luis", "elena"}
    aviso = Notificacion.objects.get(clase="X04", usuario__email="rosa@alborada.test")
    assert aviso.titulo == f"Tomás Vega leyó {reservado.codigo}, que es reservado"
    assert [una.medio for una in aviso.entregas.all()] == ["correo"]


def test_the_contraparte_is_told_the_code_and_nothing_else(
    entrar: Entrar, reservado: Compromiso, tomas: Usuario, elena: Usuario
) -> None:
    entrar(tomas).get(url(reservado))

    aviso = Notificacion.objects.get(clase="X04", usuario=elena)
    assert (aviso.expediente, aviso.ruta) == (None, "/lecturas/")
    assert "despido" not in str(aviso.datos)


def test_once_a_day(entrar: Entrar, reservado: Compromiso, tomas: Usuario) -> None:
    client = entrar(tomas)
    for _time in range(3):
        client.get(url(reservado))
    assert len(leyeron()) == 1

    with clock.moved_to(clock.now() + timedelta(days=1)):
        lecturas.leido(tomas, reservado)
    assert len(leyeron()) == 2
    assert Notificacion.objects.filter(clase="X04", usuario__email__startswith="rosa").count() == 2


@pytest.mark.parametrize("ruta", ["", "cancelar/", "?historia=toda"])
def test_every_way_of_reading_one_counts(
    entrar: Entrar, reservado: Compromiso, tomas: Usuario, ruta: str
) -> None:
    entrar(tomas).get(f"{url(reservado)}{ruta}")
    assert leyeron() == [("tomas", "pagina")]


def test_a_file_of_it_counts(
    entrar: Entrar, reservado: Compromiso, tomas: Usuario, rosa: Usuario
) -> None:
    archivo = adjuntos.revisar(io.BytesIO(png()), "foto.png")
    adjunto = adjuntos.guardar(reservado, archivo, actor=rosa)

    response = entrar(tomas).get(f"/adjuntos/{adjunto.pk}/")
    assert response.status_code == 200
    assert response.getvalue()
    assert leyeron() == [("tomas", "pagina")]


def test_a_list_does_not(entrar: Entrar, reservado: Compromiso, tomas: Usuario) -> None:
    for ruta in ("/compromisos/", "/mi-dia/", "/buscar/?q=despido"):
        assert entrar(tomas).get(ruta).status_code == 200
    assert leyeron() == []


def test_nor_who_takes_part(entrar: Entrar, reservado: Compromiso, luis: Usuario) -> None:
    entrar(luis).get(url(reservado))
    assert leyeron() == []


def test_nor_what_is_not_reserved(entrar: Entrar, rosa, luis, junta, tomas: Usuario) -> None:
    entrar(tomas).get(url(un_compromiso(rosa, luis, junta, nivel_reserva=2)))
    assert leyeron() == []


def test_nor_what_one_may_not_see(entrar: Entrar, reservado: Compromiso, ines: Usuario) -> None:
    assert entrar(ines).get(url(reservado)).status_code == 404
    assert leyeron() == []


def test_who_stands_in_for_a_participant_is_written_down_with_that_name_and_not_told(
    entrar: Entrar, reservado: Compromiso, luis: Usuario, marta: Usuario
) -> None:
    Suplencia.objects.create(titular=luis, suplente=marta, desde=clock.today(), hasta=clock.today())
    entrar(marta).get(url(reservado))

    (una,) = LecturaReservada.objects.all()
    assert una.quien == "Marta Solís por Luis Ábrego"
    assert avisados() == set()


def test_an_export_is_written_down_and_told(
    reservado: Compromiso, rosa, luis, junta, tomas: Usuario, elena: Usuario
) -> None:
    otro = un_compromiso(rosa, luis, junta, nivel_reserva=1)

    assert lecturas.exportado(tomas, [reservado, otro]) == 1
    assert leyeron() == [("tomas", "exportacion")]
    assert avisados() == {"rosa", "luis", "elena"}
    assert lecturas.exportado(tomas, [reservado, otro]) == 1
    assert len(leyeron()) == 1


def test_its_owners_see_who_read_it(
    entrar: Entrar, reservado: Compromiso, tomas: Usuario, luis: Usuario
) -> None:
    assert "fuera de quienes participan" in entrar(luis).get(url(reservado)).content.decode()
    entrar(tomas).get(url(reservado))

    pagina = entrar(luis).get(url(reservado)).content.decode()
    assert "Quién lo leyó" in pagina
    assert "Tomás Vega" in pagina
    assert "Tomás Vega" in entrar(luis).get(f"/lecturas/{reservado.codigo}/").content.decode()


def test_nobody_asks_who_read_what_is_open(entrar: Entrar, rosa, luis, junta) -> None:
    caso = un_compromiso(rosa, luis, junta, nivel_reserva=2)
    assert "Quién lo leyó" not in entrar(luis).get(url(caso)).content.decode()
    assert entrar(luis).get(f"/lecturas/{caso.codigo}/").status_code == 404


def test_others_do_not_see_who_read_it(
    entrar: Entrar, reservado: Compromiso, elena: Usuario, ines: Usuario
) -> None:
    assert entrar(ines).get(f"/lecturas/{reservado.codigo}/").status_code == 404
    assert entrar(ines).get("/lecturas/").status_code == 403
    assert entrar(elena).get(f"/lecturas/{reservado.codigo}/").status_code == 404


def test_the_contraparte_has_them_all_by_their_codes(
    entrar: Entrar, reservado: Compromiso, tomas: Usuario, elena: Usuario
) -> None:
    entrar(tomas).get(url(reservado))
    pagina = entrar(elena).get("/lecturas/").content.decode()

    assert reservado.codigo in pagina
    assert "Tomás Vega" in pagina
    assert "despido" not in pagina
    assert 'href="/lecturas/"' in entrar(elena).get("/mi-dia/").content.decode()


def test_a_reading_is_neither_changed_nor_forgotten(reservado: Compromiso, tomas: Usuario) -> None:
    lecturas.leido(tomas, reservado)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LecturaReservada.objects.update(lector=reservado.creado_por)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LecturaReservada.objects.all().delete()
