// Seeded chance for the playlists: the same seed gives the same music on every machine. It must never read a
// clock or Math.random.

/**
 * A uniform generator (mulberry32).
 * @param {string} seed any text; the same text gives the same numbers
 * @returns {() => number} numbers in [0, 1)
 */
export function seededRandom(seed) {
  let state = hashText(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** FNV-1a, to turn a title into a seed. */
function hashText(text) {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash | 0;
}

/** A number between two bounds. */
export function between(random, lowest, highest) {
  return lowest + (highest - lowest) * random();
}

/** Eases 0..1 with no corner at either end; `ease(x) + ease(1 - x)` is 1. */
export function ease(x) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return x * x * (3 - 2 * x);
}

/**
 * A wandering value in [-1, 1] that never repeats: it eases from one random mark to the next over a random time,
 * so that nothing made with it can be heard as a pulse or as breathing.
 * @param {() => number} random
 * @param {number} shortestS the shortest way between two marks
 * @param {number} longestS the longest
 * @returns {(timeS: number) => number} to be called with times that never go back
 */
export function drift(random, shortestS, longestS) {
  let from = between(random, -1, 1);
  let to = between(random, -1, 1);
  let startS = -between(random, 0, shortestS);
  let endS = startS + between(random, shortestS, longestS);
  return (timeS) => {
    while (timeS >= endS) {
      from = to;
      to = between(random, -1, 1);
      startS = endS;
      endS = startS + between(random, shortestS, longestS);
    }
    return from + (to - from) * ease((timeS - startS) / (endS - startS));
  };
}

/**
 * Slow noise of unit variance with almost nothing above its bandwidth: two one-pole low-passes in a row.
 * @param {() => number} random
 * @param {number} bandwidthHz
 * @param {number} stepsPerS how often it will be asked for its next value
 * @returns {() => number}
 */
export function slowNoise(random, bandwidthHz, stepsPerS) {
  const share = 1 - Math.exp((-2 * Math.PI * bandwidthHz) / stepsPerS);
  // A uniform step has a variance of 1/12; each cascade leaves about share / 4 of it.
  const gain = Math.sqrt(12 * (4 / share));
  const settleSteps = Math.min(4000, Math.ceil(4 / share));
  let first = 0;
  let second = 0;
  const next = () => {
    first += share * (random() - 0.5 - first);
    second += share * (first - second);
    return second * gain;
  };
  for (let step = 0; step < settleSteps; step += 1) next();
  return next;
}
