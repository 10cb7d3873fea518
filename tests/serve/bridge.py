"""An SSH client of a library, as a program: ``bridge.py asyncssh|paramiko PORT USER KNOWN_HOSTS [KEY]``."""

import asyncio
import os
import select
import socket
import sys
import tty

import asyncssh
import paramiko


def with_paramiko(port: int, user: str, key: str | None) -> None:
    """Copy between this terminal and a channel."""
    with socket.create_connection(("127.0.0.1", port)) as line, paramiko.Transport(line) as transport:
        transport.start_client(timeout=20)
        if key:
            transport.auth_publickey(user, paramiko.Ed25519Key.from_private_key_file(key))
        else:
            transport.auth_none(user)
        channel = transport.open_session(timeout=20)
        columns, rows = os.get_terminal_size(0)
        channel.get_pty(os.environ["TERM"], columns, rows)
        channel.invoke_shell()
        while True:
            ready = select.select([0, channel.fileno()], [], [])[0]
            if channel.fileno() in ready:
                if not (data := channel.recv(65536)):
                    return
                os.write(1, data)
            if 0 in ready:
                if not (typed := os.read(0, 1024)):
                    return
                channel.sendall(typed)


async def with_asyncssh(port: int, user: str, known_hosts: str, key: str | None) -> None:
    """Copy between this terminal and a process."""
    keys = [key] if key else None
    async with asyncssh.connect(
        "127.0.0.1", port, username=user, known_hosts=known_hosts, client_keys=keys, config=None
    ) as conn:
        columns, rows = os.get_terminal_size(0)
        process = await conn.create_process(term_type=os.environ["TERM"], term_size=(columns, rows), encoding=None)
        loop = asyncio.get_running_loop()
        loop.add_reader(0, lambda: process.stdin.write(os.read(0, 1024)))
        while data := await process.stdout.read(65536):
            os.write(1, data)
        loop.remove_reader(0)


def main() -> None:
    """Be a client until the session is over."""
    library, port, user, known_hosts, *keys = sys.argv[1:]
    key = keys[0] if keys else None
    tty.setraw(0)
    if library == "paramiko":
        with_paramiko(int(port), user, key)
    else:
        asyncio.run(with_asyncssh(int(port), user, known_hosts, key))


if __name__ == "__main__":
    main()
