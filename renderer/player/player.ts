// The player's page: joins the conductor to the loudspeaker, to main and to the time. It holds no wish of its
// own, and never makes a sound that was not ordered.

import { Howler } from 'howler';
import type { Bridge } from '../../shared/ipc/contract.ts';
import { type PlayerReport, REPORT_EVERY_MS } from '../../shared/sound/player-orders.ts';
import { PAGE_CLOCK } from './clock.ts';
import { type LoadSound, makeDeck } from './deck.ts';
import { loadElement } from './element.ts';
import { makeOutlet } from './master-output.ts';
import { LOOK_AT_OUTPUTS_MS, makeSpeaker, type Speaker } from './output-device.ts';
import { conduct, LOOK_EVERY_MS } from './player-engine.ts';
import { loadStream } from './stream.ts';

/** Keys for play and pause on a keyboard or a headset are nobody's wish in this room. */
const ignoreMediaKeys = (): void => {
  const keys = [
    'play',
    'pause',
    'stop',
    'seekbackward',
    'seekforward',
    'nexttrack',
    'previoustrack',
  ] as const;
  for (const key of keys) navigator.mediaSession.setActionHandler(key, () => {});
};

const bridge: Bridge<'player'> = window.stillroom;

/** A report that main refuses or cannot take is lost; the next one follows in half a second. */
const report = (what: PlayerReport): void => {
  bridge.send('playerReport', what).catch(() => {});
};

/**
 * Asked for as the way from here to the loudspeaker, in seconds. A busy computer must not tear holes in the music, and
 * a press must be heard within 200 ms, of which about five of these buffers are the way: 21 ms, which Chromium takes
 * for `playback`, were heard after 120 ms, and 75 ms after 410.
 */
const BUFFER_S = 0.03;

/**
 * An audio context of our own, with a large buffer. howler needs none; it plays media elements, and its own would
 * suspend itself in silence.
 */
const openContext = (): AudioContext => {
  Howler.autoUnlock = false;
  Howler.usingWebAudio = false;
  return new AudioContext({ latencyHint: BUFFER_S });
};

const context = openContext();
const outlet = makeOutlet(context);
const loadSound: LoadSound = (into, track, asStream, tell) =>
  asStream ? loadStream(into, track, tell) : loadElement(into, track, tell);
let speaker: Speaker | null = null;
const conductor = conduct({
  outlet,
  report,
  clock: PAGE_CLOCK,
  makeDeck: (tell) => makeDeck({ outlet, clock: PAGE_CLOCK, loadSound, tell }),
  makeSpeaker: (tell) => {
    speaker = makeSpeaker({ context, tell, report });
    return speaker;
  },
});

// What breaks anywhere else on this page, in a promise or in howler, ends the player too: it is born anew.
window.addEventListener('error', ({ error, message }) => conductor.end(error ?? message));
window.addEventListener('unhandledrejection', ({ reason }) => conductor.end(reason));

ignoreMediaKeys();
bridge.on('playerOrder', conductor.order);
setInterval(conductor.look, LOOK_EVERY_MS);
setInterval(conductor.reportPlace, REPORT_EVERY_MS);
setInterval(() => speaker?.look(conductor.isSounding()), LOOK_AT_OUTPUTS_MS.sounding);
report({ kind: 'born' });
