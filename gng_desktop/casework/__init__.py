"""What becomes of analyses: files per image, cases, decisions, the pool; the installation."""
