"""What strangers write where a title, a name or a question should stand, so that a reader's browser or spreadsheet obeys them."""
from tests.documents.test_rendering import PAYLOADS as IN_TEXTS

OUT_OF_CONTEXT = [
    # out of an attribute
    '"><script>alert(1)</script>', "'><script>alert(1)</script>", '" onmouseover="alert(1)', "' onmouseover='alert(1)", '" autofocus onfocus=alert(1) x="',
    "` onmouseover=alert(1)", '"><img src=x onerror=alert(1)>', "x onclick=alert(1)", "&quot;><script>alert(1)</script>", '"/><svg/onload=alert(1)>',
    # out of a title, a text area, a comment, a list of choices
    "</title><script>alert(1)</script>", "</textarea><script>alert(1)</script>", "--><script>alert(1)</script>", "</option></select><img src=x onerror=alert(1)>",
    "</style><script>alert(1)</script>", "</h1></main></body><script>alert(1)</script>",
    # out of a script, of JSON in a page
    "</script><script>alert(1)</script>", "</ScRiPt ><img src=x onerror=alert(1)>", "<!--<script>", "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e", "';alert(1)//", '";alert(1)//',
    "${alert(1)}", "\u2028alert(1)\u2029",
    # out of XML
    "]]><script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>", "<x xmlns:h='http://www.w3.org/1999/xhtml'><h:script>alert(1)</h:script></x>", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    # as an address
    "javascript:alert(1)", "JaVaScRiPt://x%0aalert(1)", "data:text/html,<script>alert(1)</script>", "//evil.example/alert(1)", "java\tscript:alert(1)",
    # what templates and spreadsheets work out
    "{{ 7|add:7 }}{% load x %}{{ settings.SECRET_KEY }}", "=HYPERLINK(\"http://evil.example\",\"x\")", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0",
    # what looks like something else
    "<scr\u0000ipt>alert(1)</script>", "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e", "%3Cscript%3Ealert(1)%3C/script%3E", "\u202e<img src=x onerror=alert(1)>",
]
PAYLOADS = [*IN_TEXTS, *OUT_OF_CONTEXT]
