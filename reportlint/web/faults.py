"""What is said of a fault of the program where documents must stay secret."""

from __future__ import annotations

import traceback


def told(fault: Exception) -> str:
    """What a fault is and where it happened; not its own words, which might be a document's."""
    frames = traceback.extract_tb(fault.__traceback__)
    where = " < ".join(f"{f.filename.rpartition('/')[2]}:{f.lineno}" for f in reversed(frames[-4:]))
    return f"{type(fault).__name__} at {where}"
