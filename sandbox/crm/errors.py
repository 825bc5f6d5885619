"""What the CRM says when it refuses, in HubSpot's shape."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

Json = dict[str, Any]


class RefusalError(Exception):
    """`errors` as HubSpot lists them: message, code, and in `context` the properties concerned."""

    def __init__(
        self, status: int, category: str, message: str, errors: Sequence[Json] = (), context: Json | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.category = category
        self.message = message
        self.errors = list(errors)
        self.context = context

    def as_json(self) -> Json:
        body: Json = {"status": "error", "message": self.message, "correlationId": str(uuid4())}
        if self.context:
            body["context"] = self.context
        if self.errors:
            body["errors"] = self.errors
        return {**body, "category": self.category}


def invalid(message: str, errors: Sequence[Json] = ()) -> RefusalError:
    return RefusalError(400, "VALIDATION_ERROR", message, errors)


def not_found(deal_id: str) -> RefusalError:
    message = "Object not found.  objectId are usually numeric."
    return RefusalError(404, "OBJECT_NOT_FOUND", message, context={"id": [deal_id]})
