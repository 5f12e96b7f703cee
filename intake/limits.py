"""How much is read of a file: a letter is small, and what is not is no letter or an attack."""

from typing import Final

MAX_BYTES: Final = 20_000_000
MAX_UNPACKED_BYTES: Final = 60_000_000  # of a docx or odt, in all that is read of it
MAX_CHARACTERS: Final = 1_000_000  # some 300 pages
MAX_PAGES: Final = 1_000
MAX_NESTING: Final = 200  # elements in elements; Word itself stays below 60
MAX_MAILS_IN_MAILS: Final = 3
MAX_PDF_SECONDS: Final = 60
MAX_PDF_MEMORY_BYTES: Final = 1_500_000_000
