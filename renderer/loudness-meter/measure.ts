// Measures one track from end to end. It leaves off when it is told that nobody waits for it any more, and gives
// the page its turn again and again.

import type { MeterReport } from '../../shared/sound/loudness-orders.ts';
import { type Decoded, openTrack } from './decoding.ts';
import { type FileBlocks, openFileBlocks } from './file-blocks.ts';
import { type Meter, makeMeter } from './r128.ts';
import { makeSweeper } from './sweeping.ts';

type Measured = Omit<Extract<MeterReport, { kind: 'measured' }>, 'trackId'>;
type Unplayable = Omit<Extract<MeterReport, { kind: 'unplayable' }>, 'trackId'>;

/** What came of a track. */
export type Outcome = Measured | Unplayable;

/** Work goes on for so long at a stretch, in ms; then messages have their turn. */
const STRETCH_MS = 30;

/** A file that is shorter than it says by more than this is cut short: in seconds, and as a share of it. */
const SHORT_BY_S = 0.5;
const SHORT_BY_SHARE = 0.005;

const unplayable = (reason: Unplayable['reason']): Unplayable => ({ kind: 'unplayable', reason });

/** Lets what waits in the page's queue go first; unlike a timer, without any time of its own. */
const othersFirst = (): Promise<void> =>
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });

/** The decoded track so far; the meter is made for the first piece. */
interface Reading {
  readonly meter: Meter;
  readonly sampleRate: number;
  readonly channels: number;
  frames: number;
}

const begin = ({ sampleRate, planes }: Decoded): Reading => {
  const channels = planes.length;
  return { meter: makeMeter(sampleRate, channels), sampleRate, channels, frames: 0 };
};

/** How far it has come, 0–1: by its time, or by its bytes where it does not say how long it is. */
const shareOf = (file: FileBlocks, saidS: number | null, { frames, sampleRate }: Reading): number =>
  Math.min(1, saidS === null ? file.readBytes() / file.size : frames / sampleRate / saidS);

const isCutShort = (decodedS: number, saidS: number | null): boolean =>
  saidS !== null && decodedS < saidS - Math.max(SHORT_BY_S, saidS * SHORT_BY_SHARE);

const meterFile = async (
  file: FileBlocks,
  isOver: () => boolean,
  tell: (share: number) => void,
): Promise<Outcome | null> => {
  const opened = await openTrack(file);
  if (!opened.ok) return unplayable(opened.error);
  const track = opened.value;
  const { saidS } = track;
  const sweep = makeSweeper();
  let reading: Reading | null = null;
  let turnAt = performance.now();
  try {
    for await (const piece of track.pieces()) {
      const { sampleRate, planes } = piece;
      reading ??= begin(piece);
      // A stream that becomes another one on its way is none that can be measured, or cross-faded.
      if (sampleRate !== reading.sampleRate || planes.length !== reading.channels)
        return unplayable('damaged');
      reading.meter.add(planes);
      reading.frames += planes[0]?.length ?? 0;
      if (performance.now() - turnAt < STRETCH_MS) continue;
      await othersFirst();
      if (isOver()) return null;
      sweep(file.readBytes());
      tell(shareOf(file, saidS, reading));
      turnAt = performance.now();
    }
  } finally {
    track.close();
  }
  const durationS = reading === null ? 0 : reading.frames / reading.sampleRate;
  if (reading === null || durationS === 0 || isCutShort(durationS, saidS)) return unplayable('damaged');
  const { lufs, truePeakDbtp } = reading.meter.result();
  // A file of floating numbers may hold some that are none.
  if (![lufs ?? 0, truePeakDbtp ?? 0].every(Number.isFinite)) return unplayable('damaged');
  return { kind: 'measured', lufs, truePeakDbtp, durationS, channels: reading.channels };
};

/** Measures the track at an address of ours; null when it was left off. Never throws. */
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
