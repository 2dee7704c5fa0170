"""What every test relies on: a cache of rulesets of its own, so that none is read from or left in the user's."""

from __future__ import annotations

import os
import tempfile

if "PYTEST_XDIST_WORKER" not in os.environ:  # workers share what the process that started them has set
    os.environ["XDG_CACHE_HOME"] = os.environ["LOCALAPPDATA"] = tempfile.mkdtemp(prefix="reportlint-tests-")
