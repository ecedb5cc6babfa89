// Measures one track from start to end. It stops when nobody waits for the result any more, and pauses often enough for
// the page to stay responsive.

import type { MeterReport } from '../../shared/sound/loudness-orders.ts';
import { openTrack } from './decoding.ts';
import { type FileBlocks, openFileBlocks } from './file-blocks.ts';
import { makeMeter } from './r128.ts';

type Measured = Omit<Extract<MeterReport, { kind: 'measured' }>, 'url'>;
type Unplayable = Omit<Extract<MeterReport, { kind: 'unplayable' }>, 'url'>;

export type Outcome = Measured | Unplayable;

/** Work goes on for this long before messages get their turn, in ms. */
const STRETCH_MS = 30;

/** A file that is shorter than it says by more than this is damaged: in seconds, and as a share of it. */
const SHORT_BY_S = 0.5;
const SHORT_BY_SHARE = 0.005;

const unplayable = (reason: Unplayable['reason']): Unplayable => ({ kind: 'unplayable', reason });

/** The page's memory is swept after this many more bytes of the file or this many ms; a sweep takes a few ms. */
const SWEEP_BYTES = 4 * 1024 * 1024;
const SWEEP_MS = 500;

/**
 * Sweeps the page's memory now and then. Hundreds of packets and blocks are dropped a second, and left to itself the
 * page would keep several hundred MB of them. Only this window has `gc`; without it, measuring takes more memory.
 */
const makeSweeper = (): ((readBytes: number) => void) => {
  const { gc } = globalThis as { readonly gc?: () => void };
  let sweptBytes = 0;
  let sweptAt = performance.now();
  return (readBytes) => {
    if (readBytes - sweptBytes < SWEEP_BYTES && performance.now() - sweptAt < SWEEP_MS) return;
    gc?.();
    sweptBytes = readBytes;
    sweptAt = performance.now();
  };
};

/** Lets the page handle what waits. Unlike a timer, it takes no time of its own. */
const othersFirst = (): Promise<void> =>
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });

const isCutShort = (decodedS: number, saidS: number | null): boolean =>
  saidS !== null && decodedS < saidS - Math.max(SHORT_BY_S, saidS * SHORT_BY_SHARE);

const meterFile = async (
  file: FileBlocks,
  isOver: () => boolean,
  tell: (share: number) => void,
): Promise<Outcome | null> => {
  const track = await openTrack(file);
  if (track === null) return unplayable('unsupported');
  const { saidS } = track;
  const sweep = makeSweeper();
  let meter: ReturnType<typeof makeMeter> | null = null;
  let unheardS = 0;
  let turnAt = performance.now();
  try {
    for await (const { sampleRate, planes } of track.pieces()) {
      meter ??= makeMeter(sampleRate, planes.length);
      // Nothing plays what follows a change of format.
      const isSame = sampleRate === meter.sampleRate && planes.length === meter.channels;
      if (isSame && unheardS === 0) meter.add(planes);
      else unheardS += (planes[0]?.length ?? 0) / sampleRate;
      if (performance.now() - turnAt < STRETCH_MS) continue;
      await othersFirst();
      if (isOver()) return null;
      sweep(file.readBytes());
      // A file that does not say how long it is has no better progress than its bytes.
      const share = saidS === null ? file.readBytes() / file.size : meter.durationS() / saidS;
      tell(Math.min(1, share));
      turnAt = performance.now();
    }
    unheardS += track.unheardS();
  } finally {
    track.close();
  }
  const durationS = meter?.durationS() ?? 0;
  if (meter === null || durationS === 0 || isCutShort(durationS + unheardS, saidS))
    return unplayable('damaged');
  const { lufs, truePeakDbtp } = meter.result();
  // Samples in floating point may be infinite or no number at all.
  if (![lufs ?? 0, truePeakDbtp ?? 0].every(Number.isFinite)) return unplayable('damaged');
  return { kind: 'measured', lufs, truePeakDbtp, durationS, channels: meter.channels, unheardS };
};

/** Measures the track at an address of ours; null when nobody waits any more. Never throws. */
export const measure = async (
  url: string,
  isOver: () => boolean,
  tell: (share: number) => void,
): Promise<Outcome | null> => {
  const file = await openFileBlocks(url).catch(() => null);
  if (file === null) return unplayable('unreadable');
  try {
    return await meterFile(file, isOver, tell);
  } catch {
    return unplayable(file.isUnreadable() ? 'unreadable' : 'damaged');
  } finally {
    file.close();
  }
};
