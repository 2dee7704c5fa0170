"""Audits: many documents, kept as tables."""
