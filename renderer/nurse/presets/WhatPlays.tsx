// What plays when, if the session runs as usual: the tracks by phase, with the time since Start.

import type { ReactElement } from 'react';
import { PHASE_NAMES } from '../../../shared/preset/preset.ts';
import type { Fit, FitEntry } from '../../../shared/sound/fit.ts';
import { words } from '../../words/index.ts';
import styles from './WhatPlays.module.css';

const { presetMusic: say } = words;

const Entry = ({ entry }: { readonly entry: FitEntry }): ReactElement => (
  <li className={styles.entry} data-again={entry.isRepeat || undefined}>
    <span className={styles.at}>{say.at(entry.atMs)}</span>
    <span className={styles.title}>{entry.title}</span>
    {entry.isRepeat && <span className={styles.about}>{say.again}</span>}
    {entry.hasWords && <span className={styles.mark}>{say.words}</span>}
    {entry.suits !== null && <span className={styles.mark}>{words.music.marks.characters[entry.suits]}</span>}
  </li>
);

export const WhatPlays = ({ fit }: { readonly fit: Fit }): ReactElement => (
  <section className={styles.plays} aria-label={say.whatPlaysLabel}>
    {PHASE_NAMES.map((name) => {
      const entries = fit.entries.filter(({ phase }) => phase === name);
      return entries.length === 0 ? null : (
        <div key={name}>
          <h4 className={styles.phase}>{words.phases[name]}</h4>
          <ol className={styles.entries}>
            {entries.map((entry) => (
              <Entry key={`${entry.atMs} ${entry.trackId}`} entry={entry} />
            ))}
          </ol>
        </div>
      );
    })}
  </section>
);
