"""The company whose Salesforce org the tests play: its people, its fields and its stages."""

from typing import Any

ORG_ID, BOT_ID = "00D000000000001AAA", "005000000000BOTAAA"
RITA, RAVI = "005000000000RITAAA", "005000000000RAVAAA"

Row = dict[str, Any]


def a_field(name: str, kind: str = "string", **more: Any) -> Row:
    return {"name": name, "label": name.removesuffix("__c"), "type": kind, "nillable": True, "updateable": True} | more


def choices(*values: str) -> Row:
    return {"picklistValues": [{"value": value, "label": value, "active": True} for value in values]}


def opportunity_fields() -> dict[str, Row]:
    listed = [
        a_field("Id", "id", updateable=False, nillable=False),
        a_field("IsDeleted", "boolean", updateable=False),
        a_field("Name", length=120, nillable=False),
        a_field("OwnerId", "reference", nillable=False),
        a_field("StageName", "picklist", nillable=False, **choices("Qualify", "Propose", "Closed Won", "Closed Lost")),
        a_field("Amount", "currency"),
        a_field("Probability", "percent"),
        a_field("CloseDate", "date", nillable=False),
        a_field("NextStep", length=255),
        a_field("ForecastCategory", "picklist", updateable=False),
        a_field("ForecastCategoryName", "picklist", **choices("Pipeline", "Upside", "Commit", "Closed")),
        a_field("Champion__c", "textarea", length=32_000),
        a_field("Kickoff__c", "datetime"),
        a_field("Risk__c", "picklist", **choices("Low", "High")),
        a_field("Sponsor__c", "boolean", nillable=False),
        a_field("CreatedDate", "datetime", updateable=False),
        a_field("CreatedById", "reference", updateable=False),
        a_field("LastModifiedDate", "datetime", updateable=False),
        a_field("SystemModstamp", "datetime", updateable=False),
    ]
    return {row["name"]: row for row in listed}


def a_stage(name: str, probability: float, category: tuple[str, str], **meaning: bool) -> Row:
    return {
        "ApiName": name,
        "MasterLabel": name,
        "DefaultProbability": probability,
        "IsClosed": False,
        "IsWon": False,
        "ForecastCategory": category[0],
        "ForecastCategoryName": category[1],
    } | meaning


def stages() -> list[Row]:
    """This company says Upside to what Salesforce calls BestCase, and its names tell nothing of their meaning."""
    return [
        a_stage("Qualify", 10.0, ("Pipeline", "Pipeline")),
        a_stage("Propose", 60.0, ("BestCase", "Upside")),
        a_stage("Closed Won", 0.0, ("Omitted", "Omitted"), IsClosed=True),
        a_stage("Closed Lost", 100.0, ("Closed", "Closed"), IsClosed=True, IsWon=True),
    ]


def users() -> list[Row]:
    def user(id_: str, name: str, **more: Any) -> Row:
        email = f"{name.lower()}@northwind.example"
        return {"Id": id_, "Name": name, "Email": email, "IsActive": True, "UserType": "Standard"} | more

    return [
        user(RITA, "Rita"),
        user(RAVI, "Ravi", IsActive=False),
        user(BOT_ID, "Bot"),
        user("005000000000AUTAAA", "Automated", UserType="AutomatedProcess"),
        user("005000000000CUSAAA", "Customer", UserType="CspLitePortal"),
    ]
