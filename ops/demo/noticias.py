"""The forty piezas of the press office, and the accounts they leave through."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from PIL import Image, ImageDraw

from channels.models import Cuenta
from core import adjuntos, calendario
from core.adjuntos import Contenido
from core.models import Usuario
from ops.demo import asuntos
from ops.demo.cronica import Cronica
from ops.demo.municipio import Pueblo
from ops.demo.planes import Planes
from ops.sandbox import accounts
from ops.sandbox.client import Sandbox
from workflows.comunicacion import actions as piezas
from workflows.comunicacion import queries
from workflows.comunicacion.models import Pieza

# How many piezas live each story: forty with those that tell of a milestone.
HISTORIAS = {
    "publicada": 18, "corregida": 4, "programada": 3, "en_revision": 3, "borrador": 2,
    "devuelta": 2, "retirada": 2, "rechazada_en_x": 1, "en_duda": 1,
}  # fmt: skip
ANTIGUEDAD = {  # days ago it was begun, from and to
    "publicada": (5, 110), "corregida": (8, 90), "programada": (6, 9), "en_revision": (4, 6),
    "borrador": (0, 3), "devuelta": (6, 9), "retirada": (20, 60), "rechazada_en_x": (6, 8),
    "en_duda": (6, 8),
}  # fmt: skip
DE_HITOS = 4
# What the networks do to a story: the first takes no picture, the second says it has it already.
PERCANCES = {"rechazada_en_x": ("x", "bad_media"), "en_duda": ("facebook", "duplicate")}
COLORES = ("#bfe0d4", "#9fc6d8", "#f2d9a0", "#d9c7e8", "#c9dba8")


def conectar() -> None:
    """The municipality's page and timeline in the sandbox."""
    facebook = Cuenta(
        canal="facebook", nombre=accounts.FB_PAGE_NAME, identificador=accounts.FB_PAGE_ID
    )
    facebook.seal(
        {
            "page_token": accounts.FB_PAGE_TOKEN,
            "app_id": accounts.FB_APP_ID,
            "app_secret": accounts.FB_APP_SECRET,
        }
    )
    equis = Cuenta(
        canal="twitter", nombre=f"@{accounts.X_USERNAME}", identificador=accounts.X_USER_ID
    )
    equis.seal(
        {
            "consumer_key": accounts.X_CONSUMER_KEY,
            "consumer_secret": accounts.X_CONSUMER_SECRET,
            "access_token": accounts.X_ACCESS_TOKEN,
            "access_token_secret": accounts.X_ACCESS_TOKEN_SECRET,
        }
    )
    Cuenta.objects.bulk_create([facebook, equis])


@dataclass(slots=True)
class Noticias:
    """Plans what the press writes into a crónica."""

    pueblo: Pueblo
    cronica: Cronica
    planes: Planes

    def planear(self) -> None:
        historias = [nombre for nombre, cuantas in HISTORIAS.items() for _ in range(cuantas)]
        for numero, historia in enumerate(historias):
            dias = self.cronica.azar.uniform(*ANTIGUEDAD[historia])
            cuando = calendario.vigente().proxima_apertura(self.cronica.fin - timedelta(days=dias))
            self.cronica.en(min(cuando, self.cronica.fin), self._escribe(numero, historia))
        self.cronica.en(self.cronica.fin - timedelta(hours=6), self._de_los_hitos)

    def _escribe(self, numero: int, final: str) -> Callable[[], None]:
        def hecho() -> None:
            titulo, entradilla, tema = asuntos.NOTICIAS[numero % len(asuntos.NOTICIAS)]
            vuelta = numero // len(asuntos.NOTICIAS)
            lugar = self.cronica.azar.choice(self.pueblo.barrios)
            con_imagen = numero % 2 == 0 or final in PERCANCES
            pieza = piezas.crear(
                actor=self._p("redaccion"),
                titulo=titulo if not vuelta else f"{titulo}: {lugar}",
                entradilla=entradilla,
                cuerpo=_cuerpo(str(lugar)),
                imagen=imagen(numero, titulo) if con_imagen else None,
                imagen_alt=f"Ilustración de la noticia «{titulo}»" if con_imagen else "",
                menores_confirmado=True,
                enlace_en_x=numero % 3 != 0,
                publicar_en=self._cuando(final),
                temas=[self.pueblo.temas[tema]],
                lugares=[lugar],
            )
            if final != "borrador":
                self.cronica.despues(0.05, lambda: self._envia(pieza, final))

        return hecho

    def _de_los_hitos(self) -> None:
        """What was met and nobody wrote about yet: one piece of each, born of the milestone."""
        for mi in self.planes.oportunidades[:DE_HITOS]:
            pieza = piezas.crear(
                actor=self._p("redaccion"),
                titulo=f"{mi.titulo}: {mi.meta.titulo}",
                entradilla=mi.meta.descripcion_ciudadana,
                cuerpo=_cuerpo(str(mi.lugares.first() or "el distrito")),
                origen_id=mi.pk,
            )
            self._envia(pieza, "publicada")

    def _envia(self, pieza: Pieza, final: str) -> None:
        piezas.enviar(pieza_id=pieza.pk, actor=self._p("redaccion"))
        if final in {"devuelta", "corregida"}:
            self.cronica.despues(0.1, lambda: self._devuelve(pieza, final))
        elif final != "en_revision":
            self.cronica.despues(0.1, lambda: self._aprueba(pieza, final))

    def _devuelve(self, pieza: Pieza, final: str) -> None:
        piezas.devolver(
            pieza_id=pieza.pk,
            actor=self._p("prensa"),
            observaciones="Diga cuántas familias son y desde cuándo.",
        )
        if final == "corregida":
            self.cronica.despues(0.2, lambda: self._corrige(pieza))

    def _corrige(self, pieza: Pieza) -> None:
        quien = {"pieza_id": pieza.pk, "actor": self._p("redaccion")}
        piezas.corregir(**quien)
        pieza.refresh_from_db()
        piezas.editar(**quien, cambios={"cuerpo": f"{pieza.cuerpo}\n\nSon 412 familias."})
        self._envia(pieza, "publicada")

    def _aprueba(self, pieza: Pieza, final: str) -> None:
        pieza.refresh_from_db()
        aprueba = self._p("alcalde" if pieza.pk % 4 == 0 else "prensa")
        if final in PERCANCES:
            Sandbox(settings.SANDBOX_URL).fault(*PERCANCES[final])
        piezas.aprobar(pieza_id=pieza.pk, actor=aprueba, huella=queries.huella(pieza))
        self.cronica.difundir()
        if final == "retirada":
            self.cronica.despues(4, lambda: self._retira(pieza))

    def _retira(self, pieza: Pieza) -> None:
        piezas.retirar(
            pieza_id=pieza.pk,
            actor=self._p("prensa"),
            nota="La actividad se suspendió. Pronto avisaremos la nueva fecha.",
        )

    def _cuando(self, final: str) -> datetime | None:
        if final != "programada":
            return None
        manana = self.cronica.fin + timedelta(days=self.cronica.azar.uniform(1, 9))
        return calendario.vigente().proxima_apertura(manana)

    def _p(self, usuario: str) -> Usuario:
        return self.pueblo.personas[usuario]


def _cuerpo(lugar: str) -> str:
    return (
        f"La Alcaldía invita a quienes viven en {lugar} a participar. "
        "Más información en la ventanilla, de lunes a viernes, de **8:00 a 16:00**.\n\n"
        "- Dónde: Palacio Municipal\n- Teléfono: 555-0100\n"
    )


def imagen(numero: int, titulo: str) -> Contenido:
    """A drawing of its own for each: nobody's photograph."""
    imagen = Image.new("RGB", (1200, 630), COLORES[numero % len(COLORES)])
    trazo = ImageDraw.Draw(imagen)
    trazo.ellipse((820, 70, 1040, 290), fill="#ffffff")
    trazo.polygon(((0, 630), (0, 430), (420, 300), (1200, 470), (1200, 630)), fill="#0b6b53")
    trazo.polygon(((0, 630), (0, 540), (760, 470), (1200, 560), (1200, 630)), fill="#064536")
    salida = io.BytesIO()
    imagen.save(salida, format="PNG")
    salida.seek(0)
    return adjuntos.revisar(salida, f"{titulo[:40]}.png", solo_imagen=True)
