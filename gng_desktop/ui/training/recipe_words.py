"""Words of `gng_desktop.training` that the page Recipe shows, marked for translation."""

from __future__ import annotations

from gng_desktop.ui.language import QT_TR_NOOP

GROUPS = (
    QT_TR_NOOP("Run"),
    QT_TR_NOOP("Model"),
    QT_TR_NOOP("Data"),
    QT_TR_NOOP("Augmentation"),
    QT_TR_NOOP("Optimisation"),
)
"""Headings of the form."""

LABELS = (
    QT_TR_NOOP("Name"),
    QT_TR_NOOP("Task"),
    QT_TR_NOOP("What is trained"),
    QT_TR_NOOP("Face found by"),
    QT_TR_NOOP("Seed"),
    QT_TR_NOOP("Backbone"),
    QT_TR_NOOP("Network"),
    QT_TR_NOOP("Input side"),
    QT_TR_NOOP("Blocks"),
    QT_TR_NOOP("What is tuned"),
    QT_TR_NOOP("Tuned blocks"),
    QT_TR_NOOP("Finished input side"),
    QT_TR_NOOP("First weights"),
    QT_TR_NOOP("Transfer"),
    QT_TR_NOOP("Transfer from"),
    QT_TR_NOOP("Freeze the backbone"),
    QT_TR_NOOP("Activation"),
    QT_TR_NOOP("Momentum of averages"),
    QT_TR_NOOP("Index"),
    QT_TR_NOOP("Sources"),
    QT_TR_NOOP("Label sets"),
    QT_TR_NOOP("More real photos"),
    QT_TR_NOOP("Their label sets"),
    QT_TR_NOOP("More face indexes"),
    QT_TR_NOOP("Families"),
    QT_TR_NOOP("Held-out generators"),
    QT_TR_NOOP("Held-out sources"),
    QT_TR_NOOP("Balance"),
    QT_TR_NOOP("Images per source"),
    QT_TR_NOOP("Images per epoch"),
    QT_TR_NOOP("Leave out near-duplicates"),
    QT_TR_NOOP("Share per epoch"),
    QT_TR_NOOP("What is seen"),
    QT_TR_NOOP("Scale of the crops"),
    QT_TR_NOOP("Frame"),
    QT_TR_NOOP("Off-centre"),
    QT_TR_NOOP("Mirror"),
    QT_TR_NOOP("Rotation"),
    QT_TR_NOOP("Translation"),
    QT_TR_NOOP("Zoom"),
    QT_TR_NOOP("JPEG quality"),
    QT_TR_NOOP("Share compressed"),
    QT_TR_NOOP("Brightness"),
    QT_TR_NOOP("Shear"),
    QT_TR_NOOP("Stretch"),
    QT_TR_NOOP("Share turned and moved"),
    QT_TR_NOOP("Reduced first to"),
    QT_TR_NOOP("Share turned grey"),
    QT_TR_NOOP("Share blurred"),
    QT_TR_NOOP("Epochs"),
    QT_TR_NOOP("Batch"),
    QT_TR_NOOP("Learning rate"),
    QT_TR_NOOP("Schedule"),
    QT_TR_NOOP("Kept weights"),
    QT_TR_NOOP("Patience"),
    QT_TR_NOOP("Class weights"),
    QT_TR_NOOP("Device"),
    QT_TR_NOOP("Warm-up"),
    QT_TR_NOOP("Mixed precision"),
)
"""What the fields are called."""

HELP = (
    QT_TR_NOOP(
        "What the run and its folder are called: letters, digits, dots, dashes and underscores."
    ),
    QT_TR_NOOP(
        "What the network answers: a class for every pixel, or real or generated for the image."
    ),
    QT_TR_NOOP(
        "The segmenter finds the parts of a face; classifiers tell real from generated, on the "
        "whole image, on the face alone, on the background alone, or by texture at native scale."
    ),
    QT_TR_NOOP(
        "The run whose segmenter finds the face and its background, trained before this one, or "
        "installed for the installed segmenter."
    ),
    QT_TR_NOOP(
        "Starts everything that is drawn at random: the same seed and recipe give the same run."
    ),
    QT_TR_NOOP(
        "The published network that reads the image; Xception and ResNet50 are the large and "
        "slow ones."
    ),
    QT_TR_NOOP(
        "What lies behind the backbone: the published DeepLabV3+, or only the means of its "
        "features, which train faster."
    ),
    QT_TR_NOOP(
        "Images are brought to squares of this side: a larger one keeps finer traces and takes "
        "longer."
    ),
    QT_TR_NOOP("How many of the transformer's blocks are used, from the first."),
    QT_TR_NOOP(
        "Whether the whole transformer is trained on, its normalisations, some blocks, or "
        "nothing but the head."
    ),
    QT_TR_NOOP("The first and the last block that are trained on."),
    QT_TR_NOOP("Side of the finished network's input where it is trained on smaller crops."),
    QT_TR_NOOP(
        "A file with weights of the backbone, such as ImageNet's, in the data folder; without "
        "one the backbone starts at random, which needs far more images."
    ),
    QT_TR_NOOP(
        "Whether a trained segmenter's weights are taken over, and whether its ASPP and decoder "
        "stay as they are."
    ),
    QT_TR_NOOP("The run whose best weights are taken over: a segmenter with the same backbone."),
    QT_TR_NOOP("Train only what lies behind the backbone: faster, and usually less accurate."),
    QT_TR_NOOP(
        "What follows each batch normalisation of ASPP and decoder; the published network has "
        "nothing there."
    ),
    QT_TR_NOOP(
        "How slowly the averages of batch normalisation follow; 0.95 suits small data sets."
    ),
    QT_TR_NOOP(
        "The table of images to learn from, in the data folder; the page Data makes and checks it."
    ),
    QT_TR_NOOP(
        "Only these sources of the index are used, real and generated ones; none named means all."
    ),
    QT_TR_NOOP(
        "Only masks of these label sets are used; at least one of them must name every class."
    ),
    QT_TR_NOOP("An index of masks whose images, all real photos, join the real ones."),
    QT_TR_NOOP("The label sets of that index whose images are taken."),
    QT_TR_NOOP("Indexes of faces that join the images, such as aligned reconstructions."),
    QT_TR_NOOP(
        "Only generated faces of these families (gan, diffusion, edit) are used; none named "
        "means all."
    ),
    QT_TR_NOOP(
        "Generators kept out of training and validation; patterns such as StyleGAN3* are allowed."
    ),
    QT_TR_NOOP("Sources kept out of training and validation; patterns are allowed."),
    QT_TR_NOOP(
        "Whether each epoch draws as many real as generated faces, and as many of each family."
    ),
    QT_TR_NOOP(
        "At most so many real and so many generated faces of each source are drawn per epoch."
    ),
    QT_TR_NOOP("At most so many images are drawn per epoch, in all."),
    QT_TR_NOOP(
        "Leave out training images that nearly equal validation or test images, which would make "
        "the figures too good."
    ),
    QT_TR_NOOP(
        "How much of a source, generator, family or label set each epoch draws, anew every time: "
        "less of what there is too much of."
    ),
    QT_TR_NOOP(
        "The whole analysed part reduced to the input, or crops of it at about native scale."
    ),
    QT_TR_NOOP("The longest side to which the part is brought before a crop is cut out of it."),
    QT_TR_NOOP("The analysed part is made larger or tighter by a factor from this range."),
    QT_TR_NOOP("The analysed part is moved by up to this share of its side."),
    QT_TR_NOOP("Mirror half of the images; left and right classes change places with them."),
    QT_TR_NOOP("Turn by up to this angle either way."),
    QT_TR_NOOP("Move by up to this share of the image in either direction."),
    QT_TR_NOOP("Enlarge or reduce by a factor from this range; below 1 the face becomes smaller."),
    QT_TR_NOOP("Compress anew at a quality from this range, as happens when pictures are posted."),
    QT_TR_NOOP("The share of the images that are compressed anew."),
    QT_TR_NOOP("Change brightness and contrast by up to this share."),
    QT_TR_NOOP("Slant by up to this angle."),
    QT_TR_NOOP(
        "Enlarge one axis against the other by up to this share: the network's square input does "
        "so too."
    ),
    QT_TR_NOOP(
        "The share of the images that are turned, moved, zoomed, slanted or stretched; the "
        "others keep their pixels."
    ),
    QT_TR_NOOP("Reduce larger images to a side from this range before anything else."),
    QT_TR_NOOP("The share of the images that lose their colours."),
    QT_TR_NOOP("The share of the images that are blurred slightly."),
    QT_TR_NOOP("How often the network sees the training images, at most."),
    QT_TR_NOOP("How many images are learned from at a time: a larger batch needs more memory."),
    QT_TR_NOOP(
        "How large the steps are: too large and nothing is learned, too small and it takes long."
    ),
    QT_TR_NOOP("Whether the learning rate stays as it is or falls to zero along a cosine."),
    QT_TR_NOOP("Which epoch's weights are kept: the best on the validation images, or the last."),
    QT_TR_NOOP("The run ends early after this many epochs without a better one."),
    QT_TR_NOOP("Whether errors on rare classes count more: fully, by the square root, or not."),
    QT_TR_NOOP(
        "What the network is trained on: the first GPU if there is one, the CPU, or a GPU by its "
        "number."
    ),
    QT_TR_NOOP("Over so many epochs the learning rate rises to its value."),
    QT_TR_NOOP("Compute in bfloat16 where that is faster, as on recent GPUs; CPUs become slower."),
)
"""Their tooltips."""

CHOICES = (
    QT_TR_NOOP("Segmentation"),
    QT_TR_NOOP("Classification"),
    QT_TR_NOOP("Segmenter"),
    QT_TR_NOOP("With-background classifier"),
    QT_TR_NOOP("Without-background classifier"),
    QT_TR_NOOP("Background-only classifier"),
    QT_TR_NOOP("Texture detector"),
    QT_TR_NOOP("MobileNetV2"),
    QT_TR_NOOP("MobileNetV2, expanded taps"),
    QT_TR_NOOP("MobileNetV3 Large"),
    QT_TR_NOOP("ResNet50"),
    QT_TR_NOOP("Xception"),
    QT_TR_NOOP("CLIP ViT-B/16"),
    QT_TR_NOOP("DeepLabV3+"),
    QT_TR_NOOP("Pooled features"),
    QT_TR_NOOP("Vision transformer"),
    QT_TR_NOOP("Everything"),
    QT_TR_NOOP("Normalisations"),
    QT_TR_NOOP("Some blocks"),
    QT_TR_NOOP("The head"),
    QT_TR_NOOP("None"),
    QT_TR_NOOP("Segmenter, its ASPP and decoder frozen"),
    QT_TR_NOOP("Segmenter, all trained on"),
    QT_TR_NOOP("ReLU"),
    QT_TR_NOOP("As they come"),
    QT_TR_NOOP("Classes"),
    QT_TR_NOOP("Classes and families"),
    QT_TR_NOOP("The whole part"),
    QT_TR_NOOP("Crops at native scale"),
    QT_TR_NOOP("Constant"),
    QT_TR_NOOP("Falling along a cosine"),
    QT_TR_NOOP("Lowest validation loss"),
    QT_TR_NOOP("Highest validation accuracy"),
    QT_TR_NOOP("Last epoch"),
    QT_TR_NOOP("Balanced"),
    QT_TR_NOOP("Square root of balanced"),
    QT_TR_NOOP("The same"),
    QT_TR_NOOP("The network's own"),
    QT_TR_NOOP("All"),
    QT_TR_NOOP("Not compressed"),
    QT_TR_NOOP("Not reduced"),
)
"""How values are called."""

PRESETS = (
    QT_TR_NOOP("Segmenter"),
    QT_TR_NOOP(
        "The recipe of the shipped segmenter. It comes first: the classifier without "
        "background needs a segmenter."
    ),
    QT_TR_NOOP("With background"),
    QT_TR_NOOP("The recipe of the shipped with-background classifier, which sees the whole image."),
    QT_TR_NOOP("Without background"),
    QT_TR_NOOP(
        "The recipe of the shipped without-background classifier, which sees the face on black."
    ),
    QT_TR_NOOP("Thesis table 4.3"),
    QT_TR_NOOP(
        "A run for each of three backbones and three kinds of transfer, and the segmenters they "
        "start from. It takes much time where there is no GPU."
    ),
    QT_TR_NOOP("Quick try"),
    QT_TR_NOOP(
        "Two epochs on a tenth of the images: shows that data and recipe work, and how long "
        "an epoch takes. What it learns is no model to judge evidence with."
    ),
)
"""Titles and purposes of the recipes to begin with."""
