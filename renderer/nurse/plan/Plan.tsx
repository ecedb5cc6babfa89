// The plan card of a preset, filled in together with the person: what helps and what to leave alone. It holds wishes
// only, and no field may ask for a name or a medicine.

import { type PropsWithChildren, type ReactNode, useState } from 'react';
import {
  type PresetSummary,
  type PresetView,
  plainPreset,
  type Snapshot,
} from '../../../shared/ipc/snapshot.ts';
import { type PlanCard, USUAL_PLAN } from '../../../shared/preset/plan.ts';
import { Button } from '../../ui/Button.tsx';
import { RefusalLine, useCommands } from '../../ui/Commands.tsx';
import { Wrong } from '../../ui/Section.tsx';
import { UndoRedo } from '../../ui/UndoRedo.tsx';
import { useAsk } from '../../ui/useAsk.ts';
import { useUndoKeys } from '../../ui/useKeys.ts';
import { words } from '../../words/index.ts';
import { offerLabel } from '../../words/labels.ts';
import { BackButton } from '../common/HeaderParts.tsx';
import { Notices } from '../common/Notices.tsx';
import { usePrint } from '../common/usePrint.tsx';
import { duplicateOf } from '../preset-editor/preset-editing.ts';
import { useChosenPreset } from '../presets/usePresets.ts';
import styles from './Plan.module.css';
import { PlanForm } from './PlanForm.tsx';
import { PlanReading } from './PlanNow.tsx';
import { usePlan } from './usePlan.ts';

const { plan: say } = words;

interface HeaderProps {
  readonly label: string;
  readonly said?: ReactNode;
  readonly children?: ReactNode;
}

const Header = ({ label, said, children }: HeaderProps) => (
  <header className={styles.header}>
    <BackButton />
    <h1 className={styles.title}>
      {say.title}
      <span className={styles.label}>{label}</span>
    </h1>
    <div className={styles.status}>
      {said}
      <RefusalLine />
    </div>
    {children}
  </header>
);

const Outcome = ({ wrong, done }: Pick<ReturnType<typeof usePrint>, 'wrong' | 'done'>): ReactNode =>
  wrong === null ? done !== null && <p role="status">{done}</p> : <Wrong sentence={wrong} />;

const Page = ({ children }: PropsWithChildren) => (
  <main className={styles.page}>
    <h2 className="title">{say.none}</h2>
    {children}
  </main>
);

/** What a plan is for, and the one press that begins it. */
export const BeginPlan = ({ onBegin }: { readonly onBegin: (plan: PlanCard) => void }) => (
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

/**
 * A preset that comes with Stillroom is everybody's, so there a plan begins with an own preset, under a label that says
 * nothing about anyone.
 */
const MakeOwn = ({ preset, presets, onMade }: MakeOwnProps) => {
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
          <p className={styles.newLabel}>{label}</p>
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

const Editing = ({ preset, snapshot }: { readonly preset: PresetView; readonly snapshot: Snapshot }) => {
  const { tell } = useCommands();
  const editing = usePlan(preset);
  const { plan } = editing;
  // The print says what the screen does.
  const print = usePrint(say, async () => {
    await editing.keep();
    return { kind: 'plan', presetId: preset.id };
  });
  useUndoKeys(editing.undo, editing.redo);
  return (
    <div className={styles.screen}>
      <Header label={preset.label} said={<Outcome wrong={editing.wrong ?? print.wrong} done={print.done} />}>
        <UndoRedo steps={editing} />
        {plan !== null && print.keys}
      </Header>
      <Notices snapshot={snapshot} />
      {plan === null ? (
        <BeginPlan onBegin={editing.put} />
      ) : (
        <>
          <PlanForm plan={plan} onChange={editing.change} onLeave={() => void editing.keep()} />
          <footer className="keeps-size row gap-3">
            <p className="hint grows">{say.noNames}</p>
            {plan.companion && (
              <Button onPress={() => void editing.keep().then(() => tell('show', { view: 'companion' }))}>
                {say.forCompanion}
              </Button>
            )}
            <Button kind="link" onPress={() => editing.put(null)}>
              {say.take}
            </Button>
          </footer>
        </>
      )}
    </div>
  );
};

/** During a session the plan is read-only: the session keeps what was agreed at its start. */
const Reading = ({ preset, snapshot }: { readonly preset: PresetView; readonly snapshot: Snapshot }) => {
  const print = usePrint(say, async () => ({ kind: 'plan', presetId: preset.id }));
  const isUsed = print.wrong !== null || print.done !== null;
  return (
    <div className={styles.screen}>
      <Header label={preset.label} said={isUsed ? <Outcome {...print} /> : <p>{say.inSession}</p>}>
        {preset.plan !== null && print.keys}
      </Header>
      <Notices snapshot={snapshot} />
      <main className={styles.reading}>
        {preset.plan === null ? <p>{say.none}</p> : <PlanReading plan={preset.plan} />}
      </main>
    </div>
  );
};

const OfChosen = ({ snapshot }: { readonly snapshot: Snapshot }) => {
  const { presets, choose, preset } = useChosenPreset(snapshot.presets);
  if (preset === null || presets === null) {
    return (
      <div className={styles.screen}>
        <Header label="" />
        <p className={styles.opening}>{say.opening}</p>
      </div>
    );
  }
  if (!preset.isBuiltIn) return <Editing key={preset.id} preset={preset} snapshot={snapshot} />;
  return (
    <div className={styles.screen}>
      <Header label={preset.label} />
      <Notices snapshot={snapshot} />
      <MakeOwn preset={preset} presets={presets} onMade={choose} />
    </div>
  );
};

/** The plan of the preset that is chosen on the console, or of the session that runs. */
export const Plan = ({ snapshot }: { readonly snapshot: Snapshot }) =>
  snapshot.session.stage === 'running' ? (
    <Reading preset={{ ...snapshot.session.preset, isBuiltIn: false }} snapshot={snapshot} />
  ) : (
    <OfChosen snapshot={snapshot} />
  );
