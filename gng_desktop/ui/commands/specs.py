"""The commands: the one place where text, tip, menu, keys and icon of each are declared."""

from __future__ import annotations

from dataclasses import dataclass

from gng_desktop.ui.language import QT_TR_NOOP

MENUS: dict[str, str] = {
    "file": QT_TR_NOOP("&File"),
    "edit": QT_TR_NOOP("&Edit"),
    "analyse": QT_TR_NOOP("&Analyse"),
    "view": QT_TR_NOOP("&View"),
    "tabs": QT_TR_NOOP("Ta&bs"),
    "theme": QT_TR_NOOP("&Theme"),
    "panels": QT_TR_NOOP("Pan&els"),
    "tools": QT_TR_NOOP("T&ools"),
    "help": QT_TR_NOOP("&Help"),
}
"""Titles of the menus by key, in the order of the menu bar."""

SUBMENUS: dict[str, str] = {"tabs": "view", "theme": "view", "panels": "view"}
"""The menu in which a menu lies, for those that are not in the menu bar."""


@dataclass(frozen=True)
class Spec:
    """One command.

    Attributes
    ----------
    key : str
        Names it in code and in the stored settings; never shown, never changed.
    text : str
        As in the menu, with ``&`` before its mnemonic; marked for translation.
    tip : str
        What it does, in a few words without a full stop; marked for translation.
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
    only : str
        Key of the tab in front of which alone it can be given; "" for any.
    brings : str
        Key of the tab that it brings to the front before anything else; "" for none.
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


def _pane(number: int, text: str, tip: str) -> Spec:
    keys = (f"Ctrl+{number}",)
    name = f"panes_{number}"
    icon = name.replace("_", "-")
    return Spec(name, text, tip, "view", keys, icon, True, True, "panes", only="analyse")


def _tab(name: str, key: str, text: str, tip: str) -> Spec:
    return Spec(f"tab_{name}", text, tip, "tabs", (key,), checkable=True, group="tabs")


def _theme(name: str, text: str, tip: str) -> Spec:
    return Spec(f"theme_{name}", text, tip, "theme", checkable=True, group="theme")


def _panel(name: str, number: int, text: str, tip: str) -> Spec:
    return Spec(f"panel_{name}", text, tip, "panels", (f"Alt+{number}",), brings="analyse")


SPECS: tuple[Spec, ...] = (
    Spec(
        "open",
        QT_TR_NOOP("&Open images…"),
        QT_TR_NOOP("Open one or more images"),
        "file",
        ("Ctrl+O",),
        "open",
        toolbar=True,
        brings="analyse",
    ),
    Spec(
        "open_folder",
        QT_TR_NOOP("Open &folder…"),
        QT_TR_NOOP("Open all images of a folder"),
        "file",
        ("Ctrl+Shift+O",),
        "folder",
        toolbar=True,
        brings="analyse",
    ),
    Spec(
        "paste",
        QT_TR_NOOP("&Paste image"),
        QT_TR_NOOP("Open the image on the clipboard"),
        "file",
        ("Ctrl+V",),
        "paste",
        brings="analyse",
    ),
    Spec(
        "sample",
        QT_TR_NOOP("Try a sa&mple"),
        QT_TR_NOOP("Analyse a sample image"),
        "file",
        icon="sample",
        brings="analyse",
    ),
    Spec(
        "new_case",
        QT_TR_NOOP("&New case…"),
        QT_TR_NOOP("Make a case file that keeps images, results and decisions"),
        "file",
    ),
    Spec(
        "open_case",
        QT_TR_NOOP("Open &case…"),
        QT_TR_NOOP("Open a case file and look it over for changes"),
        "file",
    ),
    Spec(
        "add_to_case",
        QT_TR_NOOP("&Add to the case"),
        QT_TR_NOOP("Keep all that is known of this image in the case"),
        "file",
        ("Ctrl+D",),
        only="analyse",
    ),
    Spec(
        "case_proof",
        QT_TR_NOOP("Case &hash…"),
        QT_TR_NOOP("Show the hash that proves what is in the case; check one noted earlier"),
        "file",
    ),
    Spec(
        "close_case",
        QT_TR_NOOP("C&lose the case"),
        QT_TR_NOOP("Go on without a case"),
        "file",
    ),
    Spec(
        "report",
        QT_TR_NOOP("Repor&t…"),
        QT_TR_NOOP("Write a report on the case, or on this image, as PDF or HTML"),
        "file",
        ("Ctrl+R",),
        "report",
        toolbar=True,
    ),
    Spec(
        "save_results",
        QT_TR_NOOP("&Save results…"),
        QT_TR_NOOP("Save the numbers, views and decision of this image in a folder"),
        "file",
        ("Ctrl+S",),
        "save",
        toolbar=True,
        only="analyse",
    ),
    Spec(
        "export_views",
        QT_TR_NOOP("Export all &views as PNG…"),
        QT_TR_NOOP("Save every view of this image as a PNG file"),
        "file",
        ("Ctrl+Shift+S",),
        "export",
        only="analyse",
    ),
    Spec("quit", QT_TR_NOOP("&Quit"), QT_TR_NOOP("Close the window"), "file", ("Ctrl+Q",)),
    Spec(
        "copy_view",
        QT_TR_NOOP("&Copy view as image"),
        QT_TR_NOOP("Copy the view under the pointer to the clipboard"),
        "edit",
        ("Ctrl+Shift+C",),
        "copy",
        only="analyse",
    ),
    Spec(
        "copy_summary",
        QT_TR_NOOP("Copy &summary"),
        QT_TR_NOOP("Copy verdict, scores and hash of this image as text"),
        "edit",
        only="analyse",
    ),
    Spec(
        "find",
        QT_TR_NOOP("&Filter the list"),
        QT_TR_NOOP("Type to show only some of the images"),
        "edit",
        ("Ctrl+F",),
        "find",
    ),
    Spec(
        "analyse_all",
        QT_TR_NOOP("Analyse &all in the list"),
        QT_TR_NOOP("Analyse the images of the list in the background; off pauses it"),
        "analyse",
        checkable=True,
    ),
    Spec(
        "again",
        QT_TR_NOOP("Analyse a&gain"),
        QT_TR_NOOP("Read and analyse this image again"),
        "analyse",
        ("F5",),
        "again",
        only="analyse",
    ),
    Spec(
        "explain",
        QT_TR_NOOP("&Explain"),
        QT_TR_NOOP("Compute maps: which parts of the image moved the scores"),
        "analyse",
        ("Ctrl+E",),
        "explain",
        toolbar=True,
        only="analyse",
    ),
    Spec(
        "test_maps",
        QT_TR_NOOP("&Test maps"),
        QT_TR_NOOP("Test how faithful the maps are: hide and show the pixels they call important"),
        "analyse",
        ("Ctrl+T",),
        only="analyse",
    ),
    Spec(
        "stress",
        QT_TR_NOOP("&Stress test"),
        QT_TR_NOOP("Change the image in small ways and see whether the verdict holds"),
        "analyse",
        ("Ctrl+Shift+T",),
        "stress",
        toolbar=True,
        only="analyse",
    ),
    Spec(
        "judge_faces",
        QT_TR_NOOP("&Judge every face"),
        QT_TR_NOOP("Judge each face of the image on its own, and say what that means for the file"),
        "analyse",
        ("Ctrl+J",),
        only="analyse",
    ),
    Spec(
        "next_face",
        QT_TR_NOOP("Ne&xt face"),
        QT_TR_NOOP("Judge the next face of this image"),
        "analyse",
        ("Ctrl+Right",),
        only="analyse",
    ),
    Spec(
        "previous_face",
        QT_TR_NOOP("Pre&vious face"),
        QT_TR_NOOP("Judge the previous face, or the picture as a whole"),
        "analyse",
        ("Ctrl+Left",),
        only="analyse",
    ),
    Spec(
        "whole_picture",
        QT_TR_NOOP("&Whole picture"),
        QT_TR_NOOP("Go back from a face to the picture as a whole"),
        "analyse",
        ("W",),
        only="analyse",
    ),
    Spec(
        "cancel",
        QT_TR_NOOP("&Cancel"),
        QT_TR_NOOP("Stop the running work"),
        "analyse",
        ("Esc",),
        "cancel",
        toolbar=True,
        only="analyse",
    ),
    _pane(1, QT_TR_NOOP("&1 pane"), QT_TR_NOOP("Show one view")),
    _pane(2, QT_TR_NOOP("&2 panes"), QT_TR_NOOP("Show two views side by side")),
    _pane(4, QT_TR_NOOP("&4 panes"), QT_TR_NOOP("Show four views")),
    _pane(6, QT_TR_NOOP("&6 panes"), QT_TR_NOOP("Show all six views")),
    Spec(
        "toggle_original",
        QT_TR_NOOP("Original / &processed"),
        QT_TR_NOOP("Change between the original and the processed view"),
        "view",
        ("Space",),
        only="analyse",
    ),
    Spec(
        "zoom_in",
        QT_TR_NOOP("Zoom &in"),
        QT_TR_NOOP("Zoom all panes in"),
        "view",
        ("Ctrl++", "Ctrl+="),
        "zoom-in",
        only="analyse",
    ),
    Spec(
        "zoom_out",
        QT_TR_NOOP("Zoom &out"),
        QT_TR_NOOP("Zoom all panes out"),
        "view",
        ("Ctrl+-",),
        "zoom-out",
        only="analyse",
    ),
    Spec(
        "fit",
        QT_TR_NOOP("&Fit"),
        QT_TR_NOOP("Show the whole image"),
        "view",
        ("Ctrl+0",),
        "fit",
        only="analyse",
    ),
    Spec(
        "one_to_one",
        QT_TR_NOOP("&Actual size (1:1)"),
        QT_TR_NOOP("Show one pixel of the image as one of the screen"),
        "view",
        ("Ctrl+9",),
        only="analyse",
    ),
    Spec(
        "loupe",
        QT_TR_NOOP("&Loupe"),
        QT_TR_NOOP("Enlarge what is under the pointer, in all panes"),
        "view",
        ("L",),
        checkable=True,
        only="analyse",
    ),
    Spec(
        "crosshair",
        QT_TR_NOOP("C&rosshair"),
        QT_TR_NOOP("Mark the pixel under the pointer in all panes"),
        "view",
        ("X",),
        checkable=True,
        only="analyse",
    ),
    Spec(
        "outlines",
        QT_TR_NOOP("O&utlines instead of colours"),
        QT_TR_NOOP("Draw the borders of the classes and leave the picture as it is"),
        "view",
        ("O",),
        checkable=True,
        only="analyse",
    ),
    Spec(
        "face_boxes",
        QT_TR_NOOP("Face bo&xes"),
        QT_TR_NOOP("Show boxes with numbers on the faces of an image with several"),
        "view",
        ("F",),
        checkable=True,
        only="analyse",
    ),
    Spec(
        "next",
        QT_TR_NOOP("&Next image"),
        QT_TR_NOOP("Go to the next image of the list"),
        "view",
        ("Ctrl+Down", "PgDown"),
        "next",
        only="analyse",
    ),
    Spec(
        "previous",
        QT_TR_NOOP("Pre&vious image"),
        QT_TR_NOOP("Go to the previous image of the list"),
        "view",
        ("Ctrl+Up", "PgUp"),
        "previous",
        only="analyse",
    ),
    _tab("analyse", "F2", QT_TR_NOOP("&Analyse"), QT_TR_NOOP("Look at images one by one")),
    _tab("batch", "F3", QT_TR_NOOP("&Batch"), QT_TR_NOOP("Scan all files of a folder into a CSV")),
    _tab("training", "F4", QT_TR_NOOP("&Training"), QT_TR_NOOP("Train and compare models")),
    _theme("system", QT_TR_NOOP("As the &system"), QT_TR_NOOP("Light or dark as the system is")),
    _theme("light", QT_TR_NOOP("&Light"), QT_TR_NOOP("Dark text on light grey")),
    _theme("dark", QT_TR_NOOP("&Dark"), QT_TR_NOOP("Light text on dark grey")),
    _panel("evidence", 1, QT_TR_NOOP("&Evidence"), QT_TR_NOOP("Go to the list of images")),
    _panel("verdict", 2, QT_TR_NOOP("&Verdict"), QT_TR_NOOP("Go to the verdict")),
    _panel("explanation", 3, QT_TR_NOOP("E&xplanation"), QT_TR_NOOP("Go to the explanation")),
    _panel("provenance", 4, QT_TR_NOOP("&Provenance"), QT_TR_NOOP("Go to what the file tells")),
    _panel("stress", 5, QT_TR_NOOP("&Stress"), QT_TR_NOOP("Go to the stress test")),
    _panel("notes", 6, QT_TR_NOOP("&Notes"), QT_TR_NOOP("Go to your decision and notes")),
    Spec(
        "reset_layout",
        QT_TR_NOOP("Reset the la&yout"),
        QT_TR_NOOP("Put all panels where they were at first"),
        "view",
        brings="analyse",
    ),
    Spec(
        "palette",
        QT_TR_NOOP("Command &palette…"),
        QT_TR_NOOP("Find a command by typing a few of its letters"),
        "tools",
        ("Ctrl+K", "Ctrl+Shift+P"),
        "palette",
    ),
    Spec(
        "shortcuts",
        QT_TR_NOOP("Keyboard &shortcuts…"),
        QT_TR_NOOP("See and change the keys of every command"),
        "tools",
        icon="keyboard",
    ),
    Spec(
        "settings",
        QT_TR_NOOP("S&ettings…"),
        QT_TR_NOOP("Choose device, models, colours, theme and language"),
        "tools",
        ("Ctrl+,",),
        "settings",
    ),
    Spec(
        "guide",
        QT_TR_NOOP("User &guide"),
        QT_TR_NOOP("Read how to use the program"),
        "help",
        ("F1",),
    ),
    Spec(
        "about",
        QT_TR_NOOP("&About and diagnosis…"),
        QT_TR_NOOP("Version, licence, devices, models and what is wrong"),
        "help",
        icon="about",
    ),
)
"""Every command, menu by menu in the order shown."""
