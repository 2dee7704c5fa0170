"""OpenDocument texts built in code: a body as XML, and whatever styles a test needs beside it.

document = read(p("One") + h("Two", 1), automatic=style("P1", "paragraph", parent="Standard", paragraph="fo:break-before='page'"))
"""

from __future__ import annotations

from word import zipped

from reportlint.formats import odt as reader
from reportlint.model import Document

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = {
    "office": OASIS + "office:1.0",
    "style": OASIS + "style:1.0",
    "text": OASIS + "text:1.0",
    "table": OASIS + "table:1.0",
    "draw": OASIS + "drawing:1.0",
    "fo": OASIS + "xsl-fo-compatible:1.0",
    "svg": OASIS + "svg-compatible:1.0",
    "meta": OASIS + "meta:1.0",
    "manifest": OASIS + "manifest:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
_DECLARED = " ".join(f"xmlns:{prefix}='{name}'" for prefix, name in NAMESPACES.items())


def root(name: str, content: str) -> str:
    return f"<office:{name} {_DECLARED}>{content}</office:{name}>"


def odt(body: str, automatic: str = "", common: str = "", master: str = "", meta: str = "", **parts: str) -> bytes:
    """The package. parts: others by their names."""
    content = f"<office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
    styles = f"<office:styles>{common}</office:styles><office:master-styles>{master}</office:master-styles>"
    held = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": root("document-content", content),
        "styles.xml": root("document-styles", styles),
        "meta.xml": root("document-meta", f"<office:meta>{meta}</office:meta>"),
    }
    return zipped({**held, **parts})


def read(body: str, automatic: str = "", common: str = "", master: str = "", meta: str = "") -> Document:
    return reader.read(odt(body, automatic, common, master, meta))


def p(content: str, style: str = "Standard") -> str:
    return f"<text:p text:style-name='{style}'>{content}</text:p>"


def h(content: str, level: int, style: str = "") -> str:
    return f"<text:h text:outline-level='{level}' text:style-name='{style}'>{content}</text:h>"


def span(content: str, style: str) -> str:
    return f"<text:span text:style-name='{style}'>{content}</text:span>"


def style(name: str, family: str, parent: str = "", paragraph: str = "", text: str = "", attributes: str = "") -> str:
    return (
        f"<style:style style:name='{name}' style:family='{family}' style:parent-style-name='{parent}' {attributes}>"
        f"<style:paragraph-properties {paragraph}/><style:text-properties {text}/></style:style>"
    )


def texts(document: Document) -> list[str]:
    return [q.text for q in document.paragraphs]
