// A second verifier of ledgers and proofs, written from the texts of RFC 6962, RFC 9162 and C2SP alone, without a
// look at ours, in another language. Only Node's own modules.
//
//   node verify_ledger.mjs ledger FOLDER VKEY            entries → root, tiles, signature
//   node verify_ledger.mjs proof FILE ENTRY VKEY         a .tlog-proof over the entry in a file
//
// Prints "ok SIZE" and ends with 0, or says what is wrong and ends with 1.
import { createHash, createPublicKey, verify } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const WIDTH = 256;
const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();
const leafHash = (entry) => sha256(Buffer.from([0]), entry);
const nodeHash = (left, right) => sha256(Buffer.from([1]), left, right);

function demand(holds, complaint) {
  if (!holds) throw new Error(complaint);
}

// RFC 6962, 2.1: MTH over leaf hashes.
function mth(hashes, from, to) {
  if (to - from === 0) return createHash("sha256").digest();
  if (to - from === 1) return hashes[from];
  let k = 1;
  while (k * 2 < to - from) k *= 2;
  return nodeHash(mth(hashes, from, from + k), mth(hashes, from + k, to));
}

// C2SP signed-note and tlog-checkpoint.
function openCheckpoint(note, vkey) {
  const [name, id, ...rest] = vkey.split("+");
  const key = Buffer.from(rest.join("+"), "base64");
  demand(key[0] === 1 && key.length === 33, "the key is not Ed25519");
  const keyId = sha256(Buffer.from(name + "\n"), key).subarray(0, 4);
  demand(keyId.toString("hex") === id, "the key's id is not its hash");
  const cut = note.lastIndexOf("\n\n");
  demand(cut > 0, "no signatures");
  const text = note.slice(0, cut + 1);
  const spki = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), key.subarray(1)]);
  const publicKey = createPublicKey({ key: spki, format: "der", type: "spki" });
  let signed = false;
  for (const line of note.slice(cut + 2).trimEnd().split("\n")) {
    const [dash, signer, encoded] = line.split(" ");
    demand(dash === "—", "a line that is no signature");
    const blob = Buffer.from(encoded, "base64");
    if (signer !== name || !blob.subarray(0, 4).equals(keyId)) continue;
    demand(verify(null, Buffer.from(text), publicKey, blob.subarray(4)), "the signature is false");
    signed = true;
  }
  demand(signed, "not signed by this key");
  const [origin, size, root] = text.split("\n");
  return { origin, size: Number(size), root: Buffer.from(root, "base64") };
}

// C2SP tlog-tiles: the path of a tile.
function tilePath(level, n, width) {
  let path = String(n % 1000).padStart(3, "0");
  while (n >= 1000) {
    n = Math.floor(n / 1000);
    path = "x" + String(n % 1000).padStart(3, "0") + "/" + path;
  }
  return `tile/${level}/${path}` + (width < WIDTH ? `.p/${width}` : "");
}

function readTile(folder, level, n, width) {
  const path = join(folder, tilePath(level, n, width));
  return readFileSync(existsSync(path) ? path : join(folder, tilePath(level, n, WIDTH)));
}

function readEntries(bundle) {
  const entries = [];
  for (let at = 0; at < bundle.length; ) {
    const length = bundle.readUInt16BE(at);
    entries.push(bundle.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return entries;
}

function checkLedger(folder, vkey) {
  const { size, root } = openCheckpoint(readFileSync(join(folder, "checkpoint"), "utf8"), vkey);
  let hashes = [];
  for (let n = 0; n * WIDTH < size; n++) {
    const width = Math.min(WIDTH, size - n * WIDTH);
    hashes.push(...readEntries(readTile(folder, "entries", n, width)).slice(0, width).map(leafHash));
  }
  demand(hashes.length === size, "fewer entries than the checkpoint says");
  demand(mth(hashes, 0, size).equals(root), "the entries do not hash to the root");
  for (let level = 0; hashes.length; level++) {
    for (let n = 0; n * WIDTH < hashes.length; n++) {
      const mine = Buffer.concat(hashes.slice(n * WIDTH, (n + 1) * WIDTH));
      const width = mine.length / 32;
      const tile = readTile(folder, level, n, width).subarray(0, mine.length);
      demand(tile.equals(mine), `tile ${n} of level ${level} is another`);
    }
    const above = [];
    for (let n = 0; (n + 1) * WIDTH <= hashes.length; n++) above.push(mth(hashes, n * WIDTH, (n + 1) * WIDTH));
    hashes = above;
  }
  return size;
}

// RFC 9162, 2.1.3.2, with numbers beyond 32 bits.
function checkProof(text, entry, vkey) {
  const cut = text.indexOf("\n\n");
  const lines = text.slice(0, cut).split("\n");
  demand(lines.shift() === "c2sp.org/tlog-proof@v1", "another format");
  if (lines[0].startsWith("extra ")) lines.shift();
  const index = BigInt(lines.shift().replace(/^index /, ""));
  const { size, root } = openCheckpoint(text.slice(cut + 2), vkey);
  demand(index < BigInt(size), "the index is beyond the tree");
  let fn = index;
  let sn = BigInt(size) - 1n;
  let r = leafHash(entry);
  for (const line of lines) {
    const p = Buffer.from(line, "base64");
    demand(p.length === 32 && sn !== 0n, "a hash too many or too long");
    if (fn % 2n === 1n || fn === sn) {
      r = nodeHash(p, r);
      while (fn % 2n === 0n && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      r = nodeHash(r, p);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  demand(sn === 0n && r.equals(root), "the proof does not lead to the root");
  return size;
}

const [what, path, ...rest] = process.argv.slice(2);
try {
  const size =
    what === "ledger"
      ? checkLedger(path, rest[0])
      : checkProof(readFileSync(path, "utf8"), readFileSync(rest[0]), rest[1]);
  console.log(`ok ${size}`);
} catch (error) {
  console.log(error.message);
  process.exitCode = 1;
}
