"""The sandbox as one web application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.routing import Mount, Route, WebSocketRoute

from sandbox.control.routes import control_routes
from sandbox.crm.api import crm_routes
from sandbox.crm.control import crm_control_routes
from sandbox.dropping import DroppableStarlette
from sandbox.page_files import page_routes
from sandbox.replies import ResponseUrls
from sandbox.web_api.endpoint import WebApi
from sandbox.workspace import Workspace


def create_app(workspace: Workspace) -> Starlette:
    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await workspace.start()
        yield
        await workspace.stop()

    return DroppableStarlette(
        routes=[
            Route("/api/{method}", WebApi(workspace).answer, methods=["GET", "POST"]),
            Route("/response/{key}", ResponseUrls(workspace).answer, methods=["POST"]),
            WebSocketRoute("/socket", workspace.sockets.serve),
            Mount("/hubspot", routes=crm_routes(workspace.crm)),
            Mount("/_control/crm", routes=crm_control_routes(workspace)),
            Mount("/_control", routes=control_routes(workspace)),
            *page_routes(),
        ],
        lifespan=lifespan,
    )
