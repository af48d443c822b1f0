"""A meta: proposed, programmed in parts, reviewed, approved; then it runs, and is told about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant

from core import clock
from core.models import Caso, Historial, Lugar, Tema, Usuario
from tests.builders import ACTA, en_dias
from tests.maquinas import leyes
from tests.maquinas.perfil import sin_andar, vivir
from tests.maquinas.vida import Datos, Paso, Vida, de
from tests.workflows.metas.builders import CAMINO, LUNES, Gobierno
from workflows.metas import actions, queries, states
from workflows.metas.actions import indicadores, intermedias, metas
from workflows.metas.models import Meta

VIDAS = 12
GERENCIA = de("gerente", "suplente")
INSTITUCIONAL = de("institucional", "responsable_metas")
EDITA = GERENCIA | INSTITUCIONAL | de("contraparte")
EN_PROGRAMA = ("borrador", "en_programacion")


def un_gobierno(
    gente: Mapping[str, Usuario], responsable: str, institucional: str = "carmen"
) -> Gobierno:
    """Who proposes, programs, reviews and approves it."""
    return Gobierno(
        titular=gente["tomas"],
        institucional=gente[institucional],
        gerente=gente["gabriel"],
        responsable=gente[responsable],
        tema=Tema.objects.get_or_create(nombre="Agua")[0],
        lugar=Lugar.objects.get_or_create(nombre="El Roble")[0],
    )


class VidaDeUnaMeta(Vida):
    MODELO = Meta
    CLAVE = "meta_id"
    COMIENZO = LUNES
    FLECHAS = {
        ("programar", "borrador"): ("en_programacion", EDITA),
        ("enviar_a_revision", "en_programacion"): ("en_revision", GERENCIA),
        ("visar", "en_revision"): ("visada", INSTITUCIONAL),
        ("devolver", "en_revision"): ("en_programacion", INSTITUCIONAL | de("titular")),
        ("devolver", "visada"): ("en_programacion", INSTITUCIONAL | de("titular")),
        ("aprobar", "visada"): ("aprobada", de("titular")),
        ("iniciar", "aprobada"): ("en_ejecucion", de("sistema")),
        ("actualizar", "en_ejecucion"): ("en_ejecucion", GERENCIA),
        **{
            ("relevar", estado): (estado, INSTITUCIONAL | de("contraparte"))
            for estado in ("en_revision", "visada", "aprobada", "en_ejecucion")
        },
        **{("editar", estado): (estado, EDITA) for estado in EN_PROGRAMA},
        **{("definir_indicador", estado): (estado, EDITA) for estado in EN_PROGRAMA},
        **{("agregar_intermedia", estado): (estado, GERENCIA) for estado in EN_PROGRAMA},
        ("medir", "en_ejecucion"): ("en_ejecucion", GERENCIA | INSTITUCIONAL),
        **{("adjuntar", estado): (estado, EDITA) for estado in states.ABIERTOS},
    }
    RELOJES = {
        **dict.fromkeys(("borrador", "en_programacion", "en_revision", "visada"), de()),
        "aprobada": de("meta.inicio"),
        "en_ejecucion": de(),
    }
    PASOS = {
        "programar": Paso(metas.programar),
        "enviar_a_revision": Paso(metas.enviar_a_revision),
        "visar": Paso(metas.visar),
        "devolver": Paso(
            metas.devolver,
            lambda _vida, _caso: {"motivo": "Falta la captación."},
            lambda _vida, _caso: {"motivo": " "},
        ),
        "aprobar": Paso(metas.aprobar),
        "iniciar": Paso(metas.iniciar, con_version=False),
        "actualizar": Paso(
            metas.actualizar,
            lambda _vida, caso: (
                {"hecho": "El diseño.", "sigue": "Licitar.", "necesita": "Una firma."}
                if caso.version % 2
                else {"sin_cambios": True}
            ),
            lambda _vida, _caso: {"hecho": "El diseño."},
        ),
        "relevar": Paso(
            metas.relevar,
            lambda vida, caso: {"gerente": vida.otro_gerente(caso), "motivo": "Se jubiló."},
            lambda _vida, caso: {"gerente": caso.gerente, "motivo": "Se jubiló."},
        ),
        "editar": Paso(
            metas.editar,
            lambda vida, caso: {"cambios": vida.correccion(caso)},
            lambda _vida, _caso: {"cambios": {"publica": True, "nivel_reserva": 2}},
        ),
        "definir_indicador": Paso(
            indicadores.definir,
            lambda _vida, caso: {
                "nombre": "Hogares con agua",
                "unidad": "hogares",
                "linea_base": Decimal(caso.version),
                "valor_meta": Decimal(640),
            },
            lambda _vida, _caso: {"nombre": "", "unidad": "hogares"},
        ),
        "agregar_intermedia": Paso(
            intermedias.crear,
            lambda vida, caso: vida.parte_que_falta(caso),
            lambda _vida, _caso: {"titulo": "Otra", "peso": 0},
        ),
        "medir": Paso(
            indicadores.medir,
            lambda _vida, caso: {"valor_actual": Decimal(caso.version), "fecha": clock.today()},
            lambda _vida, _caso: {"valor_actual": Decimal(1), "fecha": en_dias(1)},
        ),
        "adjuntar": Paso(metas.adjuntar, lambda _vida, _caso: {"archivos": [ACTA]}),
    }
    SUCESOS = (*Vida.SUCESOS, *("vencer",) * 3, *("quitar_la_que_sobra",) * 2, "mirar_el_tablero")

    @initialize(datos=st.data())
    def proponer(self, datos: st.DataObject) -> None:
        """Gabriel proposes it, starting today or later, and it has come some way already."""
        estado = datos.draw(st.sampled_from(CAMINO), label="llega a")
        dentro = 0 if estado == "en_ejecucion" else datos.draw(st.integers(0, 6), label="empieza")
        suplente = datos.draw(st.sampled_from([None, "marta", "carmen"]), label="suplente")
        gente = {nombre: self.gente.persona(nombre) for nombre in self.ids}
        gobierno = un_gobierno(gente, "luis", institucional="elena")
        self.caso_id = gobierno.hasta(
            estado,
            inicio=en_dias(dentro),
            suplente=gente[suplente] if suplente else None,
            nivel_reserva=datos.draw(st.integers(0, 2), label="reserva"),
        ).pk

    def vencer(self, _datos: st.DataObject) -> None:
        """It begins on the day it said, by itself, and once."""
        antes = self.caso
        toca = antes.estado == "aprobada" and antes.primera_fecha() <= clock.today()
        assert actions.iniciar_las_que_toca() == toca
        assert self.caso.estado == ("en_ejecucion" if toca else antes.estado)
        assert actions.iniciar_las_que_toca() == 0

    def quitar_la_que_sobra(self, _datos: st.DataObject) -> None:
        """Its gerente takes out of the plan what makes it weigh too much."""
        meta = self.caso
        sobran = [mi for mi in meta.vivas() if sum(uno.peso for uno in meta.vivas()) > 100]
        if sobran and meta.estado in EN_PROGRAMA and meta.gerente.is_active:
            intermedias.quitar(mi_id=sobran[-1].pk, actor=meta.gerente, motivo="Sobra.")

    @invariant()
    def la_linea_base_se_congela_al_aprobarla(self) -> None:
        meta = self.caso
        aprobada = meta.estado in (states.APROBADA, states.EN_EJECUCION)
        assert (meta.fin_linea_base is not None) == aprobada
        assert all((mi.fecha_linea_base is not None) == aprobada for mi in meta.vivas())

    @invariant()
    def sus_partes_corren_con_ella(self) -> None:
        """Each part has its date from the day the meta runs; it has not what the meta has not."""
        meta = self.caso
        corre = {"mi.vence"} if meta.estado == states.EN_EJECUCION else set()
        for mi in meta.intermedias.all():
            leyes.corren(mi, corre if mi.estado != states.CANCELADA else ())
            assert mi.nivel_reserva == meta.nivel_reserva

    def mirar_el_tablero(self, _datos: st.DataObject) -> None:
        """Its progress and its light can always be told."""
        for fila in queries.tablero(self.gente.persona("tomas")):
            assert 0 <= fila.avance <= 100
            assert fila.luz.razones
            assert (fila.luz.color == "gris") == (fila.meta.estado != states.EN_EJECUCION)

    def papeles(self, caso: Meta) -> Mapping[str, Iterable[int | None]]:
        return {
            "gerente": [caso.gerente_id],
            "suplente": [caso.suplente_id],
            "institucional": [caso.responsable_institucional_id],
        }

    def condicion(self, verbo: str, caso: Meta) -> bool:
        if verbo == "enviar_a_revision":
            return self.esta_completa(caso)
        if verbo == "iniciar":
            primera = caso.primera_fecha()
            return primera is not None and primera <= clock.today()
        return True

    def veta(self, verbo: str, caso: Meta, como: str, quien: str) -> bool:
        """Nobody signs his own programme: what he runs, or sent to review himself."""
        suyo = self.es_suya(caso, quien)
        if verbo == "visar":
            return suyo or bool(self.es(como, caso) & GERENCIA)
        return verbo == "aprobar" and como != quien and suyo

    def es_suya(self, caso: Meta, quien: str) -> bool:
        envio = Historial.objects.filter(expediente=caso.pk, verbo="enviar_a_revision").first()
        lo_envio = envio is not None and envio.usuario_id == self.gente.ids[quien]
        return lo_envio or bool(self.es(quien, caso) & GERENCIA)

    def esta_completa(self, caso: Meta) -> bool:
        partes = caso.vivas()
        return (
            len(partes) >= 3
            and sum(mi.peso for mi in partes) == 100
            and max(mi.fecha_vigente for mi in partes if mi.fecha_vigente) == caso.fin_vigente
        )

    def casos(self) -> list[Caso]:
        return [self.caso, *self.caso.intermedias.all()]

    def otro_gerente(self, caso: Meta) -> Usuario:
        """Somebody who is still there and does not run it: of four, two may have left."""
        cuatro = ("gabriel", "luis", "marta", "ines")
        posibles = (uno for uno in cuatro if uno not in self.gente.idos)
        return next(
            persona
            for persona in map(self.gente.persona, posibles)
            if persona.pk != caso.gerente_id
        )

    def correccion(self, caso: Meta) -> Datos:
        """Another title, degree and people, all of whom are still there."""
        quedan = [
            uno
            for uno in ("gabriel", "luis", "marta", "carmen", "elena")
            if uno not in self.gente.idos
        ]
        gira = quedan[caso.version % 3 :] + quedan[: caso.version % 3]
        gerente, suplente, institucional = (self.gente.persona(uno) for uno in gira[:3])
        return {
            "titulo": f"Agua las 24 horas, {caso.version}",
            "nivel_reserva": (caso.nivel_reserva + 1) % 5,
            "gerente": gerente,
            "suplente": suplente,
            "responsable_institucional": institucional,
        }

    def parte_que_falta(self, caso: Meta) -> Datos:
        """What the others leave of the whole weight, due before the last of them."""
        falta = 100 - sum(mi.peso for mi in caso.vivas())
        responsable = next(uno for uno in ("luis", "marta", "ines") if uno not in self.gente.idos)
        return {
            "titulo": "Una parte más",
            "peso": max(1, falta),
            "fecha_vigente": caso.fin_vigente,
            "responsable": self.gente.persona(responsable),
        }


def test_no_history_leads_a_meta_astray(ids: dict[str, int]) -> None:
    vida = type("Esta", (VidaDeUnaMeta,), {"ids": ids, "dados": Counter()})
    vivir(vida, vidas=VIDAS)
    assert sin_andar(vida) == []
