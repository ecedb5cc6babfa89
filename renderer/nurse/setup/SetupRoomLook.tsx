// The light that every turnover leaves for the next person: how bright and how warm. Choosing it must not change a lamp
// now.

import type { ReactElement } from 'react';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import type { Look } from '../../../shared/preset/preset.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Hint, Section, Wrong } from '../../ui/Section.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';
import styles from './SetupRoomLook.module.css';

const { roomLook: say } = words.setup;

/** From light to rest in to light to clean in, in %. */
const BRIGHTNESSES: readonly number[] = [10, 18, 25, 35, 40, 50, 70, 100];

const WARMTHS: readonly (keyof typeof say.warmths)[] = [2000, 2200, 2700, 3000, 4000];

/** A value that is not among the options, as from an edited file, stays until somebody chooses another. */
export const SetupRoomLook = ({ snapshot }: { readonly snapshot: Snapshot }): ReactElement => {
  const { ask, wrong } = useAsk();
  const { roomLook: look } = snapshot;
  const warmthK = 'warmthK' in look ? look.warmthK : null;
  const choose = (next: Look): void => void ask('chooseRoomLook', { look: next });
  return (
    <Section title={say.title}>
      <div className={styles.choices}>
        <Choice
          label={say.brightness}
          isLabelAbove
          options={BRIGHTNESSES.map((pct) => ({ id: String(pct), name: say.percent(pct) }))}
          chosen={String(look.brightnessPct)}
          missing={say.percent(look.brightnessPct)}
          onChoose={(id) => choose({ ...look, brightnessPct: Number(id) })}
        />
        <Choice
          label={say.warmth}
          isLabelAbove
          options={WARMTHS.map((k) => ({ id: String(k), name: say.warmths[k], about: say.kelvin(k) }))}
          chosen={String(warmthK)}
          missing={warmthK === null ? say.coloured : say.kelvin(warmthK)}
          onChoose={(id) => choose({ brightnessPct: look.brightnessPct, warmthK: Number(id) })}
        />
      </div>
      <Hint>{say.about}</Hint>
      <Wrong sentence={wrong} />
    </Section>
  );
};
