"""A report of a case, as HTML and as what a PDF is printed from: one content, one template."""
