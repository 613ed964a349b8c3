"""The figures of the thesis (000), chapter 4, to stand beside our own."""

from __future__ import annotations

SEGMENTERS = {
    "xception": (74_803_174, 0.9601),
    "resnet50": (15_411_966, 0.9539),
    "mobilenet_v3_large": (5_815_646, 0.9484),
}
"""Table 4.1: parameters and pixel accuracy."""
PAIRS = {
    ("StyleGAN2", "with_background"): (0.9495, 0.9562, 0.9687, 0.9624, 0.8860),
    ("StyleGAN2", "without_background"): (0.9022, 0.9232, 0.9307, 0.9270, 0.7790),
    ("StyleGAN3", "with_background"): (0.8373, 0.8314, 0.6327, 0.7186, 0.6118),
    ("StyleGAN3", "without_background"): (0.8499, 0.8448, 0.6648, 0.7441, 0.6492),
}
"""Table 4.2: accuracy, precision, recall, F1 and MCC by generator and role, MobileNetV3 Large."""
STRATEGIES = {
    ("xception", "none"): (0.9508, 0.9748, 0.9508, 0.9627),
    ("xception", "last"): (0.9690, 0.9807, 0.9726, 0.9766),
    ("xception", "all"): (0.9716, 0.9756, 0.9819, 0.9787),
    ("resnet50", "none"): (0.8704, 0.8751, 0.9397, 0.9062),
    ("resnet50", "last"): (0.9176, 0.9376, 0.9387, 0.9382),
    ("resnet50", "all"): (0.9342, 0.9509, 0.9504, 0.9507),
    ("mobilenet_v3_large", "none"): (0.8690, 0.9073, 0.8950, 0.9011),
    ("mobilenet_v3_large", "last"): (0.8840, 0.9842, 0.8395, 0.9061),
    ("mobilenet_v3_large", "all"): (0.9504, 0.9623, 0.9634, 0.9628),
}
"""Table 4.3: accuracy, precision, recall and F1 on StyleGAN2."""
TIMES = {
    ("xception", "none"): ("40h 34m", 25),
    ("xception", "last"): ("30h 47m", 17),
    ("xception", "all"): ("22h 03m", 10),
    ("resnet50", "none"): ("2h 53m", 15),
    ("resnet50", "last"): ("2h 17m", 13),
    ("resnet50", "all"): ("1h 48m", 12),
    ("mobilenet_v3_large", "none"): ("2h 31m", 15),
    ("mobilenet_v3_large", "last"): ("1h 59m", 11),
    ("mobilenet_v3_large", "all"): ("1h 15m", 11),
}
"""Table 4.4: training time and best epoch."""
