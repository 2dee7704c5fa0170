"""Which form of an answer a caller wants (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportlint.web.problems import Problem


def form(offered: Mapping[str, Sequence[str]], accept: Sequence[str], asked: str | None = None) -> str:
    """The name of the form that is wanted most; the first where all are alike. asked: by its name, which beats the header.

    Raises Problem if the caller accepts none of them.
    """
    if asked is not None:
        return asked
    ranges = [r for line in accept for r in _ranges(line)]
    if not ranges:
        return next(iter(offered))
    weights = {name: max(_weight(kind, ranges) for kind in kinds) for name, kinds in offered.items()}
    best = max(weights, key=lambda name: weights[name])
    if not weights[best]:
        raise Problem(406, f"The answer can be had as {', '.join(dict.fromkeys(kind for kinds in offered.values() for kind in kinds))}.")
    return best


def _ranges(line: str) -> Iterator[tuple[str, float]]:
    """The media ranges of a header with their weights; what is no range is passed over."""
    for piece in line.split(","):
        kind, *settings = (part.strip().lower() for part in piece.split(";"))
        if "/" in kind:
            yield kind, _quality(settings)


def _quality(settings: Sequence[str]) -> float:
    for setting in settings:
        name, _, value = setting.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _weight(kind: str, ranges: Sequence[tuple[str, float]]) -> float:
    """How much a media type is wanted: the range that says most of it counts."""
    for meant in (kind, f"{kind.partition('/')[0]}/*", "*/*"):
        found = [weight for name, weight in ranges if name == meant]
        if found:
            return max(found)
    return 0.0
