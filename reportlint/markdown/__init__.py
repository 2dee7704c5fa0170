"""Writing back into Markdown and plain text: findings as comments, fixes as edits, blank reports."""
