"""The dialogs of the menu Help."""
