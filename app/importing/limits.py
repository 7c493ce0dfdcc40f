"""How much the importer takes on: every number that bounds time and memory. Checks stand where the numbers are used."""

MAX_BYTES = 20 * 1024 * 1024
"""Largest file, in bytes; larger ones are refused before anything looks into them."""

MAX_CHARACTERS = 5_000_000
"""Longest text, in characters (about 2,500 pages)."""

MAX_ARCHIVE_ENTRIES = 2_000
"""Parts of a docx. A long document with pictures has a few hundred."""

MAX_UNPACKED_BYTES = 100 * 1024 * 1024
"""All parts of a docx together, as its directory declares; a part is never unpacked beyond that."""

MAX_XML_BYTES = 12 * 1024 * 1024
"""The XML parts of a docx together (300 to 800 pages). A tree takes ten times the memory of its XML."""

MAX_XML_TAGS = 500_000
"""Tags of the XML parts of a docx; each takes some 200 bytes once it is parsed."""

MAX_RATIO = 200
"""Unpacked to packed size of one part over a megabyte. Word's XML packs 10 to 50 times."""

MAX_PDF_PAGES = 1_000
"""Pages of a PDF; reading takes some 10 to 20 ms a page."""

MAX_PDF_STREAM_BYTES = 20 * 1024 * 1024
"""One unpacked stream of a PDF. A page of text has some 10 KB."""

MAX_PDF_PAGE_TOKENS, MAX_PDF_OPERATIONS = 200_000, 1_000_000
"""Operators and operands of one stream, and operators of all pages. A page of text has some hundreds."""

MAX_HTML_TAGS = 100_000
"""Tags of a page, counted before it is parsed; an article's page has some thousands."""

MAX_MAIL_HEADER_BYTES, MAX_MAIL_HEADERS, MAX_MAIL_PARTS = 8_000, 20_000, 500
"""One header of a letter, lines that look like headers, parts. The standard library's parser is quadratic in these."""
