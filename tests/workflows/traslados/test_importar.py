"""Bringing sheets in: what each thing becomes, what is refused and why, all or nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from core import clock, origen
from core.models import Actor, HistorialCatalogo, Lugar, Tema, Usuario
from core.transitions import NotAllowed
from notifiers.models import Entrega
from tests.builders import un_compromiso
from tests.workflows.traslados import hojas
from workflows.compromisos.models import Compromiso
from workflows.metas.models import Meta
from workflows.solicitudes.models import Solicitud, TipoSolicitud
from workflows.traslados import actions
from workflows.traslados.entrada.importar import Informe, Rechazada
from workflows.traslados.entrada.mapas import Mapa
from workflows.traslados.models import Referencia

pytestmark = pytest.mark.django_db

Traer = Callable[..., Informe]


@pytest.fixture
def traer(elena: Usuario) -> Traer:
    """Bring a sheet in as Elena (contraparte), as its columns propose unless it is said."""

    def hacer(cosa: str, archivo: io.BytesIO, **campos: Any) -> Informe:
        mapa = campos.pop("mapa", None)
        fijos = campos.pop("fijos", {})
        fuente = campos.pop("fuente", "prueba")

        def elegir(propuesto: Mapa) -> Mapa:
            return Mapa(mapa or propuesto.columnas, fijos, fuente)

        campos.setdefault("usuario", elena)
        return actions.importar_archivo(archivo, cosa=cosa, mapa=elegir, **campos)

    return hacer


def cuentas(informe: Informe) -> tuple[int, int, int, int]:
    return informe.nuevas, informe.cambiadas, informe.iguales, informe.malas


def rechazo(hacer: Callable[[], object]) -> list[tuple[int, str, str]]:
    """The bad rows of an import that is refused: number, column, sentence."""
    with pytest.raises(Rechazada) as error:
        hacer()
    return [(uno.fila, uno.columna, uno.texto) for uno in error.value.informe.reparos]


class TestActores:
    HOJA = (
        "Nombre completo;Tipo;Cédula;E-mail;Celular;Empresa;Figura pública",
        "Ana Gil;persona;8-123-456;ana@correo.test;'+507 6000-1234;Cooperativa Sur;no",
        "Cooperativa Sur;Jurídica;;;;;sí",
    )

    def test_they_come_in_whatever_the_order_in_which_they_name_each_other(
        self, traer: Traer, elena: Usuario
    ) -> None:
        assert cuentas(traer("actores", hojas.csv(*self.HOJA))) == (2, 0, 0, 0)
        ana = Actor.objects.get(nombre="Ana Gil")
        assert (ana.tipo, ana.email, ana.telefono) == (
            "persona",
            "ana@correo.test",
            "+507 6000-1234",
        )
        assert ana.organizacion is not None
        assert (ana.organizacion.nombre, ana.organizacion.tipo) == (
            "Cooperativa Sur",
            "institucion",
        )
        assert ana.organizacion.publico
        assert HistorialCatalogo.objects.get(actor=ana).usuario == elena

    def test_the_same_sheet_again_makes_no_doubles(self, traer: Traer) -> None:
        traer("actores", hojas.csv(*self.HOJA))
        assert cuentas(traer("actores", hojas.csv(*self.HOJA))) == (0, 0, 2, 0)
        assert Actor.objects.count() == 2

    def test_what_is_there_changes_only_if_that_was_asked_for(self, traer: Traer) -> None:
        traer("actores", hojas.csv("nombre,cargo", "Ana Gil,Vocal"))
        nueva = ("nombre,cargo,telefono", "ANA GIL,Presidenta,")
        assert cuentas(traer("actores", hojas.csv(*nueva))) == (0, 0, 1, 0)
        assert Actor.objects.get().cargo == "Vocal"
        assert cuentas(traer("actores", hojas.csv(*nueva), actualizar=True)) == (0, 1, 0, 0)
        assert Actor.objects.get().cargo == "Presidenta"

    def test_two_of_the_same_name_and_other_documents_are_two(self, traer: Traer) -> None:
        hoja = ("nombre,documento", "Ana Gil,1", "Ana Gil,2")
        assert cuentas(traer("actores", hojas.csv(*hoja))) == (2, 0, 0, 0)
        assert cuentas(traer("actores", hojas.csv(*hoja))) == (0, 0, 2, 0)

    def test_a_document_is_never_kept_as_it_is(self, traer: Traer) -> None:
        traer("actores", hojas.csv("nombre,documento", "Ana Gil,8-123-456"))
        assert "8-123-456" not in Referencia.objects.get().clave

    def test_one_of_several_of_that_name_is_not_guessed(self, traer: Traer) -> None:
        for _vez in range(2):
            Actor.objects.create(nombre="Ana Gil")
        (uno,) = rechazo(lambda: traer("actores", hojas.csv("nombre,cargo", "Ana Gil,Vocal")))
        assert uno[2].startswith("Hay 2 actores de ese tipo que se llaman «Ana Gil»")

    def test_each_bad_row_is_told_and_nothing_comes_in(self, traer: Traer) -> None:
        hoja = hojas.csv(
            "nombre,tipo,email,lugar,consentimiento",
            "Buena,persona,,,",
            ",persona,,,",
            "Mala,robot,no es correo,Atlántida,31/02/2026",
            f"{'x' * 161},,,,",
        )
        reparos = rechazo(lambda: traer("actores", hoja))
        assert reparos == [
            (3, "nombre", "Falta este dato."),
            (4, "tipo", reparos[1][2]),
            (4, "email", "No es una dirección de correo."),
            (4, "lugar", "No hay un lugar llamado «Atlántida», ni con ese código."),
            (4, "consentimiento", "Esa fecha no existe en el calendario."),
            (5, "nombre", "Tiene 161 letras, y caben 160."),
        ]
        assert "No es ninguna de las opciones: persona, institucion" in reparos[1][2]
        assert not Actor.objects.exists()

    def test_what_no_row_brings_is_told(self, traer: Traer) -> None:
        reparos = rechazo(lambda: traer("actores", hojas.csv("nombre,empresa", "Ana,Nadie SA")))
        assert reparos == [(2, "empresa", "No hay un actor llamado «Nadie SA».")]

    def test_a_formula_is_refused(self, traer: Traer) -> None:
        reparos = rechazo(lambda: traer("actores", hojas.xlsx(["nombre"], ["=A1"])))
        assert reparos == [
            (2, "nombre", "Es una fórmula. Copie la columna y péguela como valores.")
        ]

    def test_words_are_understood_in_spanish_and_in_the_language_of_the_person(
        self, traer: Traer
    ) -> None:
        with override("en"):
            traer("actores", hojas.csv("Name,Type", "Unión,institución", "Sur,Institution"))
        assert set(Actor.objects.values_list("tipo", flat=True)) == {"institucion"}


class TestTemas:
    def test_a_tree_in_any_order(self, traer: Traer, agua: Tema) -> None:
        hoja = hojas.csv("tema,parte de", "Pozos,Agua rural", "Agua rural,AGUA Y SANEAMIENTO")
        assert cuentas(traer("temas", hoja)) == (2, 0, 0, 0)
        pozos = Tema.objects.get(nombre="Pozos")
        assert pozos.superior is not None
        assert pozos.superior.superior == agua

    def test_a_ring_comes_in_nowhere(self, traer: Traer) -> None:
        reparos = rechazo(lambda: traer("temas", hojas.csv("tema,padre", "A,B", "B,A")))
        assert [texto for *_resto, texto in reparos] == [
            "No hay un tema llamado «B».",
            "No hay un tema llamado «A».",
        ]

    def test_one_of_that_name_elsewhere_is_another(self, traer: Traer, agua: Tema) -> None:
        Tema.objects.create(nombre="Pozos", superior=agua)
        Tema.objects.create(nombre="Obras")
        hoja = hojas.csv("tema,padre", "Pozos,Obras")
        assert rechazo(lambda: traer("temas", hoja)) == [
            (2, "", "Ya hay un tema «Pozos», y está dentro de «Agua y saneamiento».")
        ]

    def test_a_column_said_many_times_gives_each_once_and_its_gaps_nothing(
        self, traer: Traer
    ) -> None:
        hoja = hojas.csv("n,area1,area2", "1,Obras,Salud", "2,Obras,", "3,,")
        assert cuentas(traer("temas", hoja, mapa={"area1": "nombre"})) == (1, 0, 1, 0)
        hoja.seek(0)
        assert cuentas(traer("temas", hoja, mapa={"area2": "nombre"})) == (1, 0, 0, 0)

    def test_an_administrator_may_bring_them(self, traer: Traer, sofia: Usuario) -> None:
        assert cuentas(traer("temas", hojas.csv("tema", "Pozos"), usuario=sofia)) == (1, 0, 0, 0)
        with pytest.raises(NotAllowed):
            traer("actores", hojas.csv("nombre", "Ana"), usuario=sofia)


class TestLugares:
    HOJA = (
        "Cod;Barrio;Cod padre;Lat;Lng;Habitantes",
        "01-1;El Roble;01;8,9501;-79,5301;1.200",
        "01;Bahía Chica;;8°57'N;79°31'W;",
    )

    def test_points_and_a_tree_by_code(self, traer: Traer) -> None:
        assert cuentas(traer("lugares", hojas.csv(*self.HOJA))) == (2, 0, 0, 0)
        roble = Lugar.objects.get(codigo_oficial="01-1")
        assert (roble.latitud, roble.longitud, roble.poblacion) == (8.9501, -79.5301, 1200)
        assert roble.superior is not None
        assert (roble.superior.nombre, roble.superior.latitud) == ("Bahía Chica", 8.95)

    def test_a_code_is_the_same_place_whatever_it_is_called_now(self, traer: Traer) -> None:
        traer("lugares", hojas.csv(*self.HOJA))
        hoja = hojas.csv("codigo,nombre", "01-1,El Roble Nuevo")
        assert cuentas(traer("lugares", hoja, actualizar=True)) == (0, 1, 0, 0)
        assert Lugar.objects.get(codigo_oficial="01-1").nombre == "El Roble Nuevo"

    def test_the_same_name_elsewhere_is_another_place(self, traer: Traer) -> None:
        hoja = hojas.csv("lugar,está en", "Norte,", "Sur,", "Centro,Norte", "Centro,Sur")
        assert cuentas(traer("lugares", hoja)) == (4, 0, 0, 0)
        hoja.seek(0)
        assert cuentas(traer("lugares", hoja)) == (0, 0, 4, 0)

    def test_a_row_that_says_it_again_is_left_and_one_that_says_otherwise_refused(
        self, traer: Traer
    ) -> None:
        hoja = hojas.csv("lugar,lat,lon", "A,8.9,-79.5", "A,8.9,-79.5", "A,8.8,-79.5", "B,8.9,")
        assert rechazo(lambda: traer("lugares", hoja)) == [
            (4, "", "Es lo mismo que la fila 2, con otros datos: Latitud."),
            (5, "", "Un punto lleva latitud y longitud."),
        ]

    def test_columns_put_together_make_a_name(self, traer: Traer) -> None:
        hoja = hojas.csv("direccion,accion", "Calle 1,Plaza", "Calle 2,Plaza", ",Parque")
        traer("lugares", hoja, mapa={"accion": "nombre", "direccion": "nombre"})
        assert set(Lugar.objects.values_list("nombre", flat=True)) == {
            "Calle 1 · Plaza", "Calle 2 · Plaza", "Parque",
        }  # fmt: skip


class TestMetas:
    def test_a_draft_with_what_the_sheet_says(
        self, traer: Traer, carmen: Usuario, gabriel: Usuario, agua: Tema, el_roble: Lugar
    ) -> None:
        hoja = hojas.csv(
            "N°;Meta;Responsable;Gerente;Presupuesto;Cumplimiento;Eje;Barrio;Personas beneficiadas",
            f"7;Agua para todos;{carmen.email};gabriel ortega;1.250.000,50;2029;"
            "Agua y saneamiento;el roble;12.000",
        )
        assert cuentas(traer("metas", hoja)) == (1, 0, 0, 0)
        meta = Meta.objects.get()
        assert (meta.estado, meta.gerente, meta.responsable_institucional) == (
            "borrador", gabriel, carmen,
        )  # fmt: skip
        assert (meta.presupuesto, meta.fin_vigente) == (Decimal("1250000.50"), date(2029, 12, 31))
        assert meta.beneficiarios == 12_000
        assert (list(meta.temas.all()), list(meta.lugares.all())) == ([agua], [el_roble])

    def test_what_is_there_is_never_changed(self, traer: Traer, carmen: Usuario) -> None:
        fijos = {"responsable_institucional": "Carmen Ruiz"}
        traer("metas", hojas.csv("id,meta", "1,Agua"), fijos=fijos)
        for hoja in (("id,meta", "1,Agua y más"), ("meta", "AGUA")):
            assert cuentas(traer("metas", hojas.csv(*hoja), fijos=fijos)) == (0, 0, 1, 0)
        assert Meta.objects.get().titulo == "Agua"

    def test_references_of_two_sources_are_two_things(self, traer: Traer, carmen: Usuario) -> None:
        fijos = {"responsable_institucional": carmen.email}
        traer("metas", hojas.csv("id,meta", "1,Agua"), fijos=fijos, fuente="plan")
        traer("metas", hojas.csv("id,meta", "1,Luz"), fijos=fijos, fuente="promesas")
        assert Meta.objects.count() == 2


class TestCompromisos:
    def hoja(self, fecha: str, **mas: str) -> io.BytesIO:
        return hojas.csv(
            ",".join(["numero,tarea,encargado,vence,prometido a", *mas]),
            ",".join(
                [f"12,Entregar planos,Luis Ábrego,{fecha},Junta Comunal El Roble", *mas.values()]
            ),
        )

    def test_a_draft_that_nobody_is_told_of(self, traer: Traer, luis, junta, elena) -> None:
        informe = traer(
            "compromisos", self.hoja("31-dic-2099", prioridad="alta", reserva="discreta")
        )
        caso = Compromiso.objects.get()
        assert (caso.estado, caso.programador, caso.responsable) == ("borrador", elena, luis)
        assert (caso.fecha_vigente, caso.prioridad) == (date(2099, 12, 31), 3)
        assert (caso.nivel_reserva, caso.a_quien) == (2, junta)
        assert informe.correos == 0

    def test_sent_where_the_sheet_says_so(self, traer: Traer, luis, junta) -> None:
        traer("compromisos", self.hoja("31/12/2099", enviar="sí"))
        assert Compromiso.objects.get().estado == "asignada"

    def test_the_same_again_makes_no_double_though_it_was_corrected(
        self, traer: Traer, luis, junta
    ) -> None:
        traer("compromisos", self.hoja("31/12/2099"))
        Compromiso.objects.update(estado="cancelada")
        assert cuentas(traer("compromisos", self.hoja("30/12/2099"))) == (0, 0, 1, 0)
        otra = traer("compromisos", self.hoja("31/12/2099"), fuente="otra")
        assert cuentas(otra) == (0, 0, 1, 0)

    def test_what_one_may_not_see_is_not_told(self, traer: Traer, rosa, luis, junta) -> None:
        secreto = {"titulo": "Entregar planos", "fecha": date(2099, 12, 31), "nivel_reserva": 4}
        un_compromiso(rosa, luis, junta, **secreto)
        assert cuentas(traer("compromisos", self.hoja("31/12/2099"))) == (1, 0, 0, 0)

    def test_what_its_action_refuses_stands_at_its_column(self, traer: Traer, luis, junta) -> None:
        ayer = f"{clock.today().replace(year=clock.today().year - 1):%d/%m/%Y}"
        reparos = rechazo(lambda: traer("compromisos", self.hoja(ayer)))
        sentencia = "La fecha ya pasó. Si se prometió antes, dígalo en «Prometido antes»."
        assert reparos == [(2, "vence", sentencia)]
        sin_actor = hojas.csv("tarea,encargado,vence", "X,Luis Ábrego,31/12/2099")
        assert rechazo(lambda: traer("compromisos", sin_actor)) == [
            (2, "", "Diga a quién se prometió.")
        ]
        nadie = hojas.csv("tarea,encargado,vence", "X,Nadie Núñez,31/12/2099")
        assert rechazo(lambda: traer("compromisos", nadie)) == [
            (2, "encargado", "Nadie con cuenta se llama o tiene el correo «Nadie Núñez».")
        ]


class TestCompromisosDeAntes:
    """What the town hall had promised before: overdue, moved, fulfilled."""

    CABECERA = "tarea,encargado,a quién,vence,fecha original,cumplido,cumplido el,lo que se hizo"

    def filas(self, junta: Actor, *filas: str) -> io.BytesIO:
        return hojas.csv(
            self.CABECERA,
            *(fila.replace("QUIEN", f"Luis Ábrego,{junta.nombre}") for fila in filas),
        )

    def test_each_comes_in_as_it_is_and_nobody_has_a_mail(
        self, traer: Traer, luis: Usuario, junta: Actor
    ) -> None:
        hoja = self.filas(
            junta,
            "Vencida,QUIEN,2016,,85 %,,",
            "Movida,QUIEN,31/03/2017,31/12/2016,pendiente,,",
            "Cumplida,QUIEN,2018,,100,14/03/2018,Se abrió.",
            "Sin día,QUIEN,2018,,Cumplido,,",
            "Por venir,QUIEN,2099,,no,,",
        )
        informe = traer("compromisos", hoja, fijos={"de_antes": "sí"})
        assert cuentas(informe) == (5, 0, 0, 0)
        assert informe.correos == 0
        estados = dict(Compromiso.objects.values_list("titulo", "estado"))
        assert estados == {
            "Vencida": "borrador",
            "Movida": "borrador",
            "Cumplida": "cumplida",
            "Sin día": "cumplida",
            "Por venir": "borrador",
        }
        movida = Compromiso.objects.get(titulo="Movida")
        assert movida.fecha_compromiso_original == date(2016, 12, 31)
        cumplida = Compromiso.objects.get(titulo="Cumplida")
        assert (cumplida.informe, cumplida.origen) == ("Se abrió.", "traslado")
        hoja.seek(0)
        assert cuentas(traer("compromisos", hoja, fijos={"de_antes": "sí"})) == (0, 0, 5, 0)

    def test_one_that_is_done_is_not_sent(self, traer: Traer, luis: Usuario, junta: Actor) -> None:
        hoja = self.filas(junta, "Cumplida,QUIEN,2018,,sí,,", "Vencida,QUIEN,2018,,no,,")
        traer("compromisos", hoja, fijos={"de_antes": "sí", "enviado": "sí"})
        estados = dict(Compromiso.objects.values_list("titulo", "estado"))
        assert estados == {"Cumplida": "cumplida", "Vencida": "asignada"}

    def test_a_state_that_says_neither_is_refused(
        self, traer: Traer, luis: Usuario, junta: Actor
    ) -> None:
        hoja = self.filas(junta, "Rara,QUIEN,2018,,a medias,,")
        assert rechazo(lambda: traer("compromisos", hoja)) == [
            (2, "cumplido", "Escriba sí o no, «cumplido» o «pendiente», o cuánto en %.")
        ]

    def test_a_day_to_come_is_refused_beside_its_column(
        self, traer: Traer, luis: Usuario, junta: Actor
    ) -> None:
        hoja = self.filas(junta, "Rara,QUIEN,2018,,sí,31/12/2099,")
        assert rechazo(lambda: traer("compromisos", hoja)) == [
            (2, "cumplido el", "Ese día no ha llegado.")
        ]


class TestSolicitudes:
    def test_registered_as_at_the_counter(
        self, traer: Traer, rosa: Usuario, junta: Actor, el_roble: Lugar
    ) -> None:
        tipo = TipoSolicitud.objects.filter(activo=True).order_by("pk")[0]
        hoja = hojas.xlsx(
            ["Folio", "Tipo", "Asunto", "Vecino", "Ingreso", "Barrio", "Canal"],
            [
                "A-1",
                tipo.nombre,
                "Arreglar la bomba",
                junta.nombre,
                clock.today(),
                "El Roble",
                "Email",
            ],
        )
        informe = traer("solicitudes", hoja, usuario=rosa)
        caso = Solicitud.objects.get()
        assert (caso.solicitante, caso.canal, caso.estado) == (junta, "correo", "registrada")
        assert list(caso.lugares.all()) == [el_roble]
        assert cuentas(informe) == (1, 0, 0, 0)
        hoja.seek(0)
        assert cuentas(traer("solicitudes", hoja, usuario=rosa)) == (0, 0, 1, 0)

    def test_what_its_type_makes_compulsory_may_be_missing(
        self, traer: Traer, rosa: Usuario, junta: Actor
    ) -> None:
        hoja = hojas.csv("tipo,asunto,vecino", f"Invitación,Graduación,{junta}")

        assert cuentas(traer("solicitudes", hoja, usuario=rosa)) == (1, 0, 0, 0)
        assert Solicitud.objects.get().fecha_evento is None

    def test_who_may_not_register_one_may_not_bring_any(self, traer: Traer) -> None:
        with pytest.raises(NotAllowed):
            traer("solicitudes", hojas.csv("tipo,asunto,vecino", "a,b,c"))


class TestEnsayo:
    def test_it_says_what_would_happen_and_leaves_nothing(
        self, traer: Traer, rosa: Usuario, junta: Actor
    ) -> None:
        tipo = TipoSolicitud.objects.filter(activo=True).order_by("pk")[0]
        hoja = hojas.csv(
            "tipo,asunto,vecino", *(f"{tipo},Caso {n},{junta}" for n in range(3)), "x,y,z"
        )
        with origen.desde("ENSAY-O0001"):
            informe = traer("solicitudes", hoja, usuario=rosa, ensayo=True)
        assert cuentas(informe) == (3, 0, 0, 1)
        assert informe.correos > 0
        assert not Solicitud.objects.exists()
        assert not Entrega.objects.exists()
        assert not Referencia.objects.exists()

    def test_a_tree_is_rehearsed_whole(self, traer: Traer) -> None:
        hoja = hojas.csv("lugar,está en", *(f"L{n},L{n - 1}" for n in range(120, 0, -1)), "L0,")
        assert cuentas(traer("lugares", hoja, ensayo=True)) == (121, 0, 0, 0)
        assert not Lugar.objects.exists()

    def test_too_many_rows_are_refused(self, traer: Traer, settings: Any) -> None:
        settings.IMPORTAR_FILAS = 2
        with pytest.raises(ValidationError, match="más de 2 filas"):
            traer("temas", hojas.csv("tema", "A", "B", "C"))
        assert not Tema.objects.exists()


class TestMapa:
    @pytest.mark.parametrize(
        ("mapa", "fijos", "sentencia"),
        [
            ({"nada": "nombre"}, {}, "No hay una columna «nada»."),
            ({"a": "color"}, {}, "No hay un campo «color»."),
            ({"a": "nombre"}, {"color": "x"}, "No hay un campo «color»."),
            ({"a": "tipo", "b": "tipo"}, {"nombre": "x"}, "Varias columnas dicen «Tipo»"),
            ({"a": "cargo"}, {}, "Diga qué columna es «Nombre»"),
        ],
    )
    def test_what_makes_no_sense_is_refused(
        self, traer: Traer, mapa: dict[str, str], fijos: dict[str, str], sentencia: str
    ) -> None:
        with pytest.raises(ValidationError, match=sentencia):
            traer("actores", hojas.csv("a,b", "1,2"), mapa=mapa, fijos=fijos)

    def test_it_is_remembered_for_the_same_heading(self, traer: Traer) -> None:
        traer("actores", hojas.csv("X,y", "Ana,Vocal"), mapa={"X": "nombre", "y": "cargo"})
        traer("actores", hojas.csv("X,y", "Beto,Vocal"))
        assert Actor.objects.get(nombre="Beto").cargo == "Vocal"

    def test_a_fixed_value_stands_where_a_cell_is_empty(self, traer: Traer) -> None:
        hoja = hojas.csv("nombre,cargo", "Ana,", "Beto,Vocal")
        traer("actores", hoja, fijos={"cargo": "Socio", "tipo": "persona"})
        assert dict(Actor.objects.values_list("nombre", "cargo")) == {
            "Ana": "Socio",
            "Beto": "Vocal",
        }
