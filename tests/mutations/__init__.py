"""Mutation tests: one seeded defect gives exactly its finding, and a harmless variation gives none."""
