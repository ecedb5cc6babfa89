// What a file is by its first bytes, and what its name promises. It reads no more than that, and never waits for a file
// that does not answer.

import { open } from 'node:fs/promises';
import path from 'node:path';
import pTimeout, { TimeoutError } from 'p-timeout';
import { onDisk } from '../../storage/disk-names.ts';

/** Endings of music and speech that may be played. */
const PLAYED = new Set(
  'mp3 m4a aac ogg oga opus flac wav wave m4b m4r mp4 webm weba mka adts mpga 3gp 3ga rf64 w64 bwf'.split(
    ' ',
  ),
);

/** Endings of music and speech in formats that nothing here plays: those are listed with the reason. */
const NOT_PLAYED = new Set(
  `mp1 mp2 caf aif aiff aifc alac wma asf ape wv mpc mpp mp+ ofr ofs tak tta spx ac3 eac3 dts dtshd mlp thd amr awb gsm au
   snd ra ram voc dsf dff mid midi kar rmi aa aax m4p shn la vqf mod xm it s3m cda`.split(/\s+/),
);

/** Endings of what is surely something else; a file with any other ending is looked into. */
const NOT_FOR_EARS = new Set(
  `jpg jpeg png gif bmp webp tif tiff heic avif svg ico psd xcf pdf txt md nfo log rtf doc docx odt xls xlsx ods csv htm
   html xml json yml yaml ini cfg url lnk desktop webloc cue m3u m3u8 pls xspf wpl asx zpl lrc srt sfv md5 sha1 sha256
   accurip ffp par par2 zip rar 7z gz tar iso exe dll msi dmg app db sqlite itl itdb plist asd peak pek reapeaks sesx als
   cpr flp js ts css py c h o part crdownload download tmp bak mkv avi mov wmv flv mpg mpeg vob m4v m2ts`.split(
    /\s+/,
  ),
);

/**
 * First bytes, as Latin-1 letters, and the media type that the reader of tags knows them by; `tagged`: a tag that any kind
 * may follow, `unplayed`: a kind that nothing here plays.
 */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^fLaC/, 'audio/flac'],
  [/^OggS/, 'audio/ogg'],
  [/^(?:RIFF|RF64|RIFX|BW64).{4}WAVE/s, 'audio/wav'],
  [/^.{4}ftyp(?!heic|heix|mif1|avif|crx )/s, 'audio/mp4'],
  [/^.E\xdf\xa3/s, 'audio/matroska'],
  [/^\xff[\xf0\xf1\xf8\xf9\xe2\xe3\xf2-\xf7\xfa-\xfd]/, 'audio/mpeg'],
  [/^(?:ID3|ADIF)/, 'tagged'],
  [
    /^(?:FORM.{4}AIF|0&\xb2u|MAC |wvpk|MPCK|MP\+|TTA1|DSD |FRM8|caff|MThd|\.snd|\.RMF|\.ra\xfd|#!AMR|OFR |tBaK|ajkg)/s,
    'unplayed',
  ],
];

/** Endings of a kind, so that a file whose name and content agree is read the usual way. */
const USUAL: Readonly<Record<string, string>> = {
  'audio/flac': 'flac',
  'audio/ogg': 'ogg oga opus spx',
  'audio/wav': 'wav',
  'audio/mp4': 'm4a m4b mp4 m4r',
  'audio/matroska': 'mka webm',
  'audio/mpeg': 'mp3 aac mp2 mpga',
  tagged: 'mp3 aac mp2 mpga flac',
};

/** A file that does not answer within this time cannot be read, in ms. */
const MOST_WAIT_MS = 15_000;

/** A timer this much too late shows that main itself stood still, in ms. */
const STOOD_STILL_MS = 1000;

const BEGINNING_BYTES = 12;

const endingOf = (name: string): string => path.extname(name).slice(1).toLowerCase();

/** Whether a file's name is that of music; null: it may be anything. Macs keep a `._` beside each file, which is none. */
export const isNamedAsMusic = (name: string): boolean | null => {
  if (name.startsWith('._')) return null;
  const ending = endingOf(name);
  if (PLAYED.has(ending) || NOT_PLAYED.has(ending)) return true;
  return NOT_FOR_EARS.has(ending) ? false : null;
};

/** Waits for what is read from a file; after main itself stood still, once more. @throws TimeoutError when it is too late */
export const readInTime = <T>(reading: Promise<T>): Promise<T> => {
  const byMs = performance.now() + MOST_WAIT_MS;
  const late = (): Promise<T> => {
    if (performance.now() - byMs < STOOD_STILL_MS) throw new TimeoutError('the file does not answer');
    return readInTime(reading);
  };
  return pTimeout(reading, { milliseconds: MOST_WAIT_MS, fallback: late });
};

/** The first bytes of a file. @throws as the file system does, or when it does not answer */
export const beginningOf = (file: string): Promise<Buffer> => readInTime(readBeginning(file));

const readBeginning = async (file: string): Promise<Buffer> => {
  const handle = await open(onDisk(file), 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(BEGINNING_BYTES), 0, BEGINNING_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
};

const kindOf = (beginning: Buffer): string | null =>
  KINDS.find(([first]) => first.test(beginning.toString('latin1')))?.[1] ?? null;

/** Why a file of this name and beginning cannot be played, if it cannot. */
export const faultOf = (name: string, beginning: Buffer): 'damaged' | 'notAudio' | 'unsupported' => {
  const kind = kindOf(beginning);
  if (kind === 'unplayed' || (kind === null && NOT_PLAYED.has(endingOf(name)))) return 'unsupported';
  return kind === null ? 'notAudio' : 'damaged';
};

/** The media type of a file by its beginning, and whether its name says the same; null: nobody knows. */
export const mediaTypeOf = (name: string, beginning: Buffer) => {
  const kind = kindOf(beginning) ?? '';
  const usual = USUAL[kind];
  if (usual === undefined) return null;
  return {
    type: kind === 'tagged' ? 'audio/mpeg' : kind,
    isAsNamed: usual.split(' ').includes(endingOf(name)),
  };
};

/** True when a file that may be anything is music by its first bytes. */
export const isMusicInside = (file: string): Promise<boolean> =>
  beginningOf(file).then(
    (beginning) => kindOf(beginning) !== null,
    () => false,
  );
