"""Every figure once: one function each, for the window, reports and files. See ADR 0007."""
