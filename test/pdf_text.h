/* pdf_text.h - what a reader finds in a PDF. */
#pragma once
#include "base/base.h"

/* The text as pdftotext (poppler-utils) gives it, without spaces and line ends: where a line was
 * broken does not matter. False: it cannot be read, or is empty. */
bool pdf_text(struct arena *, str pdf, str *text);
