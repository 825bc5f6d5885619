"""What becomes a name in the store has the shape that Slack gives it."""

import pytest

from handlers.shapes import check_shape
from tests.conftest import RITA
from tests.security.payloads import submission
from views.filled import Unreadable

FORM = {"type": "modal", "callback_id": "report_form", "blocks": []}


def test_a_form_of_slacks_is_read() -> None:
    check_shape(submission(RITA, FORM, {}))


@pytest.mark.parametrize("name", ["", "V" * 300, "V1 U0RITA", "v-1", None])
def test_a_form_with_another_name_is_not(name: str | None) -> None:
    with pytest.raises(Unreadable):
        check_shape(submission(RITA, FORM | {"id": name}, {}))
