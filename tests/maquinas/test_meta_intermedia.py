"""A part of a meta: planned, worked on, reported, validated by somebody else; perhaps told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize

from core.models import Caso, Historial
from tests.builders import ACTA, en_dias
from tests.maquinas.perfil import sin_andar, vivir
from tests.maquinas.test_meta import EDITA, EN_PROGRAMA, GERENCIA, INSTITUCIONAL, un_gobierno
from tests.maquinas.vida import Datos, Paso, Vida, de
from tests.workflows.metas.builders import CAMINO, CAMINO_MI, LUNES
from workflows.metas import states
from workflows.metas.actions import intermedias
from workflows.metas.models import MetaIntermedia

VIDAS = 16
TRABAJA = GERENCIA | de("responsable")
ENLACE = "https://alborada.test/foto"
SOLO_EN_PROGRAMA = ("quitar", "editar")


class VidaDeUnaParte(Vida):
    MODELO = MetaIntermedia
    CLAVE = "mi_id"
    COMIENZO = LUNES
    FLECHAS = {
        ("iniciar", "programada"): ("en_ejecucion", TRABAJA),
        ("reportar_avance", "en_ejecucion"): ("en_ejecucion", TRABAJA),
        ("reportar", "programada"): ("reportada", TRABAJA),
        ("reportar", "en_ejecucion"): ("reportada", TRABAJA),
        ("validar", "reportada"): ("cumplida", INSTITUCIONAL),
        ("devolver", "reportada"): ("en_ejecucion", INSTITUCIONAL),
        ("reprogramar", "programada"): ("programada", GERENCIA | INSTITUCIONAL),
        ("reprogramar", "en_ejecucion"): ("en_ejecucion", GERENCIA | INSTITUCIONAL),
        ("descartar", "cumplida"): ("cumplida", de("prensa")),
        ("quitar", "programada"): ("cancelada", GERENCIA),
        ("editar", "programada"): ("programada", EDITA),
        **{
            ("adjuntar", estado): (estado, TRABAJA | INSTITUCIONAL) for estado in states.ABIERTOS_MI
        },
    }
    # While its meta runs (`relojes`).
    RELOJES = {
        "programada": de("mi.vence"),
        "en_ejecucion": de("mi.vence"),
        "reportada": de("mi.validar"),
        "cumplida": de(),
        "cancelada": de(),
    }
    PASOS = {
        "iniciar": Paso(intermedias.iniciar),
        "reportar_avance": Paso(
            intermedias.reportar_avance,
            lambda _vida, caso: {"porcentaje": states.PORCENTAJES[caso.version % 5]},
            lambda _vida, _caso: {"porcentaje": 100},
        ),
        "reportar": Paso(
            intermedias.reportar,
            lambda _vida, _caso: {"informe": "Está firmado.", "evidencias": [ACTA]},
            lambda _vida, _caso: {"informe": "Está firmado.", "enlace": "en mi escritorio"},
        ),
        "validar": Paso(intermedias.validar),
        "devolver": Paso(
            intermedias.devolver,
            lambda _vida, _caso: {"motivo": "Falta la firma."},
            lambda _vida, _caso: {"motivo": ""},
        ),
        "reprogramar": Paso(
            intermedias.reprogramar,
            lambda vida, caso: {"fecha": vida.otra_fecha(caso), "motivo": "Llueve."},
            lambda _vida, _caso: {"fecha": en_dias(-1), "motivo": "Llueve."},
        ),
        "descartar": Paso(
            intermedias.descartar,
            lambda _vida, _caso: {"motivo": "Ya se contó."},
            lambda _vida, _caso: {"motivo": " "},
        ),
        "quitar": Paso(
            intermedias.quitar,
            lambda _vida, _caso: {"motivo": "Sobra."},
            lambda _vida, _caso: {"motivo": " "},
        ),
        "editar": Paso(
            intermedias.editar,
            lambda vida, caso: {"cambios": vida.correccion(caso)},
            lambda _vida, _caso: {"cambios": {"peso": 0}},
        ),
        "adjuntar": Paso(intermedias.adjuntar, lambda _vida, _caso: {"archivos": [ACTA]}),
    }

    @initialize(datos=st.data())
    def planear(self, datos: st.DataObject) -> None:
        """Part of a meta that mostly runs; its responsable may be anybody, even who validates."""
        estado = datos.draw(st.sampled_from([*["en_ejecucion"] * 8, *CAMINO]), label="su meta")
        responsable = datos.draw(
            st.sampled_from(["luis", "gabriel", "carmen", "elena"]), label="responsable"
        )
        gente = {nombre: self.gente.persona(nombre) for nombre in self.ids}
        gobierno = un_gobierno(gente, responsable, institucional="elena")
        meta = gobierno.hasta(
            estado,
            suplente=gente[datos.draw(st.sampled_from(["marta", "carmen"]), label="suplente")],
            nivel_reserva=datos.draw(st.integers(0, 2), label="reserva"),
        )
        cual = datos.draw(st.integers(0, 2), label="cuál")
        parte = meta.vivas()[cual]
        self.caso_id = parte.pk
        contar = datos.draw(st.sampled_from([True, True, False]), label="hay algo que contar")
        self.MODELO.objects.filter(pk=parte.pk).update(oportunidad_comunicacional=contar)
        camino = CAMINO_MI if responsable != "elena" else CAMINO_MI[:-1]
        llega = datos.draw(st.sampled_from(camino), label="llega a")
        if estado == "en_ejecucion":
            gobierno.llevar(parte, llega)

    def papeles(self, caso: MetaIntermedia) -> Mapping[str, Iterable[int | None]]:
        return {
            "responsable": [caso.responsable_id],
            "gerente": [caso.meta.gerente_id],
            "suplente": [caso.meta.suplente_id],
            "institucional": [caso.meta.responsable_institucional_id],
        }

    def condicion(self, verbo: str, caso: MetaIntermedia) -> bool:
        if verbo == "adjuntar":
            return True
        if verbo == "descartar":
            return self.por_contar(caso)
        donde = EN_PROGRAMA if verbo in SOLO_EN_PROGRAMA else ("en_ejecucion",)
        return caso.meta.estado in donde

    def veta(self, verbo: str, caso: MetaIntermedia, como: str, quien: str) -> bool:
        """Who reports does not validate; what delays the meta is not for who runs it to move."""
        suyas = {caso.responsable_id, caso.reportada_por_id}
        if verbo in ("validar", "devolver"):
            aqui = {como, quien} if verbo == "validar" else {como}
            return bool(suyas & {self.gente.ids[uno] for uno in aqui})
        if verbo == "reprogramar":
            identidades = self.gente.identidades(quien)
            manda = any(self.es(uno, caso) & INSTITUCIONAL for uno in identidades)
            return self.delata_a_la_meta(caso) and not manda
        return False

    def delata_a_la_meta(self, caso: MetaIntermedia) -> bool:
        """Moving it delays others: it is on the critical path, or the meta ends on another day."""
        fechas = [mi.fecha_vigente for mi in caso.meta.vivas() if mi.pk != caso.pk]
        final = max([self.otra_fecha(caso), *(una for una in fechas if una)])
        return caso.ruta_critica or final != caso.meta.fin_vigente

    def relojes(self, caso: MetaIntermedia) -> Iterable[str]:
        contar = {"mi.oportunidad"} if self.por_contar(caso) else set()
        corre = caso.meta.estado == "en_ejecucion"
        return contar | (self.RELOJES[caso.estado] if corre else set())

    def por_contar(self, caso: MetaIntermedia) -> bool:
        """It was met, there is something to tell, and nobody has said that it is not worth it."""
        dichos = Historial.objects.filter(expediente=caso.pk, verbo__in=("validar", "descartar"))
        ultimo = dichos.order_by("-pk").first()
        return caso.oportunidad_comunicacional and ultimo is not None and ultimo.verbo == "validar"

    def casos(self) -> list[Caso]:
        return [self.caso, self.caso.meta]

    def otra_fecha(self, caso: MetaIntermedia) -> Any:
        """Near, so that it need not delay the meta; another than it has."""
        fecha = max((caso.fecha_vigente or en_dias(1)) - timedelta(days=2), en_dias(0))
        return fecha if fecha != caso.fecha_vigente else en_dias(9)

    def correccion(self, caso: MetaIntermedia) -> Datos:
        quedan = [uno for uno in ("luis", "marta", "ines") if uno not in self.gente.idos]
        quien = self.gente.persona(quedan[caso.version % len(quedan)])
        return {"titulo": f"Diseño, {caso.version}", "responsable": quien}

    def al_darse(self, verbo: str, quien: str, antes: Any, despues: Any) -> None:
        assert (despues.porcentaje == 100) == (despues.estado == "cumplida")
        assert despues.fecha_linea_base == antes.fecha_linea_base


def test_no_history_leads_a_part_of_a_meta_astray(ids: dict[str, int]) -> None:
    vida = type("Esta", (VidaDeUnaParte,), {"ids": ids, "dados": Counter()})
    vivir(vida, vidas=VIDAS)
    assert sin_andar(vida) == []
