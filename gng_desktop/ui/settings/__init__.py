"""What the user may choose: declared once, stored, and shown in one dialog."""
