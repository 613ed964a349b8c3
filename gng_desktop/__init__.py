"""GNG Desktop: was this face made by a generator, and what in the picture says so?"""

import os

__version__ = "0.1.0"

# Before anything loads it: ONNX Runtime 1.29 and later reports its use to its maker unless told not
# to, and keeps a number of the machine in the user's home. Evidence is nobody else's business.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
