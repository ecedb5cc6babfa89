// The plan card of a preset, filled in together with the person: what helps and what to leave alone. It holds wishes
// only, and no field may ask for a name or a medicine.

import type { ReactElement, ReactNode } from 'react';
import type { PresetView, Snapshot } from '../../../shared/ipc/snapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { RefusalLine, useCommands } from '../../ui/Commands.tsx';
import { Wrong } from '../../ui/Section.tsx';
import { UndoRedo } from '../../ui/UndoRedo.tsx';
import { useUndoKeys } from '../../ui/useKeys.ts';
import { words } from '../../words/index.ts';
import { BackButton } from '../common/HeaderParts.tsx';
import { Notices } from '../common/Notices.tsx';
import { usePrint } from '../common/usePrint.tsx';
import { useChosenPreset } from '../presets/chosen-preset.ts';
import { usePreset, usePresets } from '../presets/usePresets.ts';
import { BeginPlan, MakeOwn } from './NoPlan.tsx';
import styles from './Plan.module.css';
import { PlanForm } from './PlanForm.tsx';
import { PlanReading } from './PlanReading.tsx';
import { usePlan } from './usePlan.ts';

const { plan: say } = words;

interface HeaderProps {
  readonly label: string;
  readonly said?: ReactNode;
  readonly children?: ReactNode;
}

const Header = ({ label, said, children }: HeaderProps): ReactElement => (
  <header className={styles.header}>
    <BackButton />
    <h1 className={styles.title}>
      {say.title}
      <span className={styles.label}>{label}</span>
    </h1>
    <div className={styles.said}>
      {said}
      <RefusalLine />
    </div>
    {children}
  </header>
);

interface OutcomeProps {
  /** null: nothing is wrong. */
  readonly wrong: string | null;
  readonly done: string | null;
}

const Outcome = ({ wrong, done }: OutcomeProps): ReactNode =>
  wrong === null ? done !== null && <p role="status">{done}</p> : <Wrong sentence={wrong} />;

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

const OfChosen = ({ snapshot }: { readonly snapshot: Snapshot }): ReactElement => {
  const presets = usePresets(snapshot.presets);
  const [chosen, choose] = useChosenPreset(presets);
  const preset = usePreset(chosen, snapshot.presets);
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
export const Plan = ({ snapshot }: { readonly snapshot: Snapshot }): ReactElement =>
  snapshot.session.stage === 'running' ? (
    <Reading preset={{ ...snapshot.session.preset, isBuiltIn: false }} snapshot={snapshot} />
  ) : (
    <OfChosen snapshot={snapshot} />
  );
