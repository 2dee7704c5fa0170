"""A ruleset from its files: layer upon layer, everything checked, all that is wrong said at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from reportlint.errors import RulesetError
from reportlint.report import Template
from reportlint.rulesets import _layers, _rules, _templates, _yaml
from reportlint.rulesets._layers import HEAD, TEMPLATES, Home, Layer
from reportlint.rulesets._rules import Draft, Known
from reportlint.rulesets._schema import validated
from reportlint.rulesets._shapes import RULE, RULESET
from reportlint.rulesets._tree import Items, Place, Problems, Settings, asked, expected
from reportlint.rulesets.rule import Deadline, Ruleset


@dataclass
class _Made:
    """What the layers so far have come to.

    unread: ids of rules whose files could not be read. incomplete: a base is missing, so that what is inherited is not
    known. broken_templates: likewise for templates. Of what is not known, nothing more is said.
    """

    problems: Problems = field(default_factory=Problems)
    layers: list[Layer] = field(default_factory=list)
    heads: dict[Path, Settings] = field(default_factory=dict)
    absent: list[Path] = field(default_factory=list)
    drafts: dict[str, Draft] = field(default_factory=dict)
    lists: dict[str, Items] = field(default_factory=dict)
    templates: list[Mapping[str, Settings]] = field(default_factory=list)
    disabled: dict[str, str] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    incomplete: bool = False
    broken_templates: bool = False


def compiled(top: Home) -> tuple[Ruleset, tuple[Layer, ...], tuple[Path, ...]]:
    """The ruleset of a folder, the layers it was made from, and where bases of it were looked for in vain.

    Raises RulesetError with every problem found.
    """
    made = _Made()
    _stack(top, (), made)
    for layer in made.layers:
        _add(layer, made)
    ruleset = _ruleset(made)
    if made.problems.found:
        raise RulesetError(made.problems.lines())
    return ruleset, tuple(made.layers), tuple(made.absent)


def _stack(home: Home, under: tuple[Home, ...], made: _Made) -> None:
    """Put a ruleset's bases, each once, and then itself on the stack of layers."""
    layer = _layers.read(home)
    head = _yaml.read(dict(layer.files)[HEAD], layer.shown(HEAD), made.problems) or Settings(Place(layer.shown(HEAD)))
    made.heads[home.folder] = head
    chain = (*under, home)
    for name in head.texts("extends"):
        base, sought = _layers.base(str(name), home)
        if base is None or base.folder != sought:
            made.absent.append(sought)
        if base is None:
            made.incomplete = True
            made.problems.add(name.place, f"there is no ruleset '{name}'. {expected(name, _layers.available())}")
        elif base.folder in [h.folder for h in chain]:
            circle = ", ".join([*(h.name for h in chain), base.name])
            made.problems.add(name.place, f"'{name}' is extended in a circle: {circle}. Expected one that does not extend this one.")
        elif base.folder not in made.heads:
            _stack(base, chain, made)
    made.layers.append(layer)


def _add(layer: Layer, made: _Made) -> None:
    """Add what a layer says to what those before it have come to."""
    head = made.heads[layer.home.folder]
    if head:
        validated(head, RULESET, made.problems, "this ruleset")
        _named(head, "name", layer.name, "folder", made.problems)
    _lists(head, made)
    inherited = frozenset(made.drafts)
    templates: dict[str, Settings] = {}
    for file, data in layer.files:
        path = PurePosixPath(file)
        if path.suffix != ".yaml":
            made.problems.add(Place(layer.shown(file)), f"the file's name ends in '{path.suffix}'. Expected '.yaml'.")
        elif path.parts[0] == TEMPLATES:
            tree = _yaml.read(data, layer.shown(file), made.problems)
            made.broken_templates |= tree is None
            if tree is not None:
                _named(tree, "name", path.stem, "file", made.problems)
                templates[path.stem] = tree
        elif file != HEAD:
            _rule(layer, path.stem, _yaml.read(data, layer.shown(file), made.problems), made)
    made.templates.append(templates)
    _changes(head, layer.name, inherited, made)


def _named(tree: Settings, key: str, name: str, what: str, problems: Problems) -> None:
    """What a file calls itself must be what it is called."""
    said = tree.text(key)
    if said is not None and said != name:
        problems.add(said.place, f"'{key}' is '{said}', but the {what} is called '{name}'. Expected both the same.")


def _rule(layer: Layer, id: str, tree: Settings | None, made: _Made) -> None:
    if tree is None:
        made.unread.add(id)
        return
    validated(tree, RULE, made.problems, "this rule")
    _named(tree, "id", id, "file", made.problems)
    made.disabled.pop(id, None)
    made.drafts[id] = Draft(tree, layer.name, f"{layer.home.shown}/{id}.yaml")


def _lists(head: Settings, made: _Made) -> None:
    """Add a layer's word lists; `+name` adds to the list of that name."""
    given = head.group("lists") or Settings(head.place)
    for name, items in given.items():
        if not isinstance(items, Items):
            continue
        for text in given.texts(name):
            if text.startswith("@"):
                made.problems.add(text.place, f"the list '{name}' holds the list '{text}'. Expected words and phrases.")
        plus = name.startswith("+")
        if plus and name[1:] not in made.lists and not made.incomplete:
            what = f"there is no inherited word list '{name[1:]}' to add to. {expected(name[1:], sorted(made.lists))}"
            made.problems.add(given.names[name], what)
        older = made.lists.get(name[1:], Items((), items.place)) if plus else ()
        made.lists[name.removeprefix("+")] = Items((*older, *items), items.place)


def _changes(head: Settings, ruleset: str, inherited: frozenset[str], made: _Made) -> None:
    """Make a layer's changes to the rules that it inherits."""
    given = head.group("rules") or Settings(head.place)
    for id, change in given.items():
        place = given.names[id]
        known = id in made.drafts
        if not isinstance(change, Settings) or (not known and (id in made.unread or made.incomplete)):
            continue
        if not known:
            made.problems.add(place, f"there is no rule '{id}' to change. Expected an inherited rule.{asked(id, sorted(inherited))}")
        elif id not in inherited or made.drafts[id].ruleset == ruleset:
            made.problems.add(place, f"'{id}' is this ruleset's own rule. Expected the change in {id}.yaml.")
        else:
            _change(id, change, ruleset, place, made)


def _change(id: str, change: Settings, ruleset: str, place: Place, made: _Made) -> None:
    enabled, reason = change.text("enabled"), change.text("reason")
    if enabled == "false" and reason is None:
        made.problems.add(place, f"'{id}' is switched off without a reason. Expected 'reason: …' beside 'enabled: false'.")
    if enabled == "false":
        made.disabled[id] = str(reason or "").strip()
    elif enabled == "true":
        made.disabled.pop(id, None)
    own = Settings(change.place)
    for name, value in change.items():
        if name not in ("enabled", "reason"):
            own.put(name, value, change.names[name])
    if own:
        made.drafts[id] = made.drafts[id].under(own, ruleset)


def _ruleset(made: _Made) -> Ruleset:
    """The ruleset that all layers come to; what is wrong with it goes to the problems."""
    problems = made.problems
    templates = _all_templates(made)
    ids = frozenset(made.drafts) | made.unread
    heads = [made.heads[layer.home.folder] for layer in made.layers]
    roles = _roles(heads)
    asked_of = None if made.incomplete else frozenset(roles)
    for head in heads:
        _rules.refuse_unknown_roles(head, asked_of, problems)
    by_all = next((tuple(str(t) for t in by) for head in reversed(heads) if (by := head.texts("waivable-by"))), ())
    _refuse_unknown_names(made, ids, frozenset(templates))
    known = Known(ids, made.lists, None if made.broken_templates else templates, asked_of, by_all)
    built = {id: _rules.build(draft, known, problems) for id, draft in sorted(made.drafts.items()) if id not in made.disabled}
    nations = [str(n) for head in heads if (n := head.text("nation"))]
    return Ruleset(
        name=made.layers[-1].name,
        title=str(heads[-1].text("title")).strip(),
        nation=nations[-1] if nations else "ENG",
        rules={id: rule for id, rule in built.items() if rule is not None},
        templates=templates,
        lists={name: tuple(str(t) for t in items) for name, items in sorted(made.lists.items())},
        layers=tuple(layer.name for layer in made.layers),
        disabled=dict(sorted(made.disabled.items())),
        sha256=_layers.digest(tuple(made.layers)),
        roles=dict(sorted(roles.items())),
        deadlines=_deadlines(heads, problems),
    )


def _deadlines(heads: list[Settings], problems: Problems) -> tuple[Deadline, ...]:
    """Every deadline by id: what a later layer says replaces what an earlier one says of the same."""
    found: dict[str, Deadline] = {}
    for head in heads:
        for item in head.groups("deadlines"):
            clear, working = item.text("clear-days"), item.text("working-days-before")
            if (clear is None) == (working is None):
                problems.add(item.place, "a deadline counts days in one way. Expected either 'clear-days' or 'working-days-before'.")
            id, title, source = (str(item.text(name) or "").strip() for name in ("id", "title", "source"))
            found[id] = Deadline(id, title, _whole(clear), _whole(working), str(item.text("from") or "meeting"), source)
            if id == "publication" == found[id].since:
                problems.add(item.place, "the last day for publication is counted from itself. Expected 'from: meeting'.")
    return tuple(found.values())


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() else None


def _roles(heads: list[Settings]) -> dict[str, tuple[str, ...]]:
    """Who holds each role: what a later layer says replaces what an earlier one says of the same role."""
    found: dict[str, tuple[str, ...]] = {}
    for head in heads:
        given = head.group("roles") or Settings(head.place)
        found.update((name, tuple(str(person) for person in given.texts(name))) for name in given)
    return found


def _refuse_unknown_names(made: _Made, rules: frozenset[str], templates: frozenset[str]) -> None:
    """What a template names besides its own parts must be there: the rules for a pack, the templates of its papers."""
    for tree in (t for layer in made.templates for t in layer.values()):
        for rule in tree.texts("rules"):
            if rule not in rules and not made.incomplete:
                made.problems.add(rule.place, f"there is no rule '{rule}'. Expected a rule of this ruleset.{asked(rule, sorted(rules))}")
        for paper in tree.groups("papers"):
            name = paper.text("template")
            if name is not None and name not in templates and not (made.incomplete or made.broken_templates):
                made.problems.add(name.place, f"there is no template '{name}'. {expected(name, sorted(templates))}")


def _all_templates(made: _Made) -> dict[str, Template]:
    """Every template by name, those of a later layer in place of earlier ones."""
    found: dict[str, Template] = {}
    for at, layer in enumerate(made.layers):
        for name in made.templates[at]:
            tree = _templates.extended(name, made.templates[: at + 1], made.problems)
            built = None if tree is None else _templates.build(tree, f"{layer.home.shown}/{TEMPLATES}/{name}.yaml", made.problems)
            made.broken_templates |= built is None
            if built is not None:
                found[name] = built
    return dict(sorted(found.items()))
