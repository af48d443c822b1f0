"""The fixed cast: the same people in every test, each with the role the name stands for."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group

from core.models import Actor, Area, Lugar, Tema, Usuario

PASSWORD = "clave-de-prueba-2026"
CAST = {
    "tomas": ("Tomás Vega", "titular"),
    "rosa": ("Rosa Medina", "jefe_agenda"),
    "ines": ("Inés Pineda", "asistente"),
    "luis": ("Luis Ábrego", "funcionario"),
    "marta": ("Marta Solís", "funcionario"),
    "carmen": ("Carmen Ruiz", "responsable_metas"),
    "gabriel": ("Gabriel Ortega", "gerente_meta"),
    "paula": ("Paula Quintero", "prensa"),
    "bruno": ("Bruno Salas", "prensa"),
    "elena": ("Elena Cordero", "contraparte"),
    "omar": ("Omar Batista", "consulta"),
    "sofia": ("Sofía Lince", "administrador"),
}


def person(name: str) -> Usuario:
    """Somebody of the cast, with an account, a role and a known password."""
    nombre, rol = CAST[name]
    usuario = Usuario.objects.create_user(f"{name}@alborada.test", PASSWORD, nombre=nombre)
    usuario.groups.add(Group.objects.get(name=rol))
    return usuario


def _fixture(name: str) -> object:
    @pytest.fixture(name=name)
    def make(db: None) -> Usuario:
        return person(name)

    make.__doc__ = f"{CAST[name][0]}, {CAST[name][1]}."
    return make


tomas = _fixture("tomas")
rosa = _fixture("rosa")
ines = _fixture("ines")
luis = _fixture("luis")
marta = _fixture("marta")
carmen = _fixture("carmen")
gabriel = _fixture("gabriel")
paula = _fixture("paula")
bruno = _fixture("bruno")
elena = _fixture("elena")
omar = _fixture("omar")
sofia = _fixture("sofia")


@pytest.fixture
def obras(db: None) -> Area:
    return Area.objects.create(nombre="Obras")


@pytest.fixture
def junta(db: None) -> Actor:
    """The neighbours of El Roble: an institution with an address."""
    return Actor.objects.create(
        nombre="Junta Comunal El Roble", tipo="institucion", email="junta@elroble.test"
    )


@pytest.fixture
def el_roble(db: None) -> Lugar:
    return Lugar.objects.create(nombre="El Roble", nivel="corregimiento")


@pytest.fixture
def agua(db: None) -> Tema:
    return Tema.objects.create(nombre="Agua y saneamiento")
