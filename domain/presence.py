"""Whether somebody is away, from what they let others see in Slack."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

AWAY_SIGNS: Final = frozenset(
    {":palm_tree:", ":face_with_thermometer:", ":beach_with_umbrella:", ":airplane:", ":baby:"}
)
"""What Slack itself offers for a vacation and for being ill, and what people choose besides."""

AWAY_WORDS: Final = re.compile(
    r"\b(vacation\w*|out of (the )?office|ooo|pto|(annual|parental|maternity|paternity|sick) leave|on leave|out sick"
    r"|day off|holidays?|urlaub|krank|elternzeit|abwesend|cong[ée]s?|absent\w*|vacaciones|baja|f[ée]rias|licen[çc]a)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Status:
    """What somebody wrote beside their name. `until` is when Slack takes it away; None when it stays."""

    text: str = ""
    sign: str = ""
    until: datetime | None = None

    def is_away(self, at: datetime) -> bool:
        if self.until is not None and self.until <= at:
            return False
        return self.sign in AWAY_SIGNS or bool(AWAY_WORDS.search(self.text))
