"""A week in an office: twenty requests come in on Monday, the last answer leaves on Friday.

Jefe and asistente at their desks, the mayor on a telephone, two officials from their mail alone, a
builder outside by a link, and a neighbour on the portal by code and PIN.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys import semana
from tests.journeys.conftest import TELEFONO, Entrar
from tests.journeys.gente import Campos, Persona
from tests.journeys.instalacion import Instalacion
from tests.journeys.por_correo import PorCorreo
from tests.journeys.vecina import CORREO, Vecina, una_foto

pytestmark = pytest.mark.xdist_group("journeys")

# What is asked for, and by whom.
BOMBA = "Arreglar la bomba del acueducto"
MURO, CAMPANA, FERIA = "Levantar el muro de la capilla", "Donar una campana", "Cerrar la calle"
PETICIONES = {MURO: "Quintin Flores", CAMPANA: "Rita Espino", FERIA: "Saul Barrios"}
LUZ = "La lámpara de los columpios no enciende"
LO_MISMO = {
    "Poner luz en los columpios": "Beto Castillo",
    "Los columpios están a oscuras": "Carla Núñez",
    "Cambiar la lámpara de los columpios": "Diego Saavedra",
    "Falta luz junto a los columpios": "Eva Montenegro",
    "Alumbrado de los columpios": "Fermin Ortiz",
    "De noche no se ve en los columpios": "Gloria Pitti",
    "Bombillo quemado en los columpios": "Hugo Lasso",
    "Luz para los columpios": "Irma Jaén",
    "Arreglar el poste de los columpios": "Julio Cedeño",
}
INVITACIONES = {
    "Graduación de la escuela": "Karen Wong",
    "Misa de los pescadores": "Lucho Arosemena",
    "Torneo de la liga": "Mirna Tejada",
    "Aniversario del hogar de ancianos": "Nadia Guerra",
    "Encuentro de décimas": "Otto Villarreal",
    "Desfile del colegio": "Petra Samudio",
}
EN_LA_VENTANILLA = PETICIONES | {LUZ: "Ana Ríos"} | LO_MISMO | INVITACIONES
# What is given to somebody to do.
BLOQUES, AGUA = "Pegar los bloques del muro", "Cambiar la bomba del acueducto"
CON_AGUA = "Desde ayer hay agua otra vez."


@dataclass(frozen=True)
class Gente:
    """Who lives the week, in which installation."""

    ciudad: Instalacion
    ines: Persona
    rosa: Persona
    tomas: Persona
    luis: PorCorreo
    marta: PorCorreo
    vial: PorCorreo
    dalys: Vecina


@pytest.fixture
def gente(ciudad: Instalacion, entra: Entrar, browser: Browser) -> Iterator[Gente]:
    """Four of them have no session, each on a telephone that has never been here."""
    telefonos: list[BrowserContext] = []

    def telefono() -> Page:
        pantalla: dict[str, Any] = {"viewport": TELEFONO}
        nuevo = browser.new_context(
            base_url=ciudad.url, locale="es-PA", reduced_motion="reduce", **pantalla
        )
        telefonos.append(nuevo)
        return nuevo.new_page()

    def por_correo(direccion: str) -> PorCorreo:
        return PorCorreo(ciudad, direccion, telefono())

    yield Gente(
        ciudad,
        ines=entra("ines"),
        rosa=entra("rosa"),
        tomas=entra("tomas", telefono=True),
        luis=por_correo("luis@alborada.test"),
        marta=por_correo("marta@alborada.test"),
        vial=por_correo("obra@vial.test"),
        dalys=Vecina(telefono(), scripts=True),
    )
    for uno in telefonos:
        uno.close()


def test_una_semana_en_la_oficina(gente: Gente, tmp_path: Path) -> None:
    ciudad, dalys = gente.ciudad, gente.dalys

    numeros = dalys.presenta(BOMBA, tmp_path)
    fichas = _lunes(gente)

    ciudad.adelantar(days=1)
    agua = _martes(gente, fichas)

    ciudad.adelantar(days=1)
    _miercoles(gente, fichas, agua)
    dalys.consulta(numeros)
    dalys.ve("Se encargó a quien va a hacerlo.")

    ciudad.adelantar(days=1)
    _jueves(gente, fichas)

    ciudad.adelantar(days=1)
    _viernes(gente, fichas, agua, una_foto(tmp_path))
    _cada_cual_tiene_su_respuesta(gente)
    dalys.consulta(numeros)
    dalys.ve("Respondida")
    dalys.ve(CON_AGUA)


def _lunes(gente: Gente) -> dict[str, str]:
    """All are taken in and sorted: ten are one, six are accepted, five are for the mayor.

    Returns where each is, by what it asks for.
    """
    ines, rosa = gente.ines, gente.rosa
    semana.captura(ines, "Petición formal", PETICIONES)
    semana.captura(ines, "Requerimiento", {LUZ: EN_LA_VENTANILLA[LUZ]} | LO_MISMO)
    semana.captura(ines, "Invitación", INVITACIONES, {"Fecha del evento": _dentro_de(30, gente)})
    fichas = semana.fichas(rosa, {BOMBA, *EN_LA_VENTANILLA})
    assert len(fichas) == 20

    semana.une(rosa, [fichas[uno] for uno in LO_MISMO], fichas[LUZ])
    quien = {"Quién prepara la respuesta": "Rosa Medina"}
    semana.en_tanda(rosa, {BOMBA, *EN_LA_VENTANILLA} - LO_MISMO.keys(), "Analizar", quien)
    semana.en_tanda(rosa, INVITACIONES, "Aceptar", {})
    _eleva_cinco(gente, fichas)
    return fichas


def _eleva_cinco(gente: Gente, fichas: dict[str, str]) -> None:
    atender: Campos = {
        "Atender": True,
        "Recomendación": "Lo piden muchos.",
        "Fecha sugerida": _dentro_de(10, gente),
    }
    for asunto in (BOMBA, MURO, FERIA, LUZ):
        semana.eleva(gente.rosa, fichas[asunto], atender)
    declinar: Campos = {"Declinar": True, "Recomendación": "Es de la diócesis."}
    semana.eleva(gente.rosa, fichas[CAMPANA], declinar)


def _martes(gente: Gente, fichas: dict[str, str]) -> str:
    """The mayor decides; two things are for Thursday, one of the house and one outside.

    Returns where what the builders do is.
    """
    decisiones: dict[str, tuple[str, Campos | str]] = dict.fromkeys(
        (BOMBA, MURO, LUZ), ("Aceptar", {})
    )
    decisiones[CAMPANA] = ("Rechazar", "No le corresponde al municipio")
    decisiones[FERIA] = ("Delegar", {"En quién se delega": "Marta Solís"})
    semana.decide(gente.tomas, decisiones)

    jueves = {"Para cuándo": _dentro_de(2, gente)}
    suyo = {"Qué se va a hacer": BLOQUES, "Responsable": "Luis Ábrego", "Monitor": "Marta Solís"}
    semana.encarga(gente.rosa, fichas[MURO], suyo | jueves)
    de_afuera = {"Qué se va a hacer": AGUA, "O alguien de afuera": "Constructora Vial"}
    return semana.encarga(gente.rosa, fichas[BOMBA], de_afuera | jueves)


def _miercoles(gente: Gente, fichas: dict[str, str], agua: str) -> None:
    """Both take it on, from their mails; the builders ask for a day more. Small things are done."""
    luis, vial, rosa = gente.luis, gente.vial, gente.rosa
    luis.abre(f"Acepte este encargo: {BLOQUES}", "Aceptar")
    luis.hace("Aceptar", hecho="Aceptado. Ahora está en gestión.")

    vial.abre(f"Acepte este encargo: {AGUA}", "Abrir mi encargo")
    vial.elige("Aceptar")
    vial.hace("Aceptar", hecho="Aceptado. Ahora está en gestión.")
    vial.elige("Pedir prórroga")
    pide = {"Nueva fecha que pide": _dentro_de(2, gente), "Por qué": "La bomba llega mañana."}
    vial.hace("Pedir prórroga", pide, hecho="Prórroga pedida.")
    rosa.ir(agua)
    rosa.dar("Responder la prórroga", {"Concederla": True}, hecho="Prórroga respondida.")

    for asunto in (LUZ, FERIA, *INVITACIONES):
        semana.atiende(rosa, fichas[asunto], "Se habló con quien lo pidió.")


def _jueves(gente: Gente, fichas: dict[str, str]) -> None:
    """What is due is reported and verified from two mails; what was done is answered."""
    luis, marta = gente.luis, gente.marta
    luis.abre(f"Vence hoy: {BLOQUES}", "Reportar cumplido")
    hecho = {
        "Qué se hizo": "El muro está en pie.",
        "O un enlace que lo muestre": "https://alborada.test/muro",
    }
    luis.hace("Reportar cumplido", hecho, hecho="Reportado.")
    marta.abre(f"Verifique si se cumplió: {BLOQUES}", "Verificar y cerrar")
    marta.ve("El muro está en pie.")
    marta.hace("Verificar y cerrar", hecho="Verificado y cerrado.")

    for asunto in (CAMPANA, FERIA, LUZ, *INVITACIONES):
        semana.responde(gente.rosa, fichas[asunto], f"Con respecto a «{asunto}»: así se hará.")


def _viernes(gente: Gente, fichas: dict[str, str], agua: str, foto: Path) -> None:
    """The builders report with a picture, and the last two answers leave."""
    vial, rosa = gente.vial, gente.rosa
    vial.abre(f"Vence hoy: {AGUA}", "Abrir mi encargo")
    vial.elige("Reportar cumplido")
    hecho: Campos = {"Qué se hizo": "La bomba nueva trabaja.", "Evidencias": foto}
    vial.hace("Reportar cumplido", hecho, hecho="Reportado.")
    rosa.ir(agua)
    rosa.ve("por su enlace")
    rosa.ve(foto.name)
    rosa.dar("Verificar y cerrar", hecho="Verificado y cerrado.")

    semana.responde(rosa, fichas[MURO], "El muro está en pie desde ayer.")
    rosa.ir(fichas[BOMBA])
    rosa.espera_paso("Responder y cerrar")
    semana.responde(rosa, fichas[BOMBA], CON_AGUA)


def _cada_cual_tiene_su_respuesta(gente: Gente) -> None:
    """Nothing of the week is open, twenty people have a mail, and four never logged in."""
    abiertas = semana.asuntos(gente.rosa, "abiertas")
    assert not abiertas & {BOMBA, *EN_LA_VENTANILLA}
    for direccion in (CORREO, *map(semana.correo, EN_LA_VENTANILLA.values())):
        gente.ciudad.espera_correo(direccion, "Respuesta a su solicitud")
    for uno in (gente.luis, gente.marta, gente.vial):
        assert uno.nunca_entro()


def _dentro_de(dias: int, gente: Gente) -> str:
    """The day so many days from now, as a field of a date takes it."""
    return f"{gente.ciudad.hoy + timedelta(days=dias):%Y-%m-%d}"
