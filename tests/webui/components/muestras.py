"""Sample things for the gallery: every component in every state, without a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator

from core.transitions import Step
from tests.webui.components.formularios import CompromisoForm, FiltroForm, PiezaForm, bound_form
from webui.components.formas import (
    Cambio,
    Conflicto,
    Cuenta,
    Dato,
    Enlace,
    Entrada,
    Luz,
    Maquina,
    Nudo,
    Seccion,
)

ZONA = ZoneInfo("America/Panama")
AHORA = datetime(2026, 11, 23, 9, 30, tzinfo=ZONA)
FOTO = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 191 100'%3E"
    "%3Cpath fill='%238fbfae' d='M0 0h191v100H0z'/%3E%3Cpath fill='%235d9c85' d='M0 70l60-30 50 25 "
    "81-40v75H0z'/%3E%3C/svg%3E"
)

VERDE = Luz("verde", "En plazo")
AMARILLO = Luz(
    "amarillo", "Vence mañana", ["Faltan menos de 2 días hábiles.", "Nadie ha reportado."]
)
ROJO = Luz("rojo", "Vence hoy", ["El término legal de 30 días termina hoy a las 17:00."])
AZUL = Luz("azul", "Cumplida")
GRIS = Luz("gris", "Sin empezar")


@dataclass(frozen=True)
class Persona:
    """Somebody logged in, as far as the frame looks."""

    nombre: str = "Rosa Medina"
    cargo: str = "Jefa de agenda"
    email: str = "rosa@alborada.test"
    is_authenticated: bool = True
    is_active: bool = True

    def __str__(self) -> str:
        return self.nombre


@dataclass(frozen=True)
class Municipio:
    """Just what the frame looks at."""

    nombre: str = "Municipio de Puerto Alborada"
    lema: str = "Gobierno abierto"
    color: str = "#0b6b53"
    correo: str = "alcaldia@alborada.test"


@dataclass(frozen=True)
class Fila:
    """A row of a list."""

    titulo: str
    codigo: str
    quien: str
    luz: Luz
    lugar: str = ""
    por_que: str = ""
    boton: str = ""
    responsable: str = "Luis Ábrego"
    vence: datetime = AHORA + timedelta(days=1, hours=7)
    estado: str = "En gestión"
    tono: str = "activo"


def paso(verb: str, label: str, motivo: str = "", **more: Any) -> Step:
    return Step(verb=verb, label=label, allowed=not motivo, motivo=motivo, **more)


PASOS_POCOS = [
    paso("aprobar", "Verificar y cerrar", primary=True, icon="check"),
    paso("devolver", "Devolver con motivo", icon="arrow-back-up"),
    paso("reiterar", "Reiterar"),
    paso("reprogramar", "Reprogramar", "No se puede: está en «Por verificar»."),
]
PASOS_MUCHOS = [
    paso("cancelar", "Retirar", danger=True, icon="x"),
    paso("elevar", "Elevar al alcalde", primary=True, icon="arrow-up"),
    paso("aceptar", "Aceptar"),
    paso("derivar", "Derivar", icon="user-share"),
    paso("pedir", "Pedir información"),
    paso("fusionar", "Es la misma que otra", icon="copy"),
    paso("analizar", "Analizar", "No se puede: está en «En análisis»."),
    paso("encargar", "Encargar", "No se puede: está en «En análisis»."),
    paso("atender", "Marcar atendida", "Ningún compromiso la ha respondido todavía."),
    paso("reabrir", "Reabrir", "No le corresponde a usted."),
]
PASOS_NEGADOS = [paso("aprobar", "Aprobar", "Quien escribe una pieza no la aprueba.", icon="check")]

MAQUINA = Maquina(
    [
        ("borrador", "Borrador"),
        ("asignada", "Asignada"),
        ("en_gestion", "En gestión"),
        ("por_verificar", "Por verificar"),
        ("cumplida", "Cumplida"),
        ("cumplida_parcial", "Cumplida en parte"),
        ("cancelada", "Cancelada"),
    ],
    [
        ("borrador", "asignada", "Enviar"),
        ("asignada", "en_gestion", "Aceptar"),
        ("en_gestion", "por_verificar", "Reportar"),
        ("por_verificar", "en_gestion", "Devolver"),
        ("por_verificar", "cumplida", "Aprobar"),
        ("por_verificar", "cumplida_parcial", "Aprobar en parte"),
        ("cumplida", "en_gestion", "Reabrir"),
        *((de, "cancelada", "Cancelar") for de in ("borrador", "asignada", "en_gestion")),
    ],
)

NAV = [
    Seccion("", [Enlace("Mi día", "#", "sun", 9, current=True)]),
    Seccion(
        "Agenda",
        [Enlace("Solicitudes", "#", "inbox", 12), Enlace("Compromisos", "#", "checkbox", 7)],
    ),
    Seccion("Metas", [Enlace("Metas", "#", "target-arrow")]),
    Seccion(
        "Comunicación", [Enlace("Piezas", "#", "edit", 2), Enlace("Canales", "#", "broadcast")]
    ),
    Seccion(
        "Proximidad",
        [
            Enlace("Actores", "#", "users"),
            Enlace("Temas", "#", "tags"),
            Enlace("Lugares", "#", "map-pin"),
        ],
    ),
]

FILAS = [
    Fila(
        "Audiencia de la Junta Comunal de El Roble por el acueducto",
        "SOL-2026-00131",
        "Junta Comunal El Roble",
        ROJO,
        "El Roble",
        "El término legal de 30 días termina hoy a las 17:00.",
        "Elevar al alcalde",
    ),
    Fila(
        "Entregar los planos del acueducto a la Junta de El Roble",
        "CMP-2026-00057",
        "Junta Comunal El Roble",
        AMARILLO,
        "",
        "Luis Ábrego reportó cumplido con 3 fotos; falta su visto bueno.",
        "Verificar",
        estado="Por verificar",
        tono="cuidado",
    ),
    Fila(
        "Luz en la cancha de Villa Nueva",
        "CMP-2026-00061",
        "42 vecinos",
        VERDE,
        "Villa Nueva",
        "Todavía hay tiempo: vence el viernes.",
        "Abrir",
        vence=AHORA + timedelta(days=9),
    ),
]

NUDOS = [
    Nudo("Solicitud 00098", "Junta de El Roble, 2 oct", "#", pasado=True),
    Nudo("Audiencia 00377", "realizada, 14 oct", "#", pasado=True),
    Nudo("Este compromiso", "por verificar", actual=True),
    Nudo("Meta: agua para El Roble", "hito 2 de 5", "#"),
    Nudo("Pieza", "cuando se cumpla el hito"),
    Nudo("Respuesta al solicitante", "pendiente"),
]

ENTRADAS = [
    Entrada(
        "Luis Ábrego",
        "reportó cumplido con 3 evidencias",
        AHORA - timedelta(hours=1, minutes=18),
        texto="Planos entregados a la presidenta de la Junta con acta firmada.",
        de="En gestión",
        a="Por verificar",
    ),
    Entrada(
        "Sistema", "avisó a Luis Ábrego: vence en 2 días", AHORA - timedelta(3), automatica=True
    ),
    Entrada(
        "Rosa Medina",
        "reprogramó del 10 al 24 de noviembre",
        AHORA - timedelta(14),
        por="Tomás Vega",
        texto="El ministerio devolvió la lámina 4.",
    ),
    Entrada("Luis Ábrego", "aceptó", AHORA - timedelta(39), de="Asignada", a="En gestión"),
    Entrada("Rosa Medina", "lo asignó a Luis Ábrego", AHORA - timedelta(40), de="", a="Asignada"),
]

DATOS = [
    Dato("A quién", "Junta Comunal El Roble", "#"),
    ("Responsable", "Luis Ábrego, Obras"),
    ("Monitor", "Carmen Ruiz"),
    ("Lugar", "El Roble", "#"),
    ("Tema", "Agua y saneamiento", "#"),
    ("Origen", ""),
    ("Reserva", "0, pública"),
]

PLAZO = Cuenta(
    vence_en=AHORA + timedelta(days=1, hours=7, minutes=30),
    explicacion=[
        "14 días corridos desde el lunes 9 de noviembre.",
        "El 10 de noviembre, Los Santos, es feriado y no mueve los días corridos.",
        "Termina el martes 24 de noviembre a las 17:00, cuando cierra la oficina.",
    ],
    inicio=AHORA - timedelta(14),
    original_en=AHORA - timedelta(13),
    veces_movido=1,
    nombre="Plazo legal para responder",
    corto="Legal",
)
RELOJES = [
    PLAZO,
    Cuenta(
        vence_en=AHORA + timedelta(days=4),
        explicacion=["5 días hábiles desde el lunes 23 de noviembre."],
        inicio=AHORA,
        nombre="Meta interna de respuesta",
        corto="Interno",
    ),
]

CONFLICTO = Conflicto(
    "Carmen Ruiz",
    AHORA - timedelta(minutes=2),
    [
        Cambio("Para cuándo", "24 nov 2026", "1 dic 2026"),
        Cambio("Monitor", "", "Carmen Ruiz"),
    ],
)

FECHAS = [
    ("recién", AHORA - timedelta(seconds=20)),
    ("hace poco", AHORA - timedelta(minutes=12)),
    ("esta mañana", AHORA - timedelta(hours=2)),
    ("ayer", AHORA - timedelta(days=1)),
    ("esta semana", AHORA - timedelta(days=3)),
    ("este mes", AHORA - timedelta(days=14)),
    ("otro año", AHORA - timedelta(days=400)),
    ("mañana", AHORA + timedelta(days=1, minutes=30)),
    ("pronto", AHORA + timedelta(days=3)),
    ("después", AHORA + timedelta(days=20)),
    ("sin hora", (AHORA + timedelta(days=1)).date()),
    ("ninguna", None),
]

AVISOS = [
    Message(25, "Verificado y cerrado. La Junta recibirá la respuesta por correo."),
    Message(30, "La llave de X vence en 6 días. Reconecte la cuenta antes."),
    Message(40, "No se puede: está en «Cumplida»."),
    Message(20, "Le asignaron 2 compromisos desde ayer."),
]


def contexto() -> dict[str, Any]:
    """All that the gallery shows."""
    rows = [*FILAS, *(Fila(f"Compromiso {n}", f"CMP-{n}", "", GRIS) for n in range(60))]
    return {
        **marco(),
        "titulo": "Galería",
        "migas": [("Inicio", "/"), ("Galería", "")],
        "filas": FILAS[:2],
        "page": Paginator(rows, 3).page(1),
        "pasos_pocos": PASOS_POCOS,
        "pasos_muchos": PASOS_MUCHOS,
        "pasos_negados": PASOS_NEGADOS,
        "nudos": NUDOS,
        "entradas": ENTRADAS,
        "form_malo": bound_form(),
        "form": CompromisoForm(prefix="b"),
        "conflicto": CONFLICTO,
        "avisos": AVISOS,
        "luces": [VERDE, AMARILLO, ROJO, AZUL, GRIS],
        "estados": [
            ("b", "Borrador", ""),
            ("g", "En gestión", "activo"),
            ("p", "Por verificar", "cuidado"),
            ("c", "Cumplida", "bien"),
            ("f", "Fallida", "mal"),
        ],
        "datos": DATOS,
        "plazo": PLAZO,
        "relojes": RELOJES,
        "maquina": MAQUINA,
        "fechas": FECHAS,
        "vistas": [
            Enlace("Todo", "#", "list", current=True),
            Enlace("Míos", "#", "user", 7),
            Enlace("Atrasados", "#", "alert-triangle", 3),
        ],
        "filtro": FiltroForm({"q": "acueducto", "estado": "gestion"}),
        "pieza": PiezaForm(),
        "canales": [
            ("Portal", "", Luz("verde", "listo")),
            ("Facebook", "Municipio de Puerto Alborada", Luz("verde", "listo")),
            ("X", "@ptoalborada", Luz("amarillo", "llave: 6 días", ["Reconecte la cuenta."])),
        ],
        "foto": FOTO,
    }


def marco() -> dict[str, Any]:
    """What the frame needs."""
    return {
        "municipio": Municipio(),
        "user": Persona(),
        "nav": NAV,
        "campana": {"url": "#", "cuenta": 4, "vivo_url": ""},
        "buscar_url": "/buscar/",
        "sugerir_url": "/buscar/sugerencias/",
        "cuenta_enlaces": [Enlace("Mi cuenta", "#", "user")],
    }


def local(instant: datetime) -> datetime:
    return instant.astimezone(ZONA)


def now() -> datetime:
    return AHORA.astimezone(UTC)
