"""Runs a command as the terminal's foreground job, so that Ctrl-C reaches the command alone.

make dies of a Ctrl-C that reaches it, whatever the command under it answers. Run like this, the command ends in its own
time, and make ends with the command's exit code. Without a terminal the command simply takes this process's place.
"""

import os
import signal
import sys


def main(command: list[str]) -> int:
    if not (sys.stdin.isatty() and os.tcgetpgrp(0) == os.getpgrp()):
        os.execvp(command[0], command)
    # Handing the terminal over from the background would stop us.
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpid())
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        os.execvp(command[0], command)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _frame: os.kill(child, received))
    try:
        return wait_for(child)
    finally:
        os.tcsetpgrp(0, os.getpgrp())


def wait_for(child: int) -> int:
    """The exit code of `child`. Ctrl-Z stops everybody from make down, and `fg` wakes everybody up again."""
    while True:
        _, status = os.waitpid(child, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            return os.waitstatus_to_exitcode(status) % 256
        os.tcsetpgrp(0, os.getpgrp())
        os.kill(0, signal.SIGTSTP)
        os.tcsetpgrp(0, child)
        os.kill(child, signal.SIGCONT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
