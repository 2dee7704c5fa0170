"""Every page and state: accessible by axe-core's rules, by keyboard, on a phone, in both schemes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .screenshots import ADDRESSES
from .steps import CLEAN, DRAFT, EXAMPLES, check, focused

Visit = Callable[..., Page]
#: The schemes differ in nothing but colours.
SCHEMES = {"light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "dark": ["color-contrast"]}

pytestmark = pytest.mark.xdist_group("browser")


def _sound(page: Page, state: str) -> None:
    """Nothing found by axe-core, in the dark no colours that cannot be told apart, and nothing that runs out of a narrow window."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, state
    page.set_viewport_size({"width": 1280, "height": 900})
    for scheme, rules in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response
        problems = [(state, scheme, v["id"], n["html"][:200], n["failureSummary"]) for v in found["violations"] for n in v["nodes"]]
        assert not problems, problems[:3]
        assert found["passes"]


def test_axe_finds_nothing_on_any_page(visit: Visit) -> None:
    page = visit()
    origin = page.url
    for name, path in ADDRESSES.items():
        page.goto(origin + path)
        _sound(page, name)


def test_axe_finds_nothing_in_any_state(visit: Visit) -> None:
    page = visit()
    origin = page.url
    page.get_by_role("button", name="Check").click()
    _sound(page, "error")
    page.evaluate("document.querySelector('.working').hidden = false")
    page.evaluate("document.querySelector('#working-words').textContent = 'Reading draft.docx …'")
    _sound(page, "working")
    check(page, EXAMPLES / "charging-sessions.png")
    _sound(page, "unreadable")
    page.goto(f"{origin}agenda")
    check(page, EXAMPLES / "pack" / "agenda-pack.docx")
    _sound(page, "pack")


def test_axe_finds_nothing_in_a_result(visit: Visit) -> None:
    page = visit()
    check(page, CLEAN, DRAFT)
    with page.expect_download():
        page.get_by_role("button", name="Results as data").click()
    expect(page.locator("[data-told]")).to_contain_text("is downloaded")
    _sound(page, "several")


def test_all_is_done_by_keyboard(visit: Visit) -> None:
    page = visit()
    page.keyboard.press("Tab")
    assert focused(page) == "skip"
    page.keyboard.press("Enter")
    assert focused(page) == "main"
    page.keyboard.press("Tab")
    assert focused(page) == "file"
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(DRAFT)
    page.keyboard.press("Tab")
    assert focused(page) == "template"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "stage-submission"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".verdict")).to_have_text("Not ready for submission")
    stops: list[str] = page.evaluate("""() => { window.reached = []; document.addEventListener('focusin', ({ target }) => {
      const { outlineStyle, boxShadow } = getComputedStyle(target);
      if (outlineStyle + boxShadow === 'nonenone') window.reached.push(target.outerHTML.slice(0, 80));
    }); return []; }""")
    for _ in range(30):
        page.keyboard.press("Tab")
    stops = page.evaluate("window.reached")
    assert not stops, "each stop can be seen"


def test_targets_are_large_enough(visit: Visit) -> None:
    page = visit(width=320)
    small = """() => [...document.querySelectorAll('button, input, select, nav a, summary, .button')].filter((one) => {
      const { width, height } = one.getBoundingClientRect();
      return height && (width < 24 || height < 24);
    }).map((one) => one.outerHTML.slice(0, 100))"""
    assert page.evaluate(small) == []
    check(page, DRAFT)
    assert page.evaluate(small) == []


def test_colours_that_the_system_forces_hide_nothing(visit: Visit) -> None:
    page = visit(forced_colors="active")
    border = page.get_by_role("button", name="Check").evaluate("(one) => getComputedStyle(one).borderTopStyle")
    assert border == "solid"
    check(page, DRAFT)
    assert page.locator(".panel").evaluate("(one) => getComputedStyle(one).borderRightStyle") == "solid"
