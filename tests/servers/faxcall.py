#!/usr/bin/env python3
"""faxcall.py IN.tif OUT.tif [--number ID] [--hits PER_MINUTE] [--cut SECONDS] [--seed N]: a fax call without a line.

Two soft fax machines of libspandsp (Debian: libspandsp2) are joined by their audio: real T.30 handshake, real
modem signal, and OUT.tif is what the receiving machine wrote. ``--hits`` puts bursts of noise on the line after the
handshake, ``--cut`` hangs up. Prints one JSON line; ends 0 when all was received, 1 when not, 69 without the library.
"""

from __future__ import annotations

import argparse
import ctypes
import ctypes.util
import json
import random
import sys

SAMPLES = 160  # 20 ms at 8 kHz
LONGEST_CALL = 900.0
V27TER_V29_V17 = 7
T4_1D_2D = 2 | 4
POINTER, INTEGER, TEXT = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p
Audio = ctypes.c_int16 * SAMPLES
Ended = ctypes.CFUNCTYPE(None, POINTER, POINTER, INTEGER)
FUNCTIONS = {
    "fax_init": (POINTER, [POINTER, INTEGER]),
    "fax_free": (INTEGER, [POINTER]),
    "fax_get_t30_state": (POINTER, [POINTER]),
    "fax_rx": (INTEGER, [POINTER, POINTER, INTEGER]),
    "fax_tx": (INTEGER, [POINTER, POINTER, INTEGER]),
    "fax_set_transmit_on_idle": (None, [POINTER, INTEGER]),
    "t30_set_tx_ident": (INTEGER, [POINTER, TEXT]),
    "t30_get_rx_ident": (TEXT, [POINTER]),
    "t30_set_rx_file": (None, [POINTER, TEXT, INTEGER]),
    "t30_set_tx_file": (None, [POINTER, TEXT, INTEGER, INTEGER]),
    "t30_set_ecm_capability": (INTEGER, [POINTER, INTEGER]),
    "t30_set_supported_compressions": (INTEGER, [POINTER, INTEGER]),
    "t30_set_supported_modems": (INTEGER, [POINTER, INTEGER]),
    "t30_set_phase_e_handler": (None, [POINTER, POINTER, POINTER]),
    "t30_completion_code_to_str": (TEXT, [INTEGER]),
}


def library() -> ctypes.CDLL:
    """Load libspandsp with the signatures used here."""
    loaded = ctypes.CDLL(ctypes.util.find_library("spandsp") or "libspandsp.so.2")
    for name, (result, arguments) in FUNCTIONS.items():
        function = getattr(loaded, name)
        function.restype, function.argtypes = result, arguments
    return loaded


class Call:
    """One call from its first tone to its end; machine 0 sends, machine 1 receives."""

    def __init__(self, spandsp: ctypes.CDLL, options: argparse.Namespace) -> None:
        self.spandsp, self.options = spandsp, options
        self.codes: dict[int, int] = {}
        self.seconds = 0.0
        self.noise = random.Random(options.seed)
        self.machines = [spandsp.fax_init(None, 1), spandsp.fax_init(None, 0)]
        self.sessions = [spandsp.fax_get_t30_state(machine) for machine in self.machines]
        # kept here because the library holds only the bare pointers
        self.handlers = [Ended(lambda _s, _u, code, side=side: self.codes.__setitem__(side, code)) for side in (0, 1)]
        for side, number in enumerate((options.number, "+86 10 60005678")):
            self.prepare(side, number)
        spandsp.t30_set_tx_file(self.sessions[0], options.source.encode(), -1, -1)
        spandsp.t30_set_rx_file(self.sessions[1], options.target.encode(), -1)

    def prepare(self, side: int, number: str) -> None:
        """Set one machine up: no error correction, all modems, G3."""
        session = self.sessions[side]
        self.spandsp.t30_set_tx_ident(session, number.encode())
        self.spandsp.t30_set_ecm_capability(session, 0)
        self.spandsp.fax_set_transmit_on_idle(self.machines[side], 1)
        self.spandsp.t30_set_supported_modems(session, V27TER_V29_V17)
        self.spandsp.t30_set_supported_compressions(session, T4_1D_2D)
        self.spandsp.t30_set_phase_e_handler(session, ctypes.cast(self.handlers[side], POINTER), None)

    def run(self) -> None:
        """Exchange audio until both machines are done or the line is cut."""
        cut = self.options.cut or LONGEST_CALL
        buffers = [Audio(), Audio()]
        while self.seconds < cut and len(self.codes) < 2:
            for side, buffer in enumerate(buffers):
                filled = self.spandsp.fax_tx(self.machines[side], buffer, SAMPLES)
                ctypes.memset(ctypes.byref(buffer, 2 * filled), 0, 2 * (SAMPLES - filled))
            if self.seconds > 10 and self.noise.random() < self.options.hits / 3000:
                self.disturb(buffers[0])
            self.spandsp.fax_rx(self.machines[0], buffers[1], SAMPLES)
            self.spandsp.fax_rx(self.machines[1], buffers[0], SAMPLES)
            self.seconds += SAMPLES / 8000

    def disturb(self, buffer: ctypes.Array[ctypes.c_int16]) -> None:
        """Add one burst of noise."""
        for index in range(SAMPLES):
            buffer[index] = max(-32768, min(32767, buffer[index] + int(self.noise.gauss(0, 6000))))

    def finish(self) -> dict[str, object]:
        """Hang up, which closes the received file, and say how it went."""
        names = {side: self.spandsp.t30_completion_code_to_str(code).decode() for side, code in self.codes.items()}
        sender = (self.spandsp.t30_get_rx_ident(self.sessions[1]) or b"").decode()
        for machine in self.machines:
            self.spandsp.fax_free(machine)
        return {
            "sent": names.get(0, "hung up"),
            "received": names.get(1, "hung up"),
            "sender": sender,
            "seconds": round(self.seconds, 1),
            "complete": self.codes.get(1) == 0,
        }


def main() -> int:
    """Make the call that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--number", default="+86 10 60001234")
    parser.add_argument("--hits", type=float, default=0)
    parser.add_argument("--cut", type=float, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    try:
        call = Call(library(), options)
    except OSError:
        sys.stderr.write("libspandsp is not installed (apt install libspandsp2)\n")
        return 69
    call.run()
    result = call.finish()
    sys.stdout.write(json.dumps(result) + "\n")
    return 0 if result["complete"] else 1


if __name__ == "__main__":
    sys.exit(main())
