"""A pieza: written, approved by another hand, published, corrected, withdrawn; and networks fail.

Whatever people, workers and networks do, only what was approved is out, and only once.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant

from channels.models import Publicacion
from core import clock
from core.transitions import NotAllowed
from ops.sandbox.client import Sandbox
from tasks import publish
from tests.builders import ACTA
from tests.channels.builders import an_account
from tests.maquinas.perfil import sin_andar, vivir
from tests.maquinas.vida import Datos, Paso, Vida, de
from tests.momentos import MIERCOLES
from tests.workflows.comunicacion.builders import con_imagen
from workflows.comunicacion import actions, queries, states
from workflows.comunicacion.models import Pieza
from workflows.comunicacion.queries import salidas

VIDAS = 12
REDES = {"facebook": "facebook", "twitter": "x"}
TEXTOS = ("Abre el lunes.", "Abre el martes.", "Abre el jueves.")
FALLAS = ("reset", "lost_response", "rate_limit", "truncated", "server_error_json")
ESCRIBE = de("autor", "prensa")
REVISA = de("titular", "prensa")
# What is done to its publications: no steps of the machine.
SALIDAS = {"reintentar": de("prensa"), "decidir": de("prensa", "titular")}


class VidaDeUnaPieza(Vida):
    MODELO = Pieza
    CLAVE = "pieza_id"
    COMIENZO = MIERCOLES
    FLECHAS = {
        ("enviar", "borrador"): ("en_revision", ESCRIBE),
        ("aprobar", "en_revision"): ("aprobada", REVISA),
        ("devolver", "en_revision"): ("devuelta", REVISA),
        ("corregir", "devuelta"): ("borrador", ESCRIBE),
        ("editar", "borrador"): ("borrador", ESCRIBE),
        ("editar", "aprobada"): ("borrador", ESCRIBE),
        **{
            ("retirar", estado): ("retirada", REVISA)
            for estado in ("aprobada", "borrador", "en_revision", "devuelta")
        },
        **{("adjuntar", estado): (estado, ESCRIBE) for estado in states.ABIERTOS},
    }
    # And, in any state, one to attend to what did not go out (`relojes`).
    RELOJES = {
        **dict.fromkeys(("borrador", "devuelta", "aprobada", "retirada"), de()),
        "en_revision": de("pieza.aprobar"),
    }
    PASOS = {
        "enviar": Paso(actions.enviar),
        "aprobar": Paso(
            actions.aprobar,
            lambda _vida, caso: {"huella": queries.huella(caso)},
            lambda _vida, _caso: {"huella": "0" * 64},
            error=NotAllowed,
        ),
        "devolver": Paso(
            actions.devolver,
            lambda _vida, _caso: {"observaciones": "Falta desde cuándo."},
            lambda _vida, _caso: {"observaciones": " "},
        ),
        "corregir": Paso(actions.corregir),
        "editar": Paso(
            actions.editar,
            lambda _vida, caso: {
                "cambios": {
                    "entradilla": f"Van {caso.version}.",
                    "texto_facebook": TEXTOS[caso.version % 3],
                    "texto_x": TEXTOS[caso.version % 2],
                }
            },
            lambda _vida, _caso: {"cambios": {"publicar_en": clock.now() - timedelta(hours=1)}},
        ),
        "retirar": Paso(
            actions.retirar,
            lambda _vida, _caso: {"nota": "La fecha era otra."},
            lambda _vida, _caso: {"nota": " "},
        ),
        "adjuntar": Paso(actions.adjuntar, lambda _vida, _caso: {"archivos": [ACTA]}),
    }
    SUCESOS = (*Vida.SUCESOS, *("trabajar",) * 8, *("frenar",) * 2, *("atender",) * 3)
    sandbox: ClassVar[Sandbox]

    @initialize(datos=st.data())
    def escribir(self, datos: st.DataObject) -> None:
        """Somebody writes it, with a picture or without, for now or for later."""
        self.sandbox.reset()
        quien = datos.draw(st.sampled_from(["paula", "bruno", "gabriel", "rosa"]), label="quien")
        dentro = datos.draw(st.sampled_from([0, 0, 3]), label="horas")
        ilustrada = datos.draw(st.booleans(), label="con imagen")
        self.autor, self.redactores = quien, set[str]()
        self.aprobados: set[tuple[str, str]] = set()
        self.vigentes: set[tuple[str, str]] = set()
        self.caso_id = actions.crear(
            actor=self.gente.persona(quien),
            titulo="Abre el muelle",
            cuerpo="El **muelle** mide 40 metros.",
            enlace_en_x=False,
            publicar_en=clock.now() + timedelta(hours=dentro) if dentro else None,
            **(con_imagen() if ilustrada else {}),
        ).pk

    def trabajar(self, datos: st.DataObject) -> None:
        """A network fails, or not, and the workers look, every few minutes.

        What appears is of the version approved now, and nothing appears twice.
        """
        for red in REDES.values():
            self.sandbox.clear(red)
            if falla := datos.draw(st.sampled_from([None, None, *FALLAS]), label=red):
                self.sandbox.fault(red, falla)
        antes = self.a_la_vista()
        for _vuelta in range(datos.draw(st.sampled_from([1, 1, 5]), label="vueltas")):
            self.poner_hora(clock.now() + timedelta(minutes=4))
            actions.recuperar()
            publish.publicar()
        despues = self.a_la_vista()
        nuevos = {despues[clave] for clave in despues.keys() - antes.keys()}
        assert nuevos <= self.vigentes, f"{nuevos} is out, and {self.vigentes} was approved"
        assert set(Counter(despues.values()).values()) <= {1}
        for fila in Publicacion.objects.filter(estado="publicada", canal__in=REDES):
            assert despues[fila.remote_id] == (fila.canal, fila.post["texto"])

    def frenar(self, datos: st.DataObject) -> None:
        """The titular stops all posting, or lets it go on."""
        titular = self.gente.persona("tomas")
        if titular.is_active and datos.draw(st.booleans(), label="detener"):
            actions.detener(actor=titular, motivo="Duelo")
        elif titular.is_active:
            actions.reanudar(actor=titular)

    def atender(self, datos: st.DataObject) -> None:
        """Prensa tries again what failed, and says of what is in doubt that it is not out."""
        quien = next(uno for uno in ("paula", "bruno", "tomas") if uno not in self.gente.idos)
        for fila in salidas.con_problemas_de(self.caso):
            decide = fila.estado == "por_decidir"
            if decide and not datos.draw(st.booleans(), label="decidir"):
                continue
            persona = self.gente.persona(quien)
            if decide:
                actions.decidir(publicacion_id=fila.pk, actor=persona, publicada=False)
            elif quien != "tomas":
                actions.reintentar(publicacion_id=fila.pk, actor=persona)

    @invariant()
    def lo_congelado_es_lo_que_se_firmo(self) -> None:
        """One row for each version and channel, whose text and picture are those of its hash."""
        filas = list(Publicacion.objects.select_related("imagen"))
        assert len({(fila.expediente_id, fila.huella, fila.canal) for fila in filas}) == len(filas)
        for fila in filas:
            if fila.canal in REDES:
                assert fila.huella == huella(fila)
                assert (fila.canal, fila.post["texto"]) in self.aprobados

    def puede(self, verbo: str, caso: Any, quien: str) -> bool:
        if verbo not in SALIDAS:
            return super().puede(verbo, caso, quien)
        return any(self.es(uno, caso) & SALIDAS[verbo] for uno in self.gente.identidades(quien))

    def papeles(self, caso: Pieza) -> Mapping[str, Iterable[int | None]]:
        return {"autor": [self.ids[self.autor]]}

    def condicion(self, verbo: str, caso: Pieza) -> bool:
        salidas = caso.publicaciones.exclude(estado="cancelada")
        return verbo != "retirar" or caso.estado == "aprobada" or salidas.exists()

    def veta(self, verbo: str, caso: Pieza, como: str, quien: str) -> bool:
        """Who writes does not approve, in the name of another neither."""
        escribieron = {self.autor, *self.redactores}
        return verbo in ("aprobar", "devolver") and bool(escribieron & {como, quien})

    def relojes(self, caso: Pieza) -> Iterable[str]:
        """What needs a person has an hour; C05."""
        atender = salidas.con_problemas_de(caso).exists()
        return self.RELOJES[caso.estado] | ({"publicacion.atender"} if atender else set())

    def al_darse(self, verbo: str, quien: str, antes: Any, despues: Any) -> None:
        if verbo == "editar":
            otros = set[str]() if antes.estado == "aprobada" else self.redactores
            self.redactores = {quien, *otros}
        if verbo == "aprobar":
            self.vigentes = {(una.canal, una.texto) for una in queries.vista_previa(despues)}
            self.aprobados |= self.vigentes
        if verbo in ("editar", "retirar"):
            self.vigentes = set()

    def a_la_vista(self) -> dict[str, tuple[str, str]]:
        """(channel, text) of each post the public sees, by its id."""
        return {
            post["id"]: (canal, post.get("message", post.get("text", "")).partition("\n\nhttp")[0])
            for canal, red in REDES.items()
            for post in self.sandbox.posts(red)
        }


def huella(fila: Publicacion) -> str:
    """The hash of what the row would show on a network, worked out from the row alone."""
    visto: Datos = {clave: fila.post[clave] for clave in ("token", "texto", "enlace", "alt")}
    visto["imagen"] = fila.imagen.sha256 if fila.imagen else ""
    return hashlib.sha256(json.dumps(visto, sort_keys=True).encode()).hexdigest()


def test_no_history_leads_a_pieza_astray(ids: dict[str, int], sandbox: Sandbox) -> None:
    an_account("facebook")
    an_account("twitter")
    nombres = {"ids": ids, "dados": Counter(), "sandbox": sandbox}
    vida = type("Esta", (VidaDeUnaPieza,), nombres)
    vivir(vida, vidas=VIDAS)
    assert sin_andar(vida) == []
