// SPDX-License-Identifier: Apache-2.0
/** The page that lies in every bundle, for whoever opens it without knowing what it is: what is where, and how to check it by hand. */
export const bundleReadme = `An evidence bundle of Comity.

Check it in one of three ways. None needs a network or a server.

  ./comity verify FILE.zip           everything, with the verdict of the agreement computed again
  python3 check_bundle.py FILE.zip   a second program, in Python, that leaves all cryptography to openssl
  comity-verifier.html               one page for a browser; open it, drop the file

certificate.html  what the authority that made this bundle states about it; certificate.json is the same under its signature
dispatches/       what the authorities sent each other, exactly as signed; each names its body by a root
bodies/           what opens the body of each dispatch; where a part is withheld, its digest stands in its place
withheld.json     what a later holder withheld, and why; not signed, and only where somebody did
receipts/         what the receiving server signed for each
agreements/       the agreement, with the signatures of all its parties
keys/             the history of each authority's keys; an authority's name is the digest of its first event
log/              the exporter's log: a signed head, and the proof that each dispatch stands in it
custody/          custody logs of evidence, one file for each item: every entry with the proof that it stands in the same log
manifest.json     all other files of this copy with their digests

Files that travelled with a dispatch are not in here: the dispatch names each by its SHA-256 and its size. Put them in a folder beside
the bundle and hold them against it with ./comity verify FILE.zip --attachments FOLDER, or with sha256sum by hand.

By hand, with openssl alone: the Ed25519 half of the signature on dispatches/0001.json is the first 64 bytes of "sig"; the key is the
first 32 bytes of the public key in keys/. The reference page of the project, evidence-bundle.md, has the commands, line by line.
`;
