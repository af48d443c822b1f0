"""Every day each account is asked about; who keeps them is told in time (C06)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from channels import accounts
from channels.models import Cuenta
from core import clock
from core.models import Usuario
from notifiers.models import Entrega, Notificacion
from ops.sandbox.client import Sandbox
from tests.workflows.comunicacion.builders import avisados, avisos
from workflows.comunicacion import actions, queries, states
from workflows.comunicacion import avisos as quien_sabe
from workflows.plazos.models import ReglaAlerta


@pytest.fixture(autouse=True)
def personas(paula: Usuario, sofia: Usuario, luis: Usuario) -> None:
    """Prensa, the systems administrator, and somebody who has no part in it."""


def revisar(dias: float) -> list[str]:
    """The lines of the bell that the check of that day wrote, for prensa."""
    antes = set(Notificacion.objects.values_list("pk", flat=True))
    with clock.moved_to(clock.now() + timedelta(days=dias)):
        actions.revisar_cuentas()
        return [
            aviso.titulo
            for aviso in avisos(None, "C06")
            if aviso.pk not in antes and aviso.usuario and aviso.usuario.nombre == "Paula Quintero"
        ]


def test_a_good_account_is_asked_about_once_a_day(facebook: Cuenta, sandbox: Sandbox) -> None:
    assert actions.revisar_cuentas() == 1
    assert actions.revisar_cuentas() == 0
    assert len(sandbox.calls("facebook", "debug_token")) == 1

    with clock.moved_to(clock.now() + timedelta(hours=25)):
        assert actions.revisar_cuentas() == 1


def test_a_dead_key_is_told_at_once_and_every_day_until_it_lives(
    facebook: Cuenta, sandbox: Sandbox
) -> None:
    sandbox.fault("facebook", "dead_token", op="debug_token", times=None)

    assert revisar(0) == ["Reconecte Facebook: no se puede publicar"]
    assert revisar(0.1) == []
    assert revisar(1.1) == ["Reconecte Facebook: no se puede publicar"]
    assert revisar(2.2) == ["Reconecte Facebook: no se puede publicar"]
    sandbox.clear()
    assert revisar(3.3) == []
    facebook.refresh_from_db()
    assert facebook.estado == "activa"
    assert avisados(None, "C06") == {"Paula Quintero", "Sofía Lince"}


def test_on_the_day_it_stopped_it_is_not_told_twice(facebook: Cuenta, sandbox: Sandbox) -> None:
    sandbox.fault("facebook", "dead_token", op="debug_token", times=None)
    revisar(0)
    Cuenta.objects.update(revisar_en=clock.now())

    assert revisar(0.05) == []


def test_a_network_that_does_not_answer_says_nothing_of_the_key(
    facebook: Cuenta, sandbox: Sandbox
) -> None:
    sandbox.fault("facebook", "server_error_html", op="debug_token", times=None)

    assert revisar(0) == []
    facebook.refresh_from_db()
    assert facebook.estado == "activa"


def test_a_paused_account_is_told_of_every_day(facebook: Cuenta, paula: Usuario) -> None:
    actions.pausar_cuenta(cuenta_id=facebook.pk, actor=paula, motivo="Campaña ajena")

    assert revisar(0) == ["Facebook está en pausa: no se publica"]
    assert revisar(1.1) == ["Facebook está en pausa: no se publica"]


@pytest.mark.parametrize(
    ("faltan", "etapa"), [(20, None), (14, 1), (13, 1), (7, 2), (1, 3), (0.5, 3)]
)
def test_before_a_key_expires_it_is_told_in_stages(
    faltan: float, etapa: int | None, facebook: Cuenta
) -> None:
    vence = clock.now() + timedelta(days=faltan)

    quien_sabe.cuenta_por_vencer(facebook, vence)
    quien_sabe.cuenta_por_vencer(facebook, vence)

    claves = {aviso.clave.split(":")[2] for aviso in avisos(None, "C06")}
    assert claves == ({str(etapa)} if etapa else set())


def test_the_daily_check_itself_tells_each_stage(facebook: Cuenta, sandbox: Sandbox) -> None:
    """What the network says of its end: 90 days of real time."""
    accounts.check(facebook)
    facebook.refresh_from_db()
    assert facebook.vence_en is not None
    faltan = (facebook.vence_en - clock.now()).total_seconds() / 86400

    dichos = {dias: revisar(faltan - dias - 0.2) for dias in (20, 13, 12, 6, 0.5)}

    assert [dias for dias, titulos in dichos.items() if titulos] == [13, 6, 0.5]
    assert all(titulo.startswith("Renueve") for uno in dichos.values() for titulo in uno)


def test_each_stage_is_told_once_and_says_until_when(facebook: Cuenta) -> None:
    vence = datetime(2026, 9, 25, 15, 0, tzinfo=clock.now().tzinfo)
    dichos = []
    for dia in range(17):
        with clock.moved_to(clock.now() + timedelta(days=dia)):
            antes = len(avisos(None, "C06"))
            quien_sabe.cuenta_por_vencer(facebook, vence)
            if len(avisos(None, "C06")) > antes:
                dichos.append((vence.date() - clock.today()).days)

    assert dichos == [14, 7, 1]
    assert "25 de septiembre" in avisos(None, "C06")[0].titulo


def test_a_stage_that_was_edited_is_told_on_its_new_day(facebook: Cuenta) -> None:
    ReglaAlerta.objects.filter(codigo="C06", etapa=1).update(cantidad=-20)
    vence = clock.now() + timedelta(days=20)

    quien_sabe.cuenta_por_vencer(facebook, vence)

    assert avisados(None, "C06") == {"Paula Quintero", "Sofía Lince"}


def test_each_stage_tells_whom_it_names_and_hides_none_from_the_others(
    facebook: Cuenta, tomas: Usuario
) -> None:
    """A later stage that reaches the titular alone leaves the earlier one to the others."""
    ReglaAlerta.objects.create(
        codigo="C06", clase_plazo=states.LLAVE, etapa=4, cantidad=-9, unidad="habiles",
        roles=["titular"], medio="aplicacion",
    )  # fmt: skip

    quien_sabe.cuenta_por_vencer(facebook, clock.now() + timedelta(days=13))

    etapas = {
        aviso.usuario.nombre: aviso.clave.split(":")[2]
        for aviso in avisos(None, "C06")
        if aviso.usuario
    }
    assert etapas == {"Paula Quintero": "1", "Sofía Lince": "1", "Tomás Vega": "4"}
    assert not Entrega.objects.filter(notificacion__usuario=tomas).exists()


def test_the_light_of_an_account_turns_with_the_first_stage(
    facebook: Cuenta, paula: Usuario
) -> None:
    Cuenta.objects.filter(pk=facebook.pk).update(vence_en=clock.now() + timedelta(days=20))
    assert _luz(paula) == ("verde", ())

    ReglaAlerta.objects.filter(codigo="C06", etapa=1).update(cantidad=-20)

    assert _luz(paula) == ("amarillo", ("Su llave vence en 20 días.",))


def _luz(user: Usuario) -> tuple[str, tuple[str, ...]]:
    salud = next(una for una in queries.cuentas(user) if una.dias is not None)
    return salud.luz.color, salud.luz.razones
