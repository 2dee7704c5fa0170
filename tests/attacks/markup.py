"""Attacks by the XML and the relationships: entities, encodings, namespaces, what leads out of the file, what cuts its text."""

# ruff: noqa: E501
from __future__ import annotations

from tests.attacks.attack import Attack, judged, read, refused
from tests.attacks.zips import parts
from tests.formats.word import PACKAGE, RELATION, STRICT_RELATION, STRICT_W, W, docx, p, r, relations, sdt, style, t, tbl, tr, xml, zipped

BOMB = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 9)) + "]>"
BOMB = BOMB.replace("&a0;", "&a;")
QUADRATIC = f"<!DOCTYPE d [<!ENTITY a '{'a' * 50_000}'>]>"
OUTSIDE = "<!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"
PARAMETER = "<!DOCTYPE d [<!ENTITY % a SYSTEM 'http://127.0.0.1:9/x.dtd'> %a;]>"
BODY = f"<w:document xmlns:w='{W}'><w:body><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:body></w:document>"
OFFICE = f"{RELATION}/officeDocument"


def document(text: str | bytes) -> bytes:
    return docx("", document=text)


def part(name: str, data: str | bytes) -> bytes:
    return zipped({**parts(docx(p("plainly read"), styles=" ", numbering=" ", footnotes=" ", comments=" ", settings=" ")), name: data})


def related(*rows: tuple[str, str, str], settings: bool = False) -> bytes:
    """A document with these relationships, as they stand."""
    name = "settings" if settings else "document"
    body = p("plainly read", content="<w:hyperlink r:id='a'><w:r><w:t>link</w:t></w:r></w:hyperlink><w:altChunk r:id='a'/>")
    return docx(body, settings=" ", extra={f"word/_rels/{name}.xml.rels": relations(*rows, ("s", "settings", "settings.xml"))})


def main_is(*rows: str) -> bytes:
    made = f"<Relationships xmlns='{PACKAGE}/relationships'>{''.join(rows)}</Relationships>"
    return zipped({**parts(docx(p("plainly read"))), "_rels/.rels": made})


def row(target: str, kind: str = OFFICE, more: str = "", id: str = "a") -> str:
    return f"<Relationship Id='{id}' Type='{kind}' Target='{target}' {more}/>"


def strict() -> bytes:
    made = parts(docx(p("plainly read")))
    return zipped({n: d.decode().replace(W, STRICT_W).replace(RELATION, STRICT_RELATION) for n, d in made.items()})


def chained() -> bytes:
    """Footnotes whose relationships lead to footnotes, and so on."""
    made = {f"word/_rels/f{n}.xml.rels": relations(("a", "footnotes", f"f{n + 1}.xml")) for n in range(500)}
    notes = {f"word/f{n}.xml": xml("w:footnotes", "") for n in range(500)}
    return docx(p("plainly read"), links=(("a", "footnotes", "f0.xml"),), extra={**made, **notes})


def odt(before: str, body: str) -> bytes:
    """An OpenDocument text whose content begins so."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    names = f"xmlns:office='{space}office:1.0' xmlns:text='{space}text:1.0' xmlns:xlink='http://www.w3.org/1999/xlink'"
    root = f"{before}<office:document-content {names}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": root})


CUT = "<w:p><w:r><w:t>MA<!-- -->RK and RE<?pi x?>AD</w:t></w:r></w:p>"
UTF16 = f"<?xml version='1.0' encoding='UTF-16'?>{BODY.format('plainly read é')}"
ROW_GONE = tbl(tr("kept") + tr("removed row", props="<w:del w:id='1' w:author='A'/>"))
CHOICES = (
    "<mc:AlternateContent><mc:Choice Requires='x'><w:r><w:t>unknown</w:t></w:r></mc:Choice>"
    "<mc:Fallback><w:r><w:t>plainly read</w:t></w:r></mc:Fallback></mc:AlternateContent>"
)
MACROS = (("m", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"),)

ATTACKS: list[Attack] = [
    refused("xml-entity-bomb", document(BOMB + BODY.format("&a8;")), "document type definition"),
    refused("xml-entity-bomb-quadratic", document(QUADRATIC + BODY.format("&a;" * 1000)), "document type definition"),
    refused("xml-entity-file", document(OUTSIDE + BODY.format("&a;")), "document type definition"),
    refused("xml-entity-parameter-network", document(PARAMETER + BODY.format("x")), "document type definition"),
    refused("xml-entity-attribute", document(OUTSIDE + BODY.format("x").replace("<w:p>", "<w:p w:rsidR='&a;'>")), "document type definition"),
    refused("xml-doctype-alone", document("<!DOCTYPE w:document>" + BODY.format("x")), "document type definition"),
    refused("xml-doctype-in-utf16", document((OUTSIDE + BODY.format("&a;")).encode("utf-16")), "document type definition"),
    refused("xml-doctype-in-styles", part("word/styles.xml", BOMB + "<d>&a8;</d>"), "document type definition"),
    refused("xml-doctype-in-types", part("[Content_Types].xml", OUTSIDE + "<Types>&a;</Types>"), "document type definition"),
    refused("xml-doctype-in-relations", part("word/_rels/document.xml.rels", OUTSIDE + "<R>&a;</R>"), "document type definition"),
    refused("xml-doctype-in-properties", docx(p("x"), core=" ", extra={"docProps/core.xml": OUTSIDE + "<c>&a;</c>"}),
            "document type definition"),
    refused("xml-undeclared-entity", document(BODY.format("&nobody;")), "not well-formed"),
    refused("xml-cut-short", document(BODY.format("x")[:-20]), "not well-formed"),
    refused("xml-two-roots", document(BODY.format("x") * 2), "not well-formed"),
    refused("xml-null-characters", document(BODY.format("a\0b")), "not well-formed"),
    refused("xml-control-characters", document(BODY.format("a\x1bb")), "not well-formed"),
    refused("xml-escape-as-reference", document(BODY.format("a&#27;b")), "not well-formed"),
    refused("xml-attribute-twice", document(BODY.format("x").replace("<w:p>", "<w:p w:a='1' w:a='2'>")), "not well-formed"),
    refused("xml-encoding-utf7", document(b"<?xml version='1.0' encoding='UTF-7'?>+ADw-d/+AD4-"), "not well-formed"),
    refused("xml-encoding-ebcdic", document("<?xml version='1.0' encoding='cp037'?><d/>".encode("cp037")), "not well-formed"),
    refused("xml-encoding-unknown", document(b"<?xml version='1.0' encoding='klingon'?><d/>"), "not well-formed"),
    refused("xml-encoding-is-a-codec", document(b"<?xml version='1.0' encoding='zlib_codec'?><d/>"), "not well-formed"),
    refused("xml-encoding-lies", document(b"<?xml version='1.0' encoding='UTF-8'?>" + BODY.format("é").encode("latin-1")), "not well-formed"),
    refused("xml-not-a-word-document", document("<html><body>x</body></html>"), "is not a Word document"),
    refused("xml-main-part-empty", zipped({**parts(), "word/document.xml": b""}), "not well-formed"),
    refused("xml-external-subset-stylesheet", document("<?xml-stylesheet href='file:///etc/passwd'?>" + OUTSIDE + BODY.format("x")),
            "document type definition"),
    read("xml-stylesheet-instruction", document("<?xml-stylesheet type='text/xsl' href='http://127.0.0.1:9/'?>" + BODY.format("plainly read")),
         "plainly read"),
    read("xml-include", document(BODY.format("<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='/etc/hostname' parse='text'/>x")),
         never=("root:",)),
    read("xml-schema-location", document(BODY.replace("<w:document", "<w:document xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
         "xsi:schemaLocation='urn:a http://127.0.0.1:9/a.xsd'").format("plainly read")), "plainly read"),
    read("xml-comment-in-a-word", docx(CUT), "MARK and READ"),
    read("xml-cdata", document(BODY.format("<![CDATA[plainly <b> read]]>")), "plainly <b> read"),
    read("xml-comment-between-runs", docx(f"<w:p><!-- a --><w:r><!-- b -->{t('plainly')}</w:r><?pi?><w:r>{t(' read')}</w:r></w:p>"), "plainly read"),
    read("xml-utf16", document(UTF16.encode("utf-16")), "plainly read é"),
    read("xml-utf16-without-mark", document(UTF16.encode("utf-16-be")), "plainly read é"),
    read("xml-utf16-declared-in-bytes", document(UTF16.encode()), "plainly read é"),
    read("xml-utf8-mark", document(b"\xef\xbb\xbf" + BODY.format("plainly read").encode()), "plainly read"),
    read("xml-windows-1252", document(f"<?xml version='1.0' encoding='windows-1252'?>{BODY.format('plainly £')}".encode("cp1252")), "plainly £"),
    read("xml-latin-9", document(f"<?xml version='1.0' encoding='iso-8859-15'?>{BODY.format('plainly €')}".encode("iso-8859-15")), "plainly €"),
    read("xml-no-prefix", document(f"<document xmlns='{W}'><body><p><r><t>plainly read</t></r></p></body></document>"),
         "plainly read"),
    read("xml-odd-prefix", document(BODY.format("plainly read").replace("w:", "ns0:").replace("xmlns:w", "xmlns:ns0")), "plainly read"),
    read("xml-prefix-of-another", document(f"<r:document xmlns:r='{W}' xmlns:w='urn:q'><r:body><r:p><w:t>no</w:t><r:r><r:t>plainly read</r:t></r:r></r:p>"
         "</r:body></r:document>"), "plainly read", never=('"no"',)),
    read("xml-strict", strict(), "plainly read"),
    read("xml-both-namespaces", docx(p("plainly read"), styles=" ", extra={"word/styles.xml": f"<w:styles xmlns:w='{STRICT_W}'/>"}), "plainly read"),
    read("xml-must-understand", document(xml("w:document", f"<w:body>{p('plainly read')}</w:body>", "mc:MustUnderstand='x'")),
         "plainly read", "must understand urn:an-extension-nobody-knows"),
    read("xml-unknown-choice", docx(f"<w:p>{CHOICES}</w:p>"), "plainly read", never=('"unknown"',)),
    read("xml-deleted-row", docx(ROW_GONE), '"text": "kept"', never=('"text": "removed row",\n          "story"', '"text": "removed row",\n      "story"')),
    read("xml-deleted-text-outside-a-deletion", docx("<w:p><w:r><w:delText>gone</w:delText><w:t>kept</w:t></w:r></w:p>"), '"text": "kept"'),
    read("xml-placeholder", docx(p(content=sdt(r("Click here"), "<w:showingPlcHdr/>"))), '"unfilled": true'),
    read("xml-macros", docx(p("plainly read"), links=MACROS, extra={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), "holds macros"),
    read("xml-ole-object", related(("a", "oleObject", "embeddings/o.bin")), "holds an embedded object"),
    read("xml-ole-link", related(("a", "oleObject", "file:///C:/secret.xls")), "embedded object"),
    read("xml-activex", related(("a", "control", "activeX/a.xml")), "ActiveX control"),
    read("xml-alt-chunk", related(("a", "aFChunk", "chunk.html")), "Another document is inserted"),
    read("xml-alt-chunk-outside", related(("a", "aFChunk", "http://127.0.0.1:9/chunk.html")), "Another document is inserted"),
    read("xml-subdocument", related(("a", "subDocument", "file:///etc/passwd")), "subdocuments were not read", never=("root:",)),
    read("xml-attached-template", related(("a", "attachedTemplate", "http://127.0.0.1:9/t.dotm"), settings=True), "attached to the template"),
    read("xml-remote-picture", related(("a", "image", "http://127.0.0.1:9/track.png")), "plainly read"),
    read("xml-script-link", related(("a", "hyperlink", "javascript:alert(1)")), "javascript:alert(1)"),
    read("xml-unc-link", related(("a", "hyperlink", "file://///127.0.0.1/share/x")), "plainly read"),
    read("xml-relation-outside", related(("a", "styles", "../../../../etc/passwd")), "plainly read", never=("root:",)),
    read("xml-relation-absolute", related(("a", "header", "/../../etc/passwd")), "plainly read", never=("root:",)),
    read("xml-relation-without-target", main_is(f"<Relationship Id='b' Type='{OFFICE}'/>", row("word/document.xml")), "plainly read"),
    read("xml-relation-to-nothing", main_is(row(""), row("word/document.xml", id="b")), "plainly read"),
    read("xml-relation-to-itself", main_is(row("_rels/.rels", f"{RELATION}/styles"), row("word/document.xml", id="b")), "plainly read"),
    read("xml-relations-loop", related(("a", "footnotes", "document.xml"), ("b", "header", "document.xml")), "plainly read"),
    read("xml-relations-chain", chained(), "plainly read"),
    read("xml-relation-ids-twice", main_is(row("word/document.xml"), row("word/other.xml")), "plainly read"),
    read("xml-relation-percent", main_is(row("word/%64ocument.xml")), "plainly read"),
    read("xml-relation-null", main_is(row("word/document.xml"), row("%00", id="c"), row("..%2f..%2fetc/passwd", f"{RELATION}/styles", id="d")),
         "plainly read"),
    read("xml-main-part-outside", main_is(row("http://127.0.0.1:9/d.xml", more="TargetMode='External'")), "plainly read"),
    read("xml-style-loop", docx(p("plainly read", style="A"), styles=style("A", based="B") + style("B", based="A")), "plainly read"),
    read("xml-style-of-itself", docx(p("plainly read", style="A"), styles=style("A", based="A")), "plainly read"),
    judged("odt-entity-bomb", odt(BOMB, "<text:p>&a8;</text:p>"), "document type definition", status=2, file="attack.odt"),
    judged("odt-remote-section", odt("", "<text:section><text:section-source xlink:href='http://127.0.0.1:9/s.odt'/><text:p>x</text:p></text:section>"),
           '"recognised_by"', file="attack.odt"),
    judged("html-entity-bomb", (BOMB + "<html><body><p>plainly read &a8;</p></body></html>").encode(), '"recognised_by"', file="attack.html"),
    judged("html-deep", b"<html><body>" + b"<div>" * 100_000 + b"x", "more than 256 elements within", status=2, file="attack.html"),
    judged("html-scripts", b"<html><body><script>alert(1)</script><iframe src='http://127.0.0.1:9/'></iframe><p>plainly read</p></body></html>",
           never=("alert(1)",), file="attack.html"),
]  # fmt: skip
