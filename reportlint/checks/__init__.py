"""One file a check kind. A kind is told which parts of a report to look at and yields bare hits; it knows no rule."""
