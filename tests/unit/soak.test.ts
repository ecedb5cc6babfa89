// The soak's own judgement: what its stories hold, what it calls lost, whom it blames for an answer that did not come, and when
// something has grown.

import { describe, expect, it } from 'vitest';
import { BUILT_IN_PRESETS } from '../../shared/preset/built-in-presets.ts';
import type { Preset } from '../../shared/preset/preset.ts';
import { nurse, type Pressed } from '../bench/hurried-keys.ts';
import { pastOf, sessionAfter } from '../practice/past-session.ts';
import { SCENARIOS } from '../practice/scenarios.ts';
import { growthOver, type Held, lostBetween } from '../soak/comparing.ts';
import { drawStory, type Fault, inWords, type Step } from '../soak/story.ts';
import { openWitness } from '../soak/witness.ts';

const NOTHING: ReadonlySet<Fault['kind']> = new Set();
const story = (seed: number, mayKillMain = true, without = NOTHING) =>
  drawStory({ seed, mayKillMain, without });
const SEEDS = Array.from({ length: 300 }, (_, seed) => seed);

const isKillOfMain = (step: Step): boolean => step.kind === 'kill' && step.what === 'main';

describe('a story of the soak', () => {
  it('is the same for the same seed, has ten faults, and can be read', () => {
    expect(story(7)).toEqual(story(7));
    expect(story(7)).not.toEqual(story(8));
    for (const seed of SEEDS) {
      const { steps } = story(seed);
      expect(steps.filter(({ kind }) => kind !== 'press')).toHaveLength(10);
      expect(steps.map(({ atMs }) => atMs)).toEqual(steps.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
    }
    expect(inWords(story(7)).split('\n')).toHaveLength(story(7).steps.length + 2);
  });

  it('leaves out no scenario of the bridge and no other fault, but what it may not do', () => {
    const all = SEEDS.flatMap((seed) => story(seed).steps);
    const scenarios = all.flatMap((step) => (step.kind === 'bridge' ? [step.scenario] : []));
    expect([...new Set(scenarios)].toSorted()).toEqual(Object.keys(SCENARIOS).toSorted());
    expect([...new Set(all.map(({ kind }) => kind))].toSorted()).toEqual(
      ['bridge', 'clock', 'fullDisk', 'kill', 'loudspeaker', 'press', 'soundServer', 'stop'].toSorted(),
    );
    expect(all.some(isKillOfMain)).toBe(true);
    const without = new Set<Fault['kind']>(['fullDisk', 'clock']);
    const less = SEEDS.flatMap((seed) => story(seed, false, without).steps);
    expect(less.some((step) => isKillOfMain(step) || step.kind === 'fullDisk' || step.kind === 'clock')).toBe(
      false,
    );
  });
});

describe('a cut', () => {
  const [preset] = BUILT_IN_PRESETS as readonly [Preset];
  const now = 1_790_000_000_000;
  const before = sessionAfter([...pastOf(preset, 20), [5, { type: 'softer', awakeUntil: 0 }]], now);

  it('lost nothing where the session is as it was, or its phase has gone on by itself', () => {
    expect(
      lostBetween(before, sessionAfter([...pastOf(preset, 20), [5, { type: 'softer', awakeUntil: 0 }]], now)),
    ).toBeNull();
    expect(
      lostBetween(before, sessionAfter([...pastOf(preset, 20), [0, { type: 'nextPhase' }]], now)),
    ).toBeNull();
  });

  it('lost a press, a dose mark, a phase or the session', () => {
    expect(lostBetween(before, sessionAfter(pastOf(preset, 20), now))).toContain('nudge');
    expect(lostBetween(before, sessionAfter(pastOf(preset, null), now))).toContain('became');
    expect(lostBetween(before, sessionAfter([], now))).toContain('became idle');
    const on = sessionAfter([...pastOf(preset, 20), [0, { type: 'nextPhase' }]], now);
    expect(lostBetween(on, before)).toMatch(/^phase \d became \d$/);
  });
});

describe('a witness', () => {
  const pressed = (
    act: Parameters<typeof nurse>[0],
    answer: Pressed['answer'],
    at = Date.now(),
  ): Pressed => ({
    ...nurse(act),
    at,
    answer,
  });

  it('blames the program for an answer that did not come, unless it was down', () => {
    const witness = openWitness();
    witness.pressed([pressed('hold', null)]);
    expect(witness.told().failings).toEqual([{ kind: 'unanswered', told: 'nurse' }]);
    const other = openWitness();
    other.down(1000);
    other.pressed([pressed('hold', null)]);
    expect(other.told()).toMatchObject({ failings: [], unheard: 1 });
  });

  it('excuses lamps that move for Full light, from the press until it was taken back', () => {
    const witness = openWitness();
    witness.pressed([pressed('fullLight', { ok: false, error: 'nothingRuns' })]);
    expect(witness.told().excuses).toEqual([]);
    witness.pressed([pressed('fullLight', { ok: true, value: null }, 1000)]);
    expect(witness.told().excuses).toMatchObject([{ fromMs: 1000 }]);
    witness.pressed([pressed('undoFullLight', { ok: true, value: null })]);
    const [excuse] = witness.told().excuses;
    expect(excuse?.toMs).toBeLessThan(Date.now() + 2001);
  });
});

it('says that something grew once a life is long enough', () => {
  const life = (count: number, grows: number): readonly Held[] =>
    Array.from({ length: count }, (_, i) => ({ heap: 100 + grows * i, memory: 1, files: 1, resources: 1 }));
  expect(growthOver(life(19, 1), 'heap')).toBeNull();
  expect(growthOver(life(40, 0), 'heap')).toEqual({ from: 100, to: 100, share: 0 });
  expect(growthOver(life(40, 1), 'heap')?.share).toBeCloseTo(137 / 112 - 1);
});
