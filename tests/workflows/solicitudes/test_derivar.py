"""derivar: somebody else has the answer, a unit of the town hall or an institution outside."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from core import access, clock
from core.models import Actor, Area, Usuario
from core.transitions import StaleVersion
from notifiers import deliver, mensajes
from notifiers.models import Entrega, Notificacion
from tests.core.impresos import leido
from tests.workflows.solicitudes.builders import (
    Despacho,
    abiertos,
    avisados,
    falta,
    obras,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.compromisos.models import Compromiso
from workflows.plazos.models import Plazo, PlazoInterno
from workflows.solicitudes import actions, queries, states
from workflows.solicitudes.models import Solicitud


@pytest.fixture
def instituto(db: None) -> Actor:
    return Actor.objects.create(
        nombre="Instituto de Acueductos", tipo="institucion", email="mesa@acueductos.test"
    )


@pytest.mark.parametrize("desde", [states.EN_ANALISIS, states.EN_DECISION])
def test_the_unit_has_a_tarea_whose_fulfilment_is_its_answer(
    despacho: Despacho, desde: str
) -> None:
    derivada = despacho.derivar(despacho.hasta(desde))

    assert (derivada.estado, derivada.decision) == ("derivada", "derivada")
    assert (derivada.area_derivada, derivada.institucion) == (obras(), None)
    tarea = derivada.encargos().get()
    assert (tarea.tipo, tarea.estado, tarea.origen) == ("tarea", "asignada", "solicitud")
    assert (tarea.responsable.nombre, tarea.requiere_verificacion) == ("Rita Paz", False)
    assert tarea.fecha_vigente == clock.today() + timedelta(days=8)
    assert tarea.descripcion == derivada.carta
    assert avisados(tarea, "T01") == {"Rita Paz"}


def test_its_history_keeps_the_letter_and_where_it_went(despacho: Despacho) -> None:
    derivada = despacho.hasta(states.DERIVADA)

    entrada = ultima(derivada)
    assert (entrada.verbo, entrada.datos) == ("derivar", {"a": "Obras", "en_mano": False})
    assert entrada.escrito.texto == derivada.carta


def test_whoever_heads_the_unit_sees_it_from_then_on(despacho: Despacho) -> None:
    en_analisis = despacho.hasta(states.EN_ANALISIS)
    rita = obras().jefe
    assert rita is not None
    assert not access.scope(Solicitud.objects.all(), rita).exists()

    derivada = despacho.derivar(en_analisis)

    assert list(access.scope(Solicitud.objects.all(), rita)) == [derivada]


def test_who_asked_and_who_prepared_it_are_told(despacho: Despacho) -> None:
    derivada = despacho.hasta(states.DERIVADA)

    assert avisados(derivada, "S09A") == {"Junta Comunal El Roble"}
    carta = mensajes.componer(Notificacion.objects.get(clase="S09A"))
    assert carta.titulo == "Trasladamos su solicitud"
    assert "se trasladó a Obras" in carta.cuerpo
    assert "Luis Ábrego" in avisados(derivada, "S03R")


def test_the_time_to_decide_is_over_and_that_to_answer_runs(despacho: Despacho) -> None:
    derivada = despacho.hasta(states.DERIVADA)

    assert abiertos(derivada) == {states.LEGAL, states.META, states.RESPUESTA_DERIVADA}


def test_without_a_date_the_unit_has_as_long_as_the_town_hall_says(despacho: Despacho) -> None:
    PlazoInterno.objects.filter(clase_plazo=states.RESPUESTA_DERIVADA).update(cantidad=3)

    derivada = despacho.derivar(despacho.hasta(states.EN_ANALISIS), fecha=None)

    plazo = Plazo.objects.get(expediente=derivada.pk, clase=states.RESPUESTA_DERIVADA)
    assert clock.local(plazo.vence_en).date() == date(2026, 9, 14)
    assert derivada.encargos().get().fecha_vigente == date(2026, 9, 14)


def test_an_institution_has_its_letter_by_mail_with_the_code(
    despacho: Despacho, instituto: Actor
) -> None:
    derivada = despacho.derivar(despacho.hasta(states.EN_ANALISIS), institucion=instituto)

    assert (derivada.area_derivada, derivada.institucion) == (None, instituto)
    assert not Compromiso.objects.exists()
    entrega = Entrega.objects.get(notificacion__clase="S09D")
    assert entrega.notificacion.actor == instituto
    carta = mensajes.componer(entrega.notificacion)
    assert carta.asunto == f"Le trasladamos una solicitud ({derivada.codigo})"
    assert derivada.carta in carta.cuerpo
    assert "el municipio le traslada una solicitud" in carta.razon
    assert instituto in derivada.actores.all()


def test_one_without_an_address_takes_the_letter_by_hand(
    despacho: Despacho, instituto: Actor
) -> None:
    instituto.email = ""
    instituto.save()
    solicitud = despacho.hasta(states.EN_ANALISIS)
    with falta(solicitud, "en_mano"):
        despacho.derivar(solicitud, institucion=instituto)

    derivada = despacho.derivar(solicitud, institucion=instituto, en_mano=True)

    assert derivada.estado == "derivada"
    assert not Notificacion.objects.filter(clase="S09D").exists()


def test_a_reserved_one_never_goes_out_by_mail(despacho: Despacho, instituto: Actor) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS, nivel_reserva=3)

    with falta(solicitud, "en_mano"):
        despacho.derivar(solicitud, institucion=instituto)

    assert despacho.derivar(solicitud, institucion=instituto, en_mano=True).estado == "derivada"


def test_of_a_reserved_one_only_the_unit_learns(despacho: Despacho, marta: Usuario) -> None:
    area = obras()
    area.superior = Area.objects.create(nombre="Servicios", jefe=marta)
    area.save()

    abierta = despacho.derivar(despacho.hasta(states.EN_ANALISIS, nivel_reserva=2))
    reservada = despacho.derivar(despacho.hasta(states.EN_ANALISIS, nivel_reserva=3))

    assert ("superior", marta.pk) in abierta.papeles
    assert [papel for papel, _quien in reservada.papeles if papel == "superior"] == []


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"area": None}, "area"),
        ({"carta": " "}, "carta"),
        ({"fecha": date(2026, 9, 8)}, "fecha"),
        ({"en_mano": True}, "en_mano"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    despacho: Despacho, cambios: dict[str, Any], campo: str
) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)

    with falta(solicitud, campo):
        despacho.derivar(solicitud, **cambios)


def test_it_goes_to_one_place_only(despacho: Despacho, instituto: Actor) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)

    with falta(solicitud, "institucion"):
        despacho.derivar(solicitud, area=obras(), institucion=instituto)


def test_it_does_not_go_back_to_who_asked(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)

    with falta(solicitud, "institucion"):
        despacho.derivar(solicitud, institucion=despacho.solicitante)


def test_nor_to_a_person(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)
    ana = Actor.objects.create(nombre="Ana", tipo="persona", email="ana@alborada.test")

    with falta(solicitud, "institucion"):
        despacho.derivar(solicitud, institucion=ana)


@pytest.mark.parametrize("jefe", [None, "se fue"])
def test_where_nobody_heads_the_unit_nobody_would_answer(
    despacho: Despacho, jefe: str | None, marta: Usuario
) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)
    marta.is_active = False
    marta.save()
    sola = Area.objects.create(nombre="Archivo", jefe=marta if jefe else None)

    with falta(solicitud, "area"):
        despacho.derivar(solicitud, area=sola)
    assert sola not in queries.areas_que_contestan()


@pytest.mark.parametrize("quien", ["ines", "luis", "elena"])
def test_nobody_but_the_jefe_and_the_titular_hands_it_on(
    quien: str, despacho: Despacho, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    solicitud = despacho.hasta(states.EN_DECISION)

    with se_niega(solicitud, "No le corresponde"):
        despacho.derivar(solicitud, actor=actor)


def test_the_titular_hands_on_what_waits_for_his_decision(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_DECISION)

    assert despacho.derivar(solicitud, actor=despacho.titular).estado == states.DERIVADA


@pytest.mark.parametrize(
    "estado", ["registrada", "aceptada", "rechazada", "derivada", "atendida", "cerrada"]
)
def test_only_what_is_analysed_or_waits_for_a_decision(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.hasta(estado)

    with se_niega(solicitud, "No se puede: está en"):
        despacho.derivar(solicitud)


def test_a_stale_form_is_refused(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_DECISION)

    with sin_cambios(solicitud), pytest.raises(StaleVersion):
        despacho.derivar(solicitud, version=1)


def test_the_letter_begins_with_that_of_the_type(despacho: Despacho) -> None:
    solicitud = despacho.registrar(descripcion="Desde abril no llega agua.")
    assert f"trasladamos la solicitud {solicitud.codigo}" in queries.traslado(solicitud)
    assert "Desde abril no llega agua." in queries.traslado(solicitud)

    despacho.tipo.plantilla_traslado = "Oficio por {codigo}."
    assert queries.traslado(Solicitud(tipo=despacho.tipo, **_datos(solicitud))) == (
        f"Oficio por {solicitud.codigo}."
    )


def test_who_asked_is_told_in_the_words_of_the_type_or_those_that_were_typed(
    despacho: Despacho,
) -> None:
    despacho.tipo.plantilla_aviso = "Lo de {codigo} pasa a {destino}."
    despacho.tipo.save()
    una = despacho.derivar(despacho.hasta(states.EN_ANALISIS))
    otra = despacho.derivar(despacho.hasta(states.EN_ANALISIS), aviso="Ahora lo ve {destino}.")

    assert dicho_a_quien_pidio(una) == f"Lo de {una.codigo} pasa a Obras."
    assert dicho_a_quien_pidio(otra) == "Ahora lo ve Obras."


def test_who_asked_has_a_letter_of_it_with_or_without_an_address(despacho: Despacho) -> None:
    despacho.solicitante.email = ""
    despacho.solicitante.save()
    derivada = despacho.hasta(states.DERIVADA)
    assert not Notificacion.objects.filter(clase="S09A").exists()

    assert actions.imprimir_las_que_esperan() == 1

    carta = derivada.adjuntos.get(clase="carta")
    assert carta.nombre == f"Traslado {derivada.codigo}.pdf"
    with carta.archivo.open("rb") as archivo:
        leida = leido.texto(archivo.read())
    assert "se trasladó a Obras" in leida
    assert despacho.jefe.nombre in leida


def test_the_letter_goes_along_with_the_mail(despacho: Despacho) -> None:
    derivada = despacho.hasta(states.DERIVADA)

    paquete = deliver.empaquetar([Entrega.objects.get(notificacion__clase="S09A")])

    assert paquete is not None
    assert [uno.nombre for uno in paquete.envio.archivos] == [f"Traslado {derivada.codigo}.pdf"]


def test_each_of_those_who_asked_for_the_same_is_told(despacho: Despacho) -> None:
    principal = despacho.hasta(states.EN_ANALISIS)
    comite = Actor.objects.create(nombre="Comité de Agua", email="comite@elroble.test")
    igual = despacho.fusionar(despacho.registrar(solicitante=comite), principal_id=principal.pk)

    despacho.derivar(principal)

    assert avisados(igual, "S09A") == {"Comité de Agua"}
    assert igual.cartas.get().clase == "traslado"


def test_who_wants_no_news_is_told_of_it_all_the_same(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)
    actions.pedir_novedades(solicitud_id=solicitud.pk, quiere=False)

    despacho.derivar(solicitud, version=None)

    assert avisados(solicitud, "S09A") == {"Junta Comunal El Roble"}


def test_taken_back_before_it_was_printed_nothing_is_printed(despacho: Despacho) -> None:
    despacho.devolver(despacho.hasta(states.DERIVADA))

    assert actions.imprimir_las_que_esperan() == 0


def dicho_a_quien_pidio(solicitud: Solicitud) -> str:
    """What its mail and its letter say: the same."""
    aviso = Notificacion.objects.get(clase="S09A", expediente=solicitud.pk)
    assert solicitud.cartas.get().texto == aviso.datos["aviso"]
    return str(aviso.datos["aviso"])


def _datos(solicitud: Solicitud) -> dict[str, Any]:
    return {
        "codigo": solicitud.codigo,
        "titulo": solicitud.titulo,
        "solicitante": solicitud.solicitante,
        "fecha_recepcion": solicitud.fecha_recepcion,
    }
