// What the lamps do after a power cut, and a button to let them come back as they were, since a lamp in full white would
// startle. Nothing changes during a session.

import type { ReactElement } from 'react';
import type { Snapshot } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { Hint, Section, Wrong } from '../../ui/Section.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';
import { type AfterPowerCut, afterPowerCutOf } from './after-power-cut.ts';
import styles from './SetupPowerCut.module.css';

const { powerCut: say } = words.setup;

const saidOf = ({ kind, white, of }: AfterPowerCut): string => {
  switch (kind) {
    case 'white':
      return say.white(white, of);
    case 'asBefore':
      return say.asBefore(of);
    case 'none':
      return say.noneTells;
  }
};

export const SetupPowerCut = ({ snapshot }: { readonly snapshot: Snapshot }): ReactElement | null => {
  const { ask, isBusy, wrong } = useAsk();
  const after = afterPowerCutOf(snapshot.lights.lamps);
  if (after === null) return null;
  const why = snapshot.session.stage === 'running' ? words.setup.whyNot : null;
  const isWhite = after.kind === 'white';
  return (
    <Section title={say.title}>
      <div role="status">
        <p className={styles.said} data-white={isWhite || undefined}>
          {saidOf(after)}
        </p>
        {after.of > 0 && after.untold.length > 0 && <Hint>{say.someDoNotTell(after.untold)}</Hint>}
      </div>
      {after.kind !== 'none' && (
        <span className={styles.key}>
          <Button why={why} isBusy={isBusy} onPress={() => void ask('afterPowerCut', { asBefore: isWhite })}>
            {isWhite ? say.letThem : say.asDelivered}
          </Button>
        </span>
      )}
      {why !== null && after.kind !== 'none' && <Hint>{why}</Hint>}
      <Wrong sentence={wrong} />
    </Section>
  );
};
