"""What is shipped for a server and a kiosk is accepted by the programs that read it, and says what it should."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from serve.sshd import DEPLOY, SSHD, made_key

PROXY = "/lib/systemd/systemd-socket-proxyd"
UNITS = sorted([*DEPLOY.glob("*/*.service"), *DEPLOY.glob("*/*.socket")], key=lambda path: path.name)
EXPOSURE = {
    "glutatui.service": 0.8,
    "glutatui-sshd.service": 3.4,
    "glutatui-sshd@.service": 4.4,
    "glutatui-kiosk.service": 2.2,
    "glutatui-health.service": 1.5,
}
"""The most that ``systemd-analyze security`` may say; kiosk-hazards.md asks for 1.2 of the host."""


def run(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(words, check=False, capture_output=True, text=True)


# the server


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """The shipped configuration with a host key that is there."""
    place = tmp_path / "sshd_config"
    shipped = (DEPLOY / "sshd" / "sshd_config").read_text()
    place.write_text(shipped.replace("/etc/glutatui/ssh_host_ed25519_key", str(made_key(tmp_path / "key"))))
    return place


@pytest.mark.needs(SSHD)
def test_sshd_accepts_its_configuration(config: Path) -> None:
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    done = run(SSHD, "-t", "-f", config)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.needs(SSHD)
@pytest.mark.parametrize("user", ["learn", "quiz", "plain", "staff"])
def test_sshd_takes_it_as_it_is_meant(config: Path, user: str) -> None:
    done = run(SSHD, "-T", "-f", config, "-C", f"user={user},host=h,addr=192.0.2.1,laddr=192.0.2.2,lport=2222")
    says = [line.split(" ", 1) for line in done.stdout.splitlines()]
    found = {name: [value for key, value in says if key == name] for name, _ in says}

    assert found["forcecommand"][0].startswith("exec env -i ")
    assert found["acceptenv"] == ["LANG", "LC_ALL", "LC_CTYPE", "COLORTERM", "NO_COLOR"]
    assert found["authenticationmethods"] == ["publickey"]
    assert "subsystem" not in found
    for name in ("permitrootlogin", "passwordauthentication", "kbdinteractiveauthentication", "permitemptypasswords"):
        assert found[name] == ["no"], name
    for name in ("x11forwarding", "allowagentforwarding", "allowtcpforwarding", "allowstreamlocalforwarding"):
        assert found[name] == ["no"], name
    for name in ("permittunnel", "permituserrc", "permituserenvironment", "compression", "usepam"):
        assert found[name] == ["no"], name
    assert found["disableforwarding"] == ["yes"]
    assert found["permitopen"] == found["permitlisten"] == ["none"]
    assert found["maxsessions"] == ["1"]
    assert found["channeltimeout"] == ["session:*=10m"]
    assert found["unusedconnectiontimeout"] == ["15"]


def test_nothing_stands_in_a_match_block() -> None:
    """OpenSSH 9.2 shows ``ChannelTimeout`` in one and does not heed it."""
    assert not re.search(r"(?im)^\s*match\b", (DEPLOY / "sshd" / "sshd_config").read_text())


# the units


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The shipped units, with programs that are there."""
    for unit in UNITS:
        text = unit.read_text()
        for program in ("/opt/glutatui/bin/glutatui", "/usr/local/bin/glutatui-kiosk", "/usr/sbin/sshd", PROXY):
            text = text.replace(program, "/bin/true")
        (tmp_path / unit.name).write_text(text)
    instance = tmp_path / "glutatui-sshd@1.service"
    shutil.copy(tmp_path / "glutatui-sshd@.service", instance)
    return tmp_path


@pytest.mark.needs("systemd-analyze")
def test_systemd_accepts_the_units(units: Path) -> None:
    done = run("systemd-analyze", "verify", "--man=no", *sorted(units.iterdir()))

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.needs("systemd-analyze")
@pytest.mark.parametrize("name", EXPOSURE)
def test_no_unit_is_more_exposed_than_said(units: Path, name: str) -> None:
    done = run("systemd-analyze", "security", "--offline=true", "--no-pager", units / name)
    (found,) = re.findall(r"exposure level for \S+: ([0-9.]+)", done.stdout)

    assert float(found) <= EXPOSURE[name]


def test_every_unit_has_a_bound() -> None:
    assert {unit.name for unit in UNITS} == {*EXPOSURE, "glutatui-sshd.socket", "glutatui-health.socket"}


def test_the_host_can_drain() -> None:
    """SIGTERM goes to the host alone, which has longer than it gives its patients."""
    unit = (DEPLOY / "systemd" / "glutatui.service").read_text()
    (drain,), (stop,) = re.findall(r"--drain (\d+)", unit), re.findall(r"TimeoutStopSec=(\d+)", unit)

    assert "KillMode=mixed" in unit
    assert int(stop) > int(drain) + 10


def test_the_host_sees_who_knocks() -> None:
    """With ``PrivateUsers`` everybody is "nobody" to it, and refused (seen under systemd 252)."""
    assert "PrivateUsers=yes" not in (DEPLOY / "systemd" / "glutatui.service").read_text()


@pytest.mark.needs("systemd-sysusers")
def test_the_users_can_be_made(tmp_path: Path) -> None:
    for part in DEPLOY.glob("*/*.sysusers"):
        done = run("systemd-sysusers", f"--root={tmp_path}", "--dry-run", part)

        assert done.returncode == 0, done.stderr
        assert "not a valid" not in done.stderr


# the kiosk


@pytest.mark.needs("ssh")
def test_the_kiosks_client_takes_its_settings_as_meant() -> None:
    done = run("ssh", "-F", DEPLOY / "kiosk" / "ssh_config", "-G", "glutatui")
    found = dict(line.split(" ", 1) for line in done.stdout.splitlines() if " " in line)

    assert done.returncode == 0
    assert found["escapechar"] == "none"
    assert found["stricthostkeychecking"] == "true"
    assert found["requesttty"] == "force"
    assert found["serveraliveinterval"] == "10"
    assert found["identityfile"] == "/etc/glutatui-kiosk/key"
    for name in ("permitlocalcommand", "forwardagent", "forwardx11", "enableescapecommandline", "updatehostkeys"):
        assert found[name] in {"no", "false"}, name
    for name in ("passwordauthentication", "kbdinteractiveauthentication"):
        assert found[name] == "no", name


def test_no_file_names_a_place_that_only_we_have() -> None:
    for path in DEPLOY.rglob("*"):
        if path.is_file():
            assert not re.search(r"/(home|root|work|tmp)/", path.read_text()), path


def test_a_new_line_never_waits_for_the_host() -> None:
    """Ordered after it, sshd would be started only when the host has drained (seen under systemd 252)."""
    unit = (DEPLOY / "systemd" / "glutatui-sshd@.service").read_text()

    assert not re.search(r"(?m)^(After|Requires|BindsTo|PartOf)=", unit)


def test_the_guide_names_every_file_that_is_shipped() -> None:
    guide = (DEPLOY.parent / "docs" / "deploy.md").read_text()
    installed = guide.replace("systemd/*.service systemd/*.socket", " ".join(unit.name for unit in UNITS))

    assert [path.name for path in DEPLOY.rglob("*") if path.is_file() and path.name not in installed] == []
