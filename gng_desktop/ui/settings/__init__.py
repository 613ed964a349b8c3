"""What the user may choose: declared once, kept, and shown in one dialog."""
