// Full light from any state while the command before it hangs at the bridge: how soon after the press the first command
// arrives, and how soon all lamps are at 100 %.

import { setTimeout as pause } from 'node:timers/promises';
import { test } from '@playwright/test';
import { type BridgeApart, startBridgeApart } from './apart.ts';
import { median, monotonicMs, tellFigure } from './figures.ts';
import { type LitRoom, openLitRoom, pairedWith, soonSettled } from './lit-room.ts';
import { KEY } from './twelve-lamps.ts';
import { asPieces, inPieces, pieceInWords, pieceOfWork } from './yardstick.ts';

const ROUNDS = 4;

/** Within this many pieces of work the first command arrives, every time. It was 20 ms. */
const MOST_PIECES = 1.48;

/** A person waits for it, on any machine. */
const MOST_UNTIL_FULL_MS = 1000;

/** From full light back to any look, with a command that may have to wait its turn. */
const BACK_WITHIN_MS = 5000;

/** How long each piece of work took, in ms; one is done in every round. */
const pieces: number[] = [];

interface State {
  readonly name: string;
  /** Asks for the look whose command hangs. */
  readonly look: (lit: LitRoom, round: number) => void;
  /** How long that has hung when Full light is pressed, in ms. */
  readonly hangsMs: number;
  readonly after: (lit: LitRoom) => void;
}

const nudge = (lit: LitRoom, round: number): void => lit.press(round % 2 === 0 ? 'darker' : 'lighter');

/** All of them while onset fades, over three minutes. */
const STATES: readonly State[] = [
  { name: 'in a fade', look: nudge, hangsMs: 400, after: () => undefined },
  {
    name: 'in a quiet check',
    look: (lit) => lit.press('quietCheck'),
    hangsMs: 200,
    after: (lit) => lit.press('endQuietCheck'),
  },
  { name: 'right after a press', look: nudge, hangsMs: 0, after: () => undefined },
];

interface Round {
  readonly commandMs: number;
  readonly fullMs: number;
}

const play = async (lit: LitRoom, bridge: BridgeApart, state: State, round: number): Promise<Round> => {
  await bridge.ask({ what: 'hang' });
  const lookMs = monotonicMs();
  state.look(lit, round);
  const hung = await bridge.ask({ what: 'commandAfter', sinceMs: lookMs, user: KEY });
  if (hung === null) throw new Error(`no look hangs ${state.name}`);
  await bridge.ask({ what: 'mend' });
  await pause(state.hangsMs);
  const pressedMs = monotonicMs();
  lit.press('fullLight');
  const arrived = await bridge.ask({ what: 'commandAfter', sinceMs: pressedMs, user: KEY });
  const full = await bridge.ask({ what: 'full' });
  await pause(1500);
  lit.press('undoFullLight');
  state.after(lit);
  pieces.push(pieceOfWork());
  await pause(BACK_WITHIN_MS);
  return { commandMs: (arrived ?? Number.NaN) - pressedMs, fullMs: (full ?? Number.NaN) - pressedMs };
};

test('Full light goes past a look that hangs', async () => {
  const bridge = await startBridgeApart();
  const lit = await openLitRoom(pairedWith(bridge));
  lit.start(soonSettled());
  await pause(4000);
  const rounds = new Map<string, Round[]>(STATES.map(({ name }) => [name, []]));
  lit.press('doseMark');
  await pause(3000);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const state of STATES) rounds.get(state.name)?.push(await play(lit, bridge, state, round));
  }
  await lit.close();
  await bridge.close();

  for (const [name, played] of rounds) {
    const commands = played.map(({ commandMs }) => commandMs);
    const fulls = played.map(({ fullMs }) => fullMs);
    const slowest = Math.max(...commands);
    const latest = Math.max(...fulls);
    tellFigure(
      `Full light ${name} while a look hangs, ${ROUNDS} presses`,
      `first command after ${median(commands).toFixed(1)} ms, at worst ${asPieces(slowest, pieces)}; all lamps at 100 % after ${median(fulls).toFixed(0)} ms, at worst ${latest.toFixed(0)} ms; ${pieceInWords(pieces)}`,
      `at most ${MOST_PIECES} pieces, and ${MOST_UNTIL_FULL_MS} ms`,
      inPieces(slowest, pieces) <= MOST_PIECES && latest <= MOST_UNTIL_FULL_MS,
    );
  }
});
