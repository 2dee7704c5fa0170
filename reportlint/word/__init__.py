"""Writing back into Word: findings as comments, edits as tracked changes, and blank reports."""
