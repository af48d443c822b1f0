"""Every screen at 390 and 1440 px, light and dark, into `var/screenshots/`: to be looked at.

`python -m ops.screenshots [demo.json] [word ...]` needs a running demonstration (`make demo`).
With words, only the screens whose name contains one of them.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

from ops.chromium import find

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "var" / "screenshots"
SIZES = {"390": (390, 844), "1440": (1440, 1000)}
SCHEMES = ("light", "dark")
# Those further down are not loaded before somebody comes near.
PICTURES = """Promise.all([...document.images].map((one) => {
    one.loading = 'eager';
    return one.decode().catch(() => null);
}))"""
# Seconds for which a password that was just written is not asked for again, and some to look.
TRUSTED = 240
AT_ONCE = "[hx-trigger*='load']:not(dialog *)"
WORKING = ".htmx-request, form[aria-busy]"
A_MOMENT_LATER = f"{AT_ONCE}, [hx-trigger*='delay:']:not(dialog *)"

POR_VERIFICAR = "/compromisos/?estado=por_verificar&mios=programador > tbody a"
# The steps that are not among the first ones of a page.
MAS = ".pasos .pop summary:not(.off)"
EN_GESTION = "/compromisos/?estado=en_gestion > tbody a"
ELEGIDO = "/compromisos/?estado=en_gestion&mios=programador > tbody .pick input"
# A reminder written on a form that was made long ago.
VENCIDO = (
    f"/compromisos/?estado=en_gestion&mios=programador > tbody a > {MAS} > a[href$='/reiterar/']"
    " > dialog [name=version] = 1 > dialog [name=mensaje] = Los vecinos esperan la obra el viernes."
)
# Name of the screen, who looks (None: nobody), and the way there: an address, then one thing after
# the other, a selector to click, `selector = text` to write, `+part/` to add to the address.
SCREENS: tuple[tuple[str, str | None, str], ...] = (
    ("portal-inicio", None, "/"),
    ("portal-metas", None, "/metas-de-gobierno/"),
    ("portal-compromisos", None, "/compromisos-de-gobierno/"),
    ("portal-compromisos-nada", None, "/compromisos-de-gobierno/?grupo=cancelados&tema=1"),
    ("portal-compromiso", None, "/compromisos-de-gobierno/?grupo=cumplidos > article.card a"),
    ("portal-noticias", None, "/noticias/"),
    ("portal-noticia", None, "/noticias/ > .news a"),
    ("portal-retirada", "prensa", "/piezas/?estado=retirada > tbody a > a[href*='/p/']"),
    ("portal-solicitar", None, "/solicitar/"),
    ("portal-peticion", None, "/solicitar/peticion/"),
    ("portal-invitacion", None, "/solicitar/invitacion/"),
    ("portal-peticion-mal", None, "/solicitar/peticion/ > form.form button.main"),
    ("portal-consultar", None, "/mi-solicitud/"),
    ("portal-consultar-mal", None, "/mi-solicitud/ > form.form button.main"),
    ("portal-otro-pin", None, "/mi-solicitud/pin/"),
    ("portal-privacidad", None, "/privacidad/"),
    ("entrar", None, "/cuenta/login/"),
    ("entrar-mal", None, "/cuenta/login/ > form button[type=submit]"),
    ("contrasena-olvidada", None, "/cuenta/password/reset/"),
    ("contrasena-pedida", None, "/cuenta/password/reset/done/"),
    ("cuenta-cerrada", None, "/cuenta/inactive/"),
    ("registro", None, "/cuenta/signup/"),
    ("contrasena", "obras", "/cuenta/password/change/"),
    ("correo", "obras", "/cuenta/email/"),
    ("otra-vez-la-contrasena", "obras", "/cuenta/reauthenticate/"),
    ("salir", "obras", "/cuenta/logout/"),
    ("segundo-paso", "obras", "/cuenta/2fa/"),
    ("segundo-paso-confirmar", "obras", "/cuenta/2fa/totp/activate/"),
    ("llaves", "obras", "/cuenta/2fa/webauthn/"),
    ("sesiones", "obras", "/mis-sesiones/"),
    ("lecturas", "contraparte", "/lecturas/"),
    ("mi-dia-titular", "alcalde", "/mi-dia/"),
    ("mi-dia-agenda", "agenda", "/mi-dia/"),
    ("mi-dia-un-grupo", "agenda", "/mi-dia/ > a[href^='?ver=']"),
    ("mi-dia-recepcion", "recepcion", "/mi-dia/"),
    ("mi-dia-metas", "metas", "/mi-dia/"),
    ("mi-dia-gerente", "agua", "/mi-dia/"),
    ("mi-dia-prensa", "prensa", "/mi-dia/"),
    ("mi-dia-funcionario", "obras", "/mi-dia/"),
    ("mi-dia-contraparte", "contraparte", "/mi-dia/"),
    ("mi-dia-consulta", "consulta", "/mi-dia/"),
    ("buscar", "agenda", "/buscar/?q=agua"),
    ("buscar-nada", "agenda", "/buscar/?q=zzzz"),
    ("cuenta-menu", "agenda", "/mi-dia/ > .who summary"),
    ("claves", "agenda", "/mis-claves/"),
    ("clave-nueva", "agenda", "/mis-claves/nueva/"),
    ("api", None, "/api/v1/"),
    ("solicitudes", "agenda", "/solicitudes/?ver=lista"),
    ("solicitudes-bandeja", "agenda", "/solicitudes/?ver=bandeja"),
    ("solicitudes-tablero", "agenda", "/solicitudes/?ver=tablero"),
    ("decisiones", "alcalde", "/decisiones/"),
    ("decisiones-rechazar", "alcalde", "/decisiones/ > [data-card] summary.danger"),
    ("solicitudes-filtradas", "agenda", "/solicitudes/?estado=en_decision"),
    ("solicitudes-vacia", "agenda", "/solicitudes/?q=zzzz"),
    ("solicitud", "agenda", "/solicitudes/?estado=aceptada > tbody a"),
    ("solicitud-nueva", "agenda", "/solicitudes/nueva/"),
    ("solicitud-nueva-mal", "agenda", "/solicitudes/nueva/ > form.form button.main"),
    ("solicitud-elevar", "agenda", "/solicitudes/?estado=en_analisis > tbody a > .btn.main"),
    ("solicitud-decidir", "alcalde", "/solicitudes/?estado=en_decision > tbody a"),
    ("solicitud-derivar", "agenda", "/solicitudes/?estado=en_analisis > tbody a > +derivar/"),
    ("solicitud-pin", "agenda", "/solicitudes/?estado=en_analisis > tbody a > +pin/"),
    ("solicitud-derivada", "agenda", "/solicitudes/?estado=derivada > tbody a"),
    ("compromisos", "agenda", "/compromisos/"),
    ("compromisos-control", "agenda", "/compromisos/control/"),
    ("compromisos-programe", "agenda", "/compromisos/?cuales=programe"),
    ("compromisos-elegidos", "agenda", ELEGIDO),
    (
        "compromisos-tanda",
        "agenda",
        f"{ELEGIDO} > .tanda [value=reiterar]",
    ),
    ("compromisos-vista", "agenda", "/compromisos/?estado=abiertos > .vistas summary"),
    ("compromiso", "agenda", "/compromisos/?estado=por_verificar > tbody a"),
    ("compromiso-atrasado", "obras", "/compromisos/?luz=atrasado > tbody a"),
    ("compromiso-instruccion", "agenda", "/compromisos/?tipo=instruccion > tbody a"),
    ("compromiso-con-informes", "agenda", "/compromisos/?tipo=encargo > tbody a"),
    ("compromiso-de-afuera", "agenda", "/compromisos/?q=mangle > tbody a"),
    ("compromiso-en-el-portal", "agenda", "/compromisos/?q=gradas > tbody a > +en-el-portal/"),
    ("compromiso-nuevo", "agenda", "/compromisos/nuevo/"),
    ("compromiso-borrador", "alcalde", "/compromisos/?estado=borrador > tbody a"),
    (
        "compromiso-editar",
        "alcalde",
        '/compromisos/?estado=borrador > tbody a > a[href$="/editar/"]',
    ),
    ("adjuntar", "alcalde", '/compromisos/?estado=en_gestion > tbody a > a[href$="/adjuntar/"]'),
    ("compromiso-nuevo-mal", "agenda", "/compromisos/nuevo/ > form.form button.main"),
    ("compromiso-devolver", "agenda", f"{POR_VERIFICAR} > a[href$='/devolver/']"),
    ("compromiso-cancelar", "alcalde", f"{EN_GESTION} > {MAS} > a[href$='/cancelar/']"),
    (
        "compromiso-cancelar-mal",
        "alcalde",
        f"{EN_GESTION} > {MAS} > a[href$='/cancelar/'] > dialog button.main",
    ),
    ("compromiso-vencido", "agenda", f"{VENCIDO} > dialog button.main"),
    ("compromiso-imposible", "agenda", f"{EN_GESTION} > +devolver/"),
    ("metas", "metas", "/metas/"),
    ("meta", "metas", "/metas/ > tbody a"),
    ("meta-nueva", "metas", "/metas/nueva/"),
    ("meta-nueva-mal", "metas", "/metas/nueva/ > form.form button.main"),
    ("meta-editar", "metas", "/metas/?estado=en_programacion > tbody a > a[href$='/editar/']"),
    ("meta-indicador", "metas", "/metas/?estado=en_programacion > tbody a > +indicador/"),
    ("metas-intermedias", "metas", "/metas-intermedias/"),
    ("meta-intermedia", "metas", "/metas/ > tbody a > article.row a"),
    (
        "meta-intermedia-nueva",
        "agua",
        "/metas/?estado=en_programacion > tbody a > +intermedias/nueva/",
    ),
    ("piezas", "prensa", "/piezas/"),
    ("pieza", "prensa", "/piezas/?estado=aprobada > tbody a"),
    ("pieza-por-aprobar", "prensa", "/piezas/?estado=en_revision > tbody a"),
    ("pieza-aprobar", "alcalde", "/piezas/?estado=en_revision > tbody a > a[href$='/aprobar/']"),
    ("pieza-nueva", "prensa", "/piezas/nueva/"),
    ("pieza-nueva-mal", "prensa", "/piezas/nueva/ > form.form button.main"),
    ("pieza-editar", "prensa", "/piezas/?estado=borrador > tbody a > a[href*='editar']"),
    ("publicaciones", "prensa", "/publicaciones/"),
    ("publicacion-decidir", "prensa", "/publicaciones/?estado=por_decidir > a[href$='/decidir/']"),
    ("canales", "prensa", "/canales/"),
    ("canal-reconectar", "prensa", "/canales/ > main a[href$='/reconectar/']"),
    ("canal-opciones", "prensa", "/canales/ > main a[href$='/opciones/']"),
    ("canal-pausar", "prensa", "/canales/ > main a[href$='/pausar/']"),
    ("lo-que-sigo", "alcalde", "/lo-que-sigo/"),
    ("conversacion", "alcalde", "/lo-que-sigo/ > tbody a > +#comentarios"),
    ("suplencias", "contraparte", "/suplencias/"),
    ("suplencia-nueva", "contraparte", "/suplencias/nueva/"),
    ("mis-suplencias", "obras", "/mis-suplencias/"),
    ("suplencias-historia", "contraparte", "/suplencias/historia/"),
    ("actores", "agenda", "/actores/"),
    ("actor", "agenda", "/actores/ > tbody a"),
    ("actor-nuevo", "agenda", "/actores/nuevo/"),
    ("actor-editar", "agenda", "/actores/ > tbody a > +editar/"),
    ("temas", "agenda", "/temas/"),
    ("tema", "agenda", "/temas/ > tbody a"),
    ("lugares", "agenda", "/lugares/"),
    ("lugar", "agenda", "/lugares/?q=roble > tbody a"),
    ("avisos", "obras", "/avisos/"),
    ("mis-avisos", "obras", "/mis-avisos/"),
    ("mis-vistas", "agenda", "/mis-vistas/"),
    ("descargas", "agenda", "/descargas/"),
    ("importar", "contraparte", "/importar/"),
    ("importar-nueva", "contraparte", "/importar/nueva/"),
    ("no-encontrada", "agenda", "/compromisos/CMP-1999-00001/"),
    ("procesos", "contraparte", "/procesos/"),
    ("proceso", "contraparte", "/procesos/solicitud/"),
    ("informes", "agenda", "/informes/"),
    ("informe-solicitudes", "agenda", "/informes/solicitudes/?periodo=anio"),
    ("informe-cobertura", "alcalde", "/informes/cobertura/?periodo=anio"),
    ("informe-lecturas", "contraparte", "/informes/lecturas/?periodo=anio"),
    ("informe-compromisos", "alcalde", "/informes/compromisos/?periodo=anio&por=lugar"),
    ("calidad", "contraparte", "/calidad/"),
    ("motor", "contraparte", "/motor/"),
    ("motor-rutina", "contraparte", "/motor/rutinas/tasks.deliver.entregar/"),
    ("ajustes", "contraparte", "/ajustes/"),
    ("ajustes-reglas", "contraparte", "/ajustes/reglas/"),
    ("ajustes-regla", "contraparte", "/ajustes/reglas/ > main .row a"),
    ("ajustes-internos", "contraparte", "/ajustes/plazos/"),
    ("ajustes-tipos", "contraparte", "/ajustes/tipos/"),
    ("ajustes-umbrales", "contraparte", "/ajustes/umbrales/"),
    ("ajustes-umbrales-compromisos", "contraparte", "/ajustes/umbrales-de-compromisos/"),
    ("ajustes-feriados", "contraparte", "/ajustes/feriados/"),
    ("ajustes-horario", "contraparte", "/ajustes/horario/"),
    ("ajustes-personas", "contraparte", "/ajustes/personas/"),
    ("ajustes-persona", "contraparte", "/ajustes/personas/ > tbody a"),
    ("ajustes-desactivar", "contraparte", "/ajustes/personas/ > tbody a > a[href$='/desactivar/']"),
    ("ajustes-funciones", "contraparte", "/ajustes/funciones/"),
    ("ajustes-municipio", "contraparte", "/ajustes/municipio/"),
    ("ajustes-cambios", "contraparte", "/ajustes/cambios/"),
    ("ajustes-interno", "contraparte", "/ajustes/plazos/ > tbody a"),
    ("ajustes-tipo", "contraparte", "/ajustes/tipos/ > main tbody a, main .row a"),
    (
        "ajustes-respuestas",
        "contraparte",
        "/ajustes/tipos/ > main tbody a, main .row a > a[href$='/respuestas/']",
    ),
    ("ajustes-dia", "contraparte", "/ajustes/feriados/nuevo/"),
    ("ajustes-persona-nueva", "contraparte", "/ajustes/personas/nueva/"),
    ("ajustes-areas", "contraparte", "/ajustes/areas/"),
    ("ajustes-area", "contraparte", "/ajustes/areas/ > tbody a"),
    ("ajustes-intentos", "contraparte", "/ajustes/intentos/"),
    ("ajustes-suprimir", "contraparte", "/ajustes/suprimir/"),
    ("administracion", "contraparte", "/administracion/"),
)


def main(arguments: list[str]) -> int:
    """Take them all; how many could not be taken is the exit status."""
    report = Path(arguments.pop(0)) if arguments and arguments[0].endswith(".json") else None
    found = json.loads((report or ROOT / "var" / "demo.json").read_text())
    chosen = [one for one in SCREENS if not arguments or any(word in one[0] for word in arguments)]
    OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        visitors = Visitors(browser, found["site"], found["accounts"])
        failures = sum(_take(visitors, *screen) for screen in chosen)
        browser.close()
    print(f"{len(chosen)} screens in {OUT}")  # noqa: T201
    return failures


class Visitors:
    """Browsers of the people of the demonstration, who are asked for no password in between.

    `accounts` are those of the report of the stack.
    """

    def __init__(self, browser: Browser, site: str, accounts: list[dict[str, Any]]) -> None:
        self._browser = browser
        self._site = site
        self._accounts = {one["email"].partition("@")[0]: one for one in accounts}
        self._sessions: dict[str, tuple[float, StorageState]] = {}

    def context(self, who: str | None, **look: Any) -> BrowserContext:
        """A window of its own; of nobody, if `who` is None."""
        return self._browser.new_context(
            locale="es-PA",
            base_url=self._site,
            storage_state=self._session(who) if who else None,
            **look,
        )

    def _session(self, who: str) -> StorageState:
        since, session = self._sessions.get(who, (0.0, None))
        if session is None or time.monotonic() - since > TRUSTED:
            account = self._accounts[who]
            context = self._browser.new_context(base_url=self._site)
            page = context.new_page()
            page.goto("/cuenta/login/")
            page.locator("input[name=login]").fill(account["email"])
            page.locator("input[name=password]").fill(account["password"])
            page.locator("main button[type=submit], form button[type=submit]").first.click()
            page.wait_for_url("**/mi-dia/")
            # Once more, as whoever makes a key is asked to: a login does not stand for it.
            page.goto("/cuenta/reauthenticate/?next=/mi-dia/")
            page.locator("input[name=password]").fill(account["password"])
            page.locator("form button[type=submit]").first.click()
            page.wait_for_url("**/mi-dia/")
            session = context.storage_state()
            self._sessions[who] = time.monotonic(), session
            context.close()
        return session


def walk(page: Page, path: str) -> None:
    """Open the address, then do each thing in turn."""
    address, *things = path.split(" > ")
    page.goto(address)
    _settle(page, AT_ONCE)
    for thing in things:
        selector, _, text = thing.partition(" = ")
        if thing.startswith("+"):
            page.goto(page.url + thing[1:])
        elif text:
            # Hidden ones, too: a stale form is one with an old version.
            page.locator(selector).first.evaluate("(input, text) => (input.value = text)", text)
        else:
            page.locator(selector).first.click(timeout=5000)
        _settle(page, A_MOMENT_LATER)


def _settle(page: Page, asks: str) -> None:
    """Wait for what comes by itself: the page, and those parts of it that ask for more."""
    page.wait_for_load_state()
    if page.locator(asks).count():
        page.wait_for_load_state("networkidle")
    page.locator(WORKING).first.wait_for(state="detached")
    page.wait_for_load_state()  # of where a form went that had to work first


def _take(visitors: Visitors, name: str, who: str | None, path: str) -> int:
    """One screen in its four looks; 1 if it could not be reached."""
    failed = 0
    for size, (width, height) in SIZES.items():
        for scheme in SCHEMES:
            context = visitors.context(
                who, viewport={"width": width, "height": height}, color_scheme=scheme
            )
            page = context.new_page()
            try:
                walk(page, path)
                page.evaluate(PICTURES)
                page.screenshot(
                    path=OUT / f"{name}-{size}-{scheme}.png",
                    full_page=True,
                    animations="disabled",  # what moves is taken where it arrives
                )
            except Exception as error:  # noqa: BLE001 - one screen must not stop the others
                print(f"{name}: {str(error).splitlines()[0]}")  # noqa: T201
                failed = 1
            context.close()
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
