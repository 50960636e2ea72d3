"""XML from strangers: lenient, without entities, network or recursion bombs."""

from __future__ import annotations

import re

from lxml import etree

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


def parse_xml(text: str) -> etree._Element | None:
    """The document's root, mended where it is broken; None when there is nothing to mend."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    # the text is decoded already, so the declared encoding means nothing any more
    body = _DECLARATION.sub("", text, count=1).strip()
    if not body.startswith("<"):
        return None
    try:
        return etree.fromstring(body.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None


def local(element: etree._Element) -> str:
    """The element's name without its namespace, in lower case; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def child_text(element: etree._Element, *names: str) -> str:
    """The text of the first child with one of the names, tried in their order; empty when there is none."""
    for name in names:
        for child in element:
            if local(child) == name:
                text = "".join(str(part) for part in child.itertext()).strip()
                if text:
                    return text
    return ""
