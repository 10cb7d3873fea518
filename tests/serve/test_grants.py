"""What is granted, what of a client's words arrives, and what an audit says."""

import json
import re
import subprocess
import sysconfig
from pathlib import Path

import pytest

from glutatui.words import say
from serve.conftest import Start
from serve.hosts import Host
from serve.lax import Target

pytestmark = pytest.mark.needs("ssh")


def test_a_session_without_a_terminal_is_told_so(usual: Host) -> None:
    done = usual.run(usual.command("-T"), stdin=subprocess.DEVNULL)

    assert done.returncode == 2
    assert done.stdout.decode().strip() == say("en", "serve-no-terminal")


def test_a_connection_without_a_session_ends(start: Start) -> None:
    """``ssh -N`` holds no place."""
    host = start("--handshake", "1")
    done = host.run(host.command("-N"), stdin=subprocess.DEVNULL)

    assert done.returncode == 255
    assert host.logs("no-terminal")


def test_of_the_environment_only_what_shapes_the_screen_arrives(usual: Host) -> None:
    """A language, a charset and colours do; what would steer Textual, Python or a browser does not."""
    steering = ["TEXTUAL_DRIVER=x:Y", "TEXTUAL_LOG=/tmp/canary", "PYTHONPATH=/tmp", "BROWSER=lynx", "LINES=3"]
    shaping = ["LANG=en_GB.UTF-8", "LC_ALL=C", "NO_COLOR=1"]
    options = [f"-oSetEnv={' '.join([*steering, *shaping])}"]
    with usual.ssh(*options) as terminal:
        terminal.shows(say("en", "welcome-question"))
        environ = Path(f"/proc/{usual.child()}/environ").read_bytes()
        assert not any(setting.encode() in environ for setting in steering)
        assert not re.search(rb"\x1b\[(?:[0-9;]*;)?[34][0-8][;m]", terminal.raw), "NO_COLOR"
        assert all(byte < 128 for byte in terminal.raw), "LC_ALL=C is ASCII"


def test_the_audit_finds_no_failure(usual: Host) -> None:
    """Its status is 2 for warnings (curve25519 alone is not post-quantum), 3 for failures."""
    audit = Path(sysconfig.get_path("scripts")) / "ssh-audit"
    done = usual.run([str(audit), "--skip-rate-test", "-j", f"127.0.0.1:{usual.port}"])

    assert done.returncode in {0, 2}
    found = json.loads(done.stdout)
    offered = [*found["kex"], *found["key"], *found["enc"], *found["mac"]]
    assert len(offered) >= 9
    assert [entry["algorithm"] for entry in offered if entry["notes"].get("fail")] == []
    assert not found["cves"]


def test_the_audit_finds_what_is_weak(tmp_path: Path, lax: Target) -> None:  # noqa: ARG001
    """The twin: with asyncssh's default algorithms it does fail."""
    audit = Path(sysconfig.get_path("scripts")) / "ssh-audit"
    done = subprocess.run(
        [audit, "--skip-rate-test", "-j", f"127.0.0.1:{lax.port}"], check=False, capture_output=True, timeout=30
    )
    found = json.loads(done.stdout)
    offered = [*found["kex"], *found["key"], *found["enc"], *found["mac"]]
    assert any(entry["notes"].get("fail") for entry in offered)


@pytest.mark.parametrize(
    ("term", "colorterm", "code"),
    [
        ("xterm-256color", "", rb"\x1b\[[0-9;]*38;5;"),
        ("xterm", "", rb"\x1b\[[0-9;]*37[;m]"),
        ("xterm", "truecolor", rb"\x1b\[[0-9;]*38;2;"),
    ],
)
def test_colours_are_those_that_the_terminal_has(usual: Host, term: str, colorterm: str, code: bytes) -> None:
    """Also where its visit was composed before anybody knew the terminal."""
    options = [f"-oSetEnv=COLORTERM={colorterm}"] if colorterm else []
    with usual.ssh(*options, env={"TERM": term}) as terminal:
        terminal.shows(say("en", "welcome-question"))
        found = [
            each for each in (rb"38;5;", rb"37[;m]", rb"38;2;") if re.search(rb"\x1b\[[0-9;]*" + each, terminal.raw)
        ]
        assert len(found) == 1
        assert re.search(code, terminal.raw)
