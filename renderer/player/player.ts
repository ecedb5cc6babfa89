// The player's page: connects the engine to the loudspeaker, to main and to the time. It never makes a sound that
// main did not order.

import { Howler } from 'howler';
import type { Bridge } from '../../shared/ipc/contract.ts';
import { type PlayerReport, REPORT_EVERY_MS } from '../../shared/sound/player-orders.ts';
import { type LoadSource, makeDeck } from './deck.ts';
import { makeMasterOutput } from './master-output.ts';
import { loadMediaElement } from './media-element.ts';
import { makePlayerEngine, POLL_EVERY_MS } from './player-engine.ts';
import { makeSink, POLL_SINK_MS, type Sink } from './sink.ts';
import { soundClock } from './sound-clock.ts';
import { loadStream } from './stream.ts';
import { openWakeGate } from './wake-gate.ts';

const MEDIA_KEYS = [
  'play',
  'pause',
  'stop',
  'seekbackward',
  'seekforward',
  'nexttrack',
  'previoustrack',
] as const;

/** Media keys on a keyboard or a headset do nothing in this room. */
const ignoreMediaKeys = (): void => {
  for (const key of MEDIA_KEYS) navigator.mediaSession.setActionHandler(key, () => {});
};

const bridge: Bridge<'player'> = window.stillroom;

/** Main answers a report within milliseconds. Without an answer for this long it stands still, in ms. */
const MAIN_STANDS_MS = 3 * REPORT_EVERY_MS;

let answeredAt = performance.now();
const isServed = (): boolean => performance.now() - answeredAt < MAIN_STANDS_MS;

/** A report that does not reach main is lost; the next one follows within half a second. */
const report = (what: PlayerReport): void => {
  const answered = (): void => {
    answeredAt = performance.now();
  };
  bridge.send('playerReport', what).then(answered, () => {});
};

/**
 * The buffer to ask for, in seconds. A busy computer must not tear holes in the music, and a press must be heard
 * within 200 ms. About five of these buffers lie before the loudspeaker: with 21 ms (Chromium's `playback`) a press
 * was heard after 120 ms, and with 75 ms after 410.
 */
const BUFFER_S = 0.03;

/** An audio context of our own, with a large buffer: howler's would suspend itself in silence. */
const openContext = (): AudioContext => {
  Howler.autoUnlock = false;
  Howler.usingWebAudio = false;
  return new AudioContext({ latencyHint: BUFFER_S });
};

const context = openContext();
let sink: Sink | null = null;
const clock = soundClock(context);
const output = makeMasterOutput(context, await openWakeGate(context, () => sink?.stoodStill()));
const loadSource: LoadSource = (into, track, asStream, tell) =>
  asStream ? loadStream(into, track, tell) : loadMediaElement(into, track, tell);
const engine = makePlayerEngine({
  output,
  report,
  clock,
  makeDeck: (tell) => makeDeck({ into: output.input, clock, loadSource, isServed, tell }),
  makeSink: (tell) => {
    sink = makeSink(context, tell, report);
    return sink;
  },
});

// An exception anywhere on this page, in a promise or in howler, ends the player too: main replaces it.
window.addEventListener('error', ({ error, message }) => engine.end(error ?? message));
window.addEventListener('unhandledrejection', ({ reason }) => engine.end(reason));

ignoreMediaKeys();
bridge.on('playerOrder', engine.order);
setInterval(engine.poll, POLL_EVERY_MS);
setInterval(engine.reportPlace, REPORT_EVERY_MS);
setInterval(() => sink?.poll(engine.isSounding()), POLL_SINK_MS.sounding);
report({ kind: 'born' });
