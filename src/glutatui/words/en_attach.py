"""What the attach client and its door say, in English; the client keeps copies, as it imports nothing."""

from collections.abc import Mapping

ATTACH: Mapping[str, str] = {
    "attach-usage": "Usage: glutatui attach [--socket FILE] [learn|quiz|plain|staff]",
    "attach-no-terminal": "This needs a terminal. With ssh, name no command.",
    "attach-no-command": "No other program can be run here. With ssh, name no command.",
    "attach-no-host": "The lessons cannot be shown at the moment. Please tell the staff.",
    "attach-slow": "The line is too slow. Please try again.",
    "attach-stranger": "This user may not open the lessons. Please tell the staff.",
    "attach-host-gone": "The lessons have stopped. Your answers are kept. Please tell the staff.",
    "error-attach-busy": "Another host serves {detail}. Stop it, or give this one another --attach-socket.",
    "error-attach-impossible": "The socket {detail} cannot be made there. Give a folder that this user may write to, "
    "and a path of at most 100 letters.",
    "usage-attach": "join this terminal to the running service; what an OpenSSH server runs for patients",
    "usage-serve-doors": "ways in: ssh is a server of its own, attach is for OpenSSH; ssh, attach or both ({default})",
    "usage-serve-attach-socket": "where attach clients reach the service; attach.sock in the data folder unless given",
    "serve-ready-attach": "ready on {path}",
    "usage-attach-to": "the service's socket",
    "usage-attach-account": "what to show",
}
