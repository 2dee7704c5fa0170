"""The documents, read as their readers do: every block of code in them is run, or says why it is not."""
