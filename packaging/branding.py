"""The icon and the version resource of the binary for Windows, into the folder WORK.

``python branding.py WORK``, run by build.py. Elsewhere only the icon for the desktop is written.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from gng_desktop import __version__  # noqa: E402

SIDES = (16, 24, 32, 48, 64, 128, 256)
VERSION = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004,
                    fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("FileDescription", "GNG Desktop"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("InternalName", "gng-desktop"),
      StringStruct("LegalCopyright", "Apache License 2.0"),
      StringStruct("ProductName", "GNG Desktop"),
      StringStruct("ProductVersion", "{version}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [1033, 1200])]),
  ],
)
"""


def version_resource(version: str) -> str:
    """Return what PyInstaller makes Windows' version resource of."""
    numbers = (*(int(part) for part in version.split(".")[:3]), 0)
    return VERSION.format(numbers=numbers, version=version)


def main() -> None:
    """Draw the icon and write the version."""
    work = Path(sys.argv[1])
    app = QGuiApplication(sys.argv[:1])
    image = QImage(SIDES[-1], SIDES[-1], QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(ROOT / "resources" / "icons" / "app.svg")).render(painter)
    painter.end()
    image.save(str(work / "app.png"))
    with Image.open(work / "app.png") as drawn:
        drawn.save(work / "app.ico", sizes=[(side, side) for side in SIDES])
    (work / "version.txt").write_text(version_resource(__version__), encoding="utf-8")
    del app


if __name__ == "__main__":
    main()
