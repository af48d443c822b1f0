"""Actores, temas and lugares out of a sheet. What is there already is changed, or left as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import catalogos
from core.models import Actor, Catalogado, Lugar, Tema, Usuario
from workflows.traslados.entrada import contornos, valores
from workflows.traslados.entrada.campos import (
    Campo,
    Contexto,
    coordenada,
    de,
    fecha,
    opcion,
    palabras,
    sencillo,
)
from workflows.traslados.entrada.celdas import Malo, llano
from workflows.traslados.entrada.cosas.base import (
    MAX_REFERENCIA,
    REFERENCIA,
    Cosa,
    Espera,
    Resultado,
    con_otra,
    conocida,
    recordar,
)
from workflows.traslados.entrada.guia import Guia

Valores = dict[str, Any]
# Apart: what a column says that is no field of the row.
APARTE = {REFERENCIA, "superior", "superior_codigo", "geometria"}


def _puede(modelo: type[Catalogado]) -> Callable[[Usuario], bool]:
    return lambda user: catalogos.puede(user, catalogos.CREAR, modelo) is not None


def _guardar(
    contexto: Contexto, guia: Guia[Any], pk: int | None, dados: Valores
) -> tuple[Resultado, int]:
    """Make it, or change what a row says otherwise of one that is there, if that was asked for."""
    modelo = guia.filas.model
    if pk is None:
        hecho = catalogos.crear(modelo=modelo, actor=contexto.usuario, campos=dados)
        guia.agregar(hecho)
        return Resultado.NUEVA, hecho.pk
    actual = guia.una(pk)
    cambios = {campo: valor for campo, valor in dados.items() if getattr(actual, campo) != valor}
    if not cambios or not contexto.actualizar:
        return Resultado.IGUAL, pk
    hecho = catalogos.editar(modelo=modelo, pk=pk, actor=contexto.usuario, campos=cambios)
    guia.agregar(hecho)
    return Resultado.CAMBIADA, pk


def _dados(fila: Valores) -> Valores:
    """The fields a row fills in: an empty cell takes nothing away."""
    return {
        campo: valor
        for campo, valor in fila.items()
        if campo not in APARTE and valor not in (None, "")
    }


def _superior(guia: Guia[Any], fila: Valores) -> Any:
    """What it is part of, which may come in a later row."""
    for campo in ("superior_codigo", "superior"):
        if escrito := fila.get(campo):
            found = guia.buscar(escrito)
            if found is None:
                raise Espera(campo, guia.nadie % {"nombre": escrito})
            return found
    return None


# Actores ------------------------------------------------------------------------------------------


def traer_actor(contexto: Contexto, fila: Valores) -> tuple[Resultado, int]:
    """By its document; else by name and kind, unless the one found came under another document."""
    referencia = ACTORES.referencia(fila.get(REFERENCIA, ""))
    organizacion = fila.pop("organizacion", "")
    dados = _dados(fila) | _organizacion(contexto, organizacion)
    pk = conocida(ACTORES.nombre, contexto.fuente, referencia)
    if pk is None:
        pk = _actor_llamado(contexto, dados, referencia)
    resultado = _guardar(contexto, contexto.actores, pk, dados)
    recordar(ACTORES.nombre, contexto.fuente, referencia, resultado[1])
    return resultado


def _organizacion(contexto: Contexto, escrita: str) -> Valores:
    if not escrita:
        return {}
    found = contexto.actores.buscar(escrita)
    if found is None:
        raise Espera("organizacion", contexto.actores.nadie % {"nombre": escrita})
    return {"organizacion": found}


def _actor_llamado(contexto: Contexto, dados: Valores, referencia: str) -> int | None:
    tipo = dados.get("tipo", Actor.Tipo.PERSONA)
    llamados = contexto.actores.todas(dados["nombre"])
    iguales = {pk for pk in llamados if contexto.actores.una(pk).tipo == tipo}
    if referencia:
        iguales -= con_otra(ACTORES.nombre, contexto.fuente, iguales)
    if len(iguales) > 1:
        raise Malo(
            _("Hay %(n)d actores de ese tipo que se llaman «%(nombre)s»: no se sabe cuál.")
            % {"n": len(iguales), "nombre": dados["nombre"]}
        )
    return next(iter(iguales), None)


ACTORES = Cosa(
    nombre="actores",
    titulo=gettext_lazy("Actores"),
    puede=_puede(Actor),
    secreta=True,
    traer=traer_actor,
    clave=lambda f: f.get(REFERENCIA) or f"{f.get('tipo') or 'persona'}:{llano(f['nombre'])}",
    campos=(
        Campo(
            "nombre", gettext_lazy("Nombre"), palabras(160), obligatorio=True, junta=" ",
            sinonimos=("nombre completo", "nombres", "apellidos", "razon social", "name"),
        ),
        Campo(
            "tipo", gettext_lazy("Tipo"),
            opcion(
                Actor.Tipo.choices, natural="persona", juridica="institucion",
                empresa="institucion", organizacion="institucion", entidad="institucion",
            ),
            sinonimos=("clase", "tipo de actor"),
        ),
        Campo(
            "organizacion", gettext_lazy("Organización"), palabras(160),
            sinonimos=("institucion", "empresa", "representa a"),
        ),
        Campo("cargo", gettext_lazy("Cargo"), palabras(120), sinonimos=("puesto", "funcion")),
        Campo(
            "email", gettext_lazy("Correo"), sencillo(valores.correo),
            sinonimos=("correo electronico", "e-mail", "mail"),
        ),
        Campo(
            "telefono", gettext_lazy("Teléfono"), palabras(40), junta=" / ",
            sinonimos=("celular", "movil", "tel", "phone"),
        ),
        Campo(
            "direccion", gettext_lazy("Dirección"), palabras(200), junta=", ",
            sinonimos=("domicilio", "calle", "address"),
        ),
        Campo(
            "lugar", gettext_lazy("Lugar"), de("lugares"),
            sinonimos=("barrio", "comuna", "corregimiento", "distrito", "localidad"),
        ),
        Campo("notas", gettext_lazy("Notas internas"), palabras(10_000), junta="\n",
              sinonimos=("observaciones", "comentarios")),
        Campo("consentimiento_en", gettext_lazy("Consintió el uso de sus datos"), fecha(),
              sinonimos=("consentimiento",)),
        Campo("publico", gettext_lazy("Figura pública"), sencillo(valores.si_no)),
        Campo("gestor_de_intereses", gettext_lazy("Gestor de intereses"), sencillo(valores.si_no),
              sinonimos=("lobista",)),
        Campo(
            REFERENCIA, gettext_lazy("Documento o referencia"), palabras(MAX_REFERENCIA),
            sinonimos=("documento", "cedula", "dni", "ruc", "nit", "cuit", "rut", "identificacion"),
        ),
    ),
)  # fmt: skip


# Temas --------------------------------------------------------------------------------------------


def traer_tema(contexto: Contexto, fila: Valores) -> tuple[Resultado, int]:
    """By its name, which no other tema has; one of that name elsewhere is another one's."""
    referencia = TEMAS.referencia(fila.get(REFERENCIA, ""))
    superior = _superior(contexto.temas, fila)
    dados = _dados(fila) | ({"superior": superior} if superior else {})
    pk = conocida(TEMAS.nombre, contexto.fuente, referencia)
    if pk is None and (found := contexto.temas.buscar(dados["nombre"])):
        pk = found.pk
        if superior and found.superior_id not in (None, superior.pk):
            raise Malo(
                _("Ya hay un tema «%(nombre)s», y está dentro de «%(otro)s».")
                % {"nombre": found.nombre, "otro": found.superior}
            )
        dados["nombre"] = found.nombre
    resultado = _guardar(contexto, contexto.temas, pk, dados)
    recordar(TEMAS.nombre, contexto.fuente, referencia, resultado[1])
    return resultado


TEMAS = Cosa(
    nombre="temas",
    titulo=gettext_lazy("Temas"),
    puede=_puede(Tema),
    traer=traer_tema,
    clave=lambda f: llano(f["nombre"]),
    campos=(
        Campo(
            "nombre", gettext_lazy("Nombre"), palabras(120), obligatorio=True,
            sinonimos=("tema", "eje", "programa", "categoria", "name"),
        ),
        Campo(
            "superior", gettext_lazy("Parte de"), palabras(120),
            sinonimos=("tema superior", "padre", "eje superior"),
        ),
        Campo("plan_de_gobierno", gettext_lazy("Plan de gobierno"), palabras(200),
              sinonimos=("plan",)),
        Campo("ods", gettext_lazy("ODS"), palabras(60), sinonimos=("objetivo de desarrollo",)),
        Campo("vigente_desde", gettext_lazy("Vigente desde"), fecha("inicio"),
              sinonimos=("desde",)),
        Campo("vigente_hasta", gettext_lazy("Vigente hasta"), fecha("fin"), sinonimos=("hasta",)),
        Campo(REFERENCIA, gettext_lazy("Referencia"), palabras(MAX_REFERENCIA),
              sinonimos=("codigo", "id", "numero")),
    ),
)  # fmt: skip


# Lugares ------------------------------------------------------------------------------------------


def traer_lugar(contexto: Contexto, fila: Valores) -> tuple[Resultado, int]:
    """By its official code; else by its reference; else by its name within what it is part of."""
    referencia = LUGARES.referencia(fila.get(REFERENCIA, ""))
    superior = _superior(contexto.lugares, fila)
    dados = _dados(fila) | ({"superior": superior} if superior else {})
    if forma := fila.get("geometria"):
        dados = forma | dados
    if ("latitud" in dados) != ("longitud" in dados):
        raise Malo(_("Un punto lleva latitud y longitud."))
    pk = _lugar_conocido(contexto, dados, referencia)
    resultado = _guardar(contexto, contexto.lugares, pk, dados)
    recordar(LUGARES.nombre, contexto.fuente, referencia, resultado[1])
    return resultado


def _lugar_conocido(contexto: Contexto, dados: Valores, referencia: str) -> int | None:
    if codigo := dados.get("codigo_oficial"):
        con_codigo = Lugar.objects.filter(codigo_oficial=codigo).values_list("pk", flat=True)
        if found := con_codigo.first():
            return found
    if found := conocida(LUGARES.nombre, contexto.fuente, referencia):
        return found
    superior = dados.get("superior")
    for pk in sorted(contexto.lugares.todas(dados["nombre"])):
        uno = contexto.lugares.una(pk)
        mismo_sitio = uno.superior_id == (superior.pk if superior else None)
        otro_codigo = codigo and uno.codigo_oficial not in ("", codigo)
        if llano(uno.nombre) == llano(dados["nombre"]) and mismo_sitio and not otro_codigo:
            return pk
    return None


LUGARES = Cosa(
    nombre="lugares",
    titulo=gettext_lazy("Lugares"),
    puede=_puede(Lugar),
    traer=traer_lugar,
    clave=lambda f: (
        f.get("codigo_oficial")
        or f.get(REFERENCIA)
        or f"{llano(f.get('superior_codigo') or f.get('superior') or '')}:{llano(f['nombre'])}"
    ),
    campos=(
        Campo(
            "nombre", gettext_lazy("Nombre"), palabras(120), obligatorio=True, junta=" · ",
            sinonimos=("lugar", "barrio", "comuna", "corregimiento", "name", "nom", "accion"),
        ),
        Campo("nivel", gettext_lazy("Nivel"), palabras(40), sinonimos=("tipo", "clase")),
        Campo(
            "codigo_oficial", gettext_lazy("Código oficial"), palabras(30),
            sinonimos=("codigo", "cod", "codigo dane", "ubigeo", "clave", "id"),
        ),
        Campo(
            "superior", gettext_lazy("Está en"), palabras(120),
            sinonimos=("padre", "dentro de", "distrito", "municipio", "lugar superior"),
        ),
        Campo(
            "superior_codigo", gettext_lazy("Código del superior"), palabras(30),
            sinonimos=("codigo padre", "codigo superior", "cod padre"),
        ),
        Campo("latitud", gettext_lazy("Latitud"), coordenada(90),
              sinonimos=("lat", "latitude", "y")),
        Campo(
            "longitud", gettext_lazy("Longitud"), coordenada(180),
            sinonimos=("lon", "lng", "long", "longitude", "x"),
        ),
        Campo("poblacion", gettext_lazy("Población"), sencillo(valores.entero),
              sinonimos=("habitantes", "personas")),
        Campo("geometria", gettext_lazy("Contorno o punto (GeoJSON)"), contornos.leer,
              sinonimos=("geometry", "contorno", "poligono", "geom")),
        Campo(REFERENCIA, gettext_lazy("Referencia"), palabras(MAX_REFERENCIA),
              sinonimos=("objectid", "fid")),
    ),
)  # fmt: skip
