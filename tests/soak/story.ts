// What happens in one session of the soak, drawn from a seed: presses of every key, and faults of the bridge, the program, the
// disk, the clock and the loudspeaker. The same seed draws the same story, and a part of a story is a story too.

import { anyOf, between, type Chance, chanceOf, someKeys, type Timed } from '../bench/hurried-keys.ts';
import { PRESETS } from '../bench/hurried-room.ts';
import { SCENARIOS, type ScenarioName } from '../practice/scenarios.ts';

/** What can be killed or stopped. `main` stands still alone, `all` with every page, as a computer that sleeps. */
export type Target = 'main' | 'all' | 'room' | 'player';

export type Happening =
  | { readonly kind: 'press'; readonly presses: readonly Timed[] }
  | { readonly kind: 'bridge'; readonly scenario: ScenarioName; readonly forMs: number }
  /** The process dies at once. Where that is main, the whole program is started again. */
  | { readonly kind: 'kill'; readonly what: Exclude<Target, 'all'> }
  /** It gets no processor for a while. */
  | { readonly kind: 'stop'; readonly what: Target; readonly forMs: number }
  /** The disk that the program keeps its files on is full. */
  | { readonly kind: 'fullDisk'; readonly forMs: number }
  /** Somebody sets the computer's clock. */
  | { readonly kind: 'clock'; readonly byMs: number }
  /** The loudspeaker is pulled out, and put in again. */
  | { readonly kind: 'loudspeaker'; readonly forMs: number }
  /** The system's sound server dies, and is there again. */
  | { readonly kind: 'soundServer'; readonly forMs: number };

export type Fault = Exclude<Happening, { readonly kind: 'press' }>;

/** `atMs`: real ms after Start. Steps of one lane wait for one another; a late one follows at once. */
export type Step = Happening & { readonly atMs: number };

export interface Story {
  readonly presetId: string;
  readonly steps: readonly Step[];
  /** What must bring silence at the end, when everything is well again. */
  readonly probe: 'silence' | 'fullLight';
}

export interface StoryWish {
  readonly seed: number;
  /** Main may be killed: the program is then another one. */
  readonly mayKillMain: boolean;
  /** What cannot be done on this computer. */
  readonly without: ReadonlySet<Fault['kind']>;
}

/** How long presses and faults go on, in ms. */
const LASTS_MS = 12_000;

const BRIDGE_FAULTS = 4;
const OTHER_FAULTS = 6;
const PRESSES = 18;

const SCENARIO_NAMES = Object.keys(SCENARIOS) as ScenarioName[];

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const CLOCK_SET_BY_MS = [
  -DAY_MS,
  -60 * MINUTE_MS,
  -MINUTE_MS,
  -5000,
  5000,
  MINUTE_MS,
  60 * MINUTE_MS,
  DAY_MS,
];

/** Instants in order, in which no part of the time is left out. */
const times = (chance: Chance, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => ((i + chance()) * LASTS_MS) / count);

const otherFault = (chance: Chance, { mayKillMain, without }: StoryWish): Fault => {
  const possible: readonly (() => Fault)[] = [
    () => ({
      kind: 'kill',
      what: anyOf(chance, mayKillMain ? ['main', 'room', 'player'] : ['room', 'player']),
    }),
    () => ({
      kind: 'stop',
      what: anyOf<Target>(chance, ['main', 'all', 'room', 'player']),
      forMs: between(chance, 200, 3000),
    }),
    () => ({ kind: 'fullDisk', forMs: between(chance, 500, 3000) }),
    () => ({ kind: 'clock', byMs: anyOf(chance, CLOCK_SET_BY_MS) }),
    () => ({ kind: 'loudspeaker', forMs: between(chance, 200, 2000) }),
    () => ({ kind: 'soundServer', forMs: between(chance, 200, 2000) }),
  ];
  for (;;) {
    const fault = anyOf(chance, possible)();
    if (!without.has(fault.kind)) return fault;
  }
};

/** Draws a story. */
export const drawStory = (wish: StoryWish): Story => {
  const chance = chanceOf(wish.seed);
  const lastMs = LASTS_MS / BRIDGE_FAULTS;
  const steps: Step[] = [
    ...times(chance, PRESSES).map((atMs): Step => ({ atMs, kind: 'press', presses: someKeys(chance) })),
    ...times(chance, BRIDGE_FAULTS).map(
      (atMs): Step => ({
        atMs,
        kind: 'bridge',
        scenario: anyOf(chance, SCENARIO_NAMES),
        forMs: between(chance, 300, lastMs),
      }),
    ),
    ...times(chance, OTHER_FAULTS).map((atMs): Step => ({ atMs, ...otherFault(chance, wish) })),
  ];
  return {
    presetId: anyOf(chance, PRESETS).id,
    steps: steps.toSorted((a, b) => a.atMs - b.atMs),
    probe: anyOf(chance, ['silence', 'fullLight'] as const),
  };
};

const pressInWords = ({ name, argument }: Timed): string => [name, ...Object.values(argument)].join(' ');

const happeningInWords = (step: Happening): string => {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  switch (step.kind) {
    case 'press':
      return step.presses.map(pressInWords).join(', ');
    case 'bridge':
      return `bridge ${step.scenario} for ${seconds(step.forMs)}`;
    case 'kill':
      return `${step.what} dies`;
    case 'stop':
      return `${step.what} stands still for ${seconds(step.forMs)}`;
    case 'fullDisk':
      return `disk full for ${seconds(step.forMs)}`;
    case 'clock':
      return `clock set by ${seconds(step.byMs)}`;
    case 'loudspeaker':
      return `loudspeaker out for ${seconds(step.forMs)}`;
    case 'soundServer':
      return `sound server dead for ${seconds(step.forMs)}`;
  }
};

/** A line for each step, as somebody reads who looks for the fault. */
export const inWords = ({ presetId, steps, probe }: Story): string =>
  [
    `start ${presetId}`,
    ...steps.map((step) => `${(step.atMs / 1000).toFixed(2).padStart(6)}  ${happeningInWords(step)}`),
    `then ${probe}, the end and the turnover`,
  ].join('\n');
