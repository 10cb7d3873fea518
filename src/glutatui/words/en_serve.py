"""The words of the session host in English: what patients read between visits, what staff read at the command line."""

from collections.abc import Mapping

SERVING: Mapping[str, str] = {
    # To patients
    "serve-full": "All places are taken right now. Please try again in a few minutes, or ask the staff.",
    "serve-source-full": "Too many screens are open from here. Please close one, or ask the staff.",
    "serve-too-fast": "Many people are starting right now. Please try again in a moment.",
    "serve-draining": "This service is stopping for a short time. Your answers are kept. "
    "Please start again later with your code.",
    "serve-sorry": "Sorry, this screen stopped. Your answers are kept. "
    "Please start again later with your code, or ask the staff.",
    "serve-again": "Sorry, the screen had to start again. Your answers are kept. "
    "Go on with your code, or ask the staff.",
    "serve-no-terminal": "This needs a terminal. Connect without a command after the host, or with: ssh -t",
    # The command line
    "usage-serve": "let patients in over SSH, each in a process of their own",
    "usage-serve-host": "the address to listen on ({default})",
    "usage-serve-port": "the port to listen on ({default}); 0 for any that is free, none for no SSH door of its own",
    "usage-serve-data": "the folder of the host key and the answers; nobody else may read it",
    "usage-serve-drain": "seconds that running visits have when the service stops ({default})",
    "usage-serve-idle": "seconds without a key until a screen is wiped ({default}); 0 for never",
    "usage-serve-hard": "seconds that one visit may take at most ({default}); 0 for any time",
    "usage-serve-visits": "visits at once ({default})",
    "usage-serve-per-source": "visits at once from one address ({default})",
    "usage-serve-starts": "visits a second that may begin in the long run ({default})",
    "usage-serve-burst": "visits that may begin at once ({default})",
    "usage-serve-ping": "seconds between looks whether a visit still answers while somebody types ({default})",
    "usage-serve-silence": "seconds after which a visit that does not answer is ended ({default})",
    "usage-serve-waiting": "connections at once that have not shown who they are ({default})",
    "usage-serve-waiting-per-source": "the same, from one address ({default})",
    "usage-serve-handshake": "seconds that such a connection has ({default})",
    "usage-serve-bytes-in": "bytes a second that a terminal may send ({default})",
    "usage-serve-warm": "processes kept ready for the next patients ({default})",
    "usage-serve-kiosk-keys": "only who has a key of this file (as authorized_keys) may be a patient",
    "usage-serve-staff-keys": "who has a key of this file (as authorized_keys) is staff",
    "usage-serve-log": "a file for the log, one JSON line an event; without it the log goes to stderr",
    "usage-serve-log-sources": "how the log names addresses: hashed, full or none ({default})",
    "serve-ready": "ready on {host}:{port}",
    "serve-how": "Connect with: ssh -p {port} learn@{host}",
    "serve-key": "The host key is {fingerprint}",
    "serve-key-made": "A host key was made: {fingerprint}. Write it down: each terminal asks for it once.",
    # Errors, each with what to do
    "error-address-taken": "Nothing can listen on {detail}. Stop what does already, "
    "or choose another with --host and --port.",
    "error-data-wrong": "{detail} cannot be used for the service. It must be a folder of this user that others cannot "
    "read: chmod 700, or name another with --data.",
    "error-host-key-wrong": "The host key {detail} cannot be used. It must be a private key of this user that others "
    "cannot read: chmod 600, or restore it from a backup.",
    "error-host-key-missing": "The host key {detail} is missing, and there was one. Restore it from a backup. "
    "To change it for all terminals, remove the file of the same name with .pub too.",
    "error-keys-wrong": "{detail} cannot be read as a file of keys. Write one key a line, as in authorized_keys.",
    "error-ssh-missing": "The SSH service is not installed. Install it with: pip install 'glutatui[ssh]'",
    "error-front-silent": "The front door did not start in time. Start again; the log may say more.",
    "error-log-wrong": "The log cannot be written to {path}. Name another file with --log.",
    "error-zygote-gone": "The service has stopped. Start it again.",
}
"""Part of `en.WORDS`."""
