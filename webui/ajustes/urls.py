"""Addresses of the settings."""

from django.urls import path

from webui.ajustes import (
    calendario,
    cifras,
    indice,
    intentos,
    organigrama,
    personas,
    plazos,
    reglas,
    respuestas,
    supresiones,
)
from webui.ajustes.organigrama import AREAS, CARGOS

app_name = "ajustes"

urlpatterns = [
    path("", indice.inicio, name="inicio"),
    path("cambios/", indice.cambios, name="cambios"),
    path("reglas/", reglas.lista, name="reglas"),
    path("reglas/<int:regla>/", reglas.una, name="regla"),
    path("reglas/<int:regla>/restaurar/", reglas.restaurar, name="regla_restaurar"),
    path("reglas/de/<str:clase>/nueva/", reglas.nueva, name="regla_nueva"),
    path("reglas/de/<str:clase>/frase/", reglas.frase, name="regla_frase"),
    path("plazos/", plazos.internos, name="internos"),
    path("plazos/<int:interno>/", plazos.interno, name="interno"),
    path("plazos/<int:interno>/restaurar/", plazos.restaurar_interno, name="interno_restaurar"),
    path("tipos/", plazos.tipos, name="tipos"),
    path("tipos/nuevo/", plazos.tipo_nuevo, name="tipo_nuevo"),
    path("tipos/<int:tipo>/", plazos.tipo, name="tipo"),
    path("tipos/<int:tipo>/respuestas/", respuestas.lista, name="respuestas"),
    path("tipos/<int:tipo>/respuestas/nueva/", respuestas.nueva, name="respuesta_nueva"),
    path("tipos/<int:tipo>/respuestas/<int:respuesta>/", respuestas.una, name="respuesta"),
    path(
        "tipos/<int:tipo>/respuestas/<int:respuesta>/quitar/",
        respuestas.quitar,
        name="respuesta_quitar",
    ),
    *(
        path(suyas.camino, cifras.editar, {"cuales": nombre}, name=nombre)
        for nombre, suyas in cifras.CIFRAS.items()
    ),
    path("feriados/", calendario.feriados, name="feriados"),
    path("feriados/nuevo/", calendario.dia_nuevo, name="dia_nuevo"),
    path("feriados/<int:dia>/", calendario.dia, name="dia"),
    path("feriados/<int:dia>/quitar/", calendario.dia_quitar, name="dia_quitar"),
    path("horario/", calendario.horario, name="horario"),
    path("municipio/", calendario.municipio, name="municipio"),
    path("personas/", personas.lista, name="personas"),
    path("personas/nueva/", personas.nueva, name="persona_nueva"),
    path("personas/<int:persona>/", personas.una, name="persona"),
    path("personas/<int:persona>/editar/", personas.editar, name="persona_editar"),
    path("personas/<int:persona>/invitar/", personas.invitar, name="persona_invitar"),
    path("personas/<int:persona>/desactivar/", personas.desactivar, name="persona_desactivar"),
    path("personas/<int:persona>/sesiones/", personas.cerrar_sesiones, name="persona_cerrar"),
    path("personas/<int:persona>/reactivar/", personas.reactivar, name="persona_reactivar"),
    path("suprimir/", supresiones.lista, name="supresiones"),
    path("suprimir/comentarios/<int:pk>/", supresiones.comentario, name="suprimir_comentario"),
    path("suprimir/historia/<int:pk>/", supresiones.entrada, name="suprimir_entrada"),
    path("intentos/", intentos.lista, name="intentos"),
    path("funciones/", personas.funciones, name="funciones"),
    path("areas/", organigrama.lista, {"parte": AREAS}, name="areas"),
    path("areas/nueva/", organigrama.nueva, {"parte": AREAS}, name="area_nueva"),
    path("areas/<int:area>/", organigrama.una, {"parte": AREAS}, name="area"),
    path("areas/<int:area>/quitar/", organigrama.quitar, {"parte": AREAS}, name="area_quitar"),
    path("cargos/", organigrama.lista, {"parte": CARGOS}, name="cargos"),
    path("cargos/nuevo/", organigrama.nueva, {"parte": CARGOS}, name="cargo_nueva"),
    path("cargos/<int:cargo>/", organigrama.una, {"parte": CARGOS}, name="cargo"),
    path("cargos/<int:cargo>/quitar/", organigrama.quitar, {"parte": CARGOS}, name="cargo_quitar"),
]
