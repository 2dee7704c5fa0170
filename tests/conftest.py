"""What every test relies on: a cache of rulesets of its own, so that none is read from or left in the user's."""

from __future__ import annotations

import os
import tempfile

os.environ["XDG_CACHE_HOME"] = os.environ["LOCALAPPDATA"] = tempfile.mkdtemp(prefix="reportlint-tests-")
