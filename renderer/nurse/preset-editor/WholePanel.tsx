// What holds for the whole preset: its label, its kind, how far the patient's own steps may go, and its music.

import { type ReactElement, useEffect, useState } from 'react';
import type { PresetSummary } from '../../../shared/ipc/snapshot.ts';
import { KINDS } from '../../../shared/preset/preset.ts';
import type { SoundView } from '../../../shared/sound/sound-view.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Field } from '../../ui/Field.tsx';
import { StopRange } from '../../ui/StopSlider.tsx';
import { words } from '../../words/index.ts';
import { offerLabel } from '../../words/labels.ts';
import { levelText } from '../../words/level-text.ts';
import { AllPhasesChoice, type Change, JoinsChoice, OthersDisclosed } from '../presets/PresetMusic.tsx';
import { LONGEST_LABEL, withKind, withLabel, withLimits, withMusic } from './preset-editing.ts';
import { BRIGHTNESS_STOPS, LEVEL_STOPS } from './stops.ts';
import type { PresetDraft } from './usePresetDraft.ts';

const { whole: say } = words.presetEditor;

export interface WholePanelProps {
  readonly draft: PresetDraft;
  readonly presets: readonly PresetSummary[];
  readonly sound: SoundView;
}

/** What stands in the field may be no label yet; what is kept always is one. */
const LabelField = ({ draft, presets }: Omit<WholePanelProps, 'sound'>): ReactElement => {
  const { label, id } = draft.preset;
  const [typed, setTyped] = useState(label);
  // Undone, redone or offered anew: the field follows, but not where only spaces differ from what was typed.
  useEffect(() => setTyped((before) => (before.trim() === label ? before : label)), [label]);
  const others = new Set(presets.filter((one) => one.id !== id).map((one) => one.label));
  const plain = typed.trim();
  const wrong = plain === '' ? say.labelEmpty : others.has(plain) ? say.labelTaken : null;
  const type = (value: string): void => {
    setTyped(value);
    const wished = value.trim();
    if (wished !== '' && !others.has(wished)) draft.edit('label', (preset) => withLabel(preset, wished));
  };
  return (
    <Field
      label={say.label}
      value={typed}
      onChange={type}
      hint={say.labelHint}
      most={LONGEST_LABEL}
      wrong={wrong}
    >
      <Button onPress={() => type(offerLabel(new Set([...others, label, plain])))}>{say.another}</Button>
    </Field>
  );
};

const Limits = ({ draft, sound }: Omit<WholePanelProps, 'presets'>): ReactElement => {
  const { lightPct, soundDb } = draft.preset.limits;
  const loud = (levelDb: number): string => levelText(levelDb, sound.chairDb);
  return (
    <section className="narrows stack gap-4">
      <h2 className="faint-heading">{say.limits}</h2>
      <div>
        <StopRange
          label={say.light}
          said={`${words.presetEditor.phase.percent(lightPct.least)} – ${words.presetEditor.phase.percent(lightPct.most)}`}
          tone="light"
          stops={BRIGHTNESS_STOPS}
          range={lightPct}
          leastLabel={say.least}
          mostLabel={say.most}
          saidOf={words.presetEditor.phase.percent}
          onChange={(range) => draft.edit('limits light', (preset) => withLimits(preset, 'lightPct', range))}
        />
        <p className="hint">{say.lightSaid(lightPct.least, lightPct.most)}</p>
      </div>
      <div>
        <StopRange
          label={say.sound}
          said={`${loud(soundDb.least)} – ${loud(soundDb.most)}`}
          tone="sound"
          stops={LEVEL_STOPS}
          range={soundDb}
          leastLabel={say.least}
          mostLabel={say.most}
          saidOf={loud}
          onChange={(range) => draft.edit('limits sound', (preset) => withLimits(preset, 'soundDb', range))}
        />
        <p className="hint">{say.soundSaid(loud(soundDb.least), loud(soundDb.most))}</p>
      </div>
    </section>
  );
};

/** The three columns of the whole. */
export const WholePanel = ({ draft, presets, sound }: WholePanelProps): ReactElement => {
  const { preset } = draft;
  const change: Change = (changes) => draft.edit('music', (before) => withMusic(before, changes));
  return (
    <>
      <section className="narrows stack gap-4">
        <LabelField draft={draft} presets={presets} />
        <Choice
          label={say.kind}
          isLabelAbove
          options={KINDS.map((id) => ({ id, name: words.kinds[id] }))}
          chosen={preset.kind}
          onChoose={(id) => {
            const kind = KINDS.find((one) => one === id);
            if (kind !== undefined) draft.edit('kind', (before) => withKind(before, kind));
          }}
        />
      </section>
      <Limits draft={draft} sound={sound} />
      <section className="narrows stack gap-4">
        <AllPhasesChoice label={say.musicAll} preset={preset} playlists={sound.playlists} onChange={change} />
        <JoinsChoice preset={preset} onChange={change} />
        <OthersDisclosed preset={preset} playlists={sound.playlists} onChange={change} />
      </section>
    </>
  );
};
