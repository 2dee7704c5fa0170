"""The site: `python -m sphinx -W --keep-going docs site` builds it from these pages, without a network."""

from __future__ import annotations

import reportlint

project = "reportlint"
version = release = reportlint.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["conf.py"]
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
html_theme = "furo"  # fetches no letters, script or style from elsewhere
html_title = "reportlint"
html_copy_source = False

# Links to files of the project that are no pages of the site.
suppress_warnings = ["myst.xref_missing"]
