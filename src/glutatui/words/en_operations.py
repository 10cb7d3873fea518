"""What whoever runs the service reads: doctor, health and metrics."""

from collections.abc import Mapping

OPERATIONS: Mapping[str, str] = {
    # The command line
    "usage-serve-require-review": "refuse to start until clinicians have signed every page and question",
    "usage-serve-metrics": "where else health and counts can be read: ADDRESS:PORT of this machine, unix:FILE, or "
    "exposed:ADDRESS:PORT for a network that is trusted",
    "usage-health": "say whether the running service lets patients in: 0 if so, else 3",
    "usage-doctor": "say what this terminal and this installation can do, and what is wrong",
    "usage-server": "look at what a service would need, with the settings of serve",
    "usage-doctor-format": "how it is written: text, or json for scripts",
    # Health
    "health-ready": "The service lets patients in.",
    "health-starting": "The service is starting. No patient is let in yet.",
    "health-full": "All places are taken. No other patient is let in.",
    "health-draining": "The service is stopping. No new patient is let in.",
    "health-silent": "The service hangs: it can begin no visit. Restart it, and look into its log.",
    "health-none": "No service answers at {path}. Start it, or name its folder with --data.",
    "health-refused": "Set aside on this host: {events} events of {visits} visits that the shared records refuse "
    "({why}). See glutatui records spool.",
    # Doctor
    "doctor-settings": "Settings: typed, else from the environment, else from {path}, else as shipped",
    "doctor-from-flag": "typed",
    "doctor-from-environment": "environment",
    "doctor-from-file": "file",
    "doctor-from-default": "as shipped",
    "doctor-secret": "(set, not shown)",
    "doctor-yes": "yes",
    "doctor-no": "no",
    "doctor-found": "What was found",
    "doctor-fine": "ok",
    "doctor-look": "look",
    "doctor-wrong": "WRONG",
    "doctor-wrong-one": "One thing is wrong.",
    "doctor-wrong-many": "{number} things are wrong.",
    "doctor-nothing": "Nothing is wrong.",
    "doctor-version": "This is glutatui {version}, with Python {python} and Textual {textual}.",
    "doctor-ssh-there": "What SSH needs is installed.",
    "doctor-ssh-none": "What SSH needs is not installed. To serve by SSH: pip install 'glutatui[ssh]'",
    "doctor-no-terminal": "The output is no terminal, so lessons would come as lines of text.",
    "doctor-terminal-true": "This terminal can show everything: {columns} columns, {rows} rows, all colours.",
    "doctor-terminal-256": "This terminal can show everything: {columns} columns, {rows} rows, 256 colours.",
    "doctor-terminal-16": "This terminal can show everything: {columns} columns, {rows} rows, 16 colours.",
    "doctor-terminal-mono": "This terminal can show everything: {columns} columns, {rows} rows, no colours.",
    "doctor-terminal-small": "This terminal has {columns} columns and {rows} rows, which is too small. "
    "Make it {least_columns} by {least_rows} at least.",
    "doctor-terminal-lines": "No screen can be drawn on a terminal with TERM={term}, so lessons come as lines of text. "
    "Set TERM to what the terminal is, such as xterm-256color.",
    "doctor-letters-all": "It shows all letters and signs (UTF-8).",
    "doctor-letters-latin": "It shows all letters. Signs are drawn with plain ones, as its font may have no others.",
    "doctor-letters-few": "It shows plain letters only. For all signs set LANG to a UTF-8 one, such as C.UTF-8.",
    "doctor-course": "The course can be taught: {lessons} lessons, {warnings} warnings, in: {languages}.",
    "doctor-signed": "Clinicians have signed all {total} pages and questions.",
    "doctor-signed-not": "Clinicians have signed {signed} of {total} pages and questions, and patients read that. "
    "Have the rest signed in lessons/reviews.yaml.",
    "doctor-signed-must": "Clinicians have signed {signed} of {total} pages and questions, and --require-review "
    "wants all. Have the rest signed in lessons/reviews.yaml, or leave the setting out.",
    "doctor-records": "The records in {path} are whole at a quick look: {visits} visits, {events} events.",
    "doctor-records-new": "There are no records yet. The first visit makes {path}.",
    "doctor-records-nowhere": "No records can be made at {path}. Make its folder and let this user write there.",
    "doctor-refused": "Set aside in {path}: {events} events of {visits} visits, because the shared records refuse them "
    "(PostgreSQL's code: {why}). Mend there what the code says, then run glutatui records deliver.",
    "doctor-host-none": "No service runs with the folder {path}.",
    "doctor-host-ready": "A service runs with the folder {path} and lets patients in.",
    "doctor-host-starting": "A service is starting with the folder {path}. Look again in a moment.",
    "doctor-host-full": "A service runs with the folder {path}, and all places are taken. "
    "If that is often so, give it more with --visits.",
    "doctor-host-draining": "The service with the folder {path} is stopping. Start it again when it has ended.",
    "doctor-host-silent": "The service with the folder {path} hangs. Restart it, and look into its log.",
    "doctor-data": "The folder {path} is this user's alone ({mode}).",
    "doctor-data-new": "There is no folder {path} yet. The first start makes it.",
    "doctor-key": "The host key is {fingerprint}.",
    "doctor-key-new": "There is no host key yet. The first start makes {path}.",
    "doctor-keys": "The keys in {path} can be read.",
    "doctor-port-free": "The address {address} is free.",
    "doctor-port-ours": "The address {address} is in use, by this service as it seems.",
    "doctor-attach": "A service answers attach clients at {path}.",
    "doctor-attach-new": "The service will make the socket {path} for attach clients.",
    "doctor-attach-dead": "The service runs, but not at the socket {path}. Give it the same --attach-socket.",
    "doctor-files": "The limit of {most} open files is enough for {visits} visits.",
    "doctor-files-few": "The limit of {most} open files is too low for {visits} visits, which need {needed}. "
    "Raise LimitNOFILE= or ulimit -n, or lower --visits.",
    "doctor-memory": "{there} MB of memory are enough for {visits} visits, which need {needed}.",
    "doctor-memory-little": "{there} MB of memory are too little for {visits} visits, which need {needed}. "
    "Lower --visits to {room}, or add memory.",
    "doctor-disk": "{free} MB are free at {path}.",
    "doctor-disk-little": "Only {free} MB are free at {path}. Make some room soon.",
    "doctor-disk-none": "Only {free} MB are free at {path}. Make some room before you start.",
    "doctor-file-system": "The records lie on a local disk ({kind}).",
    "doctor-file-system-foreign": "{path} lies on a network or shared file system ({kind}), where records get damaged. "
    "Name a place on a local disk.",
    "doctor-clock": "The clock says {now}.",
    "doctor-clock-early": "The clock says {now}, which cannot be. Set it, best with a time service.",
    "doctor-clock-back": "The clock says {now}, but the records were last written at {kept}. "
    "Set the clock, best with a time service.",
    "doctor-openssh": "The OpenSSH door is set up as in docs/deploy.md ({path}).",
    "doctor-openssh-missing": "{path} is missing, which the OpenSSH door needs. See docs/deploy.md, section 1.",
    "doctor-openssh-no-user": "There is no user {user}, as whom terminals log in. Run systemd-sysusers, as in "
    "docs/deploy.md.",
    "doctor-openssh-no-shell": "The user {user} has {shell} for a shell, so OpenSSH can start nothing. "
    "Give it /bin/sh.",
    # Errors
    "error-not-signed": "Clinicians have signed {signed} of {total} pages and questions, and this service teaches "
    "signed ones only. Have the rest signed in lessons/reviews.yaml, or start without --require-review.",
    "error-metrics-wrong": "{detail} is no place for the metrics. Name 127.0.0.1:PORT or unix:FILE.",
    "error-metrics-exposed": "Everybody could read the metrics at {detail}. Name 127.0.0.1:PORT or unix:FILE, or write "
    "exposed:{detail} where that network is trusted.",
    "error-health-busy": "Another host tells its health at {detail}. Stop it, or give this one another place.",
    "error-health-impossible": "The socket {detail} cannot be made there. Give a folder that this user may write to, "
    "and a path of at most 100 letters.",
    # Metrics
    "metric-build-info": "The version of the program.",
    "metric-accepts-patients": "Whether a new patient is let in.",
    "metric-draining": "Whether the service is about to end.",
    "metric-sessions-inside": "Terminals that are connected.",
    "metric-sessions-limit": "Terminals that may be connected at once.",
    "metric-visits-started-total": "Screens that were given a process, which may have waited for it.",
    "metric-visits-ended-total": "Screens that ended, by how; records: the journal could not be used.",
    "metric-refusals-total": "Who was not let in, by door and reason.",
    "metric-children-killed-total": "Processes of patients that were ended from outside, by reason.",
    "metric-faults-total": "Faults of the front door.",
    "metric-course-info": "The course that new visits are about.",
    "metric-course-things-signed": "Pages and questions with a valid sign-off.",
    "metric-course-things": "Pages and questions.",
    "metric-warm-processes": "Processes that wait for a patient.",
    "metric-warm-processes-lost-total": "Processes that died while they waited.",
    "metric-forks-failed-total": "Visits for which no process could be made.",
    "metric-reloads-total": "Reloads, by whether a new course was taken or the old one kept.",
    "metric-first-frame-seconds": "From the wish for a screen to its first frame on the way to the terminal.",
}
"""Part of `en.WORDS`."""
