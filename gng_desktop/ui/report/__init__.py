"""Reports as pages, printed and as PDF."""
