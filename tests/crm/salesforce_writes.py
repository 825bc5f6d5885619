"""What tests of writing to Salesforce share."""

import json
from collections.abc import Mapping

from domain.ids import DealId
from tests.crm.salesforce_org import FakeOrg

SEEN = {"next_step": "Call"}


def an_org(**values) -> tuple[FakeOrg, DealId]:
    org = FakeOrg()
    id_ = org.a_deal(**{"NextStep": "Call"} | values)
    org.later(hours=1)
    return org, DealId(id_)


def written(org: FakeOrg) -> list[Mapping[str, object]]:
    return [json.loads(request.content) for request in org.asked if request.method == "PATCH"]
