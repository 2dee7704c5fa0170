"""Whole agenda packs: their papers, what the agenda says of each, and the days by which they must be ready."""
