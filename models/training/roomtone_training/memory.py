"""Lets a training keep the memory that it frees.

glibc gives every large block back to the system as soon as it is freed, and takes it again at the next step: a page
fault for every 4 KiB of every activation. On a CPU that cost more than the arithmetic of most networks here.
"""

from __future__ import annotations

import ctypes
import os

_M_TRIM_THRESHOLD, _M_TOP_PAD, _M_MMAP_MAX = -1, -2, -4
"""Parameters of mallopt(3), as glibc's malloc.h numbers them."""

_SETTINGS = (
    (_M_MMAP_MAX, 0),  # large blocks come from the heap, too
    (_M_TRIM_THRESHOLD, 2**31 - 1),  # whose free end is kept
    (_M_TOP_PAD, 256 << 20),  # and which grows in large steps
)


def keep_what_is_freed() -> bool:
    """Sets glibc's allocator for this process.

    False, and nothing changed, where the C library is another or `MALLOC_MMAP_MAX_` says that the caller has set it.
    """
    library = ctypes.CDLL(None)
    if not hasattr(library, "gnu_get_libc_version") or "MALLOC_MMAP_MAX_" in os.environ:
        return False
    return all([library.mallopt(parameter, value) == 1 for parameter, value in _SETTINGS])
