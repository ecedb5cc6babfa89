// The look itself: type and colours, each by the name it has in tokens.css.

import type { ReactElement } from 'react';
import { Group, Part, State } from './Part.tsx';
import styles from './parts.module.css';

const TYPE = ['figure', 'title', 'strong', 'body', 'label', 'small'] as const;

const COLOURS = {
  Ground: ['ground', 'raised', 'raised-2', 'raised-3', 'pressed', 'line', 'line-strong'],
  Ink: ['ink', 'ink-2', 'ink-3', 'ink-faint'],
  Meaning: ['glow', 'ready', 'sound', 'check', 'asked', 'full'],
  Door: ['door-quiet', 'door-check', 'door-asked', 'door-free-2'],
  Inks: ['draw-amber', 'draw-honey', 'draw-rose', 'draw-clay', 'draw-plum'],
} as const;

export const Look = (): ReactElement => (
  <Group name="The look">
    <Part name="Type">
      {TYPE.map((size) => (
        <State key={size} name={size} width="across">
          <p style={{ fontSize: `var(--t-${size})`, lineHeight: 1.2 }}>Quiet, please · 82 min</p>
        </State>
      ))}
    </Part>
    {Object.entries(COLOURS).map(([name, colours]) => (
      <Part key={name} name={name}>
        {colours.map((colour) => (
          <State key={colour} name={colour}>
            <div className={styles.swatch} style={{ background: `var(--${colour})` }} />
          </State>
        ))}
      </Part>
    ))}
  </Group>
);
