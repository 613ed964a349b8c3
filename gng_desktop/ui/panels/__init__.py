"""What the window shows of one image: verdict, reasons, provenance, notes."""
