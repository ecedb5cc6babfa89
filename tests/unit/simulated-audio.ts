// The part of Web Audio that the player's gains need, on a test's own clock: parameters that follow their automation as
// the specification says. tests/e2e/player-params.spec.ts checks that Chromium does the same.

interface Laid {
  readonly kind: 'set' | 'ramp';
  readonly value: number;
  readonly atS: number;
}

export interface SimulatedParam {
  value: number;
  /** Its value now. */
  now(): number;
  cancelScheduledValues(fromS: number): void;
  setValueAtTime(value: number, atS: number): void;
  exponentialRampToValueAtTime(value: number, atS: number): void;
}

export interface SimulatedNode {
  readonly context: unknown;
  readonly gain: SimulatedParam;
  /** The node that it is connected to. */
  to: SimulatedNode | null;
  connect(to: SimulatedNode): SimulatedNode;
}

const simulatedParam = (nowS: () => number): SimulatedParam => {
  let laid: Laid[] = [];
  let still = 1;
  /** The clock only grows: past events are not searched again. */
  let past = 0;
  const at = (atS: number): number => {
    while ((laid[past]?.atS ?? Infinity) <= atS) past += 1;
    const next = past < laid.length ? past : -1;
    const before = laid[next === -1 ? laid.length - 1 : next - 1];
    const after = next === -1 ? undefined : laid[next];
    const from = before?.value ?? still;
    if (after?.kind !== 'ramp' || before === undefined || from <= 0) return from;
    return from * (after.value / from) ** ((atS - before.atS) / (after.atS - before.atS));
  };
  const lay = (event: Laid): void => {
    if (!Number.isFinite(event.value) || !Number.isFinite(event.atS)) throw new TypeError('not finite');
    if (event.kind === 'ramp' && event.value <= 0) throw new RangeError('a ramp to nothing');
    if (event.atS < (laid.at(-1)?.atS ?? 0)) throw new Error('laid out of its order');
    laid.push(event);
  };
  return {
    get value() {
      return at(nowS());
    },
    set value(value) {
      laid = [];
      past = 0;
      still = value;
    },
    now: () => at(nowS()),
    cancelScheduledValues: (fromS) => {
      still = at(nowS());
      laid = laid.filter((event) => event.atS < fromS);
      past = 0;
    },
    setValueAtTime: (value, atS) => lay({ kind: 'set', value, atS }),
    exponentialRampToValueAtTime: (value, atS) => lay({ kind: 'ramp', value, atS }),
  };
};

const simulatedNode = (context: { readonly currentTime: number }): SimulatedNode => {
  const node: SimulatedNode = {
    context,
    gain: simulatedParam(() => context.currentTime),
    to: null,
    connect: (to) => {
      node.to = to;
      return to;
    },
  };
  return node;
};

/** A context whose gains can be read at any time; its limiter and ceiling do nothing. */
export const simulatedContext = (nowS: () => number): BaseAudioContext => {
  const context = {
    get currentTime() {
      return nowS();
    },
    createGain: () => simulatedNode(context),
    createDynamicsCompressor: () => plain(),
    createWaveShaper: () => plain(),
  };
  const plain = () => ({
    ...simulatedNode(context),
    threshold: { value: 0 },
    knee: { value: 0 },
    ratio: { value: 0 },
    attack: { value: 0 },
    release: { value: 0 },
    curve: null,
  });
  return Object.assign(context, { destination: simulatedNode(context) }) as unknown as BaseAudioContext;
};
