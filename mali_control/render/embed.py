"""Pages for the frames of other pages: what makes a page fit for one, and the HTML that holds the frame."""

from __future__ import annotations

import re
from urllib.parse import quote

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)

POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:{online}; base-uri 'none'; form-action 'none'"
)
"""What such a page may do: run and style what stands in it, show pictures that it holds. Nothing can be loaded and nothing sent."""


def embeddable(html: str, *, online: bool = False) -> str:
    """Return a page fit for a frame: it fills the frame, shows a caption, and forbids itself all that its content security policy names.

    ``online`` lets it load pictures (map tiles) all the same.
    """
    policy = POLICY.format(online=" https:" if online else "")
    html = re.sub(r"<html\b", "<html data-mc-embed", html, count=1)
    return html.replace("<head>", f'<head>\n<meta http-equiv="Content-Security-Policy" content="{policy}" />', 1)


def snippet(html: str, file: str, *, ratio: str = "16 / 10") -> str:
    """Return the HTML that shows a page in a frame, with a link to it for readers whose program shows none.

    ``file`` is the page's address as seen from the page that holds the frame; ``ratio`` width to height, for CSS.
    """
    found = _TITLE.search(html)
    title, address = found[1].strip() if found else quote(file), quote(file)
    return (
        f'<figure style="margin: 0">\n'
        f'  <iframe src="{address}" title="{title}" sandbox="allow-scripts" loading="lazy"\n'
        f'    style="width: 100%; aspect-ratio: {ratio}; min-height: 440px; border: 0"></iframe>\n'
        f'  <figcaption><a href="{address}">{title}</a></figcaption>\n'
        f"</figure>"
    )
