// The player's page: joins the conductor to the loudspeaker, to main and to the time. It holds no wish of its
// own, and never makes a sound that was not ordered.

import { type PlayerOrder, type PlayerReport, REPORT_EVERY_MS } from '../../shared/player.ts';
import { conduct, LOOK_EVERY_MS } from './conductor.ts';
import { makeDeck } from './deck.ts';
import { makeOutlet } from './outlet.ts';
import { LOOK_AT_OUTPUTS_MS, makeSpeaker, type Speaker } from './speaker.ts';

/** What the player needs of window.stillroom. */
interface PlayerBridge {
  onOrder(hear: (order: PlayerOrder) => void): void;
  send(command: 'playerReport', report: PlayerReport): Promise<unknown>;
}

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

const bridge = (window as unknown as { readonly stillroom: PlayerBridge }).stillroom;

/** A report that main refuses or cannot take is lost; the next one follows in half a second. */
const report = (what: PlayerReport): void => {
  bridge.send('playerReport', what).catch(() => {});
};

const outlet = makeOutlet();
let speaker: Speaker | null = null;
const conductor = conduct({
  outlet,
  report,
  makeDeck: (tell) => makeDeck(outlet, tell),
  makeSpeaker: (tell) => {
    speaker = makeSpeaker({ context: outlet.context, tell, report });
    return speaker;
  },
});

ignoreMediaKeys();
bridge.onOrder(conductor.order);
setInterval(conductor.look, LOOK_EVERY_MS);
setInterval(conductor.reportPlace, REPORT_EVERY_MS);
setInterval(() => speaker?.look(conductor.isSounding()), LOOK_AT_OUTPUTS_MS.sounding);
report({ kind: 'born' });
