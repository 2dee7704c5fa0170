"""Makes the builders of whole reports, and the helpers of the tests about Word, importable here."""

from __future__ import annotations

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
for folder in (TESTS / "word", TESTS / "formats", TESTS):
    if str(folder) not in sys.path:
        sys.path.append(str(folder))
