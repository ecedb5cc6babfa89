// Earlier versions in Set-up: what presets, settings and lists of music were before they were changed, what differs since,
// and the way back to one, which can be undone.

import { useState } from 'react';
import { type EarlierVersions, WITH_VERSIONS, type WithVersions } from '../../../shared/ipc/earlier.ts';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosed } from '../../ui/Disclosed.tsx';
import { Hint, Section, Wrong } from '../../ui/Section.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { useNow } from '../../ui/useNow.ts';
import { words } from '../../words/index.ts';
import styles from './SetupEarlier.module.css';

const { earlier: say } = words.setup;

/** A version as it is shown. */
export interface ShownVersion {
  readonly id: string;
  readonly untilWallMs: number;
  /** What differs since, line by line. */
  readonly since: readonly string[];
}

export interface VersionListProps {
  readonly versions: readonly ShownVersion[];
  readonly nowMs: number;
  /** Why nobody can go back now; null when they can. */
  readonly whyNot: string | null;
  readonly isBusy: boolean;
  readonly goBack: (versionId: string) => void;
}

/** Versions, the newest first. */
export const VersionList = ({ versions, nowMs, whyNot, isBusy, goBack }: VersionListProps) => {
  if (versions.length === 0) return <p className="hint">{say.none}</p>;
  return (
    <ul className={styles.list}>
      {versions.map(({ id, untilWallMs, since }) => (
        <li key={id} className={styles.version}>
          <div className="stack shrinks gap-1">
            <p>{say.until(untilWallMs, nowMs)}</p>
            {since.map((line) => (
              <p key={line} className={styles.since}>
                {line}
              </p>
            ))}
          </div>
          <span className="keeps-size">
            <Button
              isBusy={isBusy}
              why={whyNot}
              label={say.goBackTo(untilWallMs, nowMs)}
              onPress={() => goBack(id)}
            >
              {say.goBack}
            </Button>
          </span>
        </li>
      ))}
    </ul>
  );
};

const SHOWN: Readonly<Record<WithVersions, (versions: EarlierVersions) => readonly ShownVersion[]>> = {
  presets: ({ presets }) => presets.map((version) => ({ ...version, since: say.presetsSince(version) })),
  settings: ({ settings }) => settings.map((version) => ({ ...version, since: say.settingsSince(version) })),
  music: ({ music }) => music.map((version) => ({ ...version, since: say.musicSince(version) })),
};

const Earlier = ({ what, snapshot }: { readonly what: WithVersions; readonly snapshot: Snapshot }) => {
  const { ask, isBusy, wrong } = useAsk();
  const { wallMs } = useNow(snapshot.clock);
  const [versions, setVersions] = useState<EarlierVersions | null>(null);
  const [done, setDone] = useState<'back' | 'undone' | null>(null);

  const look = async (): Promise<void> => {
    const answer = await ask('earlier', {});
    if (answer.ok) setVersions(answer.value);
  };
  /** What is shown afterwards is what main then has. */
  const change = async (
    command: Promise<{ readonly ok: boolean }>,
    then: 'back' | 'undone',
  ): Promise<void> => {
    const { ok } = await command;
    if (!ok) return;
    await look();
    setDone(then);
  };

  return (
    <Disclosed title={say[what]} onOpen={() => void look()}>
      <div className="stack gap-3">
        <Wrong sentence={wrong} />
        {done !== null && (
          <div className={styles.done} role="status">
            <p>{done === 'back' ? say.isBack : say.isUndone}</p>
            {done === 'back' && (
              <span className="keeps-size">
                <Button isBusy={isBusy} onPress={() => void change(ask('undoGoBack', { what }), 'undone')}>
                  {say.undo}
                </Button>
              </span>
            )}
          </div>
        )}
        {versions !== null && (
          <VersionList
            versions={SHOWN[what](versions)}
            nowMs={wallMs}
            whyNot={snapshot.session.stage === 'running' ? words.setup.whyNot : null}
            isBusy={isBusy}
            goBack={(versionId) => void change(ask('goBack', { what, versionId }), 'back')}
          />
        )}
      </div>
    </Disclosed>
  );
};

export const SetupEarlier = ({ snapshot }: { readonly snapshot: Snapshot }) => (
  <Section title={say.title}>
    <Hint>{say.about}</Hint>
    {WITH_VERSIONS.map((what) => (
      <Earlier key={what} what={what} snapshot={snapshot} />
    ))}
  </Section>
);
