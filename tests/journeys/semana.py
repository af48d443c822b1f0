"""What people of an office do with many requests: take them in, sort them, decide and answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from playwright.sync_api import Locator, expect

from tests.journeys.gente import Campos, Persona

# The newest first: those of a week are on its first page.
LISTA = "/solicitudes/?ver=lista&orden=-recibida"
SEGUNDOS = 20_000


def captura(
    ines: Persona, tipo: str, pedidos: Mapping[str, str], ademas: Campos | None = None
) -> None:
    """One after another at the counter: who asks for it, by the subject; each is somebody new.

    `ademas`: what the type asks for besides, the same of all.
    """
    ines.ir("/solicitudes/nueva/")
    guardar = ines.page.get_by_role("button", name="Guardar y otra")
    for asunto, quien in pedidos.items():
        ines.llenar({"Quién lo pide": quien, "Asunto": asunto, "Qué pide": tipo})
        ines.llenar({"Su correo, si es alguien nuevo": correo(quien), **(ademas or {})})
        ines.tocar(guardar)
        expect(ines.page.get_by_label("Asunto").first).to_have_value("", timeout=SEGUNDOS)
        ines.ve("Guardado.")


def correo(quien: str) -> str:
    """Where somebody is written to: «Ana Ríos» at ana@vecinos.test."""
    return f"{quien.split(maxsplit=1)[0].lower()}@vecinos.test"


def fichas(rosa: Persona, asuntos: Iterable[str]) -> dict[str, str]:
    """Where the page of each is, by its subject, as the list has them: the newest first."""
    halladas = _en_la_lista(rosa, "")
    return {asunto: halladas[asunto] for asunto in asuntos}


def asuntos(rosa: Persona, estado: str) -> set[str]:
    """What the list has in a state, on its first page."""
    return {*_en_la_lista(rosa, estado)}


def en_tanda(rosa: Persona, asuntos: Iterable[str], paso: str, campos: Campos) -> None:
    """Tick them in the list and take one step for all of them."""
    elegidos = [*asuntos]
    rosa.ir(LISTA)
    for asunto in elegidos:
        fila = rosa.page.get_by_role("row").filter(has=_enlace(rosa, asunto))
        fila.get_by_role("checkbox").check()
    barra = rosa.page.get_by_role("form", name="Los elegidos")
    expect(barra).to_contain_text(f"Elegidos: {len(elegidos)}")
    rosa.tocar(barra.get_by_role("button", name=paso, exact=True))
    dialogo = rosa.page.get_by_role("dialog")
    boton = dialogo.get_by_role("button", name=f"{paso}: {len(elegidos)}")
    expect(boton).to_be_visible(timeout=SEGUNDOS)
    rosa.llenar(campos, dialogo)
    rosa.tocar(boton)
    rosa.ve(f"{len(elegidos)} hechos")


def une(rosa: Persona, iguales: Iterable[str], principal: str) -> None:
    """The same thing asked for by many is answered once."""
    codigo = principal.strip("/").rpartition("/")[2]
    for ficha in iguales:
        rosa.ir(ficha)
        rosa.dar("Unir a otra igual", {"U otra, por su código": codigo}, hecho="Unida.")


def eleva(rosa: Persona, ficha: str, consejo: Campos) -> None:
    rosa.ir(ficha)
    rosa.dar("Elevar a decisión", consejo, hecho="Elevada: ya espera decisión.")


def decide(tomas: Persona, decisiones: Mapping[str, tuple[str, Campos | str]]) -> None:
    """One card after another on the telephone; what is none of these waits for another day.

    The page sends what it still holds as one leaves it.
    """
    tomas.ir("/decisiones/")
    quedan = dict(decisiones)
    while quedan:
        tarjeta = tomas.page.locator("[data-card]:visible")
        titulo = tarjeta.get_by_role("heading").inner_text()
        if titulo in quedan:
            _decide(tomas, tarjeta, *quedan.pop(titulo))
        else:
            tomas.tocar(tarjeta.get_by_role("button", name="Ver otra primero"))
        expect(tomas.page.locator("[data-card]:visible").filter(has_text=titulo)).to_have_count(0)
    tomas.ir("/mi-dia/")


def encarga(rosa: Persona, ficha: str, encargo: Campos) -> str:
    """Somebody will do it; returns the address of the compromiso."""
    rosa.ir(ficha)
    rosa.espera_paso("Encargar")
    rosa.dar("Encargar", encargo, hecho="Encargado.")
    rosa.seguir(str(encargo["Qué se va a hacer"]))
    rosa.ve("Asignado")
    return rosa.donde


def atiende(rosa: Persona, ficha: str, como: str) -> None:
    rosa.ir(ficha)
    rosa.dar("Dar por atendida", {"Cómo se atendió": como}, hecho="Atendida.")


def responde(rosa: Persona, ficha: str, respuesta: str) -> None:
    rosa.ir(ficha)
    rosa.dar(
        "Responder y cerrar",
        {"Respuesta": respuesta},
        hecho="La respuesta va en camino.",
    )


def _en_la_lista(rosa: Persona, estado: str) -> dict[str, str]:
    rosa.ir(f"{LISTA}&estado={estado}")
    enlaces = rosa.page.get_by_role("rowheader").get_by_role("link").all()
    return {uno.inner_text(): uno.get_attribute("href") or "" for uno in enlaces}


def _decide(tomas: Persona, tarjeta: Locator, verbo: str, campos: Campos | str) -> None:
    """With one touch, with an answer that its sheet offers, or with what it asks for."""
    if not campos:
        tomas.tocar(tarjeta.get_by_role("button", name=verbo, exact=True))
        return
    tomas.tocar(tarjeta.locator("summary", has_text=verbo))
    if isinstance(campos, str):
        tomas.tocar(tarjeta.get_by_role("button", name=campos, exact=True))
        return
    boton = tarjeta.get_by_role("button", name=verbo, exact=True)
    expect(boton).to_be_visible(timeout=SEGUNDOS)
    tomas.llenar(campos, tarjeta)
    tomas.tocar(boton)


def _enlace(rosa: Persona, asunto: str) -> Locator:
    return rosa.page.get_by_role("link", name=asunto, exact=True)
