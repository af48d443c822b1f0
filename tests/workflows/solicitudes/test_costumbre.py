"""What whoever decides did of late, as the sheet of a decision offers it again."""

from __future__ import annotations

from datetime import timedelta

from core import clock
from core.models import Area, Suplencia, Tema, Usuario
from tests.consultas import cuantas
from tests.momentos import MIERCOLES
from tests.workflows.solicitudes.builders import Despacho, obras
from workflows.solicitudes import queries, states
from workflows.solicitudes.models import Solicitud, TipoSolicitud


def delega(despacho: Despacho, *quienes: Usuario) -> None:
    """The titular delegates one request in each, in this order."""
    for quien in quienes:
        despacho.delegar(despacho.hasta(states.EN_DECISION), delegado=quien)


def test_the_last_one_comes_first_and_each_once(
    despacho: Despacho, marta: Usuario, luis: Usuario
) -> None:
    delega(despacho, marta, luis, marta)

    assert queries.costumbre(despacho.titular).delegados == [marta, luis]


def test_who_never_did_has_none(despacho: Despacho, marta: Usuario) -> None:
    delega(despacho, marta)

    assert queries.costumbre(despacho.jefe).delegados == []


def test_what_a_substitute_did_is_his_own_habit(despacho: Despacho, marta: Usuario) -> None:
    dia = clock.today()
    Suplencia.objects.create(titular=despacho.titular, suplente=despacho.jefe, desde=dia, hasta=dia)
    despacho.delegar(despacho.hasta(states.EN_DECISION), delegado=marta, actor=despacho.jefe)

    assert queries.costumbre(despacho.jefe).delegados == [marta]
    assert queries.costumbre(despacho.titular).delegados == []


def test_who_has_left_is_not_offered(despacho: Despacho, marta: Usuario, luis: Usuario) -> None:
    delega(despacho, luis, marta)
    Usuario.objects.filter(pk=marta.pk).update(is_active=False)

    assert queries.costumbre(despacho.titular).delegados == [luis]


def test_nor_what_was_long_ago(despacho: Despacho, marta: Usuario) -> None:
    delega(despacho, marta)

    with clock.moved_to(MIERCOLES + timedelta(days=91)):
        assert queries.costumbre(despacho.titular).delegados == []


def test_no_more_than_a_thumb_can_choose_from(despacho: Despacho) -> None:
    quienes = [
        Usuario.objects.create_user(f"p{n}@alborada.test", nombre=f"Persona {n}") for n in range(6)
    ]
    delega(despacho, *quienes)

    assert queries.costumbre(despacho.titular).delegados == quienes[:1:-1]


def test_an_area_is_offered_as_long_as_somebody_heads_it(despacho: Despacho) -> None:
    area = obras()
    despacho.derivar(despacho.hasta(states.EN_DECISION), actor=despacho.titular, area=area)
    assert queries.costumbre(despacho.titular).areas == [area]

    Area.objects.filter(pk=area.pk).update(jefe=None)

    assert queries.costumbre(despacho.titular).areas == []


def rechaza(despacho: Despacho, *motivos: str, **campos: TipoSolicitud) -> None:
    """The titular refuses one request for each reason, in this order."""
    for motivo in motivos:
        despacho.rechazar(despacho.hasta(states.EN_DECISION, **campos), motivo_codigo=motivo)


def test_the_reason_most_given_comes_first_and_of_two_the_last_one(despacho: Despacho) -> None:
    rechaza(despacho, "agenda", "recursos", "competencia", "recursos", "competencia")

    suyas = ["competencia", "recursos", "agenda"]
    assert queries.costumbre(despacho.titular).motivos == {None: suyas, despacho.tipo.pk: suyas}


def test_each_type_has_its_reasons(despacho: Despacho) -> None:
    audiencia = TipoSolicitud.objects.get(codigo="audiencia")
    rechaza(despacho, "agenda", tipo=audiencia)
    rechaza(despacho, "recursos")

    assert queries.costumbre(despacho.titular).motivos == {
        None: ["recursos", "agenda"],
        audiencia.pk: ["agenda"],
        despacho.tipo.pk: ["recursos"],
    }


def test_the_reasons_of_others_are_not_ones_own(despacho: Despacho) -> None:
    rechaza(despacho, "recursos")

    assert queries.costumbre(despacho.jefe).motivos == {}


def test_however_much_was_decided_it_is_read_at_once(
    despacho: Despacho, marta: Usuario, luis: Usuario
) -> None:
    delega(despacho, marta)
    con_una = cuantas(lambda: queries.costumbre(despacho.titular))

    delega(despacho, luis, marta)
    despacho.derivar(despacho.hasta(states.EN_DECISION), actor=despacho.titular, area=obras())
    rechaza(despacho, "recursos", "agenda")

    assert cuantas(lambda: queries.costumbre(despacho.titular)) == con_una


def test_nor_are_reasons_of_long_ago(despacho: Despacho) -> None:
    rechaza(despacho, "recursos")

    with clock.moved_to(MIERCOLES + timedelta(days=91)):
        assert queries.costumbre(despacho.titular).motivos == {}


def derivada_de(despacho: Despacho, tema: Tema, area: Area, **campos: int) -> Solicitud:
    """One of this tema that is with that area now."""
    una = despacho.hasta(states.EN_DECISION, **campos)
    una.temas.add(tema)
    return despacho.derivar(una, actor=despacho.jefe, area=area)


def test_the_like_of_it_is_where_the_last_one_of_its_tema_went(
    despacho: Despacho, agua: Tema, marta: Usuario
) -> None:
    aseo = Area.objects.create(nombre="Aseo", jefe=marta)
    de_agua, sin_tema = (despacho.hasta(states.EN_DECISION) for _una in range(2))
    de_agua.temas.add(agua)
    for hora, area in enumerate((obras(), aseo)):
        with clock.moved_to(MIERCOLES + timedelta(hours=hora)):
            derivada_de(despacho, agua, area)

    hallado = queries.donde_esta_lo_parecido(despacho.titular, [de_agua, sin_tema])

    assert hallado == {de_agua.pk: aseo.pk}


def test_what_one_may_not_see_is_no_example(despacho: Despacho, agua: Tema, elena: Usuario) -> None:
    de_agua = despacho.hasta(states.EN_DECISION)
    de_agua.temas.add(agua)
    derivada_de(despacho, agua, obras(), nivel_reserva=4)

    assert queries.donde_esta_lo_parecido(elena, [de_agua]) == {}
    assert queries.donde_esta_lo_parecido(despacho.titular, [de_agua]) != {}
