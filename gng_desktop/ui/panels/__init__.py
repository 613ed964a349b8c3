"""What is said of one image: verdict, reasons, provenance, notes."""
