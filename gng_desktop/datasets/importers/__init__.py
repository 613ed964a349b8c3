"""Importers: other projects' data sets become an index this program reads."""

from __future__ import annotations

FORMATS: dict[str, str] = {
    "mut1ny": "training.xml with RGB label images, 14 or 11 labels",
    "artifact": "ArtiFact: a folder per source or generator, each with metadata.csv",
    "openforensics": "*_poly.json with boxes; faces are cut out",
    "celebamask": "CelebAMask-HQ: images with index masks, or with a mask per part",
    "folders": "Train, Valid, Test with Real and Fake in each, or real and fake",
    "index": "an index.csv, or several below a folder, merged",
}
"""Name as typed, and what the data set looks like (SPEC 1.7, 2)."""
LISTED = ("mut1ny", "openforensics", "index")
"""Those whose source may be the one file that lists their images."""
