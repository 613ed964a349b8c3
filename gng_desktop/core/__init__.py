"""The lowest room: files written whole and read with care, CSV cells, locks, texts on one line."""
