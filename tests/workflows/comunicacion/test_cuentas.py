"""Accounts are connected, reconnected, set, paused and resumed by who may, and that is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from channels import holds
from channels.models import Cuenta, HistorialCuenta
from core import clock
from core.models import Suplencia, Usuario
from core.transitions import NotAllowed
from ops.sandbox import accounts
from ops.sandbox.client import Sandbox
from tests.channels.builders import FACEBOOK_SECRETS, X_SECRETS
from tests.workflows.comunicacion.builders import Redaccion, avisados, salida, salidas
from workflows.comunicacion import actions, queries, states

VENCIDA = {**FACEBOOK_SECRETS, "page_token": accounts.FB_EXPIRED_PAGE_TOKEN}


def conecta(actor: Usuario, **cambios: object) -> Cuenta:
    datos: dict[str, object] = {
        "canal": "facebook",
        "actor": actor,
        "identificador": accounts.FB_PAGE_ID,
        "credenciales": FACEBOOK_SECRETS,
        **cambios,
    }
    return actions.conectar(**datos).cuenta  # type: ignore[arg-type]


def hechos(cuenta: Cuenta) -> list[tuple[str, str]]:
    """Who did what to it, the first first."""
    filas = HistorialCuenta.objects.filter(cuenta=cuenta).order_by("pk")
    return [(fila.usuario.nombre, fila.verbo) for fila in filas]


def test_a_new_account_is_asked_about_and_connected(paula: Usuario, sandbox: Sandbox) -> None:
    cuenta = conecta(paula, opciones={"dos_fases": True})

    cuenta.refresh_from_db()
    assert (cuenta.estado, cuenta.identificador) == ("activa", accounts.FB_PAGE_ID)
    assert cuenta.nombre == accounts.FB_PAGE_NAME
    assert cuenta.opcion("dos_fases")
    assert accounts.FB_PAGE_TOKEN not in cuenta.credenciales
    assert cuenta.revisada_en is not None
    assert hechos(cuenta) == [("Paula Quintero", "conectar")]


def test_it_may_have_a_name_of_our_own(paula: Usuario, sandbox: Sandbox) -> None:
    assert conecta(paula, nombre=" La página ").nombre == "La página"


@pytest.mark.parametrize(
    ("cambio", "campo", "motivo"),
    [
        ({"identificador": ""}, "identificador", "solo el número"),
        ({"identificador": "PtoAlborada"}, "identificador", "solo el número"),
        ({"credenciales": {**FACEBOOK_SECRETS, "page_token": " "}}, "page_token", "Falta"),
        (
            {
                "credenciales": {
                    **FACEBOOK_SECRETS,
                    "page_token": accounts.FB_OTHER_PAGE_TOKEN,
                }
            },
            "page_token",
            "otra página",
        ),
        ({"credenciales": VENCIDA}, "page_token", "venció"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_kept(
    cambio: dict[str, object], campo: str, motivo: str, paula: Usuario, sandbox: Sandbox
) -> None:
    with pytest.raises(ValidationError) as error:
        conecta(paula, **cambio)

    assert list(error.value.message_dict) == [campo]
    assert motivo in error.value.message_dict[campo][0]
    assert not Cuenta.objects.filter(canal="facebook").exists()


def test_a_network_that_does_not_answer_connects_nothing(paula: Usuario, sandbox: Sandbox) -> None:
    sandbox.fault("facebook", "server_error_html", op="debug_token", times=None)

    with pytest.raises(ValidationError, match="No se pudo preguntar a Facebook"):
        conecta(paula)
    assert not Cuenta.objects.filter(canal="facebook").exists()


def test_a_channel_has_one_account(paula: Usuario, sandbox: Sandbox, facebook: Cuenta) -> None:
    antes = Cuenta.objects.filter(pk=facebook.pk).values().get()

    with pytest.raises(ValidationError, match="ya está conectado"):
        conecta(paula)
    assert Cuenta.objects.filter(pk=facebook.pk).values().get() == antes


def test_good_new_keys_let_what_waited_leave(
    redaccion: Redaccion, sandbox: Sandbox, facebook: Cuenta
) -> None:
    pieza = redaccion.hasta(states.APROBADA)
    holds.stop_account(facebook.pk, Cuenta.Estado.RECONECTAR, "Venció")
    assert salidas(pieza)["facebook"] == "retenida"

    checked = actions.reconectar(
        cuenta_id=facebook.pk, actor=redaccion.autora, credenciales=FACEBOOK_SECRETS
    )

    assert (checked.valida, checked.cuenta.estado) == (True, "activa")
    assert salidas(pieza)["facebook"] == "pendiente"
    assert hechos(facebook) == [("Paula Quintero", "reconectar")]
    assert avisados(None, "C06") == set()


def test_bad_new_keys_say_why_and_the_old_ones_stay(
    redaccion: Redaccion, sandbox: Sandbox, facebook: Cuenta
) -> None:
    pieza = redaccion.hasta(states.APROBADA)
    antes = Cuenta.objects.filter(pk=facebook.pk).values().get()

    with pytest.raises(ValidationError) as error:
        actions.reconectar(cuenta_id=facebook.pk, actor=redaccion.autora, credenciales=VENCIDA)

    assert list(error.value.message_dict) == ["page_token"]
    assert Cuenta.objects.filter(pk=facebook.pk).values().get() == antes
    assert salidas(pieza)["facebook"] == "pendiente"
    assert hechos(facebook) == []


def test_new_keys_do_not_resume_what_a_person_paused(
    paula: Usuario, sandbox: Sandbox, facebook: Cuenta
) -> None:
    actions.pausar_cuenta(cuenta_id=facebook.pk, actor=paula, motivo="Campaña ajena")

    checked = actions.reconectar(cuenta_id=facebook.pk, actor=paula, credenciales=FACEBOOK_SECRETS)

    assert (checked.valida, checked.cuenta.estado) == (True, "pausada")


def test_one_account_is_paused_and_goes_on(redaccion: Redaccion, x: Cuenta) -> None:
    pieza = redaccion.hasta(states.APROBADA)

    actions.pausar_cuenta(cuenta_id=x.pk, actor=redaccion.autora, motivo="Campaña ajena")
    assert salidas(pieza) == {"web": "publicada", "facebook": "pendiente", "twitter": "retenida"}

    actions.reanudar_cuenta(cuenta_id=x.pk, actor=redaccion.autora)
    assert salidas(pieza)["twitter"] == "pendiente"
    assert hechos(x) == [("Paula Quintero", "pausar"), ("Paula Quintero", "reanudar")]


def test_what_is_stopped_is_not_paused_again(paula: Usuario, x: Cuenta) -> None:
    holds.stop_account(x.pk, Cuenta.Estado.RECONECTAR, "Venció")

    with pytest.raises(ValidationError, match="ya estaba detenida"):
        actions.pausar_cuenta(cuenta_id=x.pk, actor=paula, motivo="Campaña ajena")
    assert hechos(x) == []


def test_a_pause_wants_a_reason(paula: Usuario, x: Cuenta) -> None:
    with pytest.raises(ValidationError) as error:
        actions.pausar_cuenta(cuenta_id=x.pk, actor=paula, motivo=" ")
    assert list(error.value.message_dict) == ["motivo"]
    x.refresh_from_db()
    assert x.estado == "activa"


def test_dead_keys_are_not_resumed_but_reconnected(paula: Usuario, x: Cuenta) -> None:
    holds.stop_account(x.pk, Cuenta.Estado.RECONECTAR, "Venció")

    with pytest.raises(ValidationError, match="hay que reconectarla"):
        actions.reanudar_cuenta(cuenta_id=x.pk, actor=paula)
    x.refresh_from_db()
    assert (x.estado, hechos(x)) == ("reconectar", [])


def test_without_the_link_x_is_cheaper_and_says_so_where_it_is_written(
    redaccion: Redaccion, x: Cuenta
) -> None:
    actions.configurar_cuenta(
        cuenta_id=x.pk, actor=redaccion.autora, opciones={"incluir_enlace": False}
    )
    pieza = redaccion.crear()

    [vista] = [una for una in queries.vista_previa(pieza) if una.canal == "twitter"]
    assert (vista.enlace, str(vista.costo_usd)) == (None, "0.015")
    assert [uno.mensaje for uno in vista.problemas] == [
        "La cuenta está puesta sin enlaces: saldrá sin él."
    ]
    assert hechos(x) == [("Paula Quintero", "configurar")]


def test_what_was_approved_leaves_as_it_was_signed_however_the_account_is_set_later(
    redaccion: Redaccion, sandbox: Sandbox, x: Cuenta
) -> None:
    pieza = redaccion.hasta(states.APROBADA)
    enlace = salida(pieza, "twitter").post["enlace"]

    actions.configurar_cuenta(
        cuenta_id=x.pk, actor=redaccion.autora, opciones={"incluir_enlace": False}
    )
    while actions.publicar():
        pass

    [post] = sandbox.posts("x")
    assert enlace
    assert post["text"].endswith(enlace)


def test_what_was_read_is_not_what_would_leave_once_the_account_is_set_otherwise(
    redaccion: Redaccion, x: Cuenta
) -> None:
    pieza = redaccion.hasta(states.EN_REVISION)
    leida = queries.huella(pieza)
    actions.configurar_cuenta(
        cuenta_id=x.pk, actor=redaccion.autora, opciones={"incluir_enlace": False}
    )

    with pytest.raises(NotAllowed, match="ya no es lo que usted leyó"):
        redaccion.aprobar(pieza, huella=leida)


def test_setting_what_is_set_already_is_nothing_done(paula: Usuario, x: Cuenta) -> None:
    actions.configurar_cuenta(cuenta_id=x.pk, actor=paula, opciones={"incluir_enlace": True})

    assert hechos(x) == []


@pytest.mark.parametrize("quien", ["rosa", "luis", "tomas", "omar", "elena"])
def test_others_do_not_touch_the_accounts(
    quien: str, facebook: Cuenta, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    antes = Cuenta.objects.filter(pk=facebook.pk).values().get()

    with pytest.raises(NotAllowed, match="No le corresponde"):
        actions.reconectar(cuenta_id=facebook.pk, actor=actor, credenciales=FACEBOOK_SECRETS)
    with pytest.raises(NotAllowed, match="No le corresponde"):
        actions.comprobar_cuenta(cuenta_id=facebook.pk, actor=actor)
    with pytest.raises(NotAllowed, match="No le corresponde"):
        actions.configurar_cuenta(cuenta_id=facebook.pk, actor=actor, opciones={"dos_fases": True})
    with pytest.raises(NotAllowed, match="No le corresponde"):
        actions.pausar_cuenta(cuenta_id=facebook.pk, actor=actor, motivo="Porque sí")
    with pytest.raises(NotAllowed, match="No le corresponde"):
        actions.reanudar_cuenta(cuenta_id=facebook.pk, actor=actor)
    with pytest.raises(NotAllowed, match="No le corresponde"):
        actions.conectar(canal="twitter", actor=actor, identificador="1", credenciales=X_SECRETS)
    assert Cuenta.objects.filter(pk=facebook.pk).values().get() == antes
    assert hechos(facebook) == []


def test_the_systems_administrator_reconnects(
    sofia: Usuario, facebook: Cuenta, sandbox: Sandbox
) -> None:
    checked = actions.reconectar(cuenta_id=facebook.pk, actor=sofia, credenciales=FACEBOOK_SECRETS)

    assert checked.valida is True


def test_who_stands_in_for_prensa_does_it_in_her_name(
    paula: Usuario, luis: Usuario, x: Cuenta
) -> None:
    hoy = clock.today()
    Suplencia.objects.create(titular=paula, suplente=luis, desde=hoy, hasta=hoy + timedelta(days=3))
    actions.pausar_cuenta(cuenta_id=x.pk, actor=luis, motivo="Campaña ajena")

    fila = HistorialCuenta.objects.get(cuenta=x)
    assert (fila.usuario, fila.por, fila.texto) == (luis, paula, "Campaña ajena")


def test_the_page_of_the_channels_knows_how_each_is_set_and_who_did_it(
    paula: Usuario, x: Cuenta, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    actions.configurar_cuenta(cuenta_id=x.pk, actor=paula, opciones={"incluir_enlace": False})
    assert paula.roles

    with django_assert_num_queries(2):  # type: ignore[operator]
        salud = next(una for una in queries.cuentas(paula) if una.cuenta == x)
    assert salud.opciones == {"Incluir el enlace": False}
    assert [(uno.quien, uno.que, uno.texto) for uno in salud.historia] == [
        ("Paula Quintero", "cambió cómo publica", "Incluir el enlace: no")
    ]


def test_what_is_not_connected_yet_is_offered_to_who_may(
    paula: Usuario, elena: Usuario, facebook: Cuenta
) -> None:
    assert [canal.clave for canal in queries.sin_conectar(paula)] == ["twitter"]
    assert queries.sin_conectar(elena) == []
