"""The page's files, at an address that changes with them: a browser asks for each once, and never shows an old one."""

import hashlib
import os
import re
from pathlib import Path
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

PAGE: Final = Path(__file__).parent / "page"
FOR_EVER: Final = "public, max-age=31536000, immutable"
A_FILE: Final = re.compile(r'(href|src)="([\w-]+\.(?:css|js|svg))"')


def page_routes() -> list[BaseRoute]:
    return [Route("/", _index), Mount("/page/{version}", _Kept(directory=PAGE, check_dir=False))]


async def _index(_request: Request) -> Response:
    written = (PAGE / "index.html").read_text(encoding="utf-8")
    return HTMLResponse(A_FILE.sub(rf'\1="page/{version_of(PAGE)}/\2"', written), headers={"Cache-Control": "no-cache"})


def version_of(folder: Path) -> str:
    """Another one as soon as a file is edited, so that whoever works on the page only has to reload it."""
    files = sorted((entry.name, entry.stat().st_mtime_ns, entry.stat().st_size) for entry in os.scandir(folder))
    return hashlib.sha256(repr(files).encode()).hexdigest()[:12]


class _Kept(StaticFiles):
    def file_response(self, *args: Any, **options: Any) -> Response:
        response = super().file_response(*args, **options)
        response.headers["Cache-Control"] = FOR_EVER
        return response
