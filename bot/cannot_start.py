"""What keeps a command from running, in a module of its own: commands about data read nothing of Slack's."""

from domain.outcome import Trouble


class CannotStart(Trouble):
    """`for_user` says why, and what to do."""

    def __init__(self, because: str) -> None:
        super().__init__(because)
        self.for_user = because
