"""The town hall before its first day: people, places, themes, actores, holidays, accounts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from core import calendario, catalogos
from core.models import (
    Actor,
    Area,
    Cargo,
    Catalogado,
    DiaNoHabil,
    Lugar,
    Municipio,
    Tema,
    Usuario,
)
from ops.demo import gente

O = TypeVar("O", bound=Catalogado)  # noqa: E741


@dataclass(slots=True)
class Pueblo:
    """Everybody and everything, by the name the demo's data uses."""

    personas: dict[str, Usuario] = field(default_factory=dict)
    lugares: dict[str, Lugar] = field(default_factory=dict)
    temas: dict[str, Tema] = field(default_factory=dict)
    actores: list[Actor] = field(default_factory=list)

    @property
    def barrios(self) -> list[Lugar]:
        """The places people ask for: all but the whole district."""
        return [lugar for nombre, lugar in self.lugares.items() if nombre != "Puerto Alborada"]

    def escribir(self, modelo: type[O], **campos: Any) -> O:
        """Add one to a catalogue, by the contraparte's hand."""
        return catalogos.crear(modelo=modelo, actor=self.personas["contraparte"], campos=campos)


def fundar() -> Pueblo:
    """Make it all, as the contraparte would before the first case file."""
    Municipio.objects.filter(pk=1).update(
        nombre="Municipio de Puerto Alborada",
        lema="Gobierno abierto",
        pais="PA",
        correo=f"atencion@{gente.DOMINIO}",
    )
    Municipio.olvidar()
    _dias_no_habiles()
    pueblo = Pueblo()
    _personas(pueblo)
    _lugares(pueblo)
    _temas(pueblo)
    _actores(pueblo)
    return pueblo


def _dias_no_habiles() -> None:
    """Days that Panama's decrees add to the holidays of the law."""
    DiaNoHabil.objects.bulk_create(
        [
            DiaNoHabil(
                fecha=date(2020, 11, 4), cada_anio=True, ambito="nacional",
                motivo="Día de los Símbolos Patrios",
            ),
            DiaNoHabil(fecha=date(2026, 2, 16), ambito="nacional", motivo="Lunes de carnaval"),
            DiaNoHabil(
                fecha=date(2020, 7, 16), cada_anio=True, ambito="municipio",
                motivo="Fiestas patronales de Puerto Alborada", decreto="Acuerdo 8 de 2020",
            ),
        ]
    )  # fmt: skip
    calendario.reconstruir()


def _lugares(pueblo: Pueblo) -> None:
    for nombre, nivel, dentro, codigo, latitud, longitud, poblacion in gente.LUGARES:
        pueblo.lugares[nombre] = pueblo.escribir(
            Lugar,
            nombre=nombre,
            nivel=nivel,
            superior=pueblo.lugares.get(dentro),
            codigo_oficial=codigo,
            latitud=Decimal(latitud),
            longitud=Decimal(longitud),
            poblacion=poblacion,
        )


def _temas(pueblo: Pueblo) -> None:
    for nombre, parte_de, ods in gente.TEMAS:
        pueblo.temas[nombre] = pueblo.escribir(
            Tema, nombre=nombre, superior=pueblo.temas.get(parte_de), ods=ods
        )


def _personas(pueblo: Pueblo) -> None:
    # Everybody has the same: hashing it once saves seconds.
    clave = make_password(gente.CLAVE)
    areas = {nombre: Area.objects.create(nombre=nombre) for nombre in gente.AREAS}
    for persona in gente.PERSONAS:
        cargo, _made = Cargo.objects.get_or_create(nombre=persona.cargo)
        usuario = Usuario.objects.create_user(
            f"{persona.usuario}@{gente.DOMINIO}",
            nombre=persona.nombre,
            cargo=cargo,
            area=areas[persona.area],
        )
        Usuario.objects.filter(pk=usuario.pk).update(password=clave)
        usuario.groups.set(Group.objects.filter(name__in=persona.roles))
        pueblo.personas[persona.usuario] = usuario
    for nombre, (jefe, superior) in gente.DIRIGE.items():
        areas[nombre].jefe, areas[nombre].superior = pueblo.personas[jefe], areas.get(superior)
        areas[nombre].save()


def _actores(pueblo: Pueblo) -> None:
    por_nombre: dict[str, Actor] = {}
    for nombre, tipo, lugar, correo in gente.ACTORES:
        cargo, organizacion = gente.DE.get(nombre, ("", ""))
        por_nombre[nombre] = pueblo.escribir(
            Actor,
            nombre=nombre,
            tipo=tipo,
            lugar=pueblo.lugares.get(lugar),
            email=f"{correo}@vecinos.example" if correo else "",
            cargo=cargo,
            organizacion=por_nombre.get(organizacion),
            publico=tipo == "institucion",
        )
    pueblo.actores = list(por_nombre.values())
