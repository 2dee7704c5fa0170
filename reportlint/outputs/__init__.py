"""One file an output format: `render(result) -> str`, the same bytes for the same Result.

A form that the server gives too says in MEDIA_TYPE what it is called there.
"""
