"""The host key, and who is enrolled."""

import os
import stat
from pathlib import Path

import asyncssh

from glutatui.errors import ServiceError

_LARGEST = 1024 * 1024


def host_key(path: Path) -> tuple[asyncssh.SSHKey, bool]:
    """Return the host key; make it on the first start, readable by its owner only. Tell whether it was made just now.

    A key that was lost is not made anew where the folder shows that there was one: patients' terminals would refuse it,
    and whoever works around that learns to accept any.

    Raises:
        ServiceError: ``host-key-wrong`` (``path``): it cannot be read, is no private key, or others may read it;
            ``host-key-missing`` (``path``): there was one.
    """
    public = path.with_name(f"{path.name}.pub")
    try:
        status = path.stat()
    except FileNotFoundError:
        if public.exists():
            raise ServiceError("host-key-missing", path=path) from None
        return _made(path, public), True
    except OSError as error:
        raise ServiceError("host-key-wrong", path=path) from error
    if status.st_mode & (stat.S_IRWXG | stat.S_IRWXO) or status.st_uid != os.geteuid():
        raise ServiceError("host-key-wrong", path=path)
    try:
        return asyncssh.read_private_key(str(path)), False
    except (OSError, asyncssh.KeyImportError) as error:
        raise ServiceError("host-key-wrong", path=path) from error


def _made(path: Path, public: Path) -> asyncssh.SSHKey:
    key = asyncssh.generate_private_key("ssh-ed25519", comment="glutatui")
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(key.export_private_key("openssh"))
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
        public.write_bytes(key.export_public_key("openssh"))
    except OSError as error:
        raise ServiceError("host-key-wrong", path=path) from error
    return key


def enrolled(path: Path | None) -> asyncssh.SSHAuthorizedKeys | None:
    """Return the keys of a file in the form of authorized_keys; None where no file is named.

    Raises:
        ServiceError: ``keys-wrong`` (``path``).
    """
    if path is None:
        return None
    try:
        if path.stat().st_size > _LARGEST:
            raise ServiceError("keys-wrong", path=path)
        text = path.read_text(encoding="utf-8")
        return asyncssh.import_authorized_keys(text)
    except (OSError, ValueError) as error:
        raise ServiceError("keys-wrong", path=path) from error
