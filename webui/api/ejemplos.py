"""An example of what each operation takes and answers, made of its schema and of our words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, TypeAdapter

CODIGO = "SOL-2026-00031"
# What people would write or read, by the name of the field.
POR_NOMBRE: Mapping[str, Any] = {
    "codigo": CODIGO,
    "pieza": "PIE-2026-00012",
    "meta": "MET-2026-00003",
    "origen": "MET-2026-00003",
    "titulo": "Reparar el muelle de El Roble",
    "nombre": "Junta Comunal El Roble",
    "descripcion": "Las tablas del muelle ya no aguantan el peso.",
    "motivo": "Falta la firma del ingeniero.",
    "informe": "Se entregaron los planos a la junta.",
    "respuesta": "Su solicitud fue atendida: la obra empieza el lunes.",
    "recomendacion": "Conviene atenderla: beneficia a todo el barrio.",
    "nota": "Se habló con la junta.",
    "mensaje": "¿Cómo va la entrega de los planos?",
    "observaciones": "Falta decir desde cuándo.",
    "unidad": "hogares",
    "huella": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "correo": "persona@municipio.example",
    "enlace": "https://sigobito.example/",
    "pantalla": "https://sigobito.example/solicitudes/SOL-2026-00031/",
    "lleva": {"huella": "9f86d081"},
}
POR_FORMATO = {
    "date": "2026-12-15",
    "time": "10:30:00",
    "date-time": "2026-12-15T10:30:00-05:00",
}
UN_ARCHIVO = "(un archivo)"
# Of what may be left out an example shows only the beginning.
ALGUNOS = 2

Esquema = Mapping[str, Any]


def ejemplo(modelo: type[BaseModel]) -> dict[str, Any]:
    """What could be sent: all that is required, or the first fields where nothing is."""
    esquema = modelo.model_json_schema()
    nombres = esquema.get("required") or list(esquema.get("properties", {}))[:ALGUNOS]
    definidos = esquema.get("$defs", {})
    return {uno: _de(esquema["properties"][uno], definidos, uno) for uno in nombres}


def respuesta(estado: int, modelo: Any) -> dict[int, Any]:
    """What could be answered, as OpenAPI has it."""
    esquema = TypeAdapter(modelo).json_schema(mode="serialization")
    muestra = _de(esquema, esquema.get("$defs", {}), "")
    return {estado: {"content": {"application/json": {"example": muestra}}}}


def _de(esquema: Esquema, definidos: Mapping[str, Any], nombre: str) -> Any:
    if "$ref" in esquema:
        return _de(definidos[esquema["$ref"].rsplit("/", 1)[-1]], definidos, nombre)
    if "anyOf" in esquema:
        return _de(esquema["anyOf"][0], definidos, nombre)
    if "enum" in esquema or "const" in esquema:
        return esquema.get("const", esquema.get("enum", [None])[0])
    if esquema.get("type") == "object":
        return _objeto(esquema, definidos, nombre)
    if esquema.get("type") == "array":
        return [_de(esquema["items"], definidos, nombre)]
    return _simple(esquema, nombre)


def _objeto(esquema: Esquema, definidos: Mapping[str, Any], nombre: str) -> Any:
    if "properties" not in esquema:
        return POR_NOMBRE.get(nombre, {})
    return {uno: _de(suyo, definidos, uno) for uno, suyo in esquema["properties"].items()}


def _simple(esquema: Esquema, nombre: str) -> Any:
    tipo = esquema.get("type")
    if tipo == "string":
        texto = POR_FORMATO.get(str(esquema.get("format"))) or POR_NOMBRE.get(nombre, "Texto")
        return str(texto)[: esquema.get("maxLength", 200)]
    if tipo == "boolean":
        return False
    return max(1, esquema.get("minimum", 1))
