"""The texts of rooms below that the window shows as they are, marked for translation.

Those rooms know nothing of the window's language: they say their words in English, and what
shows them asks `gng_desktop.ui.language.tr` for the user's. Sentences into which they put numbers
or names of files stay English. Two more lists stand beside what shows them: `CATALOGUE_TEXTS` in
`panels.explain_controls` and `SUPPORT_WORDS` in `panels.verdict`.
"""

from __future__ import annotations

from gng_desktop.ui.language import QT_TR_NOOP

REGIONS = (
    QT_TR_NOOP("background"),
    QT_TR_NOOP("general face"),
    QT_TR_NOOP("left eye"),
    QT_TR_NOOP("right eye"),
    QT_TR_NOOP("nose"),
    QT_TR_NOOP("lips"),
    QT_TR_NOOP("hair"),
    QT_TR_NOOP("left eyebrow"),
    QT_TR_NOOP("right eyebrow"),
    QT_TR_NOOP("left ear"),
    QT_TR_NOOP("right ear"),
    QT_TR_NOOP("teeth"),
    QT_TR_NOOP("facial hair"),
    QT_TR_NOOP("specs"),
    QT_TR_NOOP("eyes"),
    QT_TR_NOOP("eyebrows"),
    QT_TR_NOOP("ears"),
)
"""Classes of `gng_desktop.imaging.labels` and the pairs that `explain.players` makes of them."""

MERGERS = (
    QT_TR_NOOP("The left and right eyes were counted together."),
    QT_TR_NOOP("The left and right eyebrows were counted together."),
    QT_TR_NOOP("The left and right ears were counted together."),
)
"""Notes of `gng_desktop.explain.players` that hold no number."""

REASONS = (
    QT_TR_NOOP(
        "The classifiers contradict each other: with background generated, without background real."
    ),
    QT_TR_NOOP("Only the classifier with background decides; the other lies between its limits."),
    QT_TR_NOOP(
        "The classifiers contradict each other: with background real, without background generated."
    ),
    QT_TR_NOOP(
        "Only the classifier without background decides; the other lies between its limits."
    ),
    QT_TR_NOOP("Both scores lie between the limits within which neither decides."),
    QT_TR_NOOP(
        "No face found; use a picture that shows a face from the front or half side, or crop the "
        "picture to it."
    ),
    QT_TR_NOOP(
        "No plausible face found: something like a face is there, but not skin, eyes and nose as "
        "a face has them; use a picture that shows an upright face from the front or half side."
    ),
    QT_TR_NOOP(
        "No photographed face found: its surface is even like that of a drawing or grey like "
        "stone; use a photo of a person."
    ),
    QT_TR_NOOP(
        'Framed too tightly for the verdict "real": the edge of the picture cuts the face off; '
        "use the picture before it was cropped."
    ),
    QT_TR_NOOP("The analysis failed inside the program; run 'gng-desktop doctor' and retry."),
)
"""Of `gng_desktop.analysis`: why there is no verdict, or why it is inconclusive."""

SUPPORT = (
    QT_TR_NOOP("No face was judged, so there is nothing that could support anything."),
    QT_TR_NOOP(
        "The strength of the support cannot be told, because test figures of the models are "
        "missing; publish them anew with 'gng-desktop models add'."
    ),
)
"""Sentences of `gng_desktop.analysis.support` that hold no number."""

STRESS = (
    QT_TR_NOOP('The verdict "generated" survives every one of the 15 changes tested.'),
    QT_TR_NOOP('The verdict "real" survives every one of the 15 changes tested.'),
    QT_TR_NOOP('The verdict "inconclusive" survives every one of the 15 changes tested.'),
)
"""Of `gng_desktop.analysis.stress`: the sentence where no change turns the verdict."""

LIMITS = (
    QT_TR_NOOP(
        "Weights derive from non-commercial research data (CelebA-HQ, FFHQ): research use only."
    ),
    QT_TR_NOOP(
        "Facial hair was learned from beards and moustaches of some 90 small photos alone, and no "
        "test mask labels it: it is often called skin."
    ),
    QT_TR_NOOP(
        "Seven in a hundred of the training masks have left and right exchanged, and so have those "
        "of the test split: eyes, eyebrows and ears are told apart better than their IoU says."
    ),
    QT_TR_NOOP("Trained mostly on frontal and half-side faces; profiles are unreliable."),
    QT_TR_NOOP(
        "Knows StyleGAN and StyleGAN2 faces only: a low score does not rule out other generators, "
        "diffusion models above all."
    ),
    QT_TR_NOOP(
        "Out of scope is said of pictures that differ grossly from photos of faces (drawings, "
        "noise); an unseen generator's faces mostly pass as in scope."
    ),
    QT_TR_NOOP(
        "Trained on square pictures framed around one face; other framings are outside of what was "
        "measured."
    ),
    QT_TR_NOOP(
        "The whole picture is reduced to 224 x 224 px: traces finer than that are not seen."
    ),
    QT_TR_NOOP("Judges what the segmenter left over: a wrong mask misleads it."),
    QT_TR_NOOP("Looks at texture: heavy reduction removes it."),
)
"""What the manifests of models made by `gng_desktop.training` say of their limits."""

WORK = (
    QT_TR_NOOP("SHAP maps"),
    QT_TR_NOOP("Grad-CAM with background"),
    QT_TR_NOOP("Grad-CAM without background"),
    QT_TR_NOOP("Full-Grad with background"),
    QT_TR_NOOP("Full-Grad without background"),
    QT_TR_NOOP("Attention with background"),
    QT_TR_NOOP("Attention without background"),
    QT_TR_NOOP("Testing the map"),
    QT_TR_NOOP("Reading the file"),
    QT_TR_NOOP("Hashing the file"),
    QT_TR_NOOP("Reading the metadata"),
    QT_TR_NOOP("Reading the embedded thumbnail"),
    QT_TR_NOOP("Reading Content Credentials"),
)
"""What rooms below say they are doing."""

ERRORS = (
    QT_TR_NOOP("This is a folder, not an image file; choose a file inside it."),
    QT_TR_NOOP("This is a device or pipe, not an image file; choose a regular file."),
    QT_TR_NOOP("The file does not exist; check its name and place."),
    QT_TR_NOOP("The file may not be read by this user; ask for permission or copy it."),
    QT_TR_NOOP("The file is empty (0 bytes); obtain another copy of the file."),
    QT_TR_NOOP("The image holds more pixels than can safely be decoded; scale a copy down."),
    QT_TR_NOOP(
        "The file is a PDF document, which is not an image this program reads; convert a copy to, "
        "or choose, a JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF, HEIC, camera RAW or PPM "
        "file."
    ),
    QT_TR_NOOP(
        "The file is a PostScript file, which is not an image this program reads; convert a copy "
        "to, or choose, a JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF, HEIC, camera RAW or "
        "PPM file."
    ),
    QT_TR_NOOP(
        "The file is a Photoshop document, which is not an image this program reads; convert a "
        "copy to, or choose, a JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF, HEIC, camera RAW "
        "or PPM file."
    ),
    QT_TR_NOOP(
        "The file is a ZIP archive or office document, which is not an image this program reads; "
        "convert a copy to, or choose, a JPEG, PNG, TIFF, WebP, BMP, GIF, JPEG 2000, AVIF, HEIC, "
        "camera RAW or PPM file."
    ),
    QT_TR_NOOP(
        "The file is not an image this program reads; convert a copy to, or choose, a JPEG, PNG, "
        "TIFF, WebP, BMP, GIF, JPEG 2000, AVIF, HEIC, camera RAW or PPM file."
    ),
    QT_TR_NOOP(
        "The HEIF picture is coded by AVC, which this program does not decode; convert a copy to "
        "PNG."
    ),
    QT_TR_NOOP(
        "The HEIF picture is coded by JPEG 2000, which this program does not decode; convert a "
        "copy to PNG."
    ),
    QT_TR_NOOP(
        "The image stores 32-bit integer values, which have no fixed brightness scale; export a "
        "copy with 8 or 16 bits per channel."
    ),
    QT_TR_NOOP(
        "The image stores floating-point values, which have no fixed brightness scale; export a "
        "copy with 8 or 16 bits per channel."
    ),
    QT_TR_NOOP(
        "The image stores L*a*b* values, which have no fixed brightness scale; export a copy with "
        "8 or 16 bits per channel."
    ),
    QT_TR_NOOP(
        "The sample image did not come with this installation; install the program again or open "
        "an image of your own."
    ),
    QT_TR_NOOP("This image could not be read, so there are no views to export."),
    QT_TR_NOOP("Another window is recording a decision; try again in a moment."),
    QT_TR_NOOP("The memory does not suffice; close other programs."),
)
"""Errors of `imaging`, `casework` and `engines` in which no number, file or folder is named."""

CREDENTIALS = (
    QT_TR_NOOP("No Content Credentials."),
    QT_TR_NOOP("Content Credentials were not read."),
    QT_TR_NOOP(
        "There may be Content Credentials; not read, because the package c2pa-python is not "
        "installed or does not load."
    ),
    QT_TR_NOOP(
        "There may be Content Credentials; not read, because they are not defined for BMP files."
    ),
    QT_TR_NOOP(
        "There may be Content Credentials; not read, because they are not defined for JPEG2000 "
        "files."
    ),
    QT_TR_NOOP(
        "There may be Content Credentials; not read, because they are not defined for PPM files."
    ),
    QT_TR_NOOP(
        "There may be Content Credentials; not read, because they are not defined for RAW files."
    ),
    QT_TR_NOOP(
        "The signature itself fits and the bytes it covers are unchanged since they were signed."
    ),
    QT_TR_NOOP(
        "A CAWG identity assertion names who stands behind the content; this program does not "
        "check it."
    ),
    QT_TR_NOOP(
        "The signature is valid and the bytes it covers are unchanged since they were signed. The "
        "signer's certificate leads to a trust list."
    ),
    QT_TR_NOOP(
        "The signature is valid and the bytes it covers are unchanged since they were signed. The "
        "signer is not in a trust list here (this program has none), so who signed is only what "
        "the certificate says."
    ),
    QT_TR_NOOP(
        "The signature is valid and that it belongs to these bytes was not confirmed. The signer's "
        "certificate leads to a trust list."
    ),
    QT_TR_NOOP(
        "The signature is valid and that it belongs to these bytes was not confirmed. The signer "
        "is not in a trust list here (this program has none), so who signed is only what the "
        "certificate says."
    ),
)
"""Sentences of `gng_desktop.imaging.provenance.credentials`."""

CHECKS = (
    QT_TR_NOOP("the signature over the claim is valid"),
    QT_TR_NOOP("the certificate is in force now; no time stamp shows when it was signed"),
    QT_TR_NOOP("the certificate was in force at the time stamped"),
    QT_TR_NOOP(
        "no time stamp shows when it was signed, so whether the certificate was in force then is "
        "not known"
    ),
    QT_TR_NOOP("the certificate is not in force now, and no time stamp shows when it was signed"),
    QT_TR_NOOP("the certificate was not in force at the time stamped"),
    QT_TR_NOOP("the signature does not fit the claim"),
    QT_TR_NOOP("the signature is missing"),
    QT_TR_NOOP("the claim is missing"),
    QT_TR_NOOP("there is more than one claim"),
    QT_TR_NOOP("the claim is malformed"),
    QT_TR_NOOP("nothing ties the claim to the file's bytes"),
    QT_TR_NOOP("the manifest is missing"),
    QT_TR_NOOP("a manifest kept elsewhere was not fetched"),
    QT_TR_NOOP("the time stamp is not valid"),
    QT_TR_NOOP("the signer's certificate leads to a trust list"),
    QT_TR_NOOP("the signer is not in a trust list here"),
    QT_TR_NOOP("the signer's certificate is not of the kind asked for"),
    QT_TR_NOOP("the signer's certificate has expired, and no time stamp shows when it was signed"),
    QT_TR_NOOP("the signer's certificate had expired at the time stamped"),
    QT_TR_NOOP("whether the certificate was revoked was not asked: that takes the network"),
    QT_TR_NOOP("the certificate was not revoked when it was signed"),
    QT_TR_NOOP("the certificate was revoked"),
    QT_TR_NOOP("whether the certificate was revoked is not known"),
    QT_TR_NOOP("the time stamp fits the signature"),
    QT_TR_NOOP("the time stamp comes from a trusted authority"),
    QT_TR_NOOP("the time stamp's authority is not in a trust list here"),
    QT_TR_NOOP("the time stamp does not fit the signature"),
    QT_TR_NOOP("the time stamp is malformed"),
    QT_TR_NOOP("the time stamp's certificate was not in force"),
    QT_TR_NOOP("an assertion is unchanged since it was signed"),
    QT_TR_NOOP("an assertion was changed after it was signed"),
    QT_TR_NOOP("the file's bytes are unchanged since it was signed"),
    QT_TR_NOOP("the file's bytes do not match the signed hash"),
    QT_TR_NOOP(
        "the part of the file that the signed hash leaves out is not where the manifest stands"
    ),
    QT_TR_NOOP("the hash over the rest of the file matches"),
    QT_TR_NOOP("the assertion with the file's hash is malformed"),
    QT_TR_NOOP("some of the file's bytes are left out of what was signed"),
    QT_TR_NOOP("the file's boxes are unchanged since it was signed"),
    QT_TR_NOOP("some of the file's boxes are left out of what was signed"),
    QT_TR_NOOP("the file's parts are unchanged since it was signed"),
    QT_TR_NOOP("the file holds a part that was not signed"),
    QT_TR_NOOP("some of the file's parts are left out of what was signed"),
    QT_TR_NOOP("an assertion that was signed is missing"),
    QT_TR_NOOP("there is an assertion that was not signed"),
    QT_TR_NOOP("an assertion should have been taken out"),
    QT_TR_NOOP("the claim takes out an assertion of its own"),
    QT_TR_NOOP("an action is malformed"),
    QT_TR_NOOP("an action names an ingredient that is not there"),
    QT_TR_NOOP("the claim is tied to the file's bytes more than once"),
    QT_TR_NOOP("an algorithm is not supported"),
    QT_TR_NOOP("an algorithm is out of date"),
    QT_TR_NOOP("an ingredient's manifest is unchanged"),
    QT_TR_NOOP("an ingredient's manifest is missing"),
    QT_TR_NOOP("an ingredient's manifest was changed"),
    QT_TR_NOOP("an ingredient's signature is unchanged"),
    QT_TR_NOOP("an ingredient's signature is missing"),
    QT_TR_NOOP("an ingredient's signature was changed"),
    QT_TR_NOOP("nothing is known of where an ingredient comes from"),
    QT_TR_NOOP("the library met an error"),
)
"""Of `gng_desktop.imaging.provenance.c2pa_codes`: what a check of a signature found."""

SOURCE_TYPES = (
    QT_TR_NOOP("made by a trained model (generative AI)"),
    QT_TR_NOOP("edited or put together with a trained model's output"),
    QT_TR_NOOP("put together, parts of it synthetic"),
    QT_TR_NOOP("made by an algorithm that was not trained on examples"),
    QT_TR_NOOP("changed by an algorithm"),
    QT_TR_NOOP("data made by a trained model"),
    QT_TR_NOOP("made from data"),
    QT_TR_NOOP("recorded from a virtual scene"),
    QT_TR_NOOP("captured by a digital camera"),
    QT_TR_NOOP("captured by a digital camera with computation"),
    QT_TR_NOOP("scanned from negative film"),
    QT_TR_NOOP("scanned from positive film"),
    QT_TR_NOOP("scanned from a print"),
    QT_TR_NOOP("put together from several images"),
    QT_TR_NOOP("put together from several captures"),
    QT_TR_NOOP("edited by a person"),
    QT_TR_NOOP("edited slightly by a person"),
    QT_TR_NOOP("made by a person with digital tools"),
    QT_TR_NOOP("made by software"),
    QT_TR_NOOP("captured from a screen"),
    QT_TR_NOOP("an empty canvas"),
)
"""Of `gng_desktop.imaging.provenance.source_types`: how an image came about."""

FACTS = (
    QT_TR_NOOP("black and white"),
    QT_TR_NOOP("greyscale"),
    QT_TR_NOOP("greyscale with alpha"),
    QT_TR_NOOP("palette"),
    QT_TR_NOOP("palette with alpha"),
    QT_TR_NOOP("RGB with alpha"),
    QT_TR_NOOP("32-bit integers"),
    QT_TR_NOOP("floating point"),
    QT_TR_NOOP("none (greyscale)"),
    QT_TR_NOOP("the JFIF extension (APP0)"),
    QT_TR_NOOP("Photoshop resource 1036"),
    QT_TR_NOOP("withheld"),
    QT_TR_NOOP("comments"),
    QT_TR_NOOP("text chunks"),
    QT_TR_NOOP("text hidden in the lowest bits"),
    QT_TR_NOOP("XML boxes"),
    QT_TR_NOOP("the maker's note"),
    QT_TR_NOOP("the directories of further pages"),
    QT_TR_NOOP(
        "The file is cut short: the mark that ends an image is missing, and perhaps a part of "
        "the image."
    ),
)
"""Of the other modules of `gng_desktop.imaging.provenance`."""

TRAILING = (
    QT_TR_NOOP("a ZIP archive"),
    QT_TR_NOOP("an empty ZIP archive"),
    QT_TR_NOOP("a RAR archive"),
    QT_TR_NOOP("a 7-Zip archive"),
    QT_TR_NOOP("gzip data"),
    QT_TR_NOOP("bzip2 data"),
    QT_TR_NOOP("xz data"),
    QT_TR_NOOP("a PDF document"),
    QT_TR_NOOP("a Matroska or WebM video"),
    QT_TR_NOOP("a program (ELF)"),
    QT_TR_NOOP("a program (Windows)"),
    QT_TR_NOOP("an MP3 recording"),
    QT_TR_NOOP("an Ogg recording"),
    QT_TR_NOOP("an XMP packet"),
    QT_TR_NOOP("XML text"),
    QT_TR_NOOP("a PHP script"),
    QT_TR_NOOP("a Photoshop document"),
    QT_TR_NOOP("a phone's own data (Samsung)"),
    QT_TR_NOOP("a video (motion photo)"),
    QT_TR_NOOP("text"),
    QT_TR_NOOP("data of an unknown kind"),
    QT_TR_NOOP("a video (MP4 or QuickTime), as phones add to a picture (motion photo)"),
    QT_TR_NOOP(
        "remains of an earlier, larger PNG file that was written over: the picture was perhaps "
        "cropped or painted over, and parts of what it showed before may be recovered "
        "(aCropalypse, CVE-2023-21036)"
    ),
    QT_TR_NOOP(
        "remains of an earlier, larger JPEG file that was written over: the picture was perhaps "
        "cropped or painted over, and parts of what it showed before may be recovered "
        "(aCropalypse, CVE-2023-21036)"
    ),
)
"""Of `gng_desktop.imaging.provenance.trailing`: what follows the end of an image."""
