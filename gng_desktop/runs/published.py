"""The figures of the thesis (000) and of documents 002 and 003, to be shown beside our own."""

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
SIDES = (32, 64, 128, 256, 512, 1024)
"""Input resolutions of 002's figure 23, px; no image is ever enlarged to one."""
QUALITIES = (90, 80, 70, 60, 50)  # JPEG qualities of 003, tables 2 and 3
SEEN, UNSEEN, MIXED = "i", "o", "i/o"
"""Generators trained on, not trained on, and both, as 003's table 4 names its test sets."""
SETS = {"G": ("gan",), "D": ("diffusion",), "G/D": ("gan", "diffusion")}
OPENFORENSICS = {
    ("mobilenet_v2", "Test-Dev"): (0.9944, 0.9938, 0.9965, 0.9951),
    ("xception", "Test-Dev"): (0.9966, 0.9966, 0.9975, 0.9970),
    ("custom_cnn", "Test-Dev"): (0.9716, 0.9608, 0.9913, 0.9758),
    ("mobilenet_v2", "Test-Challenge"): (0.8364, 0.9670, 0.7442, 0.8411),
    ("xception", "Test-Challenge"): (0.8023, 0.9725, 0.6795, 0.8000),
    ("custom_cnn", "Test-Challenge"): (0.8278, 0.8918, 0.8014, 0.8441),
}
"""002, tables 2 to 5: accuracy, precision, recall and F1."""
BASE_MODELS = {
    ("densenet121", "diffusion"): (0.7634, 0.9900, 0.4760, 0.6429),
    ("densenet121", "gan"): (0.9234, 0.9925, 0.8764, 0.9308),
    ("densenet121", "real"): (0.7317, 0.9908, 0.4973, 0.6622),
    ("densenet169", "diffusion"): (0.7883, 0.9916, 0.5040, 0.6683),
    ("densenet169", "gan"): (0.9386, 0.9932, 0.8991, 0.9438),
    ("densenet169", "real"): (0.7120, 0.9929, 0.4795, 0.6467),
    ("densenet201", "diffusion"): (0.7911, 0.9890, 0.5075, 0.6708),
    ("densenet201", "gan"): (0.9261, 0.9937, 0.8796, 0.9332),
    ("densenet201", "real"): (0.7297, 0.9929, 0.4954, 0.6610),
    ("efficientnet_b0", "diffusion"): (0.8574, 0.9709, 0.6050, 0.7455),
    ("efficientnet_b0", "gan"): (0.8877, 0.9881, 0.8287, 0.9014),
    ("efficientnet_b0", "real"): (0.7791, 0.9756, 0.5470, 0.7010),
    ("efficientnet_b4", "diffusion"): (0.7800, 0.9747, 0.4943, 0.6559),
    ("efficientnet_b4", "gan"): (0.8714, 0.9874, 0.8078, 0.8886),
    ("efficientnet_b4", "real"): (0.7431, 0.9727, 0.5084, 0.6678),
    ("resnet50", "diffusion"): (0.7814, 0.9861, 0.4959, 0.6600),
    ("resnet50", "gan"): (0.9034, 0.9914, 0.8482, 0.9142),
    ("resnet50", "real"): (0.7079, 0.9913, 0.4759, 0.6431),
    ("resnet101", "diffusion"): (0.7720, 0.9900, 0.4853, 0.6513),
    ("resnet101", "gan"): (0.9085, 0.9887, 0.8571, 0.9182),
    ("resnet101", "real"): (0.6910, 0.9908, 0.4617, 0.6299),
    ("resnet152", "diffusion"): (0.7648, 0.9900, 0.4775, 0.6443),
    ("resnet152", "gan"): (0.9342, 0.9932, 0.8923, 0.9400),
    ("resnet152", "real"): (0.7059, 0.9892, 0.4741, 0.6410),
}
"""003, table 1: accuracy, recall, precision and F1 of the base models."""


def _pairs(text: str) -> dict[str, tuple[tuple[float, float], ...]]:
    """Read a table of names and ten-thousandths: accuracy and F1, accuracy and F1, ..."""
    lines = map(str.split, text.splitlines())
    rows = {name: [int(n) / 10_000 for n in rest] for name, *rest in lines}
    return {name: tuple(zip(row[::2], row[1::2], strict=True)) for name, row in rows.items()}


MULTICLASS = _pairs("""\
    densenet121 9139 9135 8934 8926 8719 8711 8431 8426 8117 8124 7919 7933
    densenet169 9111 9114 8936 8936 8699 8684 8299 8317 7792 7831 7546 7592
    densenet201 9231 9230 9070 9067 8778 8776 8476 8476 8198 8201 7978 7987
    efficientnet_b0 8862 8866 8619 8626 8474 8483 8295 8305 8045 8056 7898 7911
    efficientnet_b4 8439 8451 8300 8316 8159 8175 8028 8045 7848 7866 7842 7861
    resnet50 8963 8962 8801 8799 8607 8606 8394 8395 8090 8096 7885 7893
    resnet101 9096 9097 8985 8984 8790 8788 8653 8652 8327 8432 8297 8305
    resnet152 9110 9111 8957 8957 8753 8754 8526 8530 8218 8226 8063 8072""")
"""003, table 2: accuracy and F1 raw and at JPEG 90, 80, 70, 60, 50."""
BINARY = _pairs("""\
    densenet121 9250 9223 9164 9135 9067 9048 8744 8855 8586 8644 8385 8489
    densenet169 9210 9192 9095 9069 8901 8906 8621 8658 8264 8379 8048 8212
    densenet201 9330 9303 9130 9097 8945 8906 8809 8781 8578 8575 8378 8389
    efficientnet_b0 8936 8901 8772 8735 8586 8548 8496 8457 8269 8259 8157 8139
    efficientnet_b4 8667 8656 8603 8611 8458 8491 8432 8467 8214 8273 8226 8274
    resnet50 9027 8983 8910 8853 8712 8641 8548 8471 8292 8221 8024 7924
    resnet101 9159 9137 9101 9068 8910 8860 8772 8717 8533 8489 8402 8363
    resnet152 9171 9138 9044 8993 8857 8803 8679 8621 8460 8416 8272 8220""")
"""003, table 3: the same with both families counted as generated."""
GENERALISATION = {
    "densenet121": (0.6474, 0.7247, 0.6989, 0.6809, 0.6082, 0.5996, 0.6606, 0.6502, 0.6439),
}
"""003, table 4: accuracy of the final model on G, D and G/D, each for generators i, o and i/o."""
