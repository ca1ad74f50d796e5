"""The stub's page: what it carried, newest first, and a form to answer as whoever got it."""

from __future__ import annotations

import time
from html import escape

from notify.stub.state import Got, Stub

SHOWN = 100
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Provider stub</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="15"><meta name="color-scheme" content="light dark">
<style>
body {{ font: 15px/1.45 system-ui, sans-serif; max-width: 60rem; margin: auto; padding: 1rem }}
li {{ border-top: 1px solid #8886; padding: .75rem 0; list-style: none }}
ol {{ padding: 0 }} pre {{ white-space: pre-wrap; margin: .25rem 0; font: inherit }}
.faint {{ opacity: .7 }} form {{ display: inline-flex; gap: .5rem; margin-top: .25rem }}
input, button {{ font: inherit; padding: .25rem .5rem }}
</style></head><body>
<h1>Provider stub</h1>
<p class="faint">Messages of the demo end here: no real person gets any. A reply goes back as a text
message of that number. {told}</p>
<ol>{rows}</ol></body></html>"""
ROW = (
    """<li><span class="faint">{at} · {channel} · {to}{fault}</span><pre>{text}</pre>{form}</li>"""
)
FORM = """<form method="post" action="/reply"><input type="hidden" name="slug" value="{slug}">
<input type="hidden" name="from" value="{to}"><input name="text" value="확인" aria-label="Reply">
<button>Reply</button></form>"""


def page(stub: Stub, *, told: int | None = None) -> str:
    answer = (
        "" if told is None else f"<strong>The last reply was answered {told or 'never'}.</strong>"
    )
    rows = "".join(_row(got) for got in reversed(stub.got[-SHOWN:]))
    return PAGE.format(rows=rows or "<li>Nothing yet.</li>", told=answer)


def _row(got: Got) -> str:
    form = FORM.format(slug=escape(got.slug), to=escape(got.to)) if got.channel == "sms" else ""
    return ROW.format(
        at=time.strftime("%H:%M:%S", time.localtime(got.at)),
        channel=escape(got.channel),
        to=escape(got.to),
        text=escape(got.text),
        fault=f" · {escape(got.fault)}" if got.fault else "",
        form=form,
    )
