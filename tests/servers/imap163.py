#!/usr/bin/env python3
"""imap163.py LISTEN_PORT BACKEND_PORT: a front for a real IMAP server that keeps NetEase's reported rule.

163, 126 and yeah answer SELECT and EXAMINE with ``NO … Unsafe Login`` until a well-formed ID came,
take ``ID ( "name" …`` (a blank after the parenthesis) for a parse error, and know no IDLE.
This copies what is publicly reported of them; it is not their server.
"""

from __future__ import annotations

import asyncio
import re
import signal
import sys

LITERAL = re.compile(rb"\{(\d+)\+?\}\r?\n$")
WELL_FORMED = re.compile(rb'(\("|NIL$|\(\)$)', re.IGNORECASE)
LONGEST_LINE = 2**26


async def pass_line(line: bytes, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    """Pass a line on, with the literal that it announces."""
    target.write(line)
    if announced := LITERAL.search(line):
        target.write(await source.readexactly(int(announced[1])))
    await target.drain()


async def answers(server: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
    """Pass the server's lines on, with NetEase's greeting and without IDLE."""
    await server.readline()
    await pass_line(b"* OK Coremail System IMap Server Ready(163com[0])\r\n", server, client)
    while line := await server.readline():
        await pass_line(line.replace(b" IDLE", b"") if b"CAPABILITY" in line else line, server, client)


async def commands(client: asyncio.StreamReader, answer: asyncio.StreamWriter, server: asyncio.StreamWriter) -> None:
    """Pass the client's commands on, or refuse them as NetEase does."""
    introduced = False
    while line := await client.readline():
        tag, command, argument = [*line.split(None, 2), b"", b""][:3]
        command = command.upper()
        refusal = b""
        if command == b"ID":
            introduced = introduced or argument.startswith(b'("')
            refusal = b"" if WELL_FORMED.match(argument.strip()) else b"BAD Parse command error"
        elif command in {b"SELECT", b"EXAMINE"} and not introduced:
            refusal = b"NO " + command + b" Unsafe Login. Please contact kefu@188.com for help"
        elif command == b"IDLE":
            refusal = b"BAD command not supported"
        if refusal:
            await pass_line(tag + b" " + refusal + b"\r\n", client, answer)
        else:
            await pass_line(line, client, server)


async def serve(client: asyncio.StreamReader, answer: asyncio.StreamWriter, backend: int) -> None:
    """Serve one connection until either side ends it."""
    server, server_in = await asyncio.open_connection("127.0.0.1", backend, limit=LONGEST_LINE)
    ways = [asyncio.ensure_future(answers(server, answer)), asyncio.ensure_future(commands(client, answer, server_in))]
    await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    for way in ways:
        way.cancel()
    await asyncio.gather(*ways, return_exceptions=True)
    answer.close()
    server_in.close()


async def main(listen: int, backend: int) -> None:
    """Serve until a signal comes."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await asyncio.start_server(lambda r, w: serve(r, w, backend), "127.0.0.1", listen, limit=LONGEST_LINE)
    sys.stdout.write(f"IMAP_PORT={listen}\nREADY\n")
    sys.stdout.flush()
    await stop.wait()


if __name__ == "__main__":
    try:
        asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
    except OSError as error:
        sys.stderr.write(f"imap163.py: {error}\n")
        sys.exit(75)
