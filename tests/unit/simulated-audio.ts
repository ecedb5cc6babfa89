// As much of Web Audio as the player's gains need, on a test's own clock: parameters that follow what is laid on them as
// the specification says. Whether Chromium does the same is heard in tests/e2e/player-params.spec.ts, never here.

interface Laid {
  readonly kind: 'set' | 'ramp';
  readonly value: number;
  readonly atS: number;
}

export interface SimulatedParam {
  value: number;
  /** What it is at now. */
  now(): number;
  cancelScheduledValues(fromS: number): void;
  setValueAtTime(value: number, atS: number): void;
  exponentialRampToValueAtTime(value: number, atS: number): void;
}

export interface SimulatedNode {
  readonly gain: SimulatedParam;
  /** What it is led into. */
  to: SimulatedNode | null;
  connect(to: SimulatedNode): SimulatedNode;
}

const simulatedParam = (nowS: () => number): SimulatedParam => {
  let laid: Laid[] = [];
  let still = 1;
  /** The clock only grows: what is past is not looked through again. */
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

const simulatedNode = (nowS: () => number): SimulatedNode => {
  const node: SimulatedNode = {
    gain: simulatedParam(nowS),
    to: null,
    connect: (to) => {
      node.to = to;
      return to;
    },
  };
  return node;
};

/** A context whose gains can be asked what they are at; a limiter and a ceiling are there and do nothing. */
export const simulatedContext = (nowS: () => number): BaseAudioContext => {
  const plain = () => ({
    ...simulatedNode(nowS),
    ...{ threshold: { value: 0 }, knee: { value: 0 }, ratio: { value: 0 } },
    ...{ attack: { value: 0 }, release: { value: 0 }, curve: null },
  });
  const context = {
    get currentTime() {
      return nowS();
    },
    destination: simulatedNode(nowS),
    createGain: () => simulatedNode(nowS),
    createDynamicsCompressor: plain,
    createWaveShaper: plain,
  };
  return context as unknown as BaseAudioContext;
};
