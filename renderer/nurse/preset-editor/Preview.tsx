// A preview: the whole session in one minute, computed by the state machine and only drawn. Nothing is heard and no lamp
// moves, and the picture changes no faster than the score does at that rate.

import { useEffect, useReducer, useState } from 'react';
import type { Preset } from '../../../shared/preset/preset.ts';
import { want } from '../../../shared/score/score.ts';
import { MINUTE_MS, runningPhase } from '../../../shared/session/timeline.ts';
import type { Fit } from '../../../shared/sound/fit.ts';
import { Button } from '../../ui/Button.tsx';
import { sendInEffect } from '../../ui/bridge.ts';
import { useKeyDown } from '../../ui/useKeys.ts';
import { words } from '../../words/index.ts';
import { levelText } from '../../words/level-text.ts';
import { scoreOfPreset, usualSettleMs } from '../chart/chart-score.ts';
import { RoomPicture } from '../chart/RoomPicture.tsx';
import frame from './PresetEditor.module.css';
import styles from './Preview.module.css';
import {
  drawnLamps,
  isPreviewOver,
  type PreviewClock,
  previewAt,
  previewSession,
  toggledPreview,
} from './preview-session.ts';
import { Timeline } from './Timeline.tsx';

const { preview: say } = words.presetEditor;

/** How often the picture is drawn, in ms; it fades over the time between by itself. */
const DRAWN_EVERY_MS = 80;

/** The clock of a preview, started with the component. */
const usePreviewClock = (preset: Preset) => {
  const [clock, setClock] = useState((): PreviewClock => {
    const { beginsAt, endsAt } = scoreOfPreset(preset);
    return { wholeMs: endsAt - beginsAt, atMs: 0, runsSince: performance.now() };
  });
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const now = performance.now();
  const isOver = isPreviewOver(clock, now);
  const isRunning = clock.runsSince !== null && !isOver;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(draw, DRAWN_EVERY_MS);
    return () => clearInterval(timer);
  }, [isRunning]);
  const toggle = (): void => setClock((before) => toggledPreview(before, performance.now()));
  // The space bar toggles it too, except on a button, which it presses.
  useKeyDown((event) => {
    const isOnButton = event.target instanceof HTMLElement && event.target.closest('button') !== null;
    if (event.key !== ' ' || event.repeat || isOnButton) return;
    event.preventDefault();
    toggle();
  });
  return { atMs: previewAt(clock, now), isPaused: clock.runsSince === null, isOver, toggle };
};

/** What plays when; null until main has answered. */
const usePlays = (presetId: string): Fit | null => {
  const [fit, setFit] = useState<Fit | null>(null);
  useEffect(
    () =>
      sendInEffect('fit', { presetId }, (answer) => {
        if (answer.ok) setFit(answer.value);
      }),
    [presetId],
  );
  return fit;
};

interface PreviewProps {
  readonly preset: Preset;
  /** What a level of 0 dB is at the chair, in dB(A); null: not calibrated. */
  readonly chairDb: number | null;
  readonly onStop: () => void;
}

/** The timeline with a needle over it, and beneath it the room, its figures and the keys. */
export const Preview = ({ preset, chairDb, onStop }: PreviewProps) => {
  const { atMs, isPaused, isOver, toggle } = usePreviewClock(preset);
  const fit = usePlays(preset.id);
  const session = previewSession(preset, atMs);
  const { light, sound } = want(session, atMs);
  const minute = (atMs - usualSettleMs(preset)) / MINUTE_MS;
  const { level, playlistId } = sound;
  const plays = playlistId === null ? undefined : fit?.entries.findLast((entry) => entry.atMs <= atMs);
  const facts: readonly (readonly [string, string])[] = [
    [say.light, words.presetEditor.phase.percent(light?.ambient.now.brightnessPct ?? 0)],
    [say.sound, level === null ? say.silence : levelText(level.nowDb, chairDb)],
    [say.music, level === null ? say.nothingPlays : (plays?.title ?? '–')],
  ];
  return (
    <>
      <div className={frame.timelineAbove}>
        <Timeline preset={preset} needleMs={atMs} editing={null} />
      </div>
      <section className={styles.preview} aria-label={say.title}>
        <div className="shrinks">
          <RoomPicture lights={{ lamps: light === null ? [] : drawnLamps(light) }} label={say.picture} />
        </div>
        <div className="stack shrinks gap-3">
          <h2 className={styles.phase}>
            {session.overAt === null ? words.presetEditor.tabs.phase[runningPhase(session).name] : say.over}
          </h2>
          <p className={styles.minute}>
            {say.minuteSaid(Math.abs(minute))} {minute < 0 ? say.before(preset.kind) : say.after(preset.kind)}
          </p>
          <dl className={styles.facts}>
            {facts.map(([name, value]) => (
              <div key={name} className={styles.fact}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <div className={styles.keys}>
            <Button kind="primary" hint={say.keys.pause} onPress={toggle}>
              {isOver ? say.again : isPaused ? say.resume : say.pause}
            </Button>
            <Button hint={say.keys.stop} onPress={onStop}>
              {say.stop}
            </Button>
          </div>
        </div>
      </section>
    </>
  );
};
