"""Where the binary begins."""

import multiprocessing
import sys

if __name__ == "__main__":
    # A process that the program starts of itself begins here, and goes no further.
    multiprocessing.freeze_support()
    if sys.platform == "win32":
        # Before Qt: whichever comes first decides which C++ runtime both get, and Qt's own copy
        # has been too old for ONNX Runtime. This package before both: it forbids reports of use.
        import gng_desktop  # noqa: F401, I001
        import onnxruntime

        onnxruntime.disable_telemetry_events()

    from gng_desktop.__main__ import main

    sys.exit(main())
