"""What people of Puerto Alborada ask for, are promised and read about."""

from __future__ import annotations

# (tipo, asunto con {lugar}, tema, qué se encarga)
PEDIDOS = (
    ("peticion", "Reparar el acueducto de {lugar}", "Agua y saneamiento", "Cambiar la bomba del acueducto de {lugar}"),
    ("peticion", "Alumbrado en la cancha de {lugar}", "Alumbrado y calles", "Instalar seis luminarias en la cancha de {lugar}"),
    ("audiencia", "Audiencia por el agua en {lugar}", "Agua y saneamiento", "Entregar el plan de agua de {lugar} a la comunidad"),
    ("invitacion", "Invitación a la feria de {lugar}", "Turismo", "Confirmar la asistencia a la feria de {lugar}"),
    ("peticion", "Bacheo de la calle principal de {lugar}", "Alumbrado y calles", "Bachear la calle principal de {lugar}"),
    ("peticion", "Recolección de basura en {lugar}", "Aseo y ambiente", "Poner dos rutas de aseo por semana en {lugar}"),
    ("audiencia", "Reunión por los puestos del mercado", "Mercado y pesca", "Publicar el plano de puestos del mercado"),
    ("invitacion", "Aniversario de la escuela de {lugar}", "Escuelas", "Preparar la visita a la escuela de {lugar}"),
    ("peticion", "Techo para el parque de {lugar}", "Deporte y juventud", "Presupuestar el techo del parque de {lugar}"),
    ("peticion", "Puente peatonal en {lugar}", "Alumbrado y calles", "Inspeccionar el paso de la quebrada en {lugar}"),
    ("audiencia", "Los pescadores piden un cuarto frío", "Mercado y pesca", "Cotizar el cuarto frío del muelle"),
    ("peticion", "Limpieza del manglar de {lugar}", "Aseo y ambiente", "Organizar la jornada de limpieza en {lugar}"),
    ("invitacion", "Torneo juvenil de {lugar}", "Deporte y juventud", "Entregar los trofeos del torneo de {lugar}"),
    ("peticion", "Uniformes para la banda juvenil", "Gente y comunidad", "Comprar los uniformes de la banda"),
    ("peticion", "Semáforo frente a la escuela de {lugar}", "Seguridad y convivencia", "Gestionar el semáforo con Tránsito"),
    ("audiencia", "Seguridad en las noches de {lugar}", "Seguridad y convivencia", "Coordinar rondas en {lugar} con la policía"),
    ("peticion", "Apoyo para el comedor de adultos mayores", "Gente y comunidad", "Equipar el comedor de adultos mayores"),
    ("peticion", "Drenaje tapado en {lugar}", "Agua y saneamiento", "Destapar los drenajes de {lugar}"),
    ("invitacion", "Bendición del muelle", "Mercado y pesca", "Coordinar la visita al muelle"),
    ("peticion", "Parada de buses en {lugar}", "Alumbrado y calles", "Construir la parada de {lugar}"),
)  # fmt: skip

# What each kind of request is for, as the portal says it; and who asks there.
PARA_QUE = {
    "peticion": "Para pedir al municipio algo que le toca: un arreglo, un servicio, una respuesta.",
    "audiencia": "Para conversar con el alcalde sobre un asunto de su comunidad.",
    "invitacion": "Para invitar al alcalde a un acto.",
}
VECINOS = (
    ("Dalys Mora", "dalys.mora@correo.example"),
    ("Edgardo Núñez", "edgardo.nunez@correo.example"),
    ("Yariela Santos", "yariela.santos@correo.example"),
    ("Plinio Herrera", "plinio.herrera@correo.example"),
    ("Itzel Camarena", "itzel.camarena@correo.example"),
)

DETALLES = (
    "Lo pedimos desde hace meses. Las familias con niños son las más afectadas, sobre todo cuando llueve.",
    "Adjuntamos las firmas de los vecinos. Podemos reunirnos cualquier tarde después de las cuatro.",
    "Nos dijeron en la ventanilla que debía verlo el alcalde. Agradecemos una respuesta, aunque sea breve.",
    "El año pasado quedó a medias. Queremos saber si está en el presupuesto y para cuándo sería.",
)

RECOMENDACIONES = (
    ("atender", "Conviene atenderla: es un compromiso viejo con el lugar y ya hay presupuesto."),
    ("atender", "Recomiendo aceptarla y encargarla a Obras; se puede cumplir en tres semanas."),
    ("atender", "Vale la pena: coincide con una meta del plan y el costo es bajo."),
    ("delegar", "Puede atenderla Desarrollo Social, que conoce el caso y a la gente."),
    ("derivar", "Es de Obras y Servicios, que ya tiene el material y la cuadrilla."),
    (
        "declinar",
        "No le corresponde al municipio; se puede orientar a la institución que sí puede.",
    ),
)

RECHAZOS = (
    (
        "competencia",
        "Esa vía es nacional: la atiende el Ministerio de Obras Públicas, al que ya escribimos.",
    ),
    ("agenda", "Ese día el alcalde ya tiene un acto fuera del distrito."),
    ("recursos", "Este año no hay presupuesto; se propondrá para el próximo."),
)

AREAS_QUE_CONTESTAN = ("Obras y Servicios", "Desarrollo Social")
COMPETENTE = "Instituto de Acueductos"
CONTESTACIONES = (
    "Se inspeccionó el lugar. Está en la programación del próximo trimestre.",
    "Ya se había atendido en marzo; se adjunta el acta en el archivo de la unidad.",
)

CHARLA = (
    "@{nombre} ya hablé con la comunidad: prefieren que se haga un sábado. ¿Lo dejamos así?",
    "Sí, @{nombre}, el sábado está bien. Avise si hace falta el camión del municipio.",
)

INFORMES = (
    "Quedó terminado y lo recibió la comunidad; se levantó un acta con las firmas.",
    "Se hizo ayer con la cuadrilla completa. Adjunto el enlace con las fotos.",
    "Cumplido según lo acordado. Falta solo pintar, que se hará la próxima semana.",
)

DEVOLUCIONES = (
    "Falta el acta firmada por quienes lo recibieron.",
    "En la foto no se ve terminado el lado norte.",
)

PRORROGAS = (
    "El material llega la próxima semana; el proveedor lo confirmó por escrito.",
    "Las lluvias no dejaron trabajar cuatro días seguidos.",
)

TAREAS = (
    "Actualizar el padrón de acueductos rurales",
    "Enviar al concejo el informe trimestral",
    "Revisar los contratos de aseo",
    "Preparar la ficha de la visita del gobernador",
    "Ordenar el archivo de permisos de construcción",
    "Llamar a las juntas para la reunión de fin de año",
    "Medir el terreno del nuevo parque",
    "Pedir tres cotizaciones de luminarias",
    "Levantar el inventario de equipos",
    "Responder al Ministerio sobre el puente",
)

# Who does it from outside, to whom it was promised, where, what, days ago, and how far it is.
DE_AFUERA = (
    ("Comité de Deportes de Villa Nueva", "Junta Comunal Villa Nueva", "Villa Nueva", "Pintar las gradas de la cancha de Villa Nueva", 24, "cumplida"),
    ("Grupo Ambiental Manglar Vivo", "Mujeres Emprendedoras de la Costa", "Punta Mariato", "Sembrar mangle en la orilla de Punta Mariato", 11, "en_marcha"),
    ("Asociación de Productores de Río Hondo", "Junta Comunal Río Hondo", "Río Hondo", "Arreglar la cerca del centro de acopio de Río Hondo", 4, "sin_abrir"),
)  # fmt: skip

# What each meta under way asks of somebody.
DE_METAS = (
    "Pedir al ministerio la firma de la lámina 4",
    "Reunir a los vendedores para repartir los puestos",
    "Revisar el cableado de las cuatro primeras canchas",
)

# Title, for citizens, theme, place, manager, indicator with its unit, base and aim, and milestones.
METAS = (
    (
        "Agua continua para El Roble",
        "412 familias tendrán agua todo el día.",
        "Agua y saneamiento", "El Roble", "agua",
        ("Familias con agua continua", "familias", 0, 412),
        ("Planos aprobados", "Licitación adjudicada", "Tubería tendida", "Tanque construido", "Entrega a la junta"),
    ),
    (
        "Mercado municipal nuevo",
        "60 productores venderán en puestos techados.",
        "Mercado y pesca", "Centro", "mercado",
        ("Puestos en uso", "puestos", 18, 60),
        ("Diseño con los vendedores", "Obra gris", "Techo", "Puestos entregados"),
    ),
    (
        "Luz en doce canchas de barrio",
        "Doce canchas con luz para jugar de noche.",
        "Deporte y juventud", "Villa Nueva", "barrios",
        ("Canchas iluminadas", "canchas", 2, 12),
        ("Compra de luminarias", "Primeras cuatro canchas", "Ocho canchas", "Doce canchas"),
    ),
    (
        "Distrito sin botaderos",
        "Cerrar los cinco botaderos de la quebrada.",
        "Aseo y ambiente", "Las Lajas", "barrios",
        ("Botaderos cerrados", "botaderos", 0, 5),
        ("Censo de botaderos", "Rutas de aseo nuevas", "Cierre y siembra"),
    ),
    (
        "Muelle para 80 pescadores",
        "Un muelle con hielo y descarga para 80 pescadores.",
        "Mercado y pesca", "El Muelle", "mercado",
        ("Pescadores con puesto", "pescadores", 0, 80),
        ("Permiso de la autoridad marítima", "Pilotes", "Cuarto frío"),
    ),
    (
        "Internet en todas las escuelas",
        "Once escuelas conectadas.",
        "Escuelas", "Río Hondo", "agua",
        ("Escuelas conectadas", "escuelas", 3, 11),
        ("Convenio con el proveedor", "Antenas instaladas", "Aulas encendidas"),
    ),
    (
        "Paseo costero de Punta Mariato",
        "Un kilómetro para caminar junto al mar, con sombra.",
        "Turismo", "Punta Mariato", "barrios",
        ("Metros de paseo abiertos", "metros", 0, 1000),
        ("Diseño con la comunidad", "Primer tramo", "Paseo completo"),
    ),
    (
        "Casa de la música en La Concepción",
        "Un lugar para que ensayen 120 jóvenes.",
        "Deporte y juventud", "La Concepción", "mercado",
        ("Jóvenes que ensayan", "jóvenes", 0, 120),
        ("Local cedido", "Instrumentos", "Primer concierto"),
    ),
)  # fmt: skip

# título, entradilla, tema
NOTICIAS = (
    ("Jornada de limpieza del manglar", "Vecinos y estudiantes recogieron 40 bolsas de basura en Punta Mariato.", "Aseo y ambiente"),
    ("El mercado estrena puestos", "Veinte productores ya venden en los puestos nuevos.", "Mercado y pesca"),
    ("Cuatro canchas ya tienen luz", "Los torneos de la noche vuelven a Villa Nueva.", "Deporte y juventud"),
    ("Nueva ruta de aseo en Las Lajas", "El camión pasa ahora los martes y viernes.", "Aseo y ambiente"),
    ("Avanza el acueducto de El Roble", "Se tendieron los primeros 800 metros de tubería.", "Agua y saneamiento"),
    ("Bacheo en la calle principal", "La cuadrilla trabaja esta semana entre el parque y la escuela.", "Alumbrado y calles"),
    ("Feria de emprendedoras este sábado", "Treinta mujeres de la costa muestran lo que hacen.", "Turismo"),
    ("Atención los sábados por la mañana", "La ventanilla abre de 8 a 12 el primer sábado del mes.", "Gobierno abierto"),
    ("Vacunación de mascotas en La Concepción", "Gratis, de 9 a 3, en la cancha techada.", "Gente y comunidad"),
    ("El alcalde recibió a los pescadores", "Se acordó buscar un cuarto frío para el muelle.", "Mercado y pesca"),
    ("Nuevos uniformes para la banda", "La Banda Juvenil El Despertar desfila con traje nuevo.", "Gente y comunidad"),
    ("Cierre de la vía al Muelle", "El jueves, de 7 a 11, por trabajos de drenaje.", "Alumbrado y calles"),
    ("Becas de estudio: abierta la inscripción", "Hasta el último día hábil del mes, en Desarrollo Social.", "Escuelas"),
)  # fmt: skip

# What is missing of a solicitud, as it is asked for.
FALTAN = (
    "Copia de la cédula de quien firma y la lista de las familias.",
    "El plano del terreno, o un croquis con las medidas.",
    "La fecha exacta del evento y a qué hora empieza.",
)
