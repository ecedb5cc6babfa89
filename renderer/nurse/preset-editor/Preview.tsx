// The whole session in one minute, worked out by the state machine and only drawn: nothing is heard and no lamp moves.
// The picture goes no faster than the score does at that rate.

import { type ReactElement, useCallback, useEffect, useReducer, useState } from 'react';
import type { Preset } from '../../../shared/preset/preset.ts';
import { want } from '../../../shared/score/score.ts';
import type { Ms } from '../../../shared/session/session.ts';
import { MINUTE_MS, runningPhase } from '../../../shared/session/timeline.ts';
import type { Fit } from '../../../shared/sound/fit.ts';
import { Button } from '../../ui/Button.tsx';
import { send } from '../../ui/bridge.ts';
import { words } from '../../words/index.ts';
import { levelText } from '../../words/level-text.ts';
import { RoomPicture } from '../chart/RoomPicture.tsx';
import styles from './Preview.module.css';
import {
  beginPreview,
  isPreviewOver,
  type PreviewClock,
  pausePreview,
  previewAt,
  resumePreview,
} from './preview-clock.ts';
import { drawnLamps, previewSession } from './preview-session.ts';

const { preview: say } = words.presetEditor;

/** How often the picture is drawn, in ms; what lies between is faded over by the picture itself. */
const DRAWN_EVERY_MS = 80;

export interface Previewing {
  readonly atMs: Ms;
  readonly isPaused: boolean;
  readonly isOver: boolean;
  readonly toggle: () => void;
}

/** The clock of a preview of so many ms, begun with the component. */
export const usePreviewClock = (wholeMs: Ms, lastsMs: number): Previewing => {
  const [clock, setClock] = useState<PreviewClock>(() => beginPreview(wholeMs, performance.now(), lastsMs));
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const now = performance.now();
  const isOver = isPreviewOver(clock, now);
  const runs = clock.runsSince !== null && !isOver;
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(draw, DRAWN_EVERY_MS);
    return () => clearInterval(timer);
  }, [runs]);
  const toggle = useCallback(
    () =>
      setClock((before) => {
        const at = performance.now();
        const goes = before.runsSince !== null && !isPreviewOver(before, at);
        return goes ? pausePreview(before, at) : resumePreview(before, at);
      }),
    [],
  );
  return { atMs: previewAt(clock, now), isPaused: clock.runsSince === null, isOver, toggle };
};

/** What plays when; null until main has said. */
const usePlays = (presetId: string): Fit | null => {
  const [fit, setFit] = useState<Fit | null>(null);
  useEffect(() => {
    let isWanted = true;
    void send('fit', { presetId }).then((answer) => {
      if (isWanted && answer.ok) setFit(answer.value);
    });
    return () => {
      isWanted = false;
    };
  }, [presetId]);
  return fit;
};

export interface PreviewProps {
  readonly preset: Preset;
  readonly chairDb: number | null;
  readonly previewing: Previewing;
  readonly onStop: () => void;
}

/** The room, what it is at, and the keys. */
export const Preview = ({ preset, chairDb, previewing, onStop }: PreviewProps): ReactElement => {
  const { atMs, isPaused, isOver, toggle } = previewing;
  const fit = usePlays(preset.id);
  const session = previewSession(preset, atMs);
  const { light, sound } = want(session, atMs);
  const doseMs = (preset.phases[0]?.lengthMin ?? 0) * MINUTE_MS;
  const minute = (atMs - doseMs) / MINUTE_MS;
  const phase = runningPhase(session);
  const { level, playlistId } = sound;
  const plays = playlistId === null ? undefined : fit?.entries.findLast((entry) => entry.atMs <= atMs);
  const facts: readonly (readonly [string, string])[] = [
    [say.light, words.presetEditor.phase.percent(light?.ambient.now.brightnessPct ?? 0)],
    [say.sound, level === null ? say.silence : levelText(level.nowDb, chairDb)],
    [say.music, level === null ? say.nothingPlays : (plays?.title ?? '–')],
  ];
  return (
    <section className={styles.preview} aria-label={say.title}>
      <div className="shrinks">
        <RoomPicture lights={{ lamps: light === null ? [] : drawnLamps(light) }} label={say.picture} />
      </div>
      <div className="stack shrinks gap-3">
        <h2 className={styles.phase}>{session.overAt === null ? say.phase[phase.name] : say.over}</h2>
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
  );
};
