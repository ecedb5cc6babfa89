// A preset without a plan: what a plan is for, and the one press that begins it. A preset that comes with Stillroom is
// everybody's, so there a plan begins with an own preset, under a label that says nothing about anyone.

import { type PropsWithChildren, type ReactElement, useState } from 'react';
import type { PresetSummary, PresetView } from '../../../shared/ipc/snapshot.ts';
import { plainPreset } from '../../../shared/ipc/snapshot.ts';
import { type PlanCard, USUAL_PLAN } from '../../../shared/preset/plan.ts';
import { Button } from '../../ui/Button.tsx';
import { Wrong } from '../../ui/Section.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { words } from '../../words/index.ts';
import { offerLabel } from '../../words/labels.ts';
import { duplicateOf } from '../preset-editor/preset-editing.ts';
import styles from './NoPlan.module.css';

const { plan: say } = words;

const Page = ({ children }: PropsWithChildren): ReactElement => (
  <main className={styles.page}>
    <h2 className="title">{say.none}</h2>
    {children}
  </main>
);

interface BeginPlanProps {
  readonly onBegin: (plan: PlanCard) => void;
}

/** For a preset that may have a plan. */
export const BeginPlan = ({ onBegin }: BeginPlanProps): ReactElement => (
  <Page>
    <p className={styles.hint}>{say.noneHint}</p>
    <Button kind="primary" size="footer" onPress={() => onBegin(USUAL_PLAN)}>
      {say.begin}
    </Button>
  </Page>
);

interface MakeOwnProps {
  readonly preset: PresetView;
  readonly presets: readonly PresetSummary[];
  /** The own preset exists, with a new plan. */
  readonly onMade: (presetId: string) => void;
}

/** For a preset that can have no plan: makes an own preset of it. */
export const MakeOwn = ({ preset, presets, onMade }: MakeOwnProps): ReactElement => {
  const { ask, wrong, isBusy } = useAsk();
  const offer = (besides: string | null): string =>
    offerLabel(new Set([...presets.map((one) => one.label), ...(besides === null ? [] : [besides])]));
  const [label, setLabel] = useState(() => offer(null));
  const make = async (): Promise<void> => {
    const own = duplicateOf(plainPreset(preset), label, new Set(presets.map(({ id }) => id)));
    const answer = await ask('savePreset', { preset: { ...own, plan: USUAL_PLAN } });
    if (answer.ok) onMade(answer.value);
  };
  return (
    <Page>
      <p className={styles.hint}>{say.builtIn(preset.label)}</p>
      <div className={styles.offered}>
        <div>
          <p className="caption">{say.label}</p>
          <p className={styles.label}>{label}</p>
        </div>
        <Button onPress={() => setLabel(offer(label))}>{say.another}</Button>
      </div>
      <Button kind="primary" size="footer" isBusy={isBusy} onPress={() => void make()}>
        {say.make}
      </Button>
      <Wrong sentence={wrong} />
    </Page>
  );
};
