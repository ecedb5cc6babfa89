// Reads from an Ogg Opus file how long it lasts, without decoding it: enough to check a committed file anywhere.

const OPUS_RATE_HZ = 48_000;
const PAGE_HEADER_BYTES = 27;

/**
 * The length of an Ogg Opus file: the granule position of its last page less the pre-skip its head declares.
 * @param {Buffer} file
 * @returns {number | undefined} seconds, or nothing when this is no whole Ogg Opus file
 */
export function opusDurationS(file) {
  const headAt = file.indexOf('OpusHead');
  if (headAt < 0) return undefined;
  const preSkipFrames = file.readUInt16LE(headAt + 10);
  let lastGranule;
  let at = 0;
  while (at + PAGE_HEADER_BYTES <= file.length) {
    if (file.toString('latin1', at, at + 4) !== 'OggS') return undefined;
    const granule = file.readBigInt64LE(at + 6);
    if (granule >= 0n) lastGranule = Number(granule);
    at += pageBytes(file, at);
  }
  if (at !== file.length || lastGranule === undefined) return undefined;
  return (lastGranule - preSkipFrames) / OPUS_RATE_HZ;
}

/** A page is its header, a table of segment lengths, and the segments. */
function pageBytes(file, at) {
  const segments = file[at + 26];
  let bytes = PAGE_HEADER_BYTES + segments;
  for (let segment = 0; segment < segments; segment += 1)
    bytes += file[at + PAGE_HEADER_BYTES + segment] ?? 0;
  return bytes;
}
