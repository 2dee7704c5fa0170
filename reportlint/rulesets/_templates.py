"""Templates as files declare them, made into `reportlint.report.Template`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from reportlint.report import ApprovalsSpec, Filed, ItemsSpec, PaperSpec, Recognition, Spec, Template, Term
from reportlint.rulesets._schema import validated
from reportlint.rulesets._shapes import TEMPLATE
from reportlint.rulesets._terms import term
from reportlint.rulesets._tree import Items, Problems, Settings, Text, expected, plain

#: Settings that a template has as they are written.
_PLAIN = (
    "closing", "classifications", "body-title", "number-form", "heading-level", "dated-by", "version", "paragraph-numbers", "rules",
)  # fmt: skip
#: Lists whose items have ids, and are merged by them.
_BY_ID = ("fields", "sections", "rows", "statements", "known", "papers")


def extended(name: str, layers: list[Mapping[str, Settings]], problems: Problems) -> Settings | None:
    """The template of a name in the last of the layers, with all that it extends merged into it.

    What it extends is looked for in its own layer, then in those before it; one of its own name only in those. None if
    that cannot be done, which goes to `problems`.
    """
    return _extended(name, layers, problems, ())


def _extended(name: str, layers: list[Mapping[str, Settings]], problems: Problems, under: tuple[str, ...]) -> Settings | None:
    tree = layers[-1][name]
    wanted = tree.text("extends")
    if wanted is None:
        return tree
    if wanted in under:
        circle = ", ".join([*under, name, wanted])
        problems.add(wanted.place, f"'{wanted}' is extended in a circle: {circle}. Expected a template that does not extend this one.")
        return None
    for at in range(len(layers), 0, -1):
        own = at == len(layers)
        if wanted in layers[at - 1] and not (own and wanted == name):
            found = _extended(str(wanted), layers[:at], problems, (*under, name) if own else ())
            return _merged(found, tree, problems) if found is not None else None
    known = sorted({n for layer in layers for n in layer} - {name})
    problems.add(wanted.place, f"there is no template '{wanted}' to extend. {expected(wanted, known)}")
    return None


def _merged(base: Settings, own: Settings, problems: Problems) -> Settings:
    """Settings over settings; lists replace, but those whose items have ids are merged by id."""
    made = base.merged(own)
    for name in base.keys() & own.keys():
        old, new = base[name], own[name]
        if isinstance(old, Settings) and isinstance(new, Settings):
            made[name] = _merged(old, new, problems)
        elif name in _BY_ID and isinstance(old, Items) and isinstance(new, Items):
            made[name] = _items(old, new, problems)
    return made


def _items(base: Items, own: Items, problems: Problems) -> Items:
    made = Items(base, own.place)
    for item in own:
        if isinstance(item, Settings):
            _place(made, item, problems)
        else:
            made.append(item)
    return made


def _place(made: Items, item: Settings, problems: Problems) -> None:
    """Put one item into the list: over that of its id, after another, at the end, or drop it."""
    ids = [str(i.text("id")) if isinstance(i, Settings) else "" for i in made]
    id, after, remove = item.text("id"), item.text("after"), item.get("remove")
    known = ids.index(id) if id is not None and id in ids else None
    if remove is not None:
        if remove != "true":
            problems.add(item.names["remove"], f"'remove' is '{remove}'. Expected true.")
        elif known is None:
            problems.add(item.place, f"there is no '{id}' to remove. {expected(str(id), ids)}")
        else:
            del made[known]
        return
    own = Settings(item.place)
    for name, value in item.items():
        if name != "after":
            own.put(name, value, item.names[name])
    if known is not None:
        own = made[known].merged(own)
        if after is None:
            made[known] = own
            return
        del made[known], ids[known]
    if after is not None and after not in ids:
        problems.add(after.place, f"there is no '{after}' to put this after. {expected(after, ids)}")
    made.insert(ids.index(after) + 1 if after is not None and after in ids else len(made), own)


def build(tree: Settings, origin: str, problems: Problems) -> Template | None:
    """The template that a merged tree declares; None if something is wrong with it, which goes to `problems`."""
    values = validated(tree, TEMPLATE, problems, "this template")
    before = len(problems.found)
    approvals = tree.group("approvals")
    listed = tree.group("items")
    inner = [approvals.groups("rows") if approvals else [], listed.groups("known") if listed else []]
    for items in (*(tree.groups(n) for n in ("fields", "sections", "statements", "papers")), *inner):
        _twice(items, problems)
        _terms(items, problems)
    for item in (*tree.groups("fields"), *(f for s in tree.groups("sections") for f in s.groups("fields"))):
        _choices(item, problems)
    _within(tree.groups("sections"), problems)
    _dated(tree, problems)
    if values is None or len(problems.found) > before:
        return None
    settings: dict[str, Any] = {
        name.replace("-", "_"): tuple(value) if isinstance(value, list) else value
        for name, value in values.items()
        if name in _PLAIN
    }
    return Template(
        name=values["name"],
        title=values["title"].strip(),
        fields=_specs(values["fields"]),
        sections=_specs(values.get("sections", ())),
        approvals=_approvals(values.get("approvals")),
        items=_items_spec(values.get("items")),
        papers=tuple(PaperSpec(**_tuples(p)) for p in values.get("papers", ())),
        statements=_specs(values.get("statements", ())),
        recognition=Recognition(**_tuples(values.get("recognise", {}))),
        filed_under={role: Filed(**_tuples(f)) for role, f in values.get("filed-under", {}).items()},
        facts={name: fact(value) for name, value in values.get("facts", {}).items()},
        origin=origin,
        **settings,
    )


def _twice(items: list[Settings], problems: Problems) -> None:
    """One list cannot have an id twice."""
    seen: dict[str, Text] = {}
    for item in items:
        if (id := item.text("id")) is None:
            continue
        if id in seen:
            problems.add(id.place, f"'{id}' stands twice in this list; it is already in line {seen[id].place.line}. Expected another id.")
        seen.setdefault(str(id), id)


def _terms(items: list[Settings], problems: Problems) -> None:
    """From when and until when parts and their other titles hold must be days."""
    for item in items:
        for dated in (item, *item.groups("aliases")):
            term(dated, problems)


def _dated(tree: Settings, problems: Problems) -> None:
    """A template is dated by one of its fields, and filed under what others of them say."""
    ids = [str(f.text("id")) for f in tree.groups("fields")]
    filed = tree.group("filed-under") or Settings(tree.place)
    roles = [(group.text("field"), "file") for role in filed if (group := filed.group(role)) is not None]
    for name, what in ((tree.text("dated-by"), "date"), *roles):
        if name is not None and name not in ids:
            problems.add(name.place, f"there is no field '{name}' to {what} a report by. {expected(name, ids)}")


def _within(sections: list[Settings], problems: Problems) -> None:
    """A section stands within another of the same template, which stands within none; no field has the id of another."""
    outer = [str(s.text("id")) for s in sections if "within" not in s]
    for section in sections:
        within = section.text("within")
        if within is not None and within not in outer:
            problems.add(within.place, f"there is no section '{within}' for this one to stand within. {expected(within, outer)}")
        _twice(section.groups("fields"), problems)


def _choices(item: Settings, problems: Problems) -> None:
    """A choice field has choices, and no other field has."""
    if item.text("kind") == "choice" and not item.texts("choices"):
        problems.add(item.place, f"the field '{item.text('id')}' is a choice without choices. Expected 'choices: [one, another]'.")
    elif "choices" in item and item.text("kind") != "choice":
        what = f"the field '{item.text('id')}' has choices and is not a choice. Expected 'kind: choice' with it."
        problems.add(item.names["choices"], what)


def fact(value: Any) -> object:
    """A fact as rules compare it: true, false, a whole number, text, or a tuple of these."""
    if isinstance(value, list | tuple):
        return tuple(fact(v) for v in value)
    text = str(value)
    if text in ("true", "false"):
        return text == "true"
    return int(text) if text.isascii() and text.isdecimal() and str(int(text)) == text else text


def _tuples(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in values.items()}


def _spec(values: Mapping[str, Any]) -> Spec:
    own = _tuples(values)
    others = [a if isinstance(a, Mapping) else {"title": a} for a in own.pop("aliases", ())]
    titles = (own.pop("title").strip(), *(str(a["title"]) for a in others))
    terms = {str(a["title"]): _term(a) for a in others if len(a) > 1}
    held = _term({name: own.pop(name) for name in ("from", "until") if name in own})
    inner = tuple(_spec({**f, "within": own["id"]}) for f in values.get("fields", ()))
    numbered = own.pop("numbered", not own.get("within"))
    own["fields"] = inner
    return Spec(titles=titles, tags=frozenset(own.pop("tags", ())), term=held, title_terms=terms, numbered=numbered, **own)


def _term(values: Mapping[str, Any]) -> Term:
    return Term(_day(values.get("from")), _day(values.get("until")))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError:  # it is among the problems
        return None


def _specs(values: Any) -> tuple[Spec, ...]:
    return tuple(_spec(v) for v in values)


def _items_spec(values: Mapping[str, Any] | None) -> ItemsSpec | None:
    if values is None:
        return None
    known = [{**{k: v for k, v in item.items() if k != "paper"}, "kind": item.get("paper", "text")} for item in values.get("known", ())]
    return ItemsSpec(known=_specs(known), **{n: tuple(str(t) for t in values[n]) for n in ("after", "titles", "pages") if n in values})


def _approvals(values: Mapping[str, Any] | None) -> ApprovalsSpec | None:
    if values is None:
        return None
    return ApprovalsSpec(
        titles=tuple(values["titles"]),
        rows=_specs(values.get("rows", ())),
        name_columns=tuple(values.get("name-columns", ())),
        date_columns=tuple(values.get("date-columns", ())),
        required=values.get("required", True),
    )
