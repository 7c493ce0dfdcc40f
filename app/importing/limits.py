"""How much the importer takes on: every number that bounds time and memory. Checks stand where the numbers are used."""

MAX_BYTES = 20 * 1024 * 1024
"""Largest file, in bytes; larger ones are refused before anything looks into them."""

MAX_CHARACTERS = 5_000_000
"""Longest text, in characters (about 2,500 pages)."""

MAX_ARCHIVE_ENTRIES = 2_000
"""Parts of a docx. A long document with pictures has a few hundred."""

MAX_UNPACKED_BYTES = 100 * 1024 * 1024
"""All parts of a docx together, as declared in its directory (zipfile never hands out more than is declared)."""

MAX_XML_BYTES = 20 * 1024 * 1024
"""The XML parts of a docx together. A tree takes several times the memory of its XML; pictures take none."""

MAX_RATIO = 200
"""Unpacked to packed size of one part over a megabyte. Word's XML packs 10 to 50 times."""

MAX_PDF_PAGES = 1_000
"""Pages of a PDF; reading takes some 10 to 50 ms a page."""

MAX_PDF_STREAM_BYTES = 20 * 1024 * 1024
"""One unpacked stream of a PDF. A page of text has some 10 KB."""

MAX_HTML_ELEMENTS = 200_000
"""Elements of a page; an article's page has some thousands."""
