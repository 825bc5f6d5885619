"""The ids that travel through the house, each its own type: a user cannot be passed where a channel is meant."""

import re
from typing import Final, NewType

UserId = NewType("UserId", str)
"""A person in Slack: U… or W…."""

ChannelId = NewType("ChannelId", str)
"""A channel in Slack: C… or G…; D… is a conversation with one person."""

TeamId = NewType("TeamId", str)
"""A Slack workspace: T…. The company's own teams are named in the operating model, not here."""

MessageTs = NewType("MessageTs", str)
"""A message's time stamp within its channel, and with it the message's name: kept as text, never as a number."""

AN_ID: Final = re.compile(r"[A-Z0-9]{1,32}")
"""Of a person or of a place in Slack."""

A_TS: Final = re.compile(r"[0-9]{1,20}[.][0-9]{1,9}")

MessagePlace = tuple[ChannelId, MessageTs]
"""Where a message of Slack's stands."""

ReportId = NewType("ReportId", int)
DecisionId = NewType("DecisionId", int)
NoteId = NewType("NoteId", int)
PostId = NewType("PostId", int)
DigestId = NewType("DigestId", int)
SignalId = NewType("SignalId", int)

DealId = NewType("DealId", str)
"""A deal in the CRM, by the CRM's own id."""

OwnerId = NewType("OwnerId", str)
"""Somebody who owns deals in the CRM, by the CRM's own id."""

BundleId = NewType("BundleId", int)
