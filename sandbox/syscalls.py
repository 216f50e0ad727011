"""System calls that parsing a file never needs, by processor: numbers of the kernel's tables (unistd.h)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calls:
    """Numbers of one processor.

    Attributes:
        architecture: As the kernel tells it to a filter (AUDIT_ARCH).
        refused: Never allowed.
        clone: Allowed for threads.
        clone3: Unknown to the process, which then asks for ``clone``.
        openat2: Unknown likewise; it then asks for ``openat``.
        signal: ``tgkill``, allowed to the process itself.
        limits: ``prlimit64``, allowed on the process itself.
        opens: Calls that open files, each with the place of its flags: allowed to read.
        seccomp: Sets a filter.
    """

    architecture: int
    refused: frozenset[int]
    clone: int
    clone3: int
    openat2: int
    signal: int
    limits: int
    opens: tuple[tuple[int, int], ...]
    seccomp: int


FIRST_UNKNOWN = 450
"""Calls from here on are younger than these tables: a process takes them for unknown, as on an older kernel."""

_X86_64 = {
    # other processes: start, trace, signal, slow down
    57, 58, 59, 322, 101, 310, 311, 440, 312, 62, 200, 129, 297, 434, 438, 424, 141, 251, 142, 144, 314, 256, 279,
    # the network, and other ways to talk; pairs of sockets are no way out, and event loops want one
    41,  42, 49, 50, 43, 288, 44, 46, 307, 29, 30, 31, 68, 69, 70, 71, 64, 65, 220, 66, 240, 241,
    # files: change, move, remove
    85, 87, 263, 82, 264, 316, 83, 258, 84, 86, 265, 88, 266, 133, 259, 76, 90, 91, 268, 92, 94, 93, 260, 132, 235,
    261, 280, 188, 189, 190, 197, 198, 199, 303, 304, 300,
    # the machine, and who this process is
    165, 166, 155, 161, 272, 308, 428, 429, 430, 431, 432, 433, 442, 321, 298, 323, 250, 248, 249, 425, 426, 427,
    246, 320, 175, 313, 176, 169, 167, 168, 170, 171, 164, 227, 159, 305, 163, 179, 103, 172, 173, 135, 105, 106,
    113, 114, 117, 119, 122, 123, 116,
}

_AARCH64 = {
    # other processes: start, trace, signal, slow down
    221, 281, 117, 270, 271, 440, 272, 129, 130, 138, 240, 434, 438, 424, 140, 30, 118, 119, 274, 238, 239,
    # the network, and other ways to talk; pairs of sockets are no way out, and event loops want one
    198, 203, 200, 201, 202, 242, 206, 211, 269, 194, 196, 195, 186, 189, 188, 187, 190, 193, 192, 191, 180,
    181,
    # files: change, move, remove
    35, 38, 276, 34, 37, 36, 33, 45, 52, 53, 55, 54, 88, 5, 6, 7, 14, 15, 16, 264, 265, 262,
    # the machine, and who this process is
    40, 39, 41, 51, 97, 268, 428, 429, 430, 431, 432, 433, 442, 280, 241, 282, 219, 217, 218, 425, 426, 427, 104,
    294, 105, 273, 106, 142, 224, 225, 161, 162, 170, 112, 171, 266, 89, 60, 116, 92, 146, 144, 145, 143, 147, 149,
    151, 152, 159,
}

BY_MACHINE = {
    "x86_64": Calls(
        0xC000003E, frozenset(_X86_64), clone=56, clone3=435, openat2=437, signal=234, limits=302,
        opens=((2, 1), (257, 2)), seccomp=317,
    ),
    "aarch64": Calls(
        0xC00000B7, frozenset(_AARCH64), clone=220, clone3=435, openat2=437, signal=131, limits=261,
        opens=((56, 2),), seccomp=277,
    ),
}
"""By what ``uname -m`` says."""
