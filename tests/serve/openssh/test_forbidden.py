"""What a patient's line through a real OpenSSH server cannot do; each attack has a twin that succeeds where it may."""

import json
import os
import subprocess
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

from glutatui.words import say
from serve.hosts import Host, until
from serve.sshd import FREE, SSHD, Sshd
from terminal import Terminal

pytestmark = pytest.mark.needs(SSHD, "ssh")

WELCOME = say("en", "welcome-learn")
Opened = Callable[..., Sshd]


def test_without_a_terminal_nothing_begins_and_nothing_is_left(usual: Host, door: Sshd) -> None:
    before = len(usual.log("session"))
    done = door.run("-T")

    assert done.returncode == 2
    assert say("en", "attach-no-terminal") in done.stderr.decode()
    until(lambda: not door.processes(), "the end of the server")
    assert len(usual.log("session")) == before


COMMANDS = ["touch {canary}", "; touch {canary}", "$(touch {canary})", "`touch {canary}`", "'\n touch {canary} \n'"]


@pytest.mark.parametrize("tty", ["-T", "-tt"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_refused(door: Sshd, tmp_path: Path, command: str, tty: str) -> None:
    canary = tmp_path / "canary"
    done = door.run(tty, after=[command.format(canary=canary)])

    assert done.returncode == 2
    assert not canary.exists()


def test_a_command_runs_where_none_is_forced(opened: Opened, tmp_path: Path) -> None:
    """The twin of the test above."""
    canary = tmp_path / "canary"
    opened(tmp_path / "nobody.sock", ForceCommand="none").run("-T", after=[f"touch {canary}"])

    assert canary.exists()


@pytest.mark.parametrize(
    "program", [["sftp", "-b", "-"], ["scp", "{here}", "{there}"], ["scp", "-O", "{here}", "{there}"]]
)
def test_no_file_comes_or_goes(door: Sshd, tmp_path: Path, program: list[str]) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.write_text("patient data")
    name, *rest = program
    user = door.ssh()[-1]
    words = [word.format(here=here, there=f"{user}:{there}") for word in rest]
    last = [user] if name == "sftp" else []
    done = subprocess.run(
        [*door.ssh(program=name), *words, *last],
        check=False,
        input=f"put {here} {there}\n".encode(),
        capture_output=True,
        timeout=20,
    )

    assert done.returncode != 0
    assert not there.exists()


def test_a_file_comes_where_nothing_is_forced(opened: Opened, tmp_path: Path) -> None:
    """The twin of the test above."""
    here, there = tmp_path / "here", tmp_path / "there"
    here.write_text("patient data")
    door = opened(tmp_path / "nobody.sock", ForceCommand="none")
    words = [*door.ssh(program="scp"), "-O", str(here), f"{door.ssh()[-1]}:{there}"]
    done = subprocess.run(words, check=False, capture_output=True, timeout=20)

    assert (done.returncode, there.read_text()) == (0, "patient data")


def test_a_second_session_on_a_line_is_refused(door: Sshd, tmp_path: Path) -> None:
    control = str(tmp_path / "control")
    with Terminal(door.ssh("-M", "-S", control)) as terminal:
        terminal.shows(WELCOME)
        done = door.run("-S", control, "-tt", "-o", "ProxyCommand=false")  # no way but the line that is there

        assert "refused by peer" in done.stderr.decode()


def test_it_is_granted_where_two_are_allowed(usual: Host, opened: Opened, tmp_path: Path) -> None:
    """The twin of the test above."""
    door, control = opened(usual.data / "attach.sock", MaxSessions="2"), str(tmp_path / "control")
    with Terminal(door.ssh("-M", "-S", control)) as terminal:
        terminal.shows(WELCOME)
        with Terminal(door.ssh("-S", control, "-tt", "-o", "ProxyCommand=false")) as second:
            second.shows(WELCOME)


SENT = {
    "TEXTUAL_DRIVER": "evil:Driver",
    "TEXTUAL_LOG": "log",
    "PYTHONPATH": "evil",
    "PYTHONSTARTUP": "evil",
    "LD_PRELOAD": "evil.so",
    "PATH": "evil",
    "BROWSER": "evil",
    "SSH_CONNECTION": "203.0.113.9",
}


def environment(door: Sshd) -> dict[str, str]:
    """Return what the forced command finds, for a client that sends and forwards all that it can."""
    sent = " ".join(f"{name}={value}" for name, value in {**SENT, "LANG": "de_CH.UTF-8", "COLORTERM": "24bit"}.items())
    done = door.run("-A", "-X", "-tt", "-o", f"SetEnv={sent}", env={**os.environ, "DISPLAY": ":0", "TERM": "xterm"})
    lines = done.stdout.decode().splitlines()
    return dict(line.strip().split("=", 1) for line in lines if "=" in line)


def test_the_environment_is_what_we_ask_for_and_no_more(opened: Opened, tmp_path: Path) -> None:
    door = opened(tmp_path / "nobody.sock")
    config = door.config.read_text()
    shipped = next(line for line in config.splitlines() if line.startswith("ForceCommand "))
    before, _, _ = shipped.partition(" -I -S -B ")
    door.config.write_text(config.replace(shipped, before.rpartition(" ")[0] + " env"))
    found = environment(door)

    assert found.pop("SSH_CONNECTION").startswith("127.0.0.1 ")
    assert "/sshauth." in found.pop("SSH_USER_AUTH")
    assert found == {
        "TERM": "xterm",
        "COLORTERM": "24bit",
        "LANG": "de_CH.UTF-8",
        "NO_COLOR": "",
        "LC_ALL": "",
        "LC_CTYPE": "",
        "SSH_ORIGINAL_COMMAND": "",
    }


def test_it_is_more_where_everything_is_accepted(opened: Opened, tmp_path: Path) -> None:
    """The twin of the test above."""
    door = opened(tmp_path / "nobody.sock", ForceCommand="env", AcceptEnv="*", **FREE)

    assert environment(door)["TEXTUAL_DRIVER"] == "evil:Driver"


def test_the_audit_finds_no_failure(door: Sshd) -> None:
    """Its warnings are about curve25519, which dropbear's client needs, and about floods, which limits are for."""
    audit = Path(sysconfig.get_path("scripts")) / "ssh-audit"
    words = [str(audit), "--skip-rate-test", "-j", f"127.0.0.1:{door.port}"]
    done = subprocess.run(words, check=False, capture_output=True, timeout=60)
    found = json.loads(done.stdout)
    rated = [entry for kind in ("kex", "key", "enc", "mac") for entry in found[kind]]

    assert rated
    assert [entry["algorithm"] for entry in rated if "fail" in entry["notes"]] == []
