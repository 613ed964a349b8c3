"""The commands: the one place where text, tip, menu, keys and icon of each are declared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

MENUS: dict[str, str] = {
    "file": "&File",
    "edit": "&Edit",
    "decide": "&Decide",
    "analyse": "&Analyse",
    "view": "&View",
    "tabs": "Ta&bs",
    "theme": "&Theme",
    "panels": "Pan&els",
    "tools": "T&ools",
    "help": "&Help",
}
"""Titles of the menus by key, in the order of the menu bar."""

SUBMENUS: dict[str, str] = {"tabs": "view", "theme": "view", "panels": "view"}
"""The menu in which a menu lies, for those that are not in the menu bar."""

NEEDS = ("models", "image", "case")
"""Models in use or being loaded, an image in view, a case that is open."""


@dataclass(frozen=True)
class Spec:
    """One command.

    Attributes
    ----------
    key : str
        Names it in code and in the stored settings; never shown, never changed.
    text, tip : str
        As in the menu, with ``&`` before its mnemonic; what it does, without a full stop.
    menu : str
        A key of `MENUS`.
    keys : tuple of str
        Shortcuts unless the user chooses others, as QKeySequence's portable text.
    icon : str
        Name of a file of ``resources/icons``; "" for none.
    checkable, toolbar : bool
        Whether it is on or off; whether it has a button in the toolbar.
    group : str
        Of the commands of one group exactly one is on; "" for none.
    only, brings : str
        Key of the tab in front of which alone it can be given, or that it brings to the front
        before anything else; "" for none.
    needs : str
        What there must be for it to be given, of `NEEDS`; "" where it is always given, or where
        what carries it out says when (`Registry.enable`).
    breaks : bool
        Whether its menu draws a line above it.
    """

    key: str
    text: str
    tip: str
    menu: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    toolbar: bool = False
    group: str = ""
    only: str = ""
    brings: str = ""
    needs: str = ""
    breaks: bool = False


_TABLE = """
[file]
open | Ctrl+O | open | toolbar goes models
    &Open images… | Open one or more images
open_folder | Ctrl+Shift+O | folder | toolbar goes models
    Open &folder… | Open all images in a folder
paste | Ctrl+V | paste | goes models
    &Paste image | Open the image from the clipboard
sample | | sample | goes models
    Try a sa&mple | Analyse a sample image
---
new_case | | |
    &New case… | Create a case file that stores images, results and decisions
open_case | | |
    Open &case… | Open a case file and check it for changes
add_to_case | Ctrl+D | | here
    &Add to case | Store everything known about the selected images in the case
case_proof | | | case
    Case &hash… | Show the hash that proves what is in the case, or check one noted earlier
close_case | | | case
    C&lose case | Continue without a case
---
report | Ctrl+R | report | toolbar
    Repor&t… | Write a report on the case or on this image, as PDF or HTML
save_results | Ctrl+S | save | toolbar here image
    &Save results… | Save the figures, views and decision for this image to a folder
export_views | Ctrl+Shift+S | export | here image
    Export all &views as PNG… | Save every view of this image as a PNG file
---
quit | Ctrl+Q | |
    &Quit | Close the window
[edit]
copy_view | Ctrl+Shift+C | copy | here image
    &Copy view as image | Copy the view under the pointer to the clipboard
copy_summary | | | here image
    Copy &summary | Copy verdict, scores and hash of this image as text
copy_command | | | here image
    Copy as co&mmand | Copy the command line that reproduces these results
save_script | | | here image
    Save as P&ython… | Save a script that reproduces the figures for this image
---
find | Ctrl+F | find |
    &Filter the list | Type to show only some of the images
[decide]
undo | Ctrl+Z 0 | | here
    &Undo | Undo the last decision, tag or change to the list
redo | Ctrl+Shift+Z | | here
    Re&do | Repeat what was last undone
---
decide_generated | 1 | | here
    &Generated | Decide: made by a generator
decide_real | 2 | | here
    &Real | Decide: not made by a generator
decide_undecided | 3 | | here
    Unde&cided | Decide: the findings do not settle it
decide_unsuitable | 4 | | here
    Un&suitable | Decide: the image is not suitable for a decision
---
withdraw | | | here
    &Withdraw decision | Withdraw the decision on the selected images; the record of it remains
---
add_tag | T | | here
    Add a &tag… | Tag the selected images, so that the list can be filtered by tag
remove_tag | | | here
    Remo&ve a tag… | Remove a tag from the selected images
add_note | N | | here
    Add a &note… | Record a note on the selected images
[analyse]
analyse_all | | | switch
    Analyse &all in the list | Analyse the listed images in the background; untick to pause
again | F5 | again | here image
    Analyse a&gain | Read and analyse this image again
compare | Ctrl+M | | here
    Co&mpare | Show two to four selected images side by side
---
explain | Ctrl+E | explain | toolbar here
    &Explain | Compute maps of the parts of the image that moved the scores
test_maps | Ctrl+T | | here
    &Test maps | Test how faithful the maps are by hiding and showing the pixels they rank highest
stress | Ctrl+Shift+T | stress | toolbar here
    &Stress test | Alter the image slightly and see whether the verdict holds
---
judge_faces | Ctrl+J | | here
    Analyse every &face | Analyse each face separately, and say what that means for the file
next_face | Ctrl+Right | | here
    Ne&xt face | Analyse the next face in this image
previous_face | Ctrl+Left | | here
    Pre&vious face | Analyse the previous face, or the whole picture
whole_picture | W | | here
    &Whole picture | Go back from a face to the whole picture
---
brush | B | | switch here
    &Brush | Paint the mask with the class on which the stroke begins
eraser | E | | switch here
    E&raser | Turn parts of the mask into background
box | G | | switch here
    Mark the face b&y hand | Draw a box around the face that is to be analysed
undo_mask | Ctrl+Alt+Z | | here
    &Undo stroke | Undo the last change to the mask
analyse_mask | Ctrl+Return | | here
    Analyse with this mas&k | Analyse the image again with the corrected mask
---
cancel | Esc | cancel | toolbar here
    &Cancel | Stop the work in progress
[view]
panes_1 | Ctrl+1 | panes-1 | toolbar one:panes here
    &1 pane | Show one view
panes_2 | Ctrl+2 | panes-2 | toolbar one:panes here
    &2 panes | Show two views side by side
panes_4 | Ctrl+4 | panes-4 | toolbar one:panes here
    &4 panes | Show four views
panes_6 | Ctrl+6 | panes-6 | toolbar one:panes here
    &6 panes | Show all six views
views_neural | M | | here
    &Masks and maps | Show segmentation, stripped views and maps in the panes
views_classic | C | | here
    Cla&ssic views | Show error levels, noise, spectrum, histogram and ghosts in the panes
---
toggle_original | Space | | here
    Original / &processed | Switch between the original and the processed view
---
zoom_in | Ctrl++ Ctrl+= | zoom-in | here
    Zoom &in | Zoom all panes in
zoom_out | Ctrl+- | zoom-out | here
    Zoom &out | Zoom all panes out
fit | Ctrl+0 | fit | here
    &Fit | Show the whole image
one_to_one | Ctrl+9 | | here
    &Actual size (1:1) | Show one image pixel as one screen pixel
---
loupe | L | | switch here
    &Loupe | Magnify what is under the pointer, in all panes
crosshair | X | | switch here
    C&rosshair | Mark the pixel under the pointer in all panes
outlines | O | | switch here
    O&utlines instead of colours | Draw class outlines and leave the image uncovered
face_boxes | F | | switch here
    Face bo&xes | Show numbered boxes on the faces of an image with several
---
next | Ctrl+Down PgDown | next | here
    &Next image | Go to the next image in the list
previous | Ctrl+Up PgUp | previous | here
    Pre&vious image | Go to the previous image in the list
[tabs]
---
tab_analyse | F2 | | one:tabs
    &Analyse | Examine images one by one
tab_batch | F3 | | one:tabs
    &Batch | Scan all files in a folder into a CSV
tab_training | F4 | | one:tabs
    &Training | Train and compare models
[theme]
theme_system | | | one:theme
    Follow &system | Light or dark, as the system is set
theme_light | | | one:theme
    &Light | Dark text on light grey
theme_dark | | | one:theme
    &Dark | Light text on dark grey
[panels]
panel_evidence | Alt+1 | | goes
    &Evidence | Go to the list of images
panel_verdict | Alt+2 | | goes
    &Verdict | Go to the verdict
panel_explanation | Alt+3 | | goes
    E&xplanation | Go to the explanation
panel_provenance | Alt+4 | | goes
    &Provenance | Go to what the file says about itself
panel_stress | Alt+5 | | goes
    &Stress | Go to the stress test
panel_notes | Alt+6 | | goes
    &Notes | Go to your decision and notes
[view]
reset_layout | | | goes
    Reset the la&yout | Put all panels back where they were at first
[tools]
palette | Ctrl+K Ctrl+Shift+P | palette |
    Command &palette… | Find a command by typing a few of its letters
shortcuts | | keyboard |
    Keyboard &shortcuts… | See and change the shortcut of every command
---
settings | Ctrl+, | settings |
    S&ettings… | Choose device, models, colours, theme and language
[help]
guide | F1 | |
    User &guide | Read how to use the program
about | | about |
    &About and diagnosis… | Version, licence, devices, models and problems found
"""
"""Menu by menu in the order shown, ``---`` draws a line. Of each command in the first line key,
shortcuts, icon and how it is given, in the second text and tip.

How: ``toolbar``, with a button there; ``switch``, on or off; ``one:GROUP``, on while the others of
its group are off; ``here``, in front of the tab Analyse alone; ``goes`` there first; and what it
needs, of `NEEDS`.
"""


def _specs() -> Iterator[Spec]:
    menu, breaks, lines = "", False, iter(_TABLE.strip().splitlines())
    for line in lines:
        if line.startswith("["):
            menu = line.strip("[]")
            continue
        if line == "---":
            breaks = True
            continue
        key, keys, icon, flags = (part.strip() for part in line.split("|"))
        text, tip = (part.strip() for part in next(lines).split("|"))
        how = flags.split()
        group = next((flag.removeprefix("one:") for flag in how if flag.startswith("one:")), "")
        yield Spec(
            *(key, text, tip, menu, tuple(keys.split()), icon),
            checkable=bool(group) or "switch" in how,
            toolbar="toolbar" in how,
            group=group,
            only="analyse" if "here" in how else "",
            brings="analyse" if "goes" in how else "",
            needs=next((flag for flag in how if flag in NEEDS), ""),
            breaks=breaks,
        )
        breaks = False


SPECS = tuple(_specs())
"""Every command."""
