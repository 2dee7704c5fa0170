"""One file an output format: `render(result) -> str`, the same bytes for the same Result."""
