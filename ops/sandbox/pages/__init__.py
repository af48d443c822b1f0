"""The pages for people: the posts and the mail as the town would see them, and the panel."""

from aiohttp import web

from ops.sandbox.pages import correo, facebook, inicio, links, panel, x
from ops.sandbox.pages.layout import stylesheet


def add_pages(app: web.Application) -> None:
    """Serve the pages at their Spanish addresses."""
    app.router.add_get("/", inicio.show)
    app.router.add_get("/sandbox.css", stylesheet)
    app.router.add_get("/imagen/{id}/", links.image)
    app.router.add_get("/facebook/", facebook.show_page)
    app.router.add_get("/facebook/{id}/", facebook.show_post)
    app.router.add_get("/x/", x.show_timeline)
    app.router.add_get("/x/{id}/", x.show_post)
    app.router.add_get("/correo/", correo.show_list)
    app.router.add_get("/correo/{id}/", correo.show_mail)
    app.router.add_get("/control/", panel.show)
    app.router.add_post("/control/", panel.obey)
    links.add_public_addresses(app)
