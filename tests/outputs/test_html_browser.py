"""The page in a browser: accessible by axe-core's rules, usable by keyboard, whole without a script, silent on the network.

Where there is no Chromium these tests are skipped, except where CI is set: there its absence is a failure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

import reportlint
from reportlint.findings import Result
from reportlint.outputs import html

from . import results

EXAMPLES = Path(__file__).parents[2] / "examples"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDTHS = (1280, 768, 375)

Open = Callable[..., Page]

pytestmark = pytest.mark.xdist_group("browser")


@cache
def _checked(*names: str) -> Result:
    return reportlint.check([EXAMPLES / name for name in names], stage="submission", on=date(2026, 4, 28))


PAGES: dict[str, Callable[[], Result]] = {
    "draft": lambda: _checked("draft-report.docx"),
    "several": lambda: _checked("cabinet-report.docx", "clean-report.docx", "decision-record.docx", "missing.docx"),
    "mixed": results.mixed,
    "hostile": lambda: results.result(*(d for d in results.hostile().documents if len(d.path) < 1000)),
    "nothing": results.result,
}


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """From a page's name to the file that holds it."""
    folder = tmp_path_factory.mktemp("pages")

    def write(name: str) -> Path:
        path = folder / f"{name}.html"
        if not path.exists():
            path.write_text(html.render(PAGES[name]()), encoding="utf-8")
        return path

    return write


@pytest.fixture
def show(browser: Browser, written: Callable[[str], Path]) -> Iterator[Open]:
    """Opens a page; at the end nothing may have been said on the console or asked of the network."""
    contexts: list[BrowserContext] = []
    said: list[str] = []
    asked: set[str] = set()
    wanted: set[str] = set()

    def opened(name: str, width: int = 1280, scheme: str = "light", **settings: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce", **settings)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.on("request", lambda request: asked.add(request.url))
        wanted.add(written(name).as_uri())
        page.goto(written(name).as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not said
    assert asked == wanted


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.className || document.activeElement.tagName"))


#: The schemes differ in nothing but colours, and every colour is on these pages.
DARK = ("draft", "mixed", "nothing")


@pytest.mark.parametrize(("name", "scheme"), [*((name, "light") for name in PAGES), *((name, "dark") for name in DARK)])
def test_axe_finds_nothing(show: Open, name: str, scheme: str) -> None:
    page = show(name, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for width in (1280, 375) if (name, scheme) == ("draft", "light") else (1280,):
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page, options=RULES).response
        problems = [(v["id"], n["html"][:200], n["failureSummary"]) for v in found["violations"] for n in v["nodes"]]
        assert not problems, problems[:3]
        assert found["passes"]


def test_axe_would_find_what_cannot_be_read(show: Open) -> None:
    page = show("mixed")
    page.evaluate("document.querySelector('.hint').style.color = '#ccc'")
    assert [v["id"] for v in Axe().run(page, options=RULES).response["violations"]] == ["color-contrast"]


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_out_of_the_window(show: Open, name: str) -> None:
    page = show(name)
    for width in (*WIDTHS, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_notes_stand_beside_on_wide_windows_and_below_on_narrow_ones(show: Open) -> None:
    page = show("draft")
    boxes = "(one) => { const { x, y, right, bottom } = one.getBoundingClientRect(); return { x, y, right, bottom }; }"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        words, notes = (page.evaluate(f"[...document.querySelectorAll('.band > .{part}')].map({boxes})") for part in ("first", "notes"))
        assert words
        for left, right in zip(words, notes, strict=True):
            if width >= 1000:
                assert right["x"] >= left["right"]
                assert abs(right["y"] - left["y"]) < 2
            else:
                assert right["y"] >= left["bottom"]


def test_without_a_script_all_is_there(show: Open) -> None:
    page = show("draft", java_script_enabled=False)
    (checked,) = _checked("draft-report.docx").documents
    notes = page.locator(".note")
    assert notes.count() == len(checked.findings)
    assert all(note.is_visible() for note in notes.all())
    assert page.locator(".entry").count() == len(checked.findings)
    assert not page.locator(".filters").is_visible()
    page.locator(".entry input").first.check()
    why = page.locator(".note details").first
    why.locator("summary").click()
    assert why.locator("p").first.is_visible()


def test_the_keyboard_reaches_everything_in_the_order_of_the_page(show: Open) -> None:
    page = show("draft")
    stops = 'a[href], input, select, summary, [tabindex="0"]'
    wanted = page.evaluate("(stops) => [...document.querySelectorAll(stops)].map((one, n) => one.dataset.stop = String(n))", stops)
    page.evaluate("""window.reached = []; document.addEventListener('focusin', ({ target }) => {
        const { outlineStyle, boxShadow } = getComputedStyle(target);
        window.reached.push(outlineStyle + boxShadow === 'nonenone' ? 'unseen' : target.dataset.stop ?? 'unknown');
    })""")
    for _ in wanted:
        page.keyboard.press("Tab")
    assert page.evaluate("window.reached") == wanted


def test_enter_goes_from_the_entry_to_the_place_to_the_note_and_back(show: Open) -> None:
    page = show("draft")
    page.locator("#d1-entry-2 a").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#d1-place-2")
    assert _focused(page) == "d1-place-2"
    box = page.locator("#d1-place-2").bounding_box()
    assert box is not None
    assert 0 < box["y"] < 900 - box["height"]
    page.keyboard.press("Enter")
    assert page.url.endswith("#d1-note-2")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#d1-entry-2")


def test_the_skip_link_is_the_first_stop(show: Open) -> None:
    page = show("draft")
    page.keyboard.press("Tab")
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert _focused(page) == "main"


def test_filters_leave_what_was_asked_for(show: Open) -> None:
    page = show("draft")
    (checked,) = _checked("draft-report.docx").documents
    errors = [f for f in checked.findings if f.severity == "error"]
    for word in ("Warning", "Information"):
        page.get_by_label(word, exact=True).uncheck()
    for shown in (".note:visible", ".entry:visible", ".ref:visible"):
        assert page.locator(shown).count() == len(errors)
    assert page.locator(".shown").inner_text() == f"{len(errors)} of {len(checked.findings)} shown"
    page.get_by_label("Rule").select_option(errors[0].rule)
    assert page.locator(".note:visible").count() == sum(f.rule == errors[0].rule for f in errors)
    page.evaluate("location.hash = '#d1-note-1'")
    page.wait_for_function(f"document.querySelector('.shown').textContent.startsWith('{len(checked.findings)} of')")


def test_ticks_are_counted_and_remembered(show: Open) -> None:
    page = show("draft")
    total = page.locator(".entry").count()
    page.locator("#d1-entry-2 input").focus()
    page.keyboard.press("Space")
    assert page.locator(".progress").inner_text() == f"1 of {total} ticked"
    page.reload()
    assert page.locator("#d1-entry-2 input").is_checked()
    assert page.locator(".progress").inner_text() == f"1 of {total} ticked"


def test_the_policy_stops_what_is_not_the_pages_own(browser: Browser, tmp_path: Path) -> None:
    """Were a script ever let through unescaped, it would still not run."""
    injected = "<script>window.owned = 1</script><img src='x' onerror='window.owned = 1'></main>"
    broken = html.render(results.clean()).replace("</main>", injected)
    assert injected in broken
    (tmp_path / "broken.html").write_text(broken, encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "broken.html").as_uri())
    assert page.evaluate("window.owned") is None
    page.close()


def test_the_print_says_why_and_how_and_leaves_the_controls_out(show: Open) -> None:
    page = show("draft", scheme="dark")
    page.emulate_media(media="print")
    assert not page.locator(".filters").is_visible()
    assert all(why.is_visible() for why in page.locator(".note details p").all())
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(11, 12, 12)"
    assert page.pdf(tagged=True, prefer_css_page_size=True).startswith(b"%PDF")
