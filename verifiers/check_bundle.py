#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks an evidence bundle of Comity without any part of Comity: Python's standard library, and `openssl` for signatures.

    python3 check_bundle.py case.zip [--expect ca1...]... [--attachments FOLDER] [--json]

It is written from the pages of the project and shares no line with the program that makes bundles or with the other checker.
What it checks is printed, and so is what it does not check: the verdict of the agreement (that needs the agreement's rules), and
the ML-DSA halves of signatures where the installed OpenSSL is older than 3.5.

Exit code 0: nothing that was checked is wrong; 1: something is; 2: wrongly used; 3: there is no openssl.
"""
import argparse
import base64
import hashlib
import hmac
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import zlib

BUNDLE_BYTES_MAX = 256 * 1024 * 1024
PATH = re.compile(r"^(?=.{1,200}$)[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)*$")
DIGEST = re.compile(r"^sha256:[0-9a-f]{64}$")
TYPE = "application/vnd.comity.%s+json"
BY_LETTER = "cl1"
ATTESTED = ("attested-record", "attested-consent", "attested-recall")
BEFORE_REQUEST = ("assistance.draft-sharing", "assistance.draft-comments", "assistance.withdrawal")
MATTERS = {"cns": ("onward.consent-request", "onward.consent-answer"), "dis": ("onward.disclosure",), "rcl": ("onward.recall", "onward.recall-answer"),
           "nus": ("onward.new-use", "onward.new-use-answer"), "bnt": ("onward.breach-notice",)}
UNLISTED = ("manifest.json", "certificate.json", "withheld.json")


class Wrong(Exception):
    """Something in the bundle is not as it must be; the path says where."""

    def __init__(self, path, problem):
        super().__init__("%s: %s" % (path, problem))


def need(holds, path, problem):
    if not holds:
        raise Wrong(path, problem)


# --- JSON with one spelling ------------------------------------------------------------------------------------------

def strict_json(data, path):
    def pairs(found):
        names = [name for name, _ in found]
        need(len(names) == len(set(names)) and "__proto__" not in names, path, "A name stands twice.")
        return dict(found)

    def refuse(text):
        raise Wrong(path, "%s is no whole number." % text)

    def whole(text):
        number = int(text)
        need(abs(number) < 2 ** 53 and text != "-0", path, "A number is too large.")
        return number

    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=pairs, parse_float=refuse, parse_constant=refuse, parse_int=whole)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Wrong(path, "It is no JSON (%s)." % error) from None


def by_utf16(name):
    return name.encode("utf-16-be", "surrogatepass")


def canonical(value):
    """RFC 8785 for the values that occur: text, whole numbers, true, false, null, arrays, objects."""
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda member: by_utf16(member[0]))
        return "{" + ",".join(json.dumps(name, ensure_ascii=False) + ":" + canonical(member) for name, member in members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(element) for element in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def exactly(value, names, path):
    need(isinstance(value, dict) and set(value) == set(names), path, "It does not hold exactly %s." % ", ".join(names))
    return [value[name] for name in names]


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def digest_of_file(path):
    """A file of any size takes little memory."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for part in iter(lambda: file.read(1 << 20), b""):
            digest.update(part)
    return "sha256:" + digest.hexdigest()


def digest_of(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def raw_digest(text, path):
    need(isinstance(text, str) and DIGEST.match(text), path, "It is no digest.")
    return bytes.fromhex(text[7:])


def raw_hex(text, path, length=None):
    need(isinstance(text, str) and re.match(r"^(?:[0-9a-f]{2})*$", text), path, "It is not hexadecimal.")
    data = bytes.fromhex(text)
    need(length is None or len(data) == length, path, "It has not its length.")
    return data


def raw_base64(text, path):
    try:
        data = base64.b64decode(text, validate=True)
    except (ValueError, TypeError):
        raise Wrong(path, "It is not base 64.") from None
    need(base64.b64encode(data).decode() == text, path, "It is not strict base 64.")
    return data


# --- container -------------------------------------------------------------------------------------------------------

def read_zip(data):
    """The files of a stored ZIP; nothing is written to disk. The container must be exactly what its files make."""
    need(len(data) <= BUNDLE_BYTES_MAX, "bundle", "It is larger than a bundle can be.")
    files, at = {}, 0
    while data[at:at + 4] == b"PK\x03\x04":
        need(at + 30 <= len(data), "bundle", "It ends inside a header.")
        method, crc, size, name_length = struct.unpack("<8xH4xI4xIH2x", data[at:at + 30])
        start = at + 30 + name_length
        need(method == 0 and start + size <= len(data), "bundle", "A file is compressed or goes on after the end.")
        name = data[at + 30:start].decode("latin-1")
        need(PATH.match(name) and name not in files, "bundle", "%r is no path of a bundle." % name[:60])
        files[name] = data[start:start + size]
        need(zlib.crc32(files[name]) == crc, name, "Its check sum does not fit.")
        at = start + size
    need(write_zip(files) == data, "bundle", "The container is not as it was written.")
    return files


def write_zip(files):
    local, central, at = [], [], 0
    for name in sorted(files):
        data, raw = files[name], name.encode("ascii")
        common = struct.pack("<HHHHIIIHH", 0, 0, 0, 0x21, zlib.crc32(data), len(data), len(data), len(raw), 0)
        local.append(b"PK\x03\x04" + struct.pack("<H", 10) + common + raw + data)
        central.append(b"PK\x01\x02" + struct.pack("<HH", 20, 10) + common + struct.pack("<HHHII", 0, 0, 0, 0, at) + raw)
        at += len(local[-1])
    directory = b"".join(central)
    end = struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(directory), at, 0)
    return b"".join(local) + directory + b"PK\x05\x06" + end


def check_manifest(files):
    listed = [{"path": p, "size": len(files[p]), "digest": digest_of(files[p])} for p in sorted(files) if p != "manifest.json"]
    expected = canonical({"v": 1, "files": listed}).encode()
    need(files.get("manifest.json") == expected, "manifest.json", "It does not list exactly the files of the bundle.")


# --- trees of digests --------------------------------------------------------------------------------------------------

def root_by_proof(leaf, index, size, proof):
    """The root of the list that has the leaf there; None where the proof is that of no such place (RFC 9162, section 2.1.3.2)."""
    if not 0 <= index < size:
        return None
    position, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return None
        if position % 2 == 1 or position == last:
            found = sha256(b"\1", sibling, found)
            while position % 2 == 0 and position != 0:
                position, last = position // 2, last // 2
        else:
            found = sha256(b"\1", found, sibling)
        position, last = position // 2, last // 2
    return found if last == 0 else None


def verify_inclusion(leaf, index, size, proof, root):
    found = root_by_proof(leaf, index, size, proof)
    return found is not None and found == root


# --- signatures, by openssl --------------------------------------------------------------------------------------------

ED_SPKI = bytes.fromhex("302a300506032b6570032100")
# The beginning of a SubjectPublicKeyInfo of ML-DSA (RFC 9881): the object identifiers differ in their last byte.
ML_SPKI = {"ml-dsa-44": bytes.fromhex("30820532300b060960864801650304031103820521" + "00"),
           "ml-dsa-65": bytes.fromhex("308207b2300b0609608648016503040312038207a1" + "00")}
ML_BYTES = {"ml-dsa-44": (1312, 2420), "ml-dsa-65": (1952, 3309)}


class OpenSsl:
    def __init__(self, folder):
        self.folder, self.cache, self.left_out = folder, {}, set()
        try:
            self.version = subprocess.run(["openssl", "version"], capture_output=True, text=True, check=True).stdout.strip()
            known = subprocess.run(["openssl", "list", "-signature-algorithms"], capture_output=True, text=True).stdout
        except (OSError, subprocess.CalledProcessError):
            print("There is no openssl on this machine.", file=sys.stderr)
            sys.exit(3)
        self.knows_ml_dsa = "ML-DSA-65" in known.upper()
        # ES256 and RS256 are over a digest, which pkeyutl takes since version 3.0.
        usage = subprocess.run(["openssl", "pkeyutl", "-help"], capture_output=True, text=True)
        self.knows_digests = "-digest" in usage.stdout + usage.stderr

    def verify(self, spki, message, signature, context=None, digest=None):
        key = (sha256(spki, message, signature), context, digest)
        if key not in self.cache:
            self.cache[key] = self.run(spki, message, signature, context, digest)
        return self.cache[key]

    def run(self, spki, message, signature, context, digest):
        names = []
        for name, data in (("key.der", spki), ("message", message), ("signature", signature)):
            names.append(os.path.join(self.folder, name))
            with open(names[-1], "wb") as file:
                file.write(data)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", names[0], "-rawin", "-in", names[1], "-sigfile", names[2]]
        if context is not None:
            command += ["-pkeyopt", "context-string:" + context]
        if digest is not None:
            command += ["-digest", digest]
        return subprocess.run(command, capture_output=True).returncode == 0

    def hybrid(self, public_key, message, signature, suite="ed25519+ml-dsa-65"):
        """Both halves must hold; the second is left out where this openssl does not know it, and the end says so."""
        ml = suite.split("+")[1]
        own = 64 + ML_BYTES[ml][1]
        if ml == "ml-dsa-65" and len(signature) > own:
            # A joint signature: place, count, and the way from this document to the root that was signed.
            place, count, way = signature[own], signature[own + 1:own + 2], signature[own + 2:]
            root = None
            if len(count) == 1 and 2 <= count[0] <= 64 and place < count[0] and len(way) % 32 == 0:
                root = root_by_proof(sha256(b"\0", message), place, count[0], [way[at:at + 32] for at in range(0, len(way), 32)])
            if root is None:
                return False
            message, signature = ("comity-joint-signature-v1 " + suite).encode() + b"\0" + count + root, signature[:own]
        if len(public_key) != 32 + ML_BYTES[ml][0] or len(signature) != 64 + ML_BYTES[ml][1]:
            return False
        label = "comity-signature-v1 " + suite
        if not self.verify(ED_SPKI + public_key[:32], label.encode() + b"\0" + message, signature[:64]):
            return False
        return not self.knows_ml_dsa or self.verify(ML_SPKI[ml] + public_key[32:], message, signature[64:], label)


def pae(kind, payload):
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload)


class Document:
    """A signed document: exact bytes first, their meaning when the signatures hold."""

    def __init__(self, data, path, *kinds):
        self.path, self.letter = path, None
        self.kind, payload, signatures = exactly(strict_json(data, path), ["payloadType", "payload", "signatures"], path)
        need(self.kind in [TYPE % kind for kind in kinds], path, "It is a %s." % self.kind)
        self.payload = raw_base64(payload, path)
        self.digest = digest_of(pae(self.kind, self.payload))
        need(isinstance(signatures, list) and len(signatures) > 0, path, "There is no signature.")
        pairs = [exactly(one, ["keyid", "sig"], path) for one in signatures]
        self.signatures = [(key, raw_base64(signature, path)) for key, signature in pairs]
        need(len({key for key, _ in pairs}) == len(pairs), path, "A key signs twice.")
        self.json = strict_json(self.payload, path)

    def check(self, ssl, keys, suite="ed25519+ml-dsa-65"):
        for key_id, signature in self.signatures:
            need(key_id in keys, self.path, "The key %s is not known for this." % key_id)
            need(ssl.hybrid(keys[key_id], pae(self.kind, self.payload), signature, suite), self.path, "The signature by %s does not hold." % key_id)
        return [key_id for key_id, _ in self.signatures]


# --- passkeys ----------------------------------------------------------------------------------------------------------

P256_SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200")
# SubjectPublicKeyInfo of RSA with a modulus of 2048 to 4096 bits and the exponent 65537, in its only spelling.
RSA_SPKI = re.compile(rb"\x30\x82..\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00\x03\x82..\x00\x30\x82..\x02\x82(..)\x00(.{256,512})\x02\x03\x01\x00\x01", re.S)
LOCAL_PAGE = re.compile(r"^http://(?:[a-z0-9-]+\.)*localhost(?::[1-9][0-9]{0,4})?$")
SAFE_PAGE = re.compile(r"^https://[a-z0-9.-]+(?::[1-9][0-9]{0,4})?$")


def is_authenticator_key(algorithm, spki):
    if algorithm == "EdDSA":
        return len(spki) == 44 and spki.startswith(ED_SPKI)
    if algorithm == "ES256":
        return len(spki) == len(P256_SPKI) + 65 and spki.startswith(P256_SPKI + b"\x04")
    found = RSA_SPKI.fullmatch(spki)
    if algorithm != "RS256" or found is None:
        return False
    return int.from_bytes(found.group(1), "big") == len(found.group(2)) + 1 and found.group(2)[0] >= 0x80


def base64url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def is_page_of(origin, relying_party):
    if not isinstance(origin, str) or not (SAFE_PAGE.match(origin) or LOCAL_PAGE.match(origin)):
        return False
    host = origin.split("://")[1].rsplit(":", 1)[0] if origin.count(":") == 2 else origin.split("://")[1]
    return host == relying_party or host.endswith("." + relying_party)


def check_passkey(approval, authority, keys, ssl, path):
    """The authenticator of one approval: whose it is by the authority's signed statement, and that it signed exactly this approval."""
    proof = approval["proof"]
    exactly(proof, ["enrolment", "nonce", "authenticatorData", "clientData", "signature"], path)
    document = Document(raw_base64(proof["enrolment"], path), path, "enrolment")
    document.check(ssl, keys)
    said = document.json
    exactly(said, ["v", "authority", "officer", "credentialId", "algorithm", "publicKey", "relyingParty", "registrars", "enrolledAt"], path)
    need(said["v"] == 1 and said["authority"] == authority, path, "An authenticator is enrolled by another authority.")
    need(said["officer"] == approval["officer"], path, "An authenticator belongs to another officer.")
    need(said["enrolledAt"] <= approval["at"], path, "An authenticator was enrolled after it approved.")
    need(len(set(said["registrars"])) == len(said["registrars"]) in (1, 2), path, "Nobody vouched for an authenticator.")
    spki = raw_base64(said["publicKey"], path)
    need(is_authenticator_key(said["algorithm"], spki), path, "The key of an authenticator is none that is accepted.")
    nonce, data, client, signature = [raw_base64(proof[name], path) for name in ("nonce", "authenticatorData", "clientData", "signature")]
    words = [approval[name] for name in ("subject", "decision", "role", "officer")]
    need(len(nonce) == 32 and not any("\n" in word for word in words), path, "An approval is not spelled as it should be.")
    challenge = sha256(("comity approval v1\n" + "\n".join(words) + "\n").encode(), nonce)
    page = strict_json(client, path)
    need(page.get("type") == "webauthn.get" and page.get("challenge") == base64url(challenge), path, "A passkey answered for something else.")
    need(page.get("crossOrigin") is not True and "topOrigin" not in page, path, "A passkey was used inside a page of somebody else.")
    need(is_page_of(page.get("origin"), said["relyingParty"]), path, "A passkey was used on a page of somebody else.")
    need(len(data) >= 37 and data[:32] == sha256(said["relyingParty"].encode()), path, "A passkey was made for another workplace.")
    flags = data[32]
    need(flags & 0x05 == 0x05 and not flags & 0x40, path, "An authenticator has not verified the person.")
    need(flags & 0x80 or len(data) == 37, path, "What an authenticator says is longer than it says.")
    digest = None if said["algorithm"] == "EdDSA" else "sha256"
    if digest is None or ssl.knows_digests:
        need(ssl.verify(spki, data + sha256(client), signature, digest=digest), path, "The signature of a passkey does not hold.")
    else:
        ssl.left_out.add(said["algorithm"])
    return said["credentialId"]


# --- keys --------------------------------------------------------------------------------------------------------------

def base32(data):
    return base64.b32encode(data).decode().lower().rstrip("=")


def key_id(purpose, suite, public_key):
    return "key_" + base32(sha256(b"comity-key-v1\0" + purpose.encode() + b"\0" + suite.encode() + b"\0", public_key))


def fold_keys(events, owner, ssl):
    """The keys of an authority by purpose, from its signed history; identity is the digest of the first event."""
    roots, threshold, next_roots, keys, revoked, previous, seen = {}, 0, None, {}, set(), None, []

    def take(public_key, path):
        for other in seen:
            need(other[:32] != public_key[:32] and other[-32:] != public_key[-32:], path, "A key, or half of one, is used twice.")
        seen.append(public_key)

    for index, (path, data) in enumerate(events):
        document = Document(data, path, "key-event")
        event = document.json
        need(canonical(event).encode() == document.payload and event.get("v") == 1 and event.get("index") == index, path, "It is no event of this place.")
        if index == 0:
            need(event["kind"] == "genesis" and "ca1" + base32(sha256(document.payload)) == owner, path, "It is not the first event of this authority.")
        else:
            need(event["kind"] != "genesis" and event["authority"] == owner and event["prev"] == previous, path, "It does not follow the event before.")
        if event["kind"] in ("genesis", "rotate-root"):
            fixed = digest_of(canonical({"roots": event["roots"], "threshold": event["threshold"]}).encode())
            need(index == 0 or fixed == next_roots, path, "These are not the roots that were fixed as the next.")
            raw = [raw_base64(root, path) for root in event["roots"]]
            for root in raw:
                take(root, path)
            roots = {key_id("root", "ed25519+ml-dsa-65", root): root for root in raw}
            threshold, next_roots = event["threshold"], event["nextRoots"]
            need(1 <= threshold <= len(roots), path, "Its threshold is none.")
        need(len(document.check(ssl, roots)) >= threshold, path, "Too few roots signed it.")
        brought = event["keys"] if event["kind"] == "genesis" else [event["key"]] if event["kind"] == "add-key" else []
        for one in brought:
            raw = raw_base64(one["publicKey"], path)
            take(raw, path)
            keys[key_id(one["purpose"], one["suite"], raw)] = (one["purpose"], raw)
        if event["kind"] == "revoke-key":
            revoked.add(event["keyId"])
        previous = document.digest
    return {purpose: {name: raw for name, (its, raw) in keys.items() if its == purpose and name not in revoked} for purpose in ("dispatch", "log")}


# --- bodies ------------------------------------------------------------------------------------------------------------

def merkle_root(leaves):
    if not leaves:
        return sha256()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\1", merkle_root(leaves[:split]), merkle_root(leaves[split:]))


def hmac256(key, message):
    return hmac.new(key, message, hashlib.sha256).digest()


def container_digest(kind, entries):
    return sha256(b"comity body %s v1\n" % kind, struct.pack(">Q", len(entries)), merkle_root([sha256(b"\0", entry) for entry in entries]))


def open_digest(value, seed):
    if isinstance(value, dict) and value:
        entries = []
        for name in sorted(value, key=by_utf16):
            own = hmac256(seed, b"member\n" + name.encode())
            entries.append(name_digest(name, hmac256(own, b"name")) + open_digest(value[name], own))
        return container_digest(b"object", entries)
    if isinstance(value, list) and value:
        return container_digest(b"array", [open_digest(one, hmac256(seed, b"element\n%d" % index)) for index, one in enumerate(value)])
    return sha256(b"comity body value v1\n", seed, canonical(value).encode())


def name_digest(name, salt):
    return sha256(b"comity body name v1\n", salt, name.encode())


def read_part(part, pointer, path, withheld):
    """The digest of a part of a body document; what it does not show is added to `withheld`."""
    need(isinstance(part, dict), path, "It is no part of a body.")
    if set(part) == {"open", "seed"}:
        return open_digest(part["open"], raw_hex(part["seed"], path, 32))
    if set(part) == {"withheld"}:
        withheld.append(("withheld", pointer))
        return raw_digest(part["withheld"], path)
    if set(part) == {"elements"}:
        elements = part["elements"]
        need(isinstance(elements, list) and elements, path, "It has no elements.")
        return container_digest(b"array", [read_part(one, "%s/%d" % (pointer, index), path, withheld) for index, one in enumerate(elements)])
    members, = exactly(part, ["members"], path)
    need(isinstance(members, list) and members, path, "It has no members.")
    leaves, names = [], []
    for member in members:
        if set(member) == {"hidden"}:
            withheld.append(("hidden", pointer))
            leaves.append(raw_digest(member["hidden"], path))
            continue
        is_open = set(member) == {"name", "part"}
        need(is_open or set(member) == {"name", "part", "salt"}, path, "It is no member of a body.")
        name, inner = member["name"], member["part"]
        need(isinstance(name, str) and ("open" in inner) == is_open, path, "A member has a salt too much or too little.")
        names.append(by_utf16(name))
        salt = hmac256(raw_hex(inner["seed"], path, 32), b"name") if is_open else raw_hex(member["salt"], path, 32)
        below = read_part(inner, pointer + "/" + name.replace("~", "~0").replace("/", "~1"), path, withheld)
        leaves.append(sha256(b"\0", name_digest(name, salt), below))
    need(names == sorted(set(names)), path, "Its names are not in order.")
    return sha256(b"comity body object v1\n", struct.pack(">Q", len(leaves)), merkle_root(leaves))


def shown_of(part):
    """The values that a part of a body document shows, with None where something is withheld."""
    if "open" in part:
        return part["open"]
    if "elements" in part:
        return [shown_of(one) for one in part["elements"]]
    return {one["name"]: shown_of(one["part"]) for one in part.get("members", []) if "name" in one} or None


def carried_in(value):
    """Everything in a body that is a signed document with the key history of its signer."""
    if isinstance(value, list):
        return [found for one in value for found in carried_in(one)]
    if not isinstance(value, dict):
        return []
    below = [found for one in value.values() for found in carried_in(one)]
    is_carried = isinstance(value.get("document"), str) and isinstance(value.get("history"), list) and value["history"]
    return below + ([value] if is_carried else [])


# --- the case ----------------------------------------------------------------------------------------------------------

def in_order(files, prefix):
    return [(path, files[path]) for path in sorted(files) if path.startswith(prefix)]


def of(folder, digest, path):
    return "%s/%s.json" % (folder, raw_digest(digest, path).hex())


def with_keys(authorities):
    """Those that have keys: an authority known by letter has none."""
    return {one for one in authorities if not one.startswith(BY_LETTER)}


def signer_of(dispatch):
    return dispatch.json["from"] if dispatch.letter is None else dispatch.letter["attestedBy"]


def check_chain(item, case_ref, path):
    """Each digest of a custody log covers the entry and the one before; before the first stands the item itself."""
    about = {name: item[name] for name in ("number", "form", "title", "description", "digest", "source", "derivedFrom")}
    previous = digest_of(canonical(dict(about, v=1, item=item["id"], caseId=case_ref)).encode())
    for number, entry in enumerate(item["entries"], 1):
        told = {name: entry[name] for name in ("number", "at", "recordedAt", "officer", "content")}
        digest = digest_of(canonical(dict(told, v=1, item=item["id"], previous=previous)).encode())
        need(entry["number"] == number and entry["digest"] == digest, path, "Entry %d of the custody log of %s does not follow on the one before." % (number, item["id"]))
        previous = digest


# What an entry of a custody log names: in which member, which kind of dispatch, whether the exporter sent it, and whether the log goes on there.
NAMES = {"sent-over": ("dispatch", "hand-over", True, True), "taken-over": ("dispatch", "hand-over", False, True),
         "came-back": ("dispatch", "hand-over", False, True), "taken-there": ("answer", "hand-over-answer", False, True),
         "lent-there": ("answer", "hand-over-answer", False, True), "answered": ("answer", "hand-over-answer", True, False),
         "not-taken": ("answer", "hand-over-answer", False, False)}


class Case:
    def __init__(self, data, expected, ssl):
        self.ssl, self.expected = ssl, expected
        self.proven, self.withheld, self.attachments = [], [], []
        self.files = read_zip(data)
        check_manifest(self.files)
        self.certificate = self.document("certificate.json", "certificate")
        self.about = self.certificate.json
        need(self.about.get("v") == 1 and self.about.get("format") == "comity-bundle/2", "certificate.json", "It is of another version.")
        self.read_keys()
        self.dispatches = [self.spoken(path) for path, _ in in_order(self.files, "dispatches/")]
        # Drafts that were shown before the request, what was said of them, and a withdrawal that did not arrive come before it.
        self.asked = next((at for at, one in enumerate(self.dispatches) if one.json["kind"] not in BEFORE_REQUEST), 0)
        need(self.dispatches, "dispatches", "There is none.")
        self.check_certificate()
        self.check_agreements()
        self.read_log()
        self.before = -1
        for number, dispatch in enumerate(self.dispatches):
            need(dispatch.path == "dispatches/%04d.json" % (number + 1), dispatch.path, "The dispatches are not numbered one after the other.")
            need(all(dispatch.digest != other.digest for other in self.dispatches[:number]), dispatch.path, "It is there twice.")
            self.check_dispatch(dispatch, number)
        took_part = {one for each in self.dispatches for one in (each.json["from"], each.json["to"][0])}
        need(set(self.keys) == with_keys(took_part) and self.exporter in took_part, "keys", "The keys are not those of the authorities that took part.")
        self.check_custody_files()
        self.check_withheld()
        self.check_strays()

    def document(self, path, kind):
        need(path in self.files, path, "The file is missing.")
        return Document(self.files[path], path, kind)

    def spoken(self, path):
        """A dispatch that its author signed; or a letter, which its recipient alone attests as the dispatch that it would have been."""
        document = Document(self.files[path], path, "dispatch", "letter")
        if document.kind == TYPE % "letter":
            members = ["v", "attestedBy", "receivedAt", "letter", "dispatch"]
            need(isinstance(document.json, dict) and sorted(document.json) == sorted(members), path, "It is no letter.")
            document.letter, document.json = document.json, document.json["dispatch"]
            need(document.json["from"].startswith(BY_LETTER), path, "Its author has a server, and signs itself.")
        return document

    def read_keys(self):
        owners = sorted({path.split("/")[1] for path in self.files if path.startswith("keys/")})
        self.keys = {owner: fold_keys(in_order(self.files, "keys/%s/" % owner), owner, self.ssl) for owner in owners}
        for owner in owners:
            need(not self.expected or owner in self.expected, "keys/" + owner, "It is not an authority that you expect.")
            for index, (path, _) in enumerate(in_order(self.files, "keys/%s/" % owner)):
                need(path == "keys/%s/%04d.json" % (owner, index + 1), path, "The key events are not numbered one after the other.")

    def signed_by(self, document, authority):
        need(authority in self.keys, document.path, "The keys of %s are not in the bundle." % authority)
        need(len(document.signatures) == 1, document.path, "It bears more than one signature.")
        document.check(self.ssl, self.keys[authority]["dispatch"])

    def check_certificate(self):
        self.exporter = self.about["exportedBy"]
        self.signed_by(self.certificate, self.exporter)
        roots = {of("bodies", one.digest, one.path): one.json.get("bodyRoot") for one in self.dispatches}
        listed = []
        for path in sorted(self.files):
            if path in UNLISTED:
                continue
            data = self.files[path]
            listed.append({"path": path, "root": roots[path]} if path in roots else {"path": path, "size": len(data), "digest": digest_of(data)})
        need(canonical(listed) == canonical(self.about["files"]), "certificate.json", "The exporter signed another list of files.")
        self.proven.append("%s exported this bundle on %s and vouches for its list of files" % (self.exporter, self.about["exportedAt"]))

    def check_agreements(self):
        self.agreements = {}
        for path, data in in_order(self.files, "agreements/"):
            document = Document(data, path, "agreement")
            digest = digest_of(document.payload)
            need(path == of("agreements", digest, path), path, "It does not bear the digest of its text.")
            known = {name: (owner, raw) for owner, keys in self.keys.items() for name, raw in keys["dispatch"].items()}
            signers = set()
            for name, signature in document.signatures:
                if name in known:
                    owner, raw = known[name]
                    need(self.ssl.hybrid(raw, pae(document.kind, document.payload), signature), path, "The signature by %s does not hold." % name)
                    signers.add(owner)
            parties = {party["authorityId"] for party in document.json["parties"]}
            need(signers <= parties, path, "Somebody signed it who is no party to it.")
            for one in self.dispatches:
                wrote = {one.json["from"], one.json["to"][0]}
                need(one.json["agreement"]["digest"] != digest or with_keys(wrote) <= signers, path, "It is not signed by both authorities that rest on it.")
            for party in sorted(parties - with_keys(parties)):
                self.proven.append("%s attests alone that %s signed this agreement on paper" % (self.exporter, party))
            self.agreements[digest] = document.json
            self.proven.append("%s signed the agreement \"%s\", version %d" % (" and ".join(sorted(signers)), document.json["title"], document.json["version"]))

    def check_dispatch(self, dispatch, number):
        said, path = dispatch.json, dispatch.path
        first = self.dispatches[self.asked].json
        need(said["v"] == 1 and said["caseRef"] == self.about["caseRef"] and len(said["to"]) == 1, path, "It belongs to another case.")
        kinds = MATTERS.get(said["caseRef"][:3])
        if kinds is None:
            need((said["kind"] == "assistance.request") == (number == self.asked), path, "A bundle is of one request, which comes first.")
            between = {said["from"], said["to"][0]}
            need(between == {first["from"], first["to"][0]} and with_keys(between) == set(self.keys), path, "It is between other authorities.")
        else:
            need(said["kind"] in kinds, path, "A dispatch of this kind belongs to no such matter.")
            need(self.exporter in (said["from"], said["to"][0]), path, "It neither came to the exporter nor went from it.")
        if dispatch.letter is not None:
            need(dispatch.letter["attestedBy"] == self.exporter == said["to"][0], path, "A letter is attested by its recipient alone, and that is not the exporter.")
        self.signed_by(dispatch, signer_of(dispatch))
        agreement = self.agreements.get(said["agreement"]["digest"])
        need(agreement is not None and agreement["id"] == said["agreement"]["id"], path, "The agreement it rests on is not in the bundle.")
        need(said["act"]["from"] == said["from"] and said["act"]["to"] == said["to"][0], path, "Its act is between other authorities.")
        self.check_body(dispatch)
        self.check_files(dispatch)
        self.check_custody(dispatch)
        self.check_approvals(dispatch)
        if dispatch.letter is None:
            self.proven.append("%s signed %s on %s, to %s" % (said["from"], said["kind"], said["createdAt"], said["to"][0]))
        else:
            about = (self.exporter, said["kind"], said["from"], dispatch.letter["letter"]["writtenOn"], dispatch.letter["letter"]["scan"])
            self.proven.append("%s attests alone %s, a letter of %s dated %s, whose scan is %s" % about)
        receipt = self.check_receipt(dispatch)
        self.check_entry(dispatch, receipt)

    def check_body(self, dispatch):
        path = of("bodies", dispatch.digest, dispatch.path)
        need(path in self.files, path, "The file is missing.")
        version, root = exactly(strict_json(self.files[path], path), ["v", "root"], path)
        found = []
        need(version == 1 and read_part(root, "", path, found) == raw_digest(dispatch.json["bodyRoot"], path), path, "It is not the body that was signed.")
        self.withheld += [(dispatch, manner, pointer) for manner, pointer in found]
        for carried in carried_in(shown_of(root)):
            self.check_carried(carried, dispatch.path)

    def check_files(self, dispatch):
        """Files that travelled are not in the bundle: the dispatch names each by digest and size, and its body names the same."""
        shown = shown_of(strict_json(self.files[of("bodies", dispatch.digest, dispatch.path)], dispatch.path)["root"])
        in_body = (shown.get("attachments") if isinstance(shown, dict) else None) or []
        for index, one in enumerate(dispatch.json.get("attachments", [])):
            raw_digest(one["digest"], dispatch.path)
            need(isinstance(one["size"], int) and one["size"] > 0, dispatch.path, "A file in it has no size.")
            other = in_body[index].get("digest") if index < len(in_body) and isinstance(in_body[index], dict) else None
            need(other in (None, one["digest"]), dispatch.path, "Its body lists other files than it does.")
            self.attachments.append((dispatch.path, one["digest"], one["size"]))

    def check_custody(self, dispatch):
        """A hand-over carries the custody log of its item; each digest covers the entry and the one before. What is withheld is passed over."""
        said, path = dispatch.json, dispatch.path
        if said["kind"] not in ("evidence.hand-over", "evidence.hand-over-answer"):
            return
        root = strict_json(self.files[of("bodies", dispatch.digest, path)], path)["root"]
        if said["kind"] == "evidence.hand-over-answer":
            answered = (shown_of(root) or {}).get("dispatch")
            theirs = [one for one in self.dispatches if one.digest == answered and one.json["kind"] == "evidence.hand-over" and one.json["from"] != said["from"]]
            need(answered is None or theirs, path, "It answers no hand-over of the other authority in this bundle.")
            return
        if any(one is dispatch and (not pointer or pointer.startswith("/items") or pointer == "/head") for one, _, pointer in self.withheld):
            return
        body = shown_of(root)
        for item in body["items"]:
            check_chain(item, said["caseRef"], path)
            self.proven.append("%s kept the custody log of %s, %d entries that each follow on the one before" % (said["from"], item["id"], len(item["entries"])))
        need(body["items"][0]["entries"][-1]["digest"] == body["head"], path, "The head that it names is not the last digest of the log.")

    def check_custody_files(self):
        """Custody logs beside the dispatches: every entry follows on the one before and stands in the exporter's log, under the same head."""
        logs = {}
        for path, data in in_order(self.files, "custody/"):
            version, case_ref, item, proofs = exactly(strict_json(data, path), ["v", "caseRef", "item", "proofs"], path)
            need(version == 1 and case_ref == self.about["caseRef"] and case_ref[:3] not in MATTERS, path, "It is of another case.")
            members = ["id", "number", "form", "title", "description", "digest", "source", "derivedFrom", "entries"]
            exactly(item, members, path)
            need(path == "custody/%s.json" % item["id"], path, "The file does not bear the identifier of its item.")
            logs[item["id"]] = (path, item, proofs)
        for path, item, proofs in logs.values():
            entries = item["entries"]
            check_chain(item, self.about["caseRef"], path)
            need(entries and len(proofs) == len(entries), path, "It has not one place in the log for each entry.")
            before = -1
            for number, (entry, proof) in enumerate(zip(entries, proofs), 1):
                exactly(entry, ["number", "at", "recordedAt", "officer", "content", "digest"], path)
                before = self.check_custody_place(path, item, number, proof, before)
            self.check_beginning(path, item, logs)
            for number, entry in enumerate(entries, 1):
                self.check_named(path, entries, number, entry["content"])
            about = (self.exporter, item["number"], item["id"], len(entries), entries[-1]["digest"])
            self.proven.append("%s kept the custody log of item %d, %s: %d entries, each in its log; the last is %s" % about)

    def check_custody_place(self, path, item, number, proof, before):
        entry = item["entries"][number - 1]
        index, size, event, hashes, salt, body = exactly(proof, ["index", "size", "event", "hashes", "salt", "body"], path)
        need(size == self.size and event == "evidence.entry-written", path, "It is another entry, or under another head.")
        named = strict_json(body.encode(), path)["details"]
        said = (item["id"], entry["digest"], entry["content"]["kind"])
        need((named["item"], named["digest"], named["kind"]) == said, path, "Entry %d is another one in the log." % number)
        body_digest = sha256(b"comity audit body v1\n", raw_hex(salt, path, 32), body.encode())
        leaf = sha256(b"\0", bytes([1, len(event)]), event.encode(), body_digest)
        need(verify_inclusion(leaf, index, size, [raw_hex(one, path, 32) for one in hashes], self.root), path, "The entry is not in the log under this head.")
        need(index > before, path, "Its entries are not in the order of the log.")
        return index

    def check_beginning(self, path, item, logs):
        """What was made from another item has that item's log here, and it says so."""
        first, origin = item["entries"][0]["content"], item["derivedFrom"]
        if origin is None:
            need(first["kind"] in ("collected", "taken-over"), path, "Its first entry does not say how it came.")
            return
        need(first["kind"] == "derived" and first["from"] == origin and origin in logs, path, "The log of what it was made from is missing.")
        made = [one["content"] for one in logs[origin][1]["entries"] if one["content"]["kind"] == "redacted"]
        said = any(one["into"] == item["id"] and one["digest"] == item["digest"] for one in made)
        need(said, path, "The log of what it was made from does not speak of it.")

    def check_named(self, path, entries, number, content):
        if content["kind"] not in NAMES:
            return
        member, kind, is_ours, goes_on = NAMES[content["kind"]]
        if content[member] is None and content["kind"] == "not-taken":
            return
        found = [one for one in self.dispatches if one.digest == content[member] and one.json["kind"] == "evidence." + kind]
        need(found and (found[0].json["from"] == self.exporter) == is_ours, path, "Entry %d names a dispatch that is not in this bundle." % number)
        if not goes_on:
            return
        body = shown_of(strict_json(self.files[of("bodies", found[0].digest, path)], path)["root"]) or {}
        shown = body.get("head") if kind == "hand-over" else (body.get("found") or {}).get("head")
        head = entries[number - 2]["digest"] if content["kind"] == "sent-over" and number > 1 else content.get("headThere")
        need(shown in (None, head), path, "Entry %d does not go on from what the dispatch carries." % number)

    def compare_files(self, folder):
        """Every file in the folder must be one of those that travelled; which are not there is said."""
        found = set()
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name)
            of_size = [one for one in self.attachments if one[2] == os.path.getsize(path)]
            digest = digest_of_file(path) if of_size else None
            same = [one for one in of_size if one[1] == digest]
            need(same, path, "It is none of the files of this bundle.")
            found |= set(same)
            self.proven += ["%s is the file %s of %s" % (path, digest, one[0]) for one in same]
        return [one for one in self.attachments if one not in found]

    def check_carried(self, carried, path):
        """A document inside a body (a consent, a recall, an answer to one) proves itself by the key history that it carries."""
        events = [(path, raw_base64(event, path)) for event in carried["history"]]
        owner = "ca1" + base32(sha256(raw_base64(strict_json(events[0][1], path)["payload"], path)))
        keys = fold_keys(events, owner, self.ssl)["dispatch"]
        data = raw_base64(carried["document"], path)
        kind = strict_json(data, path)["payloadType"]
        named = re.match(r"^application/vnd\.comity\.([a-z-]+)\+json$", kind)
        need(named, path, "A document in it is of no known kind.")
        document = Document(data, path, named.group(1))
        need(len(document.signatures) == 1, path, "A document in it bears more than one signature.")
        document.check(self.ssl, keys)
        if named.group(1) in ATTESTED:
            self.check_attestation(document.json, owner, path)
            line = "%s attests alone, from a letter of %s, the %s in %s" % (owner, document.json["originator"], named.group(1), path)
        else:
            signer = document.json.get("originator" if named.group(1) in ("consent", "recall") else "holder")
            need(signer == owner, path, "A document in it is not signed by the authority that it names.")
            line = "%s signed the %s in %s" % (owner, named.group(1), path)
        if line not in self.proven:
            self.proven.append(line)

    def check_attestation(self, said, owner, path):
        """Of an authority without keys: only who registered it attests its letters, and two officers at least have read each."""
        attestation = said.get("attestation")
        members = ["by", "letter", "officers", "registration"]
        need(isinstance(attestation, dict) and sorted(attestation) == members, path, "It does not say who attests it.")
        registration, officers = attestation["registration"], attestation["officers"]
        need(attestation["by"] == registration["registeredBy"] == owner, path, "It is not signed by the authority that attests it.")
        known = BY_LETTER + base32(sha256(b"comity-letter-v1\0" + canonical(registration).encode()))
        need(said["originator"] == known, path, "The authority that attests it is not the one that knows its originator by letter.")
        need(len(officers) >= 2 and len(set(officers)) == len(officers), path, "Fewer than two officers attest it.")

    def check_approvals(self, dispatch):
        said = dispatch.json
        step = {name: said[name] for name in ("kind", "act", "agreement", "caseRef", "preparedBy", "bodyRoot", "conditions")}
        if said["kind"] == "onward.recall":
            # One step that goes to several is approved once, for what it says; whom it goes to stands in act and agreement.
            step.update(act=None, agreement=None)
        subject = digest_of(canonical(step).encode())
        officers = [one["officer"] for one in said["approvals"]]
        need(all(one["subject"] == subject and one["decision"] == "approve" for one in said["approvals"]), dispatch.path, "An approval is of something else.")
        need(said["preparedBy"] not in officers and len(set(officers)) == len(officers), dispatch.path, "The approvals are not by distinct officers other than its preparer.")
        for one in said["approvals"]:
            need((one["method"] == "passkey") == (one["proof"] is not None), dispatch.path, "Method and proof of an approval contradict each other.")
        by_passkey = [one for one in said["approvals"] if one["proof"] is not None]
        signer = signer_of(dispatch)
        keys = self.keys[signer]["dispatch"]
        held = [check_passkey(one, signer, keys, self.ssl, dispatch.path) for one in by_passkey]
        need(len(set(held)) == len(held), dispatch.path, "Two approvals are by one authenticator.")
        if officers:
            how = "%d of them proved by a passkey" % len(held) if held else "on the authority's word"
            self.proven.append("%s had exactly this approved by %d officer(s) other than its preparer, %s" % (signer, len(officers), how))

    def check_receipt(self, dispatch):
        said, path = dispatch.json, of("receipts", dispatch.digest, dispatch.path)
        if dispatch.letter is not None:
            need(path not in self.files, path, "Nobody gives a receipt for a letter.")
            return None
        if path not in self.files:
            need(said["to"][0] != self.exporter, path, "The exporter received it but shows no receipt for it.")
            return None
        receipt = self.document(path, "receipt")
        saw = receipt.json
        need(saw["dispatch"] == dispatch.digest, path, "It is for another dispatch.")
        need(saw["from"] == said["to"][0] and saw["to"] == said["from"], path, "It is not between the same two authorities.")
        self.signed_by(receipt, saw["from"])
        self.proven.append("%s %s it on %s" % (saw["from"], "received" if saw["state"] == "delivered" else "rejected", saw["at"]))
        return saw

    def read_log(self):
        """The exporter's signed head: a C2SP checkpoint with an Ed25519 line and an ML-DSA-44 cosignature, both by its log key."""
        path = "log/checkpoint.txt"
        need(path in self.files, path, "The file is missing.")
        try:
            note = self.files[path].decode("utf-8")
        except UnicodeDecodeError:
            raise Wrong(path, "It is no text in UTF-8.") from None
        body, _, lines = note.rpartition("\n\n")
        body += "\n"
        three = body.split("\n")
        need(len(three) == 4 and three[3] == "" and note.endswith("\n"), path, "It is no checkpoint.")
        origin, size, root = three[0], three[1], raw_base64(three[2], path)
        need(origin == self.exporter + "/acts" and re.match(r"^(?:0|[1-9]\d{0,15})$", size) and len(root) == 32, path, "It is of another log.")
        need(self.about["log"] == {"origin": origin, "size": int(size), "root": three[2]}, "certificate.json", "It names another head of the log.")
        log_keys = list(self.keys[self.exporter]["log"].values())
        need(log_keys, path, "The key of the log is not in the bundle.")
        raw = log_keys[-1]
        named = bytes([len(origin)]) + origin.encode()
        cosigned = b"subtree/v1\n\0" + named + bytes(8) + named + bytes(8) + struct.pack(">Q", int(size)) + root
        for kind, key, time in ((1, raw[:32], b""), (6, raw[32:], bytes(8))):
            hint = sha256(origin.encode() + b"\n", bytes([kind]), key)[:4]
            found = [raw_base64(line.split(" ")[2], path) for line in lines.splitlines() if line.startswith("\u2014 %s " % origin) and line.count(" ") == 2]
            own = [one[4:] for one in found if one[:4] == hint]
            need(len(own) == 1 and own[0][:len(time)] == time, path, "It has not one signature of type %d." % kind)
            if kind == 1:
                need(self.ssl.verify(ED_SPKI + key, body.encode(), own[0]), path, "The Ed25519 signature does not hold.")
            elif self.ssl.knows_ml_dsa:
                need(self.ssl.verify(ML_SPKI["ml-dsa-44"] + key, cosigned, own[0][8:]), path, "The ML-DSA-44 signature does not hold.")
        self.size, self.root = int(size), root

    def check_entry(self, dispatch, receipt):
        path = of("log/proofs", dispatch.digest, dispatch.path)
        need(path in self.files, path, "The file is missing.")
        members = ["index", "size", "event", "hashes", "salt", "body"]
        index, size, event, hashes, salt, body = exactly(strict_json(self.files[path], path), members, path)
        if dispatch.letter is not None:
            expected = "letter.admitted"
        elif dispatch.json["from"] == self.exporter:
            expected = "dispatch.queued"
        else:
            expected = "dispatch.refused-admission" if receipt["state"] == "rejected" else "dispatch.admitted"
            need(receipt["logIndex"] == index, path, "The receipt names another entry.")
        need(size == self.size and event == expected, path, "It is another entry, or under another head.")
        need(strict_json(body.encode(), path)["details"]["dispatch"] == dispatch.digest, path, "The entry is that of another dispatch.")
        body_digest = sha256(b"comity audit body v1\n", raw_hex(salt, path, 32), body.encode())
        leaf = sha256(b"\0", bytes([1, len(event)]), event.encode(), body_digest)
        proof = [raw_hex(one, path, 32) for one in hashes]
        need(verify_inclusion(leaf, index, size, proof, self.root), path, "The entry is not in the log under this head.")
        need(index > self.before, path, "The dispatches are not in the order of the log.")
        self.before = index

    def check_withheld(self):
        stated = [(one, "the exporter, under its signature") for one in self.about["withheld"]]
        if "withheld.json" in self.files:
            version, statements = exactly(strict_json(self.files["withheld.json"], "withheld.json"), ["v", "statements"], "withheld.json")
            need(version == 1 and statements, "withheld.json", "It states nothing.")
            stated += [(one, "%s, signed by nobody" % one["by"]) for one in statements]
        paths = {one.digest: one.path for one in self.dispatches}
        actual = {}
        for dispatch, manner, pointer in self.withheld:
            key = (dispatch.digest, manner, pointer)
            actual[key] = actual.get(key, 0) + 1
        self.reasons = []
        for one, by in stated:
            need(one["dispatch"] in paths and one["reason"].strip() and one["count"] >= 1, "withheld", "A statement is of no dispatch, or without a reason.")
            key = (one["dispatch"], one["manner"], one["pointer"])
            around = any(dispatch == key[0] and (key[2].startswith(pointer + "/") or (manner, key[1], key[2]) == ("withheld", "hidden", pointer))
                         for dispatch, manner, pointer in actual)
            need(key in actual or around, "withheld", "A reason is given for what is shown, %s." % one["pointer"])
            self.reasons.append("%s %s %s: %s (%s)" % (paths[one["dispatch"]], one["pointer"] or "the body", one["manner"], one["reason"], by))
        for key, count in actual.items():
            given = sum(one["count"] for one, _ in stated if (one["dispatch"], one["manner"], one["pointer"]) == key)
            need(given == count, paths[key[0]], "%s is %s without a reason." % (key[2] or "the body", key[1]))

    def check_strays(self):
        known = {"manifest.json", "certificate.json", "certificate.html", "withheld.json", "log/checkpoint.txt", "summary.md", "readme.txt"}
        for one in self.dispatches:
            known |= {one.path} | {of(folder, one.digest, one.path) for folder in ("bodies", "receipts", "log/proofs")}
        for path in self.files:
            need(path in known or path.startswith(("keys/", "agreements/", "custody/")), path, "Nothing in the bundle speaks of this file.")
        for digest in self.agreements:
            need(any(one.json["agreement"]["digest"] == digest for one in self.dispatches), "agreements", "No dispatch rests on an agreement that is there.")


def main():
    parser = argparse.ArgumentParser(description="Checks an evidence bundle of Comity by Python and openssl alone.")
    parser.add_argument("file")
    parser.add_argument("--expect", action="append", default=[], metavar="IDENTITY", help="an identity (ca1...) known from elsewhere")
    parser.add_argument("--attachments", metavar="FOLDER", help="files that travelled, to be held against the bundle; names do not matter")
    parser.add_argument("--json", action="store_true", help="prints the verdict as JSON")
    given = parser.parse_args()
    try:
        with open(given.file, "rb") as file:
            data = file.read(BUNDLE_BYTES_MAX + 1)
    except OSError as error:
        parser.error(str(error))
    if given.attachments is not None and not os.path.isdir(given.attachments):
        parser.error("%s is no folder" % given.attachments)
    with tempfile.TemporaryDirectory() as folder:
        ssl = OpenSsl(folder)
        unchecked = ["the verdict of the agreement on each act, and whether each act is the one its body makes: use ./comity verify",
                     "whether public keys are points without a part of small order: use ./comity verify"]
        if not ssl.knows_ml_dsa:
            unchecked.append("the ML-DSA half of every signature: %s has no ML-DSA, 3.5 has" % ssl.version)
        try:
            case, problem = Case(data, given.expect, ssl), None
            absent = case.attachments if given.attachments is None else case.compare_files(given.attachments)
            unchecked += ["the file %s of %s, %d bytes: it is not beside the bundle" % (digest, path, size) for path, digest, size in absent]
        except Wrong as wrong:
            case, problem = None, str(wrong)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError, struct.error) as error:
            case, problem = None, "bundle: It has not the shape of a bundle (%s: %s)." % (type(error).__name__, error)
        for algorithm in sorted(ssl.left_out):
            unchecked.append("the %s signatures of passkeys: %s checks none over a digest, 3.0 does" % (algorithm, ssl.version))
    verdict = {"isValid": case is not None, "problem": problem, "proven": case.proven if case else [],
               "withheld": case.reasons if case else [], "unchecked": unchecked, "openssl": ssl.version}
    if given.json:
        print(json.dumps(verdict))
    elif case is None:
        print("INVALID: nothing is proven by %s.\n%s" % (given.file, problem), file=sys.stderr)
    else:
        for name in ("proven", "withheld"):
            for line in verdict[name]:
                print("%s: %s" % (name, line))
        for line in unchecked:
            print("not checked: %s" % line)
        print("\nNothing that was checked is wrong. The keys are those of:\n  %s" % "\n  ".join(case.keys))
    return 0 if case else 1


if __name__ == "__main__":
    sys.exit(main())
