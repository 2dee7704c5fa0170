"""Rules as files declare them: checked against the ruleset that they stand in, and made into `Rule`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from string import Formatter
from types import ModuleType
from typing import Any

from reportlint import discover, selectors
from reportlint.findings import Severity, Stage
from reportlint.report import Template, Term
from reportlint.rulesets._schema import validated
from reportlint.rulesets._shapes import EXAMPLE
from reportlint.rulesets._templates import fact
from reportlint.rulesets._terms import day, term
from reportlint.rulesets._tree import Items, Place, Problems, Settings, Text, asked, expected, plain
from reportlint.rulesets.rule import Example, Rule, When

CHECKS = "reportlint.checks"

#: What every message may use; a check kind adds its own.
_FACTS = ("title", "text", "subject", "previous")
_MARK = re.compile(r"\[\[.*?\]\]", re.DOTALL)
_TEMPLATED = ("message", "fix")


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule of a ruleset before it is checked: as written, and by whom it was changed."""

    tree: Settings
    ruleset: str
    path: str
    changed: tuple[str, ...] = ()

    def under(self, change: Settings, ruleset: str) -> Draft:
        """The rule with a change made to it: options and severities one by one, anything else whole."""
        made = self.tree.merged(change)
        for name in ("options", "severity"):
            old, new = self.tree.group(name), change.group(name)
            if old is not None and new is not None:
                made[name] = old.merged(new)
        return Draft(made, self.ruleset, self.path, (*self.changed, ruleset))


@dataclass(frozen=True, slots=True)
class Known:
    """What a rule may refer to. templates, roles: None when they are not all known, so that nothing can be said of them.

    waivable_by: what holds for the rules that do not say so themselves.
    """

    rules: frozenset[str]
    lists: Mapping[str, Items]
    templates: Mapping[str, Template] | None
    roles: frozenset[str] | None = None
    waivable_by: tuple[str, ...] = ()


def build(draft: Draft, known: Known, problems: Problems) -> Rule | None:
    """The rule that a draft means; None if anything is wrong with it or was found wrong before.

    The shape of its files has been checked already; what is not as it should be there is passed over here.
    """
    tree = draft.tree
    kind = _kind(tree, problems)
    options = _options(tree, kind, known, problems)
    target = _target(tree, known, problems)
    _messages(tree, kind, problems)
    _unless(tree, known, problems)
    _answers(tree, known, problems)
    refuse_unknown_roles(tree, known.roles, problems)
    examples = tuple(_examples(tree, known, problems))
    limits = term(tree, problems)
    if problems.found or target is None or options is None:
        return None
    texts: dict[str, Any] = {name: str(tree[name]).strip() for name in ("title", "message", "fix", "why", "source")}
    rule = Rule(
        id=str(tree["id"]),
        target=target,
        phrase=" ".join(tree["for"].split()),
        check=str(tree["check"]),
        options=options,
        when=_when(tree.group("when"), limits),
        unless=tuple(str(t) for t in tree.texts("unless")),
        severity={stage: Severity(str(tree["severity"][stage])) for stage in Stage},
        examples=examples,
        ruleset=draft.ruleset,
        path=draft.path,
        overridden_by=draft.changed,
        subjects="subject" not in tree,
        waivable=tree.text("waivable") != "false",
        waivable_by=tuple(str(t) for t in tree.texts("waivable-by")) or known.waivable_by,
        origins=_origins(tree),
        **texts,
    )
    return replace(rule, sha256=_digest(rule))


def _origins(tree: Settings) -> dict[str, str]:
    """The file and line of each setting; of options, severities and conditions, of each one."""
    found: dict[str, str] = {}
    for name, value in tree.items():
        inner = value.names if name in ("options", "severity", "when") and isinstance(value, Settings) else {"": tree.names[name]}
        for key, place in inner.items():
            found[f"{name}.{key}" if key else name] = f"{place.path}:{place.line}"
    return found


def _digest(rule: Rule) -> str:
    """The SHA-256 of all that the rule says, wherever its file stands."""
    said = asdict(rule)
    for name in ("target", "path", "sha256", "origins"):
        del said[name]
    return sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def refuse_unknown_roles(tree: Settings, roles: frozenset[str] | None, problems: Problems) -> None:
    """Whoever may allow a waiver must be a role of this ruleset."""
    for role in tree.texts("waivable-by"):
        if roles is not None and role not in roles:
            problems.add(role.place, f"there is no role '{role}' among the ruleset's 'roles'. {expected(role, sorted(roles))}")


def _kind(tree: Settings, problems: Problems) -> ModuleType | None:
    name = tree.text("check")
    if name is None:
        return None
    try:
        return discover.load(CHECKS, str(name))
    except KeyError:
        problems.add(name.place, f"there is no check '{name}'. {expected(name, discover.names(CHECKS))}")
    return None


def _options(tree: Settings, kind: ModuleType | None, known: Known, problems: Problems) -> Mapping[str, object] | None:
    """The options with their word lists in place, as the kind's schema types them."""
    given = tree.get("options")
    if given is not None and not isinstance(given, Settings):
        return None
    before = len(problems.found)
    whole = _expanded(given if given is not None else Settings(tree.place), known.lists, problems)
    if kind is None or len(problems.found) > before:
        return None
    values = validated(whole, kind.OPTIONS, problems, f"the options of '{tree.text('check')}'")
    if values is None:
        return None
    made: Mapping[str, object] = plain(values)
    return made


def _expanded(tree: Any, lists: Mapping[str, Items], problems: Problems) -> Any:
    """The same with each `@name` in a list replaced by that list's items."""
    if isinstance(tree, Settings):
        made = Settings(tree.place)
        for name, value in tree.items():
            made.put(name, _expanded(value, lists, problems), tree.names[name])
        return made
    if not isinstance(tree, Items):
        return tree
    items = Items((), tree.place)
    for item in tree:
        if not isinstance(item, Text) or not item.startswith("@"):
            items.append(_expanded(item, lists, problems))
        elif item[1:] in lists:
            items.extend(lists[item[1:]])
        else:
            problems.add(item.place, f"there is no word list '{item[1:]}'. {expected(item[1:], sorted(lists))}")
    return items


def _target(tree: Settings, known: Known, problems: Problems) -> selectors.Selector | None:
    phrase = tree.text("for")
    if phrase is None:
        return None
    try:
        found = selectors.parse(str(phrase))
    except ValueError as error:
        problems.add(phrase.place, _not_a_phrase(str(phrase), str(error)))
        return None
    ids = _ids(known.templates).get(found.collection)
    for id in (*found.ids, *found.without):
        if ids is not None and id not in ids:
            problems.add(phrase.place, f"no template has '{id}' among its {found.collection}. {expected(id, sorted(ids))}")
    return found


def _not_a_phrase(phrase: str, word: str) -> str:
    if word == "tagged":
        return f"'{phrase}' does not say what a rule is for. Expected one tag after 'tagged'."
    if not word:
        return f"'{phrase}' does not say which parts it means. {expected('', selectors.vocabulary())}"
    return f"'{phrase}' does not say what a rule is for: '{word}' is unknown. {expected(word, selectors.vocabulary())}"


def _ids(templates: Mapping[str, Template] | None) -> dict[str, set[str]]:
    """The ids that each collection has in any template; nothing when there are no templates to go by."""
    if not templates:
        return {}
    every = templates.values()
    rows = {r.id for t in every if t.approvals for r in t.approvals.rows}
    sections = {s.id for t in every for s in t.sections}
    fields = {s.id for t in every for s in (*t.fields, *(f for section in t.sections for f in section.fields))}
    return {
        "fields": fields,
        "parts": fields | sections,
        "sections": sections,
        "headings": sections,
        "statements": {s.id for t in every for s in t.statements},
        "items": {s.id for t in every if t.items for s in t.items.known},
        **dict.fromkeys(("rows", "names", "dates"), rows),
    }


def _messages(tree: Settings, kind: ModuleType | None, problems: Problems) -> None:
    if kind is None:
        return
    known = tuple(dict.fromkeys((*_FACTS, *kind.FACTS)))
    for name in _TEMPLATED:
        if (text := tree.text(name)) is not None:
            for wrong in _facts(str(text), known):
                problems.add(text.place, f"'{name}' {wrong}")


def _facts(text: str, known: tuple[str, ...]) -> Iterator[str]:
    """What is wrong with the `{facts}` of a message."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        yield "has a curly bracket without its partner. Expected {fact}, or {{ and }} for the brackets themselves."
        return
    for _, name, form, conversion in parts:
        if name is None:
            continue
        bare = re.split(r"[.\[]", name)[0]
        if name != bare or form or conversion:
            whole = name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
            yield f"uses more than the name of a fact in '{{{whole}}}'. Expected {{{bare or known[0]}}} alone."
        elif name not in known:
            yield f"uses '{{{name}}}', which this check does not tell. {expected(name, known)}"


def _unless(tree: Settings, known: Known, problems: Problems) -> None:
    for id in tree.texts("unless"):
        if id == tree.text("id"):
            problems.add(id.place, f"'{id}' is this rule itself. Expected other rules.")
        elif id not in known.rules:
            problems.add(id.place, f"there is no rule '{id}'. Expected another rule of this ruleset.{asked(id, sorted(known.rules))}")


def _answers(tree: Settings, known: Known, problems: Problems) -> None:
    """What `when` asks of cover fields must be fields of some template."""
    when = tree.group("when")
    answer = when.group("answer") if when is not None else None
    ids = _ids(known.templates).get("fields")
    if answer is None or ids is None:
        return
    for id, place in answer.names.items():
        if id not in ids:
            problems.add(place, f"no template has '{id}' among its fields. {expected(id, sorted(ids))}")


def _when(tree: Settings | None, limits: Term) -> When:
    if tree is None:
        return When(term=limits)
    template, answer = tree.group("template"), tree.group("answer")
    return When(
        stages=tuple(Stage(str(s)) for s in tree.texts("stage")),
        template={name: fact(plain(value)) for name, value in template.items()} if template else {},
        answers={name: tuple(str(t) for t in answer.texts(name)) for name in answer} if answer else {},
        dated=tree.text("dated") == "true",
        term=limits,
    )


def _examples(tree: Settings, known: Known, problems: Problems) -> Iterator[Example]:
    given = tree.group("examples")
    for name, bad in (("bad", True), ("good", False)):
        value = given.get(name) if given is not None else None
        for item in value if isinstance(value, Items) else [value]:
            if isinstance(item, Text):
                whole = Settings(item.place)
                whole.put("text", item, item.place)
                item = whole
            if isinstance(item, Settings):
                yield from _example(item, bad, known, problems)
            elif isinstance(value, Items):
                problems.add(value.place, f"an item of '{name}' is neither text nor settings. Expected an example.")


def _example(tree: Settings, bad: bool, known: Known, problems: Problems) -> Iterator[Example]:
    """The example, nothing if something is wrong with it."""
    before, name = len(problems.found), "bad" if bad else "good"
    values = validated(tree, EXAMPLE, problems, f"this {name} example")
    text, template = tree.text("text"), tree.text("template")
    if text is not None and bool(_MARK.search(text)) is not bad:
        want = "[[ and ]] around what the finding must land on" if bad else "none, since nothing may be found"
        problems.add(text.place, f"this {name} example has {'no' if bad else 'a'} [[…]] mark. Expected {want}.")
    if template is not None and known.templates and template not in known.templates:
        problems.add(template.place, f"there is no template '{template}'. {expected(template, sorted(known.templates))}")
    on = day(tree, "on", problems) if values is not None else None
    if values is not None and len(problems.found) == before:
        stage = Stage(values["stage"]) if "stage" in values else None
        yield Example(bad, values["text"], on, stage, values.get("template", ""), values.get("subject", ""), _line(text))


def _line(text: Text | None) -> int:
    place = text.place if text is not None else Place("")
    return place.line
