"""What the user can do: declared once, in menus, toolbar, command palette and shortcuts."""
