"""EXIF, XMP, IPTC, comments and PNG text as fields: names, texts, sources, limits."""

import struct
import zlib

import pytest
from PIL import ExifTags, Image, PngImagePlugin, TiffImagePlugin

from benchmarks.originals import mutated
from gng_desktop.imaging.reading import open_image, quiet
from gng_desktop.provenance import exif, fields
from gng_desktop.provenance.metadata import read_metadata
from gng_desktop.provenance.xmp import PACKET_LIMIT, XmpError, read_xmp
from tests.tiny_data import noise_bytes, png_chunk, with_chunks, with_segments, xmp_packet


def read(data):
    with quiet():
        return read_metadata(open_image(data), data)


def texts(found):
    """By name, the texts of fields."""
    return {field.name: field.text for field in found}


def camera_exif():
    made = Image.Exif()
    made[ExifTags.Base.Make] = "Camera Works"
    made[ExifTags.Base.Orientation] = 6
    inner = made.get_ifd(ExifTags.IFD.Exif)
    inner[ExifTags.Base.ExposureTime] = TiffImagePlugin.IFDRational(1, 250)
    inner[ExifTags.Base.MakerNote] = b"\0secret of the maker\xff" * 50
    inner[ExifTags.Base.ExifVersion] = b"0232"
    inner[ExifTags.Base.ComponentsConfiguration] = b"\1\2\3\0"
    return made


def gps_exif(latitude=(45.0, 27.0, 51.5), south=False):
    made = camera_exif()
    gps = made.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSVersionID] = b"\2\3\0\0"
    gps[ExifTags.GPS.GPSLatitudeRef] = "S" if south else "N"
    gps[ExifTags.GPS.GPSLatitude] = latitude
    gps[ExifTags.GPS.GPSLongitudeRef] = "E"
    gps[ExifTags.GPS.GPSLongitude] = (9.0, 11.0, 24.0)
    return made


# --- text of a file, made fit to be shown -----------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain  text é 漢", "plain  text é 漢"),
        ("two\nlines\r\t\0", r"two\nlines\r\t\x00"),
        ("\x1b[31mred\x07", r"\x1b[31mred\x07"),
        ("exe\u202egpj.", r"exe\u202egpj."),
        ("broken \udcff", r"broken \udcff"),
        ("<b>bold</b>", "<b>bold</b>"),
    ],
)
def test_text_is_shown_on_one_line_without_control(text, shown):
    assert fields.clean(text) == shown


def test_long_text_is_cut_and_its_length_stated():
    assert fields.clean("x" * 5000, 10) == "xxxxxxxxxx… (5,000 characters in all)"
    assert fields.clean("x" * 10, 10) == "x" * 10


# --- EXIF ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_exif_of_every_format_with_its_place(format_name):
    found = read(noise_bytes(format_name, exif=camera_exif().tobytes())).fields
    listed = {field.name: (field.group, field.text, field.source) for field in found}
    assert listed["Make"] == ("EXIF", "Camera Works", "EXIF IFD0 tag 0x010F")
    assert listed["Orientation"][1] == "6"
    assert listed["ExposureTime"] == ("EXIF", "1/250", "EXIF Exif IFD tag 0x829A")
    assert listed["MakerNote"][1] == "1,050 bytes"
    assert listed["ExifVersion"][1] == "0232"
    assert listed["ComponentsConfiguration"][1] == "01 02 03 00"
    assert not any(field.gps for field in found)
    stated = xmp_packet('xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"')
    for form, options in (("JPEG", {"xmp": stated}), ("TIFF", {"tiffinfo": {700: stated}})):
        alone = read(noise_bytes(form, **options)).fields
        assert [f.group for f in alone if f.name.endswith("Orientation")] == ["XMP"]


def test_everything_in_the_gps_directory_counts_as_telling_the_place():
    key = "Position, decimal degrees"

    def fields_of(exif):
        return read(noise_bytes("JPEG", exif=exif)).fields

    found = fields_of(gps_exif())
    places = texts(field for field in found if field.gps)
    assert {"GPSLatitudeRef", "GPSLatitude", "GPSLongitudeRef", "GPSLongitude"} < set(places)
    assert places[key] == "45.464306, 9.190000"
    assert not any("45" in field.text for field in found if not field.gps)
    south = gps_exif((33.0, 30.0, 0.0), south=True)
    assert texts(fields_of(south))[key] == "-33.500000, 9.190000"
    assert key not in texts(fields_of(gps_exif((451.0, 0.0, 0.0))))
    version = camera_exif()  # alone tells no place
    version.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSVersionID] = b"\2\3\0\0"
    assert not any(field.gps for field in fields_of(version))


def commented(stored, order="<"):
    """A JPEG whose EXIF data, in either order of bytes, hold a UserComment alone."""
    number = order + "H", order + "I"
    entries = [(0x8769, 4, 1, 26), (0x9286, 7, len(stored), 44)]
    directories = b"".join(
        struct.pack(number[0], 1) + struct.pack(order + "HHII", *entry) + bytes(4)
        for entry in entries
    )
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(number[1], 8)
    content = b"Exif\0\0" + head + directories + stored
    return with_segments(noise_bytes("JPEG"), 0xE1, content)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-16-le", "utf-16-be", "utf-16"])
@pytest.mark.parametrize(
    "text",
    ["Steps: 20", "女性", "一位女士的肖像照片", "女の人の写真、東京", "여자의 초상", '{"uc": "é"}'],
)
def test_a_user_comment_in_unicode_whatever_its_order(order, charset, text):
    found = texts(read(commented(b"UNICODE\0" + text.encode(charset), order)).fields)
    assert found["UserComment"] == text


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        (b"ASCII\0\0\0Steps: 20", "Steps: 20"),
        (bytes(8) + b"Steps: 20\0\0", "Steps: 20"),
        (b"Steps: 20", "Steps: 20"),
        (b"JIS\0\0\0\0\0Steps: 20", "Steps: 20"),
        (bytes(8) + "Steps: 20".encode("utf-16-le"), "Steps: 20"),
        (b"JIS\0\0\0\0\0" + "女の人".encode("iso2022_jp"), "女の人"),
    ],
)
def test_a_user_comment_in_whatever_code(stored, text):
    assert texts(read(commented(stored)).fields)["UserComment"] == text


@pytest.mark.parametrize("kind", [2, 129])
def test_utf_8_in_exif_texts_and_exif_3_s_own_type_for_it(kind):
    text = "Ein Porträt 女".encode()
    entry = struct.pack("<HHII", 0x010E, kind, len(text), 26)
    content = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + entry + bytes(4) + text
    found = texts(read(noise_bytes("JPEG", exif=content)).fields)
    assert found["ImageDescription"] == "Ein Porträt 女"


def test_windows_own_tags_and_long_lists():
    made = Image.Exif()
    made[0x9C9C] = "a façade".encode("utf-16-le") + b"\0\0"
    made[0xC7A1] = tuple(range(500))
    found = texts(exif.exif_fields(made))
    assert found["XPComment"] == "a façade"
    shown = found["Tag 0xC7A1"]
    assert shown.startswith("0, 1, 2,") and shown.endswith("63, … (500 values)")


def test_broken_exif_costs_only_itself():
    data = noise_bytes("JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\x7f", comment=b"still here")
    assert "still here" in texts(read(data).fields).values()
    for _, broken in mutated({"exif": gps_exif().tobytes()}, 80):
        read(noise_bytes("JPEG", exif=broken))  # nothing is raised


# --- XMP ----------------------------------------------------------------------------------------

HISTORY = (
    "<dc:creator><rdf:Seq><rdf:li>Ann</rdf:li><rdf:li>Bob</rdf:li></rdf:Seq></dc:creator>"
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Portrait</rdf:li></rdf:Alt></dc:title>'
    '<xmpMM:History><rdf:Seq><rdf:li rdf:parseType="Resource"><stEvt:action>saved</stEvt:action>'
    '</rdf:li><rdf:li stEvt:action="edited"/></rdf:Seq></xmpMM:History>'
    '<xmp:Link rdf:resource="http://example.org/"/>'
    "<exif:Flash><rdf:Description><exif:Fired>True</exif:Fired></rdf:Description></exif:Flash>"
)


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_xmp_of_every_format_is_flattened(format_name):
    data = xmp_packet('xmp:CreatorTool="Paint 3"', HISTORY)
    options = {"xmp": data}
    if format_name == "PNG":
        options = {"pnginfo": PngImagePlugin.PngInfo()}
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", data.decode(), zip=True)
    if format_name == "TIFF":
        options = {"tiffinfo": {700: data}}
    found = [f for f in read(noise_bytes(format_name, **options)).fields if f.group == "XMP"]
    assert texts(found) == {
        "xmp:CreatorTool": "Paint 3",
        "dc:creator[1]": "Ann",
        "dc:creator[2]": "Bob",
        "dc:title": "Portrait",
        "xmpMM:History[1]/stEvt:action": "saved",
        "xmpMM:History[2]/stEvt:action": "edited",
        "xmp:Link": "http://example.org/",
        "exif:Flash/exif:Fired": "True",
    }
    assert found[0].source == "XMP, namespace http://ns.adobe.com/xap/1.0/"


def test_a_place_in_xmp_is_known_as_one_whatever_its_prefix():
    stated = 'exif:GPSLatitude="45,27.5N" d:RelativeLongitude="9.1" d:Pitch="3" xmlns:d="http://d"'
    data = xmp_packet(stated).replace(b"exif:", b"odd:").replace(b"xmlns:exif", b"xmlns:odd")
    places = {field.name: field.gps for field in read_xmp(data)}
    assert places == {"odd:GPSLatitude": True, "d:RelativeLongitude": True, "d:Pitch": False}


@pytest.mark.parametrize(
    "trick",
    [
        '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE r [<!ENTITY a "xx"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE r SYSTEM "http://127.0.0.1:1/r.dtd">',
    ],
)
def test_entities_and_document_types_are_refused(trick):
    with pytest.raises(XmpError, match="document type or entities"):
        read_xmp(xmp_packet(inside="<dc:source>text</dc:source>", before=trick))


def test_broken_huge_and_deep_packets_become_sentences():
    found = read(noise_bytes("JPEG", xmp=b"<rdf:RDF", comment=b"here"))
    assert any("no well-formed XML" in problem for problem in found.problems)
    assert "here" in texts(found.fields).values()
    with pytest.raises(XmpError, match="above the limit"):
        read_xmp(b"<a>" + bytes([32]) * PACKET_LIMIT + b"</a>")
    assert read_xmp(xmp_packet(inside="<dc:a>" * 3000 + "x" + "</dc:a>" * 3000)) == []


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be"])
def test_wide_characters_are_read_in_packets_and_comments(charset):
    wide = xmp_packet('xmp:CreatorTool="Łódź"').decode().encode(charset)
    assert texts(read_xmp(wide)) == {"xmp:CreatorTool": "Łódź"}
    (comment,) = read(noise_bytes("JPEG", comment="Łódź".encode("utf-16"))).fields[-1:]
    assert comment.text == "Łódź"


def test_what_did_not_fit_into_one_jpeg_segment_is_joined():
    rest = xmp_packet(inside="<dc:source>" + "s" * 100 + "</dc:source>")
    head = b"http://ns.adobe.com/xmp/extension/\0" + b"G" * 32
    middle = len(rest) // 2
    segments = [
        head + struct.pack(">II", len(rest), middle) + rest[middle:],
        head + struct.pack(">II", len(rest), 0) + rest[:middle],
    ]
    data = noise_bytes("JPEG", xmp=xmp_packet('xmp:Rating="3"'))
    whole = with_segments(data, 0xE1, *segments)
    found = texts(f for f in read(whole).fields if f.group == "XMP")
    assert found == {"xmp:Rating": "3", "dc:source": "s" * 100}


# --- IPTC and comments --------------------------------------------------------------------------


def dataset(record, number, value):
    return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value


def resource(inside):
    return b"8BIM\x04\x04\0\0" + struct.pack(">I", len(inside)) + inside


def with_iptc(inside):
    return with_segments(noise_bytes("JPEG"), 0xED, b"Photoshop 3.0\0" + resource(inside))


@pytest.mark.parametrize(
    ("malformed", "problems"),
    [
        (dataset(2, 105, b""), 0),
        (dataset(2, 105, b"cut")[:4], 1),
        (b"\x1c\x02\x69\x7f\xff", 1),
        (b"\x1c\x02\x69\x80\x04\xff\xff\xff\xff", 1),
        (b"\x1c\x02\x69\0\x09short", 1),
        (b"\x1c\x02\x69\0\x02too long", 1),
        (b"stray bytes", 1),
        (b"\x1c", 1),
    ],
)
@pytest.mark.parametrize("last", [False, True])
def test_a_malformed_iptc_dataset_costs_only_itself(malformed, problems, last):
    others = dataset(2, 80, b"A. Photographer") + dataset(2, 110, b"Made with Google AI")
    found = read(with_iptc(others + malformed if last else malformed + others))
    texts = [f.text for f in found.fields if f.group == "IPTC" and f.name != "Headline"]
    assert texts == ["A. Photographer", "Made with Google AI"]
    assert len(found.problems) == problems
    assert all("IPTC dataset" in p and "malformed" in p for p in found.problems)


def test_iptc_of_a_jpeg():
    stored = {
        (1, 90): (b"\x1b%G", "Coded character set", "1b 25 47"),
        (2, 0): (b"\0\4", "Record version", "00 04"),
        (2, 25): ("Porträt".encode(), "Keywords", "Porträt"),
        (2, 110): (b"Made with Google AI", "Credit", "Made with Google AI"),
        (2, 200): (b"own", "dataset 2:200", "own"),
    }
    inside = b"".join(dataset(*key, value) for key, (value, *_) in stored.items())
    found = [f for f in read(with_iptc(inside + dataset(2, 25, b"face"))).fields]
    listed = [(f.name, f.text, f.source) for f in found if f.group == "IPTC"]
    assert listed == [
        *((name, text, f"IPTC dataset {r}:{n:03}") for (r, n), (_, name, text) in stored.items()),
        ("Keywords", "face", "IPTC dataset 2:025"),
    ]


@pytest.mark.parametrize("format_name", ["JPEG", "GIF"])
def test_comments(format_name):
    found = read(noise_bytes(format_name, comment=b"drawn by hand")).fields
    (comment,) = [f for f in found if f.group == "Comment"]
    assert (comment.text, comment.source) == ("drawn by hand", f"{format_name} comment")


def test_the_jfif_header_and_the_colour_profile():
    found = texts(read(noise_bytes("JPEG", dpi=(300, 300), icc_profile=b"p" * 128)).fields)
    expected = {"Version": "1.01", "Density": "300 x 300 per inch", "Colour profile": "128 bytes"}
    assert expected.items() <= found.items()


# --- PNG text -----------------------------------------------------------------------------------


def png(*chunks, before=b"IDAT"):
    return with_chunks(noise_bytes("PNG"), *(png_chunk(*chunk) for chunk in chunks), before=before)


TEXT = "a face\nSteps: 20"


@pytest.mark.parametrize("before", [b"IDAT", b"IEND"])
@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (b"tEXt", b"parameters\0" + TEXT.encode()),
        (b"zTXt", b"parameters\0\0" + zlib.compress(TEXT.encode())),
        (b"iTXt", b"parameters\0\0\0en\0Parameter\0" + TEXT.encode()),
        (b"iTXt", b"parameters\0\1\0\0\0" + zlib.compress(TEXT.encode())),
    ],
)
def test_png_text_of_every_kind_before_and_after_the_pixels(kind, content, before):
    found = read(png((kind, content), before=before))
    (field,) = found.fields
    assert (field.group, field.name, field.text) == ("PNG text", "parameters", TEXT)
    assert field.source.startswith(f"PNG {kind.decode()} chunk 'parameters' at byte ")
    assert found.problems == []


def test_text_chunks_that_blow_up_are_cut_each_and_all_together(monkeypatch):
    monkeypatch.setattr("gng_desktop.provenance.png.TEXT_LIMIT", 1000)
    monkeypatch.setattr("gng_desktop.provenance.png.TOTAL_LIMIT", 1500)
    bomb = b"prompt\0\0" + zlib.compress(b"x" * 10_000_000)
    found = read_metadata(None, png(*[(b"zTXt", bomb)] * 5))
    assert found.fields[0].text == "x" * 1000
    assert "unpacks to more than is read" in found.problems[0]
    assert "the rest of the PNG text 'prompt'" in found.unread
    assert sum(len(field.text) for field in found.fields) <= 1510


def test_damaged_chunks_are_reported():
    found = read(png((b"zTXt", b"prompt\0\0no zlib data")))
    assert "damaged" in found.problems[0]
    (problem,) = read_metadata(None, png((b"tEXt", b"a\0b"))[:60]).problems
    assert problem.startswith("The file is truncated")


def test_exif_that_imagemagick_keeps_as_text_is_read_and_not_shown_raw():
    stored = gps_exif().tobytes()
    digits = stored.hex().encode()
    raw = b"\nexif\n" + str(len(stored)).encode().rjust(8) + b"\n" + digits + b"\n"
    content = b"Raw profile type exif\0\0" + zlib.compress(raw)
    found = read(png((b"zTXt", content))).fields
    assert texts(found)["Make"] == "Camera Works"
    assert texts(found)["Raw profile type exif"] == f"{len(raw):,} bytes"
    assert any(field.gps for field in found)


def test_a_png_text_that_names_a_place_counts_as_one_and_too_many_are_cut(monkeypatch):
    (field,) = read(png((b"tEXt", b"exif:GPSLatitude\x0045/1"))).fields
    assert field.gps
    monkeypatch.setattr("gng_desktop.provenance.metadata.FIELD_LIMIT", 5)
    found = read(png(*[(b"tEXt", b"a\0b")] * 9))
    assert len(found.fields) == 5
    assert "9 metadata fields" in found.problems[0]
