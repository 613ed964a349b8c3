"""A training gives way to the window: it gets the processor time that nothing else needs."""

from __future__ import annotations

import logging
import sys

NICE = 15
"""Of a training process: it then weighs about a thirtieth of an ordinary one."""

log = logging.getLogger(__name__)

if sys.platform == "win32":
    import ctypes

    _SET_INFORMATION, _BELOW_NORMAL = 0x0200, 0x4000

    def _lower(pid: int) -> None:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = kernel.OpenProcess(_SET_INFORMATION, False, pid)
        if not handle:
            raise OSError(ctypes.get_last_error(), "OpenProcess")
        try:
            if not kernel.SetPriorityClass(ctypes.c_void_p(handle), _BELOW_NORMAL):
                raise OSError(ctypes.get_last_error(), "SetPriorityClass")
        finally:
            kernel.CloseHandle(ctypes.c_void_p(handle))

else:
    import os

    def _lower(pid: int) -> None:
        # Linux lowers the first thread only: later ones inherit it, so call this early.
        os.setpriority(os.PRIO_PROCESS, pid, max(NICE, os.getpriority(os.PRIO_PROCESS, 0)))


def lower(pid: int) -> None:
    """Let the process `pid`, a child that was just started, wait for all others.

    Where that cannot be done it runs as others do.
    """
    try:
        _lower(pid)
    except OSError as error:
        log.warning("the training's priority could not be lowered: %s", error)
