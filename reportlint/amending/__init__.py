"""What every way of writing into a draft shares, whatever its format: what a comment says and where, which edits, in rounds."""
