"""`python -m tests.mutations`: the misses and false alarms, one a line.

--all           every mutation in every form on every report
--base NAME     only this report        --form NAME   only this form; `styles-pdf` and its like are made by LibreOffice
--every N       only every Nth case
--rule RULE     only this rule's defects, or those (and variations) whose name begins so
--baseline      what is said of the reports as they are, form by form
--harmless      only the harmless variations
--write DIR     keep the files of the cases that went wrong
--verbose       also the cases that were right or said nothing
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

from .draft import Draft, Inapplicable
from .forms import FORMS
from .office import CONVERTED, prepare
from .trial import Case, Outcome, baseline, cases, drafts, mutations, run, spell


def main(arguments: list[str] | None = None) -> int:
    """1 if any case went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutations", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for flag in ("--all", "--baseline", "--harmless", "--verbose"):
        parser.add_argument(flag, action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--every", type=int, default=1)
    for option in ("--base", "--form", "--rule", "--write"):
        parser.add_argument(option, default="")
    options = parser.parse_args(arguments)
    if options.baseline:
        print_baselines(options.base, options.form)
        return 0
    chosen = [m for m in mutations() if not (options.harmless and m.rule)]
    tally: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    tried = list(cases(chosen, options.all, options.base, options.rule, options.form))[:: options.every]
    prepare([(c.form, d) for c in tried if c.form in CONVERTED for d in (drafts()[c.base], changed(c)) if d is not None])
    for case, outcome in zip(tried, outcomes(tried, options.jobs), strict=True):
        kind = "wrong" if outcome.wrong else "skipped" if outcome.skipped else "right"
        tally[kind] += 1
        if outcome.wrong:
            rules.update([case.mutation.rule or "harmless"])
        if outcome.wrong or options.verbose:
            print(outcome, f"({outcome.skipped})" if outcome.skipped else "", flush=True)
        if outcome.wrong and options.write:
            write(case, Path(options.write))
    if rules:
        print("\n" + "  ".join(f"{rule} {n}" for rule, n in rules.most_common()))
    print(f"{tally['wrong']} wrong, {tally['right']} right, {tally['skipped']} say nothing")
    return 1 if tally["wrong"] else 0


def changed(case: Case) -> Draft | None:
    """The draft with its mutation, None where it has no place for it."""
    try:
        return case.mutation.mutate(drafts()[case.base])
    except Inapplicable:
        return None


def outcomes(tried: list[Case], jobs: int) -> Iterator[Outcome]:
    """The outcome of each case, in order; the cases are forked with the process, since a mutation cannot be pickled."""
    if jobs < 2 or len(tried) < 20:
        yield from map(attempt, tried)
        return
    _TRIED[:] = tried
    with get_context("fork").Pool(jobs) as pool:
        for n, (missed, extra, skipped) in enumerate(pool.imap(_attempt, range(len(tried)), chunksize=8)):
            yield Outcome(tried[n], missed, extra, skipped)


_TRIED: list[Case] = []


def _attempt(n: int) -> tuple[bool, tuple[str, ...], str]:
    outcome = attempt(_TRIED[n])
    return outcome.missed, outcome.extra, outcome.skipped


def attempt(case: Case) -> Outcome:
    """The outcome; a crash counts as wrong and is named."""
    try:
        return run(case)
    except Exception as problem:
        place = traceback.extract_tb(problem.__traceback__)[-1]
        return Outcome(case, extra=(f"CRASH {type(problem).__name__}: {problem} ({Path(place.filename).name}:{place.lineno})",))


def print_baselines(base: str, form: str) -> None:
    for name in drafts():
        common: set[str] | None = None
        rows: dict[str, set[str]] = {}
        for f in FORMS:
            if base in ("", name) and form in ("", f):
                rows[f] = {spell(s) for s in baseline(name, f, "submission", None)}
                common = rows[f] if common is None else common & rows[f]
        if rows:
            print(f"{name}: in every form: {' '.join(sorted(common or ())) or 'nothing'}")
        for f, said in rows.items():
            print(f"  {f:16} {' '.join(sorted(said - (common or set())))}")


def write(case: Case, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        form = CONVERTED.get(case.form) or FORMS[case.form]
        data = form.write(case.mutation.mutate(drafts()[case.base]))
    except Inapplicable:
        return
    name = case.mutation.name.replace("/", "-")
    (folder / f"{case.base}.{name}.{case.form}{form.suffix}").write_bytes(data)


if __name__ == "__main__":
    sys.exit(main())
