"""The fields of a deal, as the CRM describes them: HubSpot's own, and those that Northwind added."""

from dataclasses import dataclass, replace

from sandbox.crm.errors import Json


@dataclass(frozen=True)
class Choice:
    """One that is `hidden` is offered no more, but old records keep it, and the API still takes it."""

    value: str
    label: str
    hidden: bool = False


@dataclass(frozen=True)
class Property:
    """`type` and `field_type` in HubSpot's words; `own` for one that a company added itself."""

    name: str
    label: str
    type: str = "string"
    field_type: str = "text"
    choices: tuple[Choice, ...] = ()
    read_only: bool = False
    own: bool = False
    description: str = ""

    @property
    def takes_many(self) -> bool:
        return self.field_type == "checkbox"

    def closed_for_writing(self) -> "Property":
        return replace(self, read_only=True)

    def without_choice(self, value: str) -> "Property":
        return replace(self, choices=tuple(choice for choice in self.choices if choice.value != value))

    def as_json(self) -> Json:
        return {
            "name": self.name,
            "label": self.label,
            "type": self.type,
            "fieldType": self.field_type,
            "description": self.description,
            "groupName": "dealinformation",
            "options": [
                {"label": choice.label, "value": choice.value, "displayOrder": order, "hidden": choice.hidden}
                for order, choice in enumerate(self.choices)
            ],
            "displayOrder": -1,
            "calculated": self.read_only and self.type == "bool",
            "externalOptions": self.name == "hubspot_owner_id",
            "hasUniqueValue": False,
            "hidden": False,
            "hubspotDefined": not self.own,
            "modificationMetadata": {
                "archivable": self.own,
                "readOnlyDefinition": not self.own,
                "readOnlyValue": self.read_only,
            },
            "formField": not self.read_only,
            "dataSensitivity": "non_sensitive",
            "archived": False,
        }


def choices(*labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(label.lower().replace(" ", "_"), label) for label in labels)


CATEGORIES = (
    Choice("OMIT", "Not forecasted"),
    Choice("PIPELINE", "Pipeline"),
    Choice("BEST_CASE", "Best case"),
    Choice("COMMIT", "Commit"),
    Choice("CLOSED", "Closed won"),
)
SWITCH = (Choice("true", "Yes"), Choice("false", "No"))

PROPERTIES = (
    Property("dealname", "Deal Name"),
    Property("pipeline", "Pipeline", "enumeration", "select"),
    Property("dealstage", "Deal Stage", "enumeration", "radio"),
    Property("hubspot_owner_id", "Deal owner", "enumeration", "select"),
    Property("amount", "Amount", "number", "number"),
    Property(
        "deal_currency_code",
        "Currency",
        "enumeration",
        "select",
        (Choice("USD", "US Dollar (USD)"), Choice("EUR", "Euro (EUR)")),
    ),
    Property("amount_in_home_currency", "Amount in company currency", "number", "number", read_only=True),
    Property("closedate", "Close Date", "datetime", "date"),
    Property("createdate", "Create Date", "datetime", "date"),
    Property("hs_next_step", "Next step"),
    Property("hs_manual_forecast_category", "Forecast category", "enumeration", "select", CATEGORIES),
    Property("hs_createdate", "Object create date/time", "datetime", "date", read_only=True),
    Property("hs_lastmodifieddate", "Last Modified Date", "datetime", "date", read_only=True),
    Property("hs_object_id", "Record ID", "number", "number", read_only=True),
    Property("hs_merged_object_ids", "Merged record IDs", "enumeration", "checkbox", read_only=True),
    Property("hs_is_closed", "Is Deal Closed?", "bool", "booleancheckbox", SWITCH, read_only=True),
    Property("hs_is_closed_won", "Is Closed Won", "bool", "booleancheckbox", SWITCH, read_only=True),
    Property("hs_deal_stage_probability", "Deal probability", "number", "number", read_only=True),
    Property("notes_last_updated", "Last Activity Date", "datetime", "date", read_only=True),
    Property("notes_last_contacted", "Last Contacted", "datetime", "date", read_only=True),
    Property("num_associated_contacts", "Number of Associated Contacts", "number", "number", read_only=True),
    Property(
        "implementation_risk",
        "Implementation risk",
        "enumeration",
        "select",
        (*choices("Low", "Medium", "High", "Unknown"), Choice("see_notes", "See notes", hidden=True)),
        own=True,
        description="What could hurt the implementation.",
    ),
    Property("champion_name", "Champion", own=True, description="Who carries this purchase on their side."),
    Property("promised_outcomes", "Promised outcomes", field_type="textarea", own=True),
    Property("kickoff_date", "Kickoff date", "date", "date", own=True),
    Property("lanes", "Lanes", "enumeration", "checkbox", choices("Road", "Rail", "Sea", "Air"), own=True),
    Property("legal_review", "Legal review done", "bool", "booleancheckbox", SWITCH, own=True),
)
