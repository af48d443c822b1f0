"""Each step of a meta intermedia as its page takes it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import Adjunto, Usuario
from tests.documentos import un_pdf
from tests.webui.conftest import Entrar
from tests.webui.metas.paginas import dicho, errores, url
from tests.workflows.metas.builders import Gobierno, en_dias, sin_cambios, suple
from tests.workflows.metas.test_oportunidad import una_oportunidad
from workflows.metas import states

PDF = un_pdf()
INFORME = {"informe": "El diseño está firmado.", "enlace": "https://alborada.test/diseno"}


@pytest.mark.parametrize(
    ("desde", "quien", "verbo", "datos", "hasta", "mensaje"),
    [
        (states.PROGRAMADA, "responsable", "iniciar", {}, states.EN_EJECUCION, "Iniciada"),
        (
            states.EN_EJECUCION,
            "responsable",
            "reportar_avance",
            {"porcentaje": "50", "nota": "Vamos por la mitad."},
            states.EN_EJECUCION,
            "Avance anotado",
        ),
        (states.EN_EJECUCION, "responsable", "reportar", INFORME, states.REPORTADA, "Reportada"),
        (states.PROGRAMADA, "gerente", "reportar", INFORME, states.REPORTADA, "Reportada"),
        (states.REPORTADA, "institucional", "validar", {}, states.CUMPLIDA, "Validada"),
        (
            states.REPORTADA,
            "institucional",
            "devolver",
            {"motivo": "Falta la firma."},
            states.EN_EJECUCION,
            "Devuelta",
        ),
        (
            states.PROGRAMADA,
            "gerente",
            "reprogramar",
            {"fecha": "26/04/2027", "motivo": "Llueve."},
            states.PROGRAMADA,
            "Reprogramada",
        ),
    ],
)
def test_a_step_is_taken_and_said(
    gobierno: Gobierno,
    entrar: Entrar,
    desde: str,
    quien: str,
    verbo: str,
    datos: dict[str, str],
    hasta: str,
    mensaje: str,
) -> None:
    mi = gobierno.intermedia(desde)
    client = entrar(getattr(gobierno, quien))
    assert client.get(url(mi, verbo)).status_code == 200

    response = client.post(url(mi, verbo), {"version": mi.version, **datos})

    assert (response.status_code, response.headers["Location"]) == (302, url(mi))
    assert dicho(response)[0].startswith(mensaje)
    mi.refresh_from_db()
    assert mi.estado == hasta


def test_what_is_not_needed_is_taken_out_of_the_plan(gobierno: Gobierno, entrar: Entrar) -> None:
    mi = gobierno.con_programa().vivas()[0]

    response = entrar(gobierno.gerente).post(url(mi, "quitar"), {"motivo": "Sobra."})

    assert dicho(response) == ["Quitada del plan."]
    mi.refresh_from_db()
    assert mi.estado == states.CANCELADA


def test_prensa_says_that_it_will_not_be_told(
    gobierno: Gobierno, entrar: Entrar, paula: Usuario
) -> None:
    mi = una_oportunidad(gobierno)
    client = entrar(paula)

    falta = client.post(url(mi, "descartar"), {"motivo": ""})
    assert (falta.status_code, list(errores(falta))) == (422, ["motivo"])
    response = client.post(url(mi, "descartar"), {"motivo": "Ya salió en la radio."})

    assert dicho(response) == ["No se va a contar. Quedó anotado por qué."]
    pagina = client.get(url(mi)).content.decode()
    assert "Ya salió en la radio." in pagina
    assert "No está entre lo que prensa tiene por contar." in pagina


@pytest.mark.parametrize(
    ("desde", "quien", "verbo", "motivo"),
    [
        (states.EN_EJECUCION, "responsable", "iniciar", "No se puede: está en «En ejecución»."),
        (states.PROGRAMADA, "titular", "iniciar", "No le corresponde"),
        (states.PROGRAMADA, "responsable", "reportar_avance", "No se puede: está en «Programada»."),
        (states.REPORTADA, "responsable", "reportar", "No se puede: está en «Reportada»."),
        (states.EN_EJECUCION, "institucional", "reportar", "No le corresponde"),
        (states.EN_EJECUCION, "institucional", "validar", "No se puede: está en «En ejecución»."),
        (states.REPORTADA, "responsable", "validar", "No le corresponde"),
        (states.REPORTADA, "gerente", "devolver", "No le corresponde"),
        (states.CUMPLIDA, "institucional", "devolver", "No se puede: está en «Cumplida»."),
        (states.REPORTADA, "gerente", "reprogramar", "No se puede: está en «Reportada»."),
        (states.PROGRAMADA, "responsable", "reprogramar", "No le corresponde"),
        (states.PROGRAMADA, "gerente", "quitar", "La programación de la meta ya no se puede"),
        (states.CUMPLIDA, "gerente", "descartar", "No le corresponde"),
    ],
)
def test_a_refused_step_says_why(
    gobierno: Gobierno,
    entrar: Entrar,
    desde: str,
    quien: str,
    verbo: str,
    motivo: str,
) -> None:
    mi = gobierno.intermedia(desde)
    client = entrar(getattr(gobierno, quien))

    with sin_cambios(mi):
        respuestas = client.get(url(mi, verbo)), client.post(url(mi, verbo))

    for response in respuestas:
        assert response.status_code == 409
        assert motivo in response.content.decode()


def test_before_its_meta_runs_nobody_works_on_it(gobierno: Gobierno, entrar: Entrar) -> None:
    mi = gobierno.hasta(states.APROBADA, inicio=en_dias(3)).vivas()[0]

    for verbo in ("iniciar", "reportar", "reprogramar"):
        quien = gobierno.gerente
        response = entrar(quien).post(url(mi, verbo), {"fecha": str(en_dias(9)), **INFORME})
        assert response.status_code == 409
        assert "La meta no está en ejecución." in response.content.decode()


@pytest.mark.parametrize(
    ("desde", "quien", "verbo", "datos", "campo"),
    [
        (states.EN_EJECUCION, "responsable", "reportar_avance", {"porcentaje": "60"}, "porcentaje"),
        (states.EN_EJECUCION, "responsable", "reportar_avance", {}, "porcentaje"),
        (states.EN_EJECUCION, "responsable", "reportar", {**INFORME, "informe": ""}, "informe"),
        (states.EN_EJECUCION, "responsable", "reportar", {**INFORME, "enlace": ""}, "evidencias"),
        (
            states.EN_EJECUCION,
            "responsable",
            "reportar",
            {**INFORME, "enlace": "javascript:alert(1)"},
            "enlace",
        ),
        (
            states.EN_EJECUCION,
            "responsable",
            "reportar",
            {**INFORME, "enlace": "https://a.test/" + "a" * 300},
            "enlace",
        ),
        (states.REPORTADA, "institucional", "devolver", {"motivo": "  "}, "motivo"),
        (states.PROGRAMADA, "gerente", "reprogramar", {"fecha": "2027-04-26"}, "motivo"),
        (states.PROGRAMADA, "gerente", "reprogramar", {"motivo": "Llueve."}, "fecha"),
        (
            states.PROGRAMADA,
            "gerente",
            "reprogramar",
            {"motivo": "Llueve.", "fecha": "2027-04-01"},
            "fecha",
        ),
        (
            states.PROGRAMADA,
            "gerente",
            "reprogramar",
            {"motivo": "Llueve.", "fecha": "2027-04-19"},
            "fecha",
        ),
        (
            states.PROGRAMADA,
            "gerente",
            "reprogramar",
            {"motivo": "Llueve.", "fecha": "31/02/2027"},
            "fecha",
        ),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    gobierno: Gobierno,
    entrar: Entrar,
    desde: str,
    quien: str,
    verbo: str,
    datos: dict[str, str],
    campo: str,
) -> None:
    mi = gobierno.intermedia(desde)

    with sin_cambios(mi):
        response = entrar(getattr(gobierno, quien)).post(
            url(mi, verbo), {"version": mi.version, **datos}
        )

    assert (response.status_code, list(errores(response))) == (422, [campo])
    for nombre, valor in datos.items():
        assert response.context["form"][nombre].value() == valor


def test_evidence_is_looked_into(gobierno: Gobierno, entrar: Entrar) -> None:
    mi = gobierno.intermedia(states.EN_EJECUCION)
    client = entrar(gobierno.responsable)
    malo = SimpleUploadedFile("foto.jpg", b"<svg onload=alert(1)>")

    response = client.post(url(mi, "reportar"), {"informe": "Hecho.", "evidencias": malo})
    assert (response.status_code, list(errores(response))) == (422, ["evidencias"])

    actas = [SimpleUploadedFile(f"acta{n}.pdf", PDF) for n in range(2)]
    client.post(url(mi, "reportar"), {"informe": "Hecho.", "evidencias": actas})
    assert Adjunto.objects.filter(expediente=mi.pk, clase="evidencia").count() == 2


def test_what_moves_the_end_of_the_meta_is_not_for_its_gerente(
    gobierno: Gobierno, entrar: Entrar
) -> None:
    mi = gobierno.intermedia(parte=2)
    datos: dict[str, Any] = {"fecha": str(en_dias(90)), "motivo": "Llueve."}

    with sin_cambios(mi):
        negado = entrar(gobierno.gerente).post(url(mi, "reprogramar"), datos)
    assert negado.status_code == 409
    assert errores(negado) == {
        "__all__": ["Mueve la ruta crítica o el final: lo decide el responsable institucional."]
    }
    assert "Llueve." in negado.content.decode()
    entrar(gobierno.institucional).post(url(mi, "reprogramar"), datos)
    mi.refresh_from_db()
    assert mi.fecha_vigente == en_dias(90)


def test_who_reported_it_does_not_validate_it_standing_in_for_another(
    gobierno: Gobierno, entrar: Entrar
) -> None:
    mi = gobierno.intermedia(states.REPORTADA)
    suple(gobierno.institucional, gobierno.responsable)

    with sin_cambios(mi):
        response = entrar(gobierno.responsable).post(url(mi, "validar"))

    assert response.status_code == 409
    assert errores(response) == {
        "__all__": ["Quien la reporta no la valida: le toca a otra persona."]
    }


def test_a_stale_form_shows_what_changed_and_can_be_sent_again(
    gobierno: Gobierno, entrar: Entrar
) -> None:
    mi = gobierno.intermedia(states.EN_EJECUCION)
    gobierno.mover(mi)
    client = entrar(gobierno.responsable)

    response = client.post(url(mi, "reportar"), {**INFORME, "version": mi.version})

    assert response.status_code == 409
    for parte in ("Gabriel Ortega", "19 de abril", "26 de abril", "El diseño está firmado."):
        assert parte in response.content.decode()
    otra_vez = {**INFORME, "version": response.context["form"]["version"].value()}
    assert client.post(url(mi, "reportar"), otra_vez).status_code == 302


@pytest.mark.parametrize("verbo", ["iniciar", "reportar", "validar", "descartar", "no_existe"])
def test_who_may_not_see_it_finds_nothing(
    gobierno: Gobierno, entrar: Entrar, marta: Usuario, verbo: str
) -> None:
    mi = gobierno.intermedia()

    with sin_cambios(mi):
        assert entrar(marta).get(url(mi, verbo)).status_code == 404
        assert entrar(marta).post(url(mi, verbo), INFORME).status_code == 404
