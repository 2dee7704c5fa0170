"""Attacks by what is written: words that deceive a reader, and words that would steer whatever shows them."""

# ruff: noqa: E501
from __future__ import annotations

from tests.attacks.attack import Attack, Make, files
from tests.formats.word import docx, ins, p, r, style, tbl, tr

HEADING = style("H", name="heading 1")
ESCAPE, BELL, CSI = "\x1b", "\x07", "\x9b"
HELD_TO = ("--ruleset", "rotherham", "--template", "scrutiny-report", "--stage", "submission", "--select", "hidden-text")


def deceives(name: str, body: str, *says: str, never: tuple[str, ...] = ()) -> Attack:
    """A document with words that are not what they look like: hidden-text says so."""
    data = docx(p("A report") + body, styles=HEADING)
    return Attack(name, files({"attack.docx": data}), ("check", "attack.docx", "--format", "json", *HELD_TO), 1, ('"rule": "hidden-text"', *says), never)


def recognised(name: str, heading: str) -> Attack:
    """A document with a heading that looks like one of the template's: it is taken for that."""
    data = docx(p("A report", style="H") + p(heading, style="H") + p("None."), styles=HEADING)
    command = ("inspect", "attack.docx", "--format", "json", "--ruleset", "rotherham", "--template", "scrutiny-report")
    return Attack(name, files({"attack.docx": data}), command, 0, ('"id": "legal"',))


def shown(name: str, text: str, never: tuple[str, ...], form: str, says: tuple[str, ...] = ()) -> Attack:
    """Words in all places that an output shows, in Markdown, so that characters that XML forbids get in too."""
    report = f"# {text}\n\n**Report Title**\n\n{text}\n\n# Legal {text}\n\nThis is TBC {text} and **{text}** [here]({text.replace(' ', '')})\n\n{FILLER}\n"
    command = ("check", "attack.md", "--format", form, "--ruleset", "rotherham", "--template", "scrutiny-report", "--stage", "submission")
    return Attack(f"{name}-{form}", files({"attack.md": report.encode()}), command, 1, says, never)


def told(name: str, command: tuple[str, ...], *, never: tuple[str, ...], status: int = 0, make: Make | None = None) -> Attack:
    return Attack(name, make or files({"attack.md": NASTY.encode(), "attack.docx": WORD}), command, status, (), never)


FILLER = "Many words follow, so that the file is text. " * 80
NASTY = f"# {ESCAPE}[31mTitle{ESCAPE}]0;owned{BELL}\n\n**Report Title**\n\n{CSI}2Jcleared {ESCAPE}[2J TBC\n\n# Legal{ESCAPE}[8m Advice\n\nx {ESCAPE}P+q544e{ESCAPE}\\ y\n" + FILLER
#: Characters that XML allows: C1 controls, direction, line separators.
WORD = docx(p(f"Title {CSI}31m\u202e\u2028\u0085", style="H") + p(f"TBC {CSI}2J") + p(content=ins(r("x"), author=f"A{CSI}2J")) + tbl(tr(f"a{CSI}2J", "b")), styles=HEADING)
STEERS = (ESCAPE, CSI, BELL)
FORMULA = "=HYPERLINK(\"http://127.0.0.1/\"&A1;\"x\")"
WORKFLOW = "::set-output name=x::y ::error file=a::b %0A::add-mask::z"
HTML = "<script>alert(1)</script><img src=x onerror=alert(2)>"
TEXTS = ("text", "json", "jsonl", "markdown", "csv", "junit", "sarif", "github", "gitlab", "html")
RENAMED = f"a{ESCAPE}]0;owned{BELL}\n::error::b.md"

ATTACKS: list[Attack] = [
    recognised("words-zero-width-heading", "Legal\u200b Ad\u200bvice and Implications"),
    recognised("words-joiner-heading", "Le\u200dgal Advice\u2060 and Impli\u200ccations"),
    recognised("words-lookalike-heading", "L\u0435g\u0430l Advic\u0435 and Implic\u0430tions"),
    recognised("words-greek-heading", "Legal \u0391dvice and Implicati\u03bfns"),
    recognised("words-fullwidth-heading", "\uff2c\uff45\uff47\uff41\uff4c Advice and Implications"),
    recognised("words-soft-hyphen-heading", "Le\u00adgal Ad\u00advice and Implications"),
    recognised("words-turned-heading", "\u202dLegal Advice and Implications\u202c"),
    deceives("words-zero-width", p("The le\u200bgal advice"), "ZERO WIDTH SPACE"),
    deceives("words-turned-round", p("The file \u202excod.exe"), "RIGHT-TO-LEFT OVERRIDE"),
    deceives("words-lookalike", p("L\u0435gal Advice", style="H"), "CYRILLIC SMALL LETTER IE"),
    deceives("words-white", p(content=r("ghostly", "<w:color w:val='FFFFFF'/>")), "ghostly", "is white on white"),
    deceives("words-nearly-white", p(content=r("ghostly", "<w:color w:val='FDFEFD'/>")), "ghostly", "is white on white"),
    deceives("words-one-point", p(content=r("ghostly", "<w:sz w:val='2'/>")), "ghostly", "too small"),
    deceives("words-hidden-font", p(content=r("ghostly", "<w:vanish/>")), "ghostly", "is hidden"),
    deceives("words-off-page-frame", p("ghostly", props="<w:framePr w:x='-31000' w:y='1'/>"), "ghostly", "outside the page"),
    deceives("words-off-page-indent", p("ghostly", props="<w:ind w:left='31000'/>"), "ghostly", "outside the page"),
    deceives("words-hidden-row-heading", tbl(f"<w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{p('Legal Advice', style='H')}</w:tc></w:tr>"), "Legal Advice", "is hidden"),
    deceives("words-flat-row", tbl(tr("ghostly", props="<w:trHeight w:val='1' w:hRule='exact'/>")), "ghostly", "too small"),
    *(shown("words-escapes", f"x {ESCAPE}[31m {ESCAPE}]0;t{BELL} {CSI}2J", STEERS, form) for form in TEXTS),
    shown("words-html", HTML, ("<script>alert", "<img src=x"), "html"),
    shown("words-html", HTML, ("<script>alert", "<img src=x"), "junit"),
    shown("words-formula", FORMULA, ('"=HYPERLINK', ",=HYPERLINK", ",@SUM"), "csv"),
    shown("words-formula-at", "@SUM(1+1)*cmd|' /C calc'!A0", (",@SUM", '"@SUM'), "csv"),
    shown("words-formula-plus", "+1+cmd|' /C calc'!A0", (",+1+cmd", '"+1+cmd'), "csv"),
    shown("words-formula-wide", "\uff1d1+1", (",\uff1d1", '"\uff1d1'), "csv"),
    shown("words-formula-tab", "\t=1+1", (",\t=1", '"\t=1', ",=1+1"), "csv"),
    shown("words-workflow", WORKFLOW, ("\n::set-output", "\n::add-mask", "\n::error file=a::"), "github"),
    shown("words-workflow", WORKFLOW, ("\n::set-output", "\n::add-mask", "\n::error file=a::"), "text"),
    shown("words-workflow", WORKFLOW, ("\n::set-output", "\n::add-mask", "\n::error file=a::"), "markdown"),
    shown("words-markdown-links", "[x](javascript:alert(1)) ![t](http://127.0.0.1/t.png)", ("](javascript:", "![t](http"), "markdown"),
    shown("words-turning", "\u202egnp.exe\u2066", ("\u202e", "\u2066"), "text"),
    told("words-inspect-text", ("inspect", "attack.md"), never=STEERS),
    told("words-inspect-json", ("inspect", "attack.md", "--format", "json"), never=STEERS),
    told("words-inspect-word", ("inspect", "attack.docx"), never=(*STEERS, "\u202e")),
    told("words-trace", ("inspect", "attack.md", "--trace", "placeholder-text"), never=STEERS),
    told("words-agenda", ("agenda", "attack.md"), never=STEERS, status=2),
    told("words-agenda-json", ("agenda", "attack.md", "--format", "json"), never=STEERS, status=2),
    told("words-learn", ("learn", "attack.docx", "-o", "made"), never=STEERS, status=2),
    told("words-annotate", ("annotate", "attack.docx", "-o", "out.docx"), never=STEERS),
    told("words-fix-diff", ("fix", "attack.docx", "--diff", "--suggested"), never=STEERS),
    told("words-explain", ("explain", f"no-rule{ESCAPE}[31m"), never=STEERS, status=2),
    *(Attack(f"words-file-name-{form}", files({RENAMED: b"# TBC"}), ("check", ".", "--format", form), 1, (), (*STEERS, "\n::error::b")) for form in TEXTS),
    Attack("words-file-name-missing", files({}), ("check", RENAMED), 2, (), (*STEERS, "\n::error::b")),
    Attack("words-file-name-inspect", files({RENAMED: b"# TBC"}), ("inspect", RENAMED), 0, (), (*STEERS, "\n::error::b")),
    Attack("words-file-name-annotate", files({RENAMED: b"# TBC"}), ("annotate", RENAMED, "-o", f"o{RENAMED}"), 0, (), (*STEERS, "\n::error::b")),
    Attack("words-file-name-agenda", files({RENAMED: b"# TBC"}), ("agenda", RENAMED), 2, (), (*STEERS, "\n::error::b")),
    Attack("words-file-name-pattern", files({}), ("check", f"*{RENAMED}*"), 2, (), (*STEERS, "\n::error::b")),
]  # fmt: skip
