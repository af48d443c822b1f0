"""The catalogue of types in the administration."""

from __future__ import annotations

from datetime import date

from django.test import Client
from django.urls import reverse

from core.models import Usuario
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import states
from workflows.solicitudes.models import TipoSolicitud


def test_the_contraparte_changes_a_term(
    client: Client, elena: Usuario, peticion: TipoSolicitud
) -> None:
    client.force_login(elena)
    url = reverse("admin:solicitudes_tiposolicitud_change", args=[peticion.pk])
    form = client.get(url).context["adminform"].form

    response = client.post(
        url, {k: v for k, v in form.initial.items() if v is not None} | {"dias_legales": 15}
    )

    assert response.status_code == 302
    peticion.refresh_from_db()
    assert peticion.dias_legales == 15


def test_a_letter_with_an_unknown_mark_is_refused_beside_its_field(
    client: Client, sofia: Usuario, peticion: TipoSolicitud
) -> None:
    client.force_login(sofia)
    url = reverse("admin:solicitudes_tiposolicitud_change", args=[peticion.pk])
    form = client.get(url).context["adminform"].form

    response = client.post(
        url,
        {k: v for k, v in form.initial.items() if v is not None} | {"plantilla_acuse": "{hola}"},
    )

    assert "plantilla_acuse" in response.context["adminform"].form.errors


def test_types_are_retired_never_deleted(
    client: Client, sofia: Usuario, peticion: TipoSolicitud
) -> None:
    client.force_login(sofia)

    response = client.post(reverse("admin:solicitudes_tiposolicitud_delete", args=[peticion.pk]))

    assert response.status_code == 403
    assert TipoSolicitud.objects.filter(pk=peticion.pk).exists()


def test_who_does_not_administer_sees_nothing_of_it(client: Client, rosa: Usuario) -> None:
    client.force_login(rosa)

    response = client.get(reverse("admin:solicitudes_tiposolicitud_changelist"))

    assert response.status_code == 302


def test_a_new_term_is_for_the_requests_to_come(
    despacho: Despacho, peticion: TipoSolicitud
) -> None:
    vieja = despacho.registrar()
    TipoSolicitud.objects.update(dias_legales=15, unidad="habiles")
    peticion.refresh_from_db()
    nueva = despacho.registrar(tipo=peticion)

    vence = [uno.plazos.get(clase=states.LEGAL).vence_en.date() for uno in (vieja, nueva)]
    assert vence == [date(2026, 10, 9), date(2026, 9, 30)]
