"""What people will say: conversation later than the sandbox's time, held back until that time comes."""

from datetime import datetime

from sandbox.clock import micros
from sandbox.state import Company, Message


class Coming:
    """Takes out of `company` what was said after `now`, and puts it back, in order, as time passes."""

    def __init__(self, company: Company, now: datetime) -> None:
        self._company = company
        self._waiting: list[Message] = []
        limit = _micros(now)
        for channel in company.channels.values():
            held = [message for message in channel.messages.values() if micros(message.ts) > limit]
            for message in held:
                channel.remove(message.ts)
            self._waiting += held
        self._waiting.sort(key=lambda message: micros(message.ts))

    def arrive(self, until: datetime) -> None:
        limit = _micros(until)
        while self._waiting and micros(self._waiting[0].ts) <= limit:
            message = self._waiting.pop(0)
            self._company.channels[message.channel].add(message)


def _micros(at: datetime) -> int:
    return micros(str(at.timestamp()))
