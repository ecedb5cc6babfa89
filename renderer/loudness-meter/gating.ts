// Power in steps of 100 ms, and the integrated loudness that follows of it: blocks of 400 ms that overlap by
// three quarters, and the two gates of BS.1770-4.

/** Steps in a second, and in a block (BS.1770-4: 400 ms at 75 % overlap). */
const HOPS_PER_S = 10;
const HOPS_PER_BLOCK = 4;

/** BS.1770-4: blocks that are not louder than this do not count, nor do those 10 LU under the mean of the others. */
const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -10;

/** BS.1770's constant, by which a 997 Hz sine of full scale on one channel reads -3.01. */
const OFFSET_LU = -0.691;

/** Room for a minute at first; six hours come to 216 000 steps, less than 2 MB. */
const FIRST_ROOM = 600;

const powerOf = (lufs: number): number => 10 ** ((lufs - OFFSET_LU) / 10);
const lufsOf = (power: number): number => OFFSET_LU + 10 * Math.log10(power);

export interface Hops {
  /** How many frames are missing until the present step is whole. */
  readonly framesToGo: () => number;
  /** So many frames went by, with this sum of weighted squares; never more than framesToGo. */
  readonly add: (squares: number, frames: number) => void;
  /** The mean power of each whole step. */
  readonly powers: () => Float64Array;
}

/** Where the samples of one track are gathered, step by step. */
export const makeHops = (sampleRate: number): Hops => {
  let kept = new Float64Array(FIRST_ROOM);
  let count = 0;
  let squares = 0;
  let frames = 0;
  /** Steps end where they do in time, whatever the sample rate: 11 025 Hz has none of equal length. */
  let length = Math.round(sampleRate / HOPS_PER_S);

  const keep = (power: number): void => {
    if (count === kept.length) {
      const larger = new Float64Array(count * 2);
      larger.set(kept);
      kept = larger;
    }
    kept[count] = power;
    count += 1;
  };

  return {
    framesToGo: () => length - frames,
    add: (more, passed) => {
      squares += more;
      frames += passed;
      if (frames < length) return;
      keep(squares / length);
      squares = 0;
      frames = 0;
      length =
        Math.round(((count + 1) * sampleRate) / HOPS_PER_S) - Math.round((count * sampleRate) / HOPS_PER_S);
    },
    powers: () => kept.subarray(0, count),
  };
};

/** The mean of the blocks that are louder than a power; null when there is none. */
const meanAbove = (blocks: Float64Array, gate: number): number | null => {
  let sum = 0;
  let count = 0;
  for (const block of blocks) {
    if (block > gate) {
      sum += block;
      count += 1;
    }
  }
  return count === 0 ? null : sum / count;
};

/** Integrated loudness in LUFS of steps of 100 ms; null when no block passes the absolute gate. */
export const integrated = (powers: Float64Array): number | null => {
  const count = powers.length - HOPS_PER_BLOCK + 1;
  if (count < 1) return null;
  const blocks = new Float64Array(count);
  for (let at = 0; at < count; at += 1) {
    let sum = 0;
    for (let hop = at; hop < at + HOPS_PER_BLOCK; hop += 1) sum += powers[hop] ?? 0;
    blocks[at] = sum / HOPS_PER_BLOCK;
  }
  const gate = powerOf(ABSOLUTE_GATE_LUFS);
  const ungated = meanAbove(blocks, gate);
  if (ungated === null) return null;
  const mean = meanAbove(blocks, Math.max(gate, ungated * 10 ** (RELATIVE_GATE_LU / 10)));
  return mean === null ? null : lufsOf(mean);
};
