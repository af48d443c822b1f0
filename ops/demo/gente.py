"""Who works in Puerto Alborada, and what it is made of."""

from __future__ import annotations

from dataclasses import dataclass

DOMINIO = "puertoalborada.example"
CLAVE = "puerto-alborada-demo"


@dataclass(frozen=True, slots=True)
class Persona:
    """An official: login is `usuario`@puertoalborada.example."""

    usuario: str
    nombre: str
    cargo: str
    area: str
    roles: tuple[str, ...]


AREAS = (
    "Despacho del Alcalde", "Secretaría General", "Obras y Servicios", "Planificación", "Desarrollo Social",
    "Ambiente", "Comunicación", "Sistemas",
)  # fmt: skip

# Who heads each, and what it is part of: área -> (usuario, superior).
DIRIGE = {
    "Secretaría General": ("contraparte", ""), "Obras y Servicios": ("obras", "Secretaría General"),
    "Desarrollo Social": ("social", "Secretaría General"), "Planificación": ("metas", ""),
    "Comunicación": ("prensa", ""), "Sistemas": ("sistemas", "Secretaría General"),
}  # fmt: skip

PERSONAS = (
    Persona("alcalde", "Tomás Vega", "Alcalde", "Despacho del Alcalde", ("titular",)),
    Persona("agenda", "Rosa Medina", "Jefa de agenda", "Despacho del Alcalde", ("jefe_agenda",)),
    Persona("recepcion", "Inés Pineda", "Recepción", "Secretaría General", ("asistente",)),
    Persona("mesa", "Julio Barría", "Asistente", "Secretaría General", ("asistente",)),
    Persona("metas", "Carmen Ruiz", "Directora de Planificación", "Planificación", ("responsable_metas",)),
    Persona("agua", "Gabriel Ortega", "Gerente de agua", "Obras y Servicios", ("gerente_meta", "funcionario")),
    Persona("mercado", "Delia Castillo", "Gerente del mercado", "Desarrollo Social", ("gerente_meta",)),
    Persona("barrios", "Raúl Him", "Gerente de barrios", "Obras y Servicios", ("gerente_meta",)),
    Persona("prensa", "Paula Quintero", "Jefa de prensa", "Comunicación", ("prensa",)),
    Persona("redaccion", "Bruno Salas", "Redactor", "Comunicación", ("prensa",)),
    Persona("contraparte", "Elena Cordero", "Secretaria general", "Secretaría General", ("contraparte",)),
    Persona("obras", "Luis Ábrego", "Ingeniero de obras", "Obras y Servicios", ("funcionario",)),
    Persona("social", "Marta Solís", "Promotora social", "Desarrollo Social", ("funcionario",)),
    Persona("consulta", "Omar Batista", "Concejal", "Secretaría General", ("consulta",)),
    Persona("sistemas", "Sofía Lince", "Administradora de sistemas", "Sistemas", ("administrador",)),
)  # fmt: skip

# nombre, nivel, dentro de, código, latitud, longitud, población
LUGARES = (
    ("Puerto Alborada", "distrito", "", "PA-90", "8.412", "-80.112", 20140),
    ("Centro", "corregimiento", "Puerto Alborada", "PA-90-01", "8.413", "-80.110", 6210),
    ("El Roble", "corregimiento", "Puerto Alborada", "PA-90-02", "8.437", "-80.148", 3480),
    ("Villa Nueva", "corregimiento", "Puerto Alborada", "PA-90-03", "8.401", "-80.083", 4120),
    ("Las Lajas", "corregimiento", "Puerto Alborada", "PA-90-04", "8.379", "-80.131", 2890),
    ("Punta Mariato", "corregimiento", "Puerto Alborada", "PA-90-05", "8.352", "-80.097", 1760),
    ("Río Hondo", "corregimiento", "Puerto Alborada", "PA-90-06", "8.451", "-80.101", 1680),
    ("El Muelle", "barrio", "Centro", "", "8.410", "-80.106", 1350),
    ("La Concepción", "barrio", "Centro", "", "8.415", "-80.114", 1980),
    ("Barrio Las Flores", "barrio", "Villa Nueva", "", "8.399", "-80.079", 1120),
    ("El Guayabo", "barrio", "El Roble", "", "8.440", "-80.152", 760),
    ("Alto del Cristo", "barrio", "El Roble", "", "8.433", "-80.144", 640),
    ("La Playita", "barrio", "Punta Mariato", "", "8.349", "-80.094", 520),
    ("Quebrada Seca", "barrio", "Las Lajas", "", "8.376", "-80.135", 810),
)  # fmt: skip

# nombre, parte de, ODS
TEMAS = (
    ("Servicios para vivir bien", "", "6, 7, 11"),
    ("Agua y saneamiento", "Servicios para vivir bien", "6"),
    ("Alumbrado y calles", "Servicios para vivir bien", "7, 11"),
    ("Aseo y ambiente", "Servicios para vivir bien", "13, 15"),
    ("Economía local", "", "8"),
    ("Mercado y pesca", "Economía local", "8, 14"),
    ("Turismo", "Economía local", "8"),
    ("Gente y comunidad", "", "3, 4, 10"),
    ("Deporte y juventud", "Gente y comunidad", "3"),
    ("Escuelas", "Gente y comunidad", "4"),
    ("Seguridad y convivencia", "Gente y comunidad", "16"),
    ("Gobierno abierto", "", "16"),
)  # fmt: skip

# nombre, tipo, lugar, correo
ACTORES = (
    ("Junta Comunal El Roble", "institucion", "El Roble", "junta.elroble"),
    ("Junta Comunal Villa Nueva", "institucion", "Villa Nueva", "junta.villanueva"),
    ("Junta Comunal Las Lajas", "institucion", "Las Lajas", "junta.laslajas"),
    ("Junta Comunal Río Hondo", "institucion", "Río Hondo", "junta.riohondo"),
    ("Escuela Simón Bolívar", "institucion", "Centro", "escuela.bolivar"),
    ("Escuela de El Roble", "institucion", "El Roble", "escuela.elroble"),
    ("Colegio Secundario La Concepción", "institucion", "La Concepción", "colegio"),
    ("Centro de Salud Las Lajas", "institucion", "Las Lajas", "salud.laslajas"),
    ("Cooperativa de Pescadores del Muelle", "institucion", "El Muelle", "pescadores"),
    ("Asociación de Productores de Río Hondo", "institucion", "Río Hondo", "productores"),
    ("Cámara de Comercio de Puerto Alborada", "institucion", "Centro", "camara"),
    ("Comité de Deportes de Villa Nueva", "grupo", "Villa Nueva", "deportes.vn"),
    ("Club de Adultos Mayores Nueva Vida", "grupo", "Centro", "nuevavida"),
    ("Mujeres Emprendedoras de la Costa", "grupo", "Punta Mariato", "emprendedoras"),
    ("Grupo Ambiental Manglar Vivo", "grupo", "Punta Mariato", "manglar"),
    ("Vecinos de Barrio Las Flores", "grupo", "Barrio Las Flores", ""),
    ("Vecinos de Quebrada Seca", "grupo", "Quebrada Seca", ""),
    ("Vecinos de Alto del Cristo", "grupo", "Alto del Cristo", "altodelcristo"),
    ("Parroquia Nuestra Señora del Mar", "institucion", "Centro", "parroquia"),
    ("Bomberos de Puerto Alborada", "institucion", "Centro", "bomberos"),
    ("Policía de Proximidad", "institucion", "Centro", "policia"),
    ("Ministerio de Obras Públicas", "institucion", "", "mop"),
    ("Instituto de Acueductos", "institucion", "", "acueductos"),
    ("Radio Centro", "institucion", "Centro", "radio"),
    ("Banda Juvenil El Despertar", "grupo", "La Concepción", "banda"),
    ("Ana Lucía Samudio", "persona", "El Roble", "ana.samudio"),
    ("Benigno Caballero", "persona", "Las Lajas", ""),
    ("Celia Rodríguez", "persona", "Centro", "celia.rodriguez"),
    ("Dámaso Ríos", "persona", "Villa Nueva", "damaso.rios"),
    ("Edilma Núñez", "persona", "Punta Mariato", "edilma.nunez"),
    ("Fermín Guerra", "persona", "Río Hondo", ""),
    ("Gladys Ñopo", "persona", "La Concepción", "gladys.nopo"),
    ("Hernán Camarena", "persona", "El Guayabo", "hernan.camarena"),
    ("Ilka Moreno", "persona", "Barrio Las Flores", "ilka.moreno"),
    ("José Isabel Trejos", "persona", "Quebrada Seca", ""),
    ("Katia Valdés", "persona", "El Muelle", "katia.valdes"),
    ("Lisbeth Arauz", "persona", "La Playita", "lisbeth.arauz"),
    ("Manuel Pitti", "persona", "Alto del Cristo", "manuel.pitti"),
    ("Nidia Espinosa", "persona", "Centro", "nidia.espinosa"),
    ("Octavio Bernal", "persona", "Villa Nueva", "octavio.bernal"),
)  # fmt: skip

# Who is what in which organization: nombre -> cargo, organización
DE = {
    "Ana Lucía Samudio": ("Presidenta", "Junta Comunal El Roble"),
    "Benigno Caballero": ("Tesorero", "Junta Comunal Las Lajas"),
    "Celia Rodríguez": ("Directora", "Escuela Simón Bolívar"),
    "Dámaso Ríos": ("Representante", "Junta Comunal Villa Nueva"),
    "Edilma Núñez": ("Fundadora", "Mujeres Emprendedoras de la Costa"),
    "Fermín Guerra": ("Productor", "Asociación de Productores de Río Hondo"),
    "Katia Valdés": ("Gerente", "Cooperativa de Pescadores del Muelle"),
    "Nidia Espinosa": ("Locutora", "Radio Centro"),
}
