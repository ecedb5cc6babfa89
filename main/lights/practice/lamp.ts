// What a lamp puts out at any instant, as a value and a few pure functions. It must never jump where a real lamp does not.
// Level is linear in the API's own `bri`, 0 (dark) to 254; colour moves by itself, as on ZigBee, where level and colour
// are two commands.

import { colourBetween, insideGamut, type LampColour } from './colour.ts';

/** `colour` is Hue's "Extended color light", `ambiance` "Color temperature light", `white` "Dimmable light". */
export type LampKind = 'colour' | 'ambiance' | 'white';

/** What a lamp can do: the parts of `capabilities.control` that matter for its light. */
export interface LampTraits {
  readonly kind: LampKind;
  /** Coldest and warmest white in mirek; meaningless for `white`. */
  readonly mirekMin: number;
  readonly mirekMax: number;
  /** Some makers' lamps take only this of a command for brightness and colour. */
  readonly takesOne?: 'level' | 'tint';
}

/** A linear change from one value to another; its deadline is stored, never a remainder. */
interface Transition<Value> {
  readonly from: Value;
  readonly to: Value;
  readonly startMs: number;
  readonly lengthMs: number;
}

export interface Lamp {
  readonly traits: LampTraits;
  /** What the lamp was last told; a bridge reports this target at once. */
  readonly on: boolean;
  readonly bri: number;
  readonly colour: LampColour;
  /** Switched off by a fade, so that the next bare `on` comes up where the fade left it: at 1. */
  readonly fadedOff: boolean;
  readonly level: Transition<number>;
  readonly tint: Transition<LampColour>;
}

/** One command to a lamp; what is left out stays as it is. */
export interface LampCommand {
  readonly on?: boolean;
  /** 1..254 */
  readonly bri?: number;
  readonly colour?: LampColour;
  /** If left out, a bridge's default of 400 ms. */
  readonly transitionMs?: number;
}

/** What a lamp does when mains power returns (`config.startup`). */
export interface Startup {
  readonly mode: 'safety' | 'powerfail' | 'lastonstate' | 'custom';
  /** Only for `custom`. */
  readonly bri?: number;
  readonly colour?: LampColour;
}

/** Hue API, lights: "transitiontime … defaults to 4 (400ms)". */
export const DEFAULT_TRANSITION_MS = 400;

/** The white of the `safety` startup, mirek (2732 K), full brightness. */
export const SAFETY_WHITE: LampColour = { mode: 'ct', mirek: 366 };

/** A fade that is over. */
export const resting = <Value>(value: Value): Transition<Value> => ({
  from: value,
  to: value,
  startMs: 0,
  lengthMs: 0,
});

const shareAt = (transition: Transition<unknown>, nowMs: number): number => {
  if (nowMs >= transition.startMs + transition.lengthMs) return 1;
  return Math.max(0, (nowMs - transition.startMs) / transition.lengthMs);
};

/** The `bri` that the lamp puts out at an instant; 0 is dark. */
export const levelAt = (lamp: Lamp, nowMs: number): number => {
  const share = shareAt(lamp.level, nowMs);
  return share === 1 ? lamp.level.to : lamp.level.from + (lamp.level.to - lamp.level.from) * share;
};

/** The colour that the lamp puts out at an instant, or would if it were lit. */
export const tintAt = (lamp: Lamp, nowMs: number): LampColour =>
  colourBetween(lamp.tint.from, lamp.tint.to, shareAt(lamp.tint, nowMs));

/** A lamp at rest. */
export const createLamp = (
  traits: LampTraits,
  start: { readonly on: boolean; readonly bri: number; readonly colour: LampColour },
): Lamp => ({
  traits,
  on: start.on,
  bri: start.bri,
  colour: start.colour,
  fadedOff: false,
  level: resting(start.on ? start.bri : 0),
  tint: resting(start.colour),
});

/** The colour as this lamp can show it: mirek within its own range, xy within its gamut; null if it cannot. */
export const withinTraits = (colour: LampColour, traits: LampTraits): LampColour | null => {
  if (traits.kind === 'white') return null;
  if (colour.mode === 'ct') {
    return { mode: 'ct', mirek: Math.min(traits.mirekMax, Math.max(traits.mirekMin, colour.mirek)) };
  }
  if (traits.kind !== 'colour') return null;
  if (colour.mode === 'hs') return colour;
  return { mode: 'xy', xy: insideGamut(colour.xy) };
};

/** The `bri` a bridge reports: the target, but 1 once a fade to off has ended, as real lamps fall to. */
export const reportedBri = (lamp: Lamp, nowMs: number): number =>
  !lamp.on && lamp.fadedOff && shareAt(lamp.level, nowMs) === 1 ? 1 : lamp.bri;

/** A change that a command begins now. */
const begun = <Value>(from: Value, to: Value, command: LampCommand, nowMs: number): Transition<Value> => ({
  from,
  to,
  startMs: nowMs,
  lengthMs: command.transitionMs ?? DEFAULT_TRANSITION_MS,
});

const switchedOff = (lamp: Lamp, command: LampCommand, nowMs: number): Lamp => {
  if (!lamp.on) return lamp;
  const level = begun(levelAt(lamp, nowMs), 0, command, nowMs);
  return { ...lamp, on: false, fadedOff: command.transitionMs !== undefined, level };
};

const rememberedBri = (lamp: Lamp, nowMs: number): number =>
  lamp.fadedOff ? Math.max(1, Math.round(levelAt(lamp, nowMs))) : lamp.bri;

const levelled = (lamp: Lamp, command: LampCommand, nowMs: number): Lamp => {
  if (lamp.on && command.bri === undefined) return lamp;
  const bri = command.bri ?? rememberedBri(lamp, nowMs);
  const level = begun(levelAt(lamp, nowMs), bri, command, nowMs);
  return { ...lamp, on: true, bri, fadedOff: false, level };
};

const tinted = (lamp: Lamp, command: LampCommand, nowMs: number): Lamp => {
  const colour = command.colour && withinTraits(command.colour, lamp.traits);
  if (!colour) return lamp;
  // The old colour shows while the new one comes, even from off: a real trap for clients.
  return { ...lamp, colour, tint: begun(tintAt(lamp, nowMs), colour, command, nowMs) };
};

/**
 * The lamp after a command. A fade always begins at the present output. An unlit lamp obeys nothing but `on: true`,
 * and beside `on: false` nothing else is obeyed.
 */
export const commanded = (lamp: Lamp, command: LampCommand, nowMs: number): Lamp => {
  if (command.on === false) return switchedOff(lamp, command, nowMs);
  if (!lamp.on && command.on !== true) return lamp;
  const isBoth = !lamp.on || command.bri !== undefined;
  if (isBoth && command.colour && lamp.traits.takesOne !== undefined) {
    const isTint = lamp.on && lamp.traits.takesOne === 'tint';
    return isTint ? tinted(lamp, command, nowMs) : levelled(lamp, command, nowMs);
  }
  return tinted(levelled(lamp, command, nowMs), command, nowMs);
};
