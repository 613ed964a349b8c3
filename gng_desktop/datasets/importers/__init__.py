"""Importers: other projects' data sets become an index this program reads."""
