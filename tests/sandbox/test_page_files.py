"""The page's files are asked for once, and never an old one is shown."""

import re
from pathlib import Path

from sandbox.page_files import version_of
from tests.serving import http_client, running_sandbox


async def test_what_the_page_consists_of_is_kept_for_ever_and_the_page_is_asked_for_anew() -> None:
    async with running_sandbox() as sandbox, http_client(base_url=sandbox.url) as http:
        page = await http.get("/")
        files = re.findall(r'(?:href|src)="(page/[^"]+)"', page.text)
        came = [await http.get(file) for file in files]
        missing = await http.get(f"{files[0]}x")

    assert page.headers["Cache-Control"] == "no-cache"
    assert {Path(file).name for file in files} >= {"main.js", "theme-first.js", "tokens.css", "icon.svg"}
    assert all(answer.status_code == 200 and "immutable" in answer.headers["Cache-Control"] for answer in came)
    assert missing.status_code == 404


def test_a_file_that_is_edited_has_another_address(tmp_path: Path) -> None:
    file = tmp_path / "main.js"
    file.write_text("one")
    before = version_of(tmp_path)
    assert version_of(tmp_path) == before

    file.write_text("two, longer")

    assert version_of(tmp_path) != before
