"""Content Credentials: what is reported of signed images, and that nothing goes online for it."""

import contextlib
import datetime
import http.server
import io
import json
import sys
import threading
from types import SimpleNamespace

import c2pa
import numpy as np
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

from benchmarks.originals import dng
from gng_desktop.imaging.raw import is_raw
from gng_desktop.provenance import credentials
from gng_desktop.provenance.credentials import SETTINGS, read_credentials
from tests.tiny_data import noise_bytes, with_segments

SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def name(common, organisation):
    parts = {NameOID.ORGANIZATION_NAME: organisation, NameOID.COMMON_NAME: common}
    return x509.Name([x509.NameAttribute(*part) for part in parts.items()])


def make_signer(ocsp=None):
    """A certificate of our own root, good for 30 days, as the C2PA profile wants it."""
    now = datetime.datetime.now(datetime.UTC)
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    root_name = name("Test root", "Root Ltd")

    def build(subject, key, authority):
        # In order: signatures; then certificates and lists of revoked ones, the 6th and 7th.
        usage = (not authority, *[False] * 4, authority, authority, False, False)
        extensions = {
            x509.BasicConstraints(authority, None): True,
            x509.KeyUsage(*usage): True,
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()): False,
        }
        if not authority:
            issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(keys[0].public_key())
            purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
            extensions |= {issuer: False, purpose: False}
        if ocsp and not authority:
            address = x509.UniformResourceIdentifier(ocsp)
            access = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, address)
            extensions[x509.AuthorityInformationAccess([access])] = False
        builder = x509.CertificateBuilder(
            root_name,
            subject,
            key.public_key(),
            x509.random_serial_number(),
            now - datetime.timedelta(days=1),
            now + datetime.timedelta(days=30),
        )
        for extension, critical in extensions.items():
            builder = builder.add_extension(extension, critical)
        return builder.sign(keys[0], hashes.SHA256()).public_bytes(Encoding.PEM)

    root = build(root_name, keys[0], True)
    own = build(name("Pat Signer", "Signing Ltd"), keys[1], False)
    key = keys[1].private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return c2pa.C2paSignerInfo(b"es256", own + root, key, None)


@pytest.fixture(scope="module")
def signer():
    return make_signer()


def manifest(*actions, **more):
    return {
        "claim_generator_info": [{"name": "Picture Maker", "version": "2.1"}],
        "title": "a face",
        "assertions": [{"label": "c2pa.actions", "data": {"actions": list(actions)}}],
        **more,
    }


GENERATED = f"{SOURCE}trainedAlgorithmicMedia"
CREATED = {
    "action": "c2pa.created",
    "digitalSourceType": GENERATED,
    "softwareAgent": {"name": "Model X"},
    "when": "2024-05-01T10:00:00Z",
}
OPENED = {"action": "c2pa.opened", "parameters": {"ingredientIds": ["parent"]}}


def sign(signer, content, data=None, media_type="image/jpeg", ingredient=None, remote=None):
    """Return the signed file, and the bytes of its manifest store."""
    # Thumbnails would make the files large.
    context = c2pa.Context.from_dict({"builder": {"thumbnail": {"enabled": False}}})
    out = io.BytesIO()
    with c2pa.Signer.from_info(signer) as own, c2pa.Builder(content, context=context) as builder:
        if ingredient:
            about = {"title": "parent.jpg", "relationship": "parentOf", "label": "parent"}
            builder.add_ingredient(about, "image/jpeg", io.BytesIO(ingredient))
        if remote:
            builder.set_no_embed()
            builder.set_remote_url(remote)
        store = builder.sign(own, media_type, io.BytesIO(data or noise_bytes("JPEG")), out)
    return out.getvalue(), store


@pytest.fixture(scope="module")
def signed(signer):
    return sign(signer, manifest(CREATED))[0]


def codes(found, outcome):
    return {check.code for check in found.checks if check.outcome == outcome}


def with_changed_pixels(signed):
    """The last bytes before the end marker are pixels."""
    return signed[:-20] + bytes([signed[-20] ^ 1]) + signed[-19:]


def test_a_signed_image_tells_signer_software_and_actions(signed):
    found = read_credentials(signed, "JPEG")
    assert found.state == "valid"
    for words in ("signature is valid", "unchanged since they were signed", "not on a trust list"):
        assert words in found.sentence
    (statement,) = found.manifests
    assert statement.active
    assert (statement.signer, statement.organisation) == ("Pat Signer", "Signing Ltd")
    assert (statement.generator, statement.time) == ("Picture Maker 2.1", "")
    (action,) = statement.actions
    assert (action.name, action.agent) == ("c2pa.created", "Model X")
    assert action.when == "2024-05-01T10:00:00Z"
    assert action.source_words == "made by a trained model (generative AI)"
    assert action.generated and found.generated
    assert {"claimSignature.validated", "assertion.dataHash.match"} <= codes(found, "success")
    assert codes(found, "failure") == {"signingCredential.untrusted"}
    assert "c2pa-python" in found.library
    assert json.loads(json.dumps(found.to_json()))["states_generated"] is True
    # Every check is reported in plain words.
    words = {check.code: check.words for check in found.checks}
    assert all(text and text != code for code, text in words.items())
    assert all(check.count >= 1 for check in found.checks)
    assert words[CLAIM] == (
        "the certificate is valid now; no time stamp shows when the file was signed"
    )


def test_a_changed_image_is_not_valid(signed):
    found = read_credentials(with_changed_pixels(signed), "JPEG")
    assert found.state == "invalid"
    assert "the file's bytes do not match the signed hash" in found.sentence
    assert "Hashes do not match" in found.sentence
    assert "assertion.dataHash.mismatch" in codes(found, "failure")
    # What it states can still be read.
    assert found.manifests[0].signer == "Pat Signer"


def test_a_changed_statement_is_not_valid(signed):
    found = read_credentials(signed.replace(b"Model X", b"Camera1"), "JPEG")
    assert found.state == "invalid"
    assert "assertion.hashedURI.mismatch" in codes(found, "failure")


def test_the_cause_is_the_library_s_own(signed):
    found = read_credentials(with_segments(signed, 0xFE, b"a comment here"), "JPEG")
    assert "is not where the manifest is" in found.sentence
    assert "data hash exclusion does not match the manifest location" in found.sentence
    assert "assertion.dataHash.match" not in codes(found, "success")


CLAIM, HASH = "claimSignature.insideValidity", "assertion.dataHash"
EXCLUSION = "data hash exclusion does not match the manifest location in the asset"


def stand_in(monkeypatch, state, results, manifest=None):
    """Let the C2PA library give these codes, outcome by outcome."""
    part = {
        outcome: [{"code": code, "explanation": why} for code, why in found.items()]
        for outcome, found in results.items()
    }
    store = {
        "active_manifest": "a",
        "manifests": {"a": manifest or {}},
        "validation_state": state,
        "validation_results": {"activeManifest": part},
    }

    class Reader(contextlib.nullcontext):
        def __init__(self, *_, **__):
            super().__init__(SimpleNamespace(json=lambda: json.dumps(store)))

    monkeypatch.setattr(c2pa, "Reader", Reader)
    return read_credentials(b"jumb", "JPEG")


def test_unchanged_bytes_are_not_passed_beside_a_failed_hash(monkeypatch):
    results = {
        "success": {f"{HASH}.match": "data hash valid"},
        "failure": {f"{HASH}.mismatch": EXCLUSION},
    }
    found = stand_in(monkeypatch, "Invalid", results)
    assert "not where the manifest is" in found.sentence and EXCLUSION in found.sentence
    assert "unchanged" not in found.sentence + "".join(found.notes)
    assert not any("unchanged" in check.words for check in found.checks)
    assert codes(found, "success") == set()


@pytest.mark.parametrize("timed", [False, True])
def test_a_certificate_is_not_expired_and_in_force_at_once(monkeypatch, timed):
    results = {
        "success": {CLAIM: "claim signature valid", f"{HASH}.match": ""},
        "failure": {"signingCredential.expired": "certificate expired"},
    }
    signature = {"signature_info": {"time": "2024-01-01T00:00:00Z"} if timed else {}}
    found = stand_in(monkeypatch, "Invalid", results, signature)
    words = {check.code: check.words for check in found.checks}
    if timed:
        assert "expired at the stamped time" in words["signingCredential.expired"]
        return
    assert "no time stamp shows when the file was signed" in found.sentence
    assert "is not known" in words[CLAIM] and CLAIM not in codes(found, "success")
    assert found.notes == (
        "The signature itself is valid and the bytes it covers are unchanged since they were "
        "signed.",
    )


def test_a_failure_of_an_ingredient_is_headlined_as_its_own(signer, signed):
    data, _ = sign(signer, manifest(OPENED), ingredient=signed)
    found = read_credentials(data.replace(b"Model X", b"Camera1"), "JPEG")
    assert found.state == "invalid"
    assert found.sentence.startswith("The signature over this image is valid")
    assert "of the ingredient 'parent.jpg': an ingredient's manifest was changed" in found.sentence
    data, _ = sign(signer, manifest(OPENED), ingredient=with_changed_pixels(signed))
    found = read_credentials(data, "JPEG")
    assert found.state == "valid"
    (note,) = found.notes
    assert note.startswith("When the ingredient 'parent.jpg' was added, its Content Credentials")
    assert "the file's bytes do not match the signed hash" in note


def test_descriptions_parameters_and_what_they_state_are_shown(signer):
    composite = {
        "action": "c2pa.created",
        "digitalSourceType": f"{SOURCE}composite",
        "parameters": {
            "com.adobe.digitalSourceType": GENERATED,
            "com.adobe.details": "imagen-3.0",
            "com.adobe.more": {name: 1 for name in "fbedac"},
            **{f"com.adobe.{name}": name for name in "ywxvz"},
        },
    }
    mark = {"action": "c2pa.edited", "description": "Applied imperceptible SynthID watermark."}
    content = manifest(composite, mark)
    for label, data in (
        ("cawg.identity", {"signer_payload": {}, "signature": "x"}),
        ("org.test", {"a": [{"Iptc4xmpExt:DigitalSourceType": GENERATED}]}),
    ):
        content["assertions"].append({"label": label, "data": data})
    found = read_credentials(sign(signer, content)[0], "JPEG")
    first, second = found.manifests[0].actions
    assert dict(first.parameters)["com.adobe.details"] == "imagen-3.0"
    # Reading the file again must not say the same in another order.
    assert dict(first.parameters)["com.adobe.more"] == json.dumps(dict.fromkeys("abcdef", 1))
    assert [*first.parameters] == sorted(first.parameters)
    assert first.states == found.states == "partly_generated"
    assert second.description == "Applied imperceptible SynthID watermark."
    assert found.manifests[0].stated == (("org.test", GENERATED),)
    notes = " ".join(found.notes)
    assert "SynthID watermark); this program cannot read watermarks" in notes
    assert "CAWG identity" in notes and "does not check it" in notes


@pytest.mark.parametrize(
    ("relation", "states"),
    [("parentOf", "generated"), ("componentOf", "partly_generated"), ("inputTo", "")],
)
def test_what_went_into_an_image_tells_of_it_too(relation, states):
    parent = {"assertions": [{"label": "c2pa.actions", "data": {"actions": [CREATED]}}]}
    part = {"title": "b.png", "relationship": relation, "active_manifest": "b"}
    read = credentials.states_of({"a": {"ingredients": [part]}, "b": parent}, "a")
    assert read[0] == states and (not states or "'b.png'" in read[1])
    # What an edit added takes nothing back from an image that was generated as a whole.
    edit = {"action": "c2pa.edited", "digitalSourceType": GENERATED}
    actions = {"label": "c2pa.actions", "data": {"actions": [{"action": "c2pa.opened"}, edit]}}
    own = {"ingredients": [part], "assertions": [actions]}
    expected = "generated" if relation == "parentOf" else "partly_generated"
    assert credentials.states_of({"a": own, "b": parent}, "a")[0] == expected


def test_a_camera_s_statement_is_not_taken_for_a_generator_s(signer):
    action = {"action": "c2pa.created", "digitalSourceType": f"{SOURCE}digitalCapture"}
    found = read_credentials(sign(signer, manifest(action))[0], "JPEG")
    assert found.manifests[0].actions[0].source_words == "captured by a digital camera"
    assert not found.generated


def test_what_an_ingredient_s_signer_states_is_reported_too(signer, signed):
    content = manifest(OPENED, {"action": "c2pa.color_adjustments"}, title="edited")
    data, _ = sign(signer, content, ingredient=signed)
    found = read_credentials(data, "JPEG")
    assert [statement.active for statement in found.manifests] == [True, False]
    assert found.manifests[0].ingredients == ("parent.jpg (parentOf)",)
    assert not any(action.generated for action in found.manifests[0].actions)
    assert found.generated
    assert any(check.ingredient for check in found.checks)


@pytest.mark.parametrize("format_name", ["PNG", "WEBP", "TIFF", "GIF"])
def test_other_formats_are_read_too(signer, format_name):
    media_type = credentials.MEDIA_TYPES[format_name]
    data, _ = sign(signer, manifest(CREATED), noise_bytes(format_name), media_type)
    found = read_credentials(data, format_name)
    assert found.state == "valid" and found.generated


def test_cameras_sign_raw_data(signer):
    data, _ = sign(signer, manifest(CREATED), dng(64, 48), "image/x-adobe-dng")
    assert is_raw(data)
    found = read_credentials(data, "RAW")
    assert found.state == "valid" and "unchanged since they were signed" in found.sentence
    assert "not defined for RAW files" in read_credentials(b"FUJIFILMCCD-RAW jumb", "RAW").sentence


def test_a_file_without_any_does_not_load_the_library(monkeypatch):
    by_chance = with_segments(noise_bytes("JPEG"), 0xFE, b"jumb")
    assert read_credentials(by_chance, "JPEG").state == "none"
    monkeypatch.setitem(sys.modules, "c2pa", None)
    found = read_credentials(noise_bytes("JPEG"), "JPEG")
    assert (found.state, found.sentence) == ("none", "No Content Credentials.")


@pytest.mark.parametrize("cut", [0.05, 0.2, 0.5])
def test_broken_manifests_are_reported_and_nothing_is_raised(signed, cut):
    rng = np.random.default_rng(int(100 * cut))
    start = signed.index(b"jumb")
    for _ in range(20):
        broken = bytearray(signed)
        for place in rng.integers(start, start + int(cut * len(signed)), 5):
            broken[place % len(broken)] ^= int(rng.integers(1, 256))
        found = read_credentials(bytes(broken), "JPEG")
        assert found.state in ("invalid", "unreadable", "none", "elsewhere", "valid")
        assert found.sentence.isprintable()


def test_limits_and_a_missing_library_are_reported(signed, monkeypatch):
    assert "not defined for BMP" in read_credentials(signed, "BMP").sentence
    monkeypatch.setattr(credentials, "C2PA_BYTES", 1000)
    found = read_credentials(signed, "JPEG")
    assert found.state == "not read" and "above the limit" in found.sentence
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "c2pa", None)
    found = read_credentials(signed, "JPEG")
    assert found.state == "not read" and "not installed" in found.sentence


# --- nothing goes online ----------------------------------------------------------------------


@pytest.fixture
def server():
    """Stands for the web: counts what is asked of it, answers with `answer`."""
    asked = []
    web = SimpleNamespace(asked=asked, answer=b"")

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(web.answer)

        do_POST = do_GET

        def log_message(self, *_):
            pass

    listening = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    web.address = f"http://127.0.0.1:{listening.server_port}/store"
    yield web
    listening.shutdown()
    thread.join(10)
    listening.server_close()


def read_with(settings, data):
    with c2pa.Context.from_dict(settings) as context, contextlib.suppress(c2pa.C2paError):
        c2pa.Reader("image/jpeg", io.BytesIO(data), context=context).close()


def test_a_manifest_stored_elsewhere_is_not_fetched(signer, server):
    data, server.answer = sign(signer, manifest(CREATED), remote=server.address)
    read_with(SETTINGS, data)
    read_with({"core": SETTINGS["core"]}, data)
    read_with({"verify": SETTINGS["verify"]}, data)
    found = read_credentials(data, "JPEG", server.address)
    assert (found.state, found.manifests) == ("elsewhere", ())
    assert server.address in found.sentence and "not fetched" in found.sentence
    assert server.asked == []
    # The address is one that would have answered.
    read_with({"core": {}}, data)
    assert server.asked == ["/store"]


def test_no_one_is_asked_whether_a_certificate_was_revoked(server):
    data, _ = sign(make_signer(ocsp=server.address), manifest(CREATED))
    assert read_credentials(data, "JPEG").state == "valid"
    read_with({"core": SETTINGS["core"], "verify": {"ocsp_fetch": True}}, data)
    assert server.asked == []
    read_with({"verify": {"ocsp_fetch": True}}, data)
    assert server.asked
