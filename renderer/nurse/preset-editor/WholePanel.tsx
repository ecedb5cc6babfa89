// What holds for the whole preset: its label, its kind, the limits of the patient's steps, and its music.

import { useEffect, useState } from 'react';
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
import { AllPhasesChoice, type ChangeMusic, JoinsChoice, OtherPlaylists } from '../presets/PresetMusic.tsx';
import { LONGEST_LABEL, withLabel, withLimits, withMusic } from './preset-editing.ts';
import type { PresetDraft } from './preset-saving.ts';
import { BRIGHTNESS_STOPS, LEVEL_STOPS } from './stops.ts';

const { whole: say } = words.presetEditor;

interface WholePanelProps {
  readonly draft: PresetDraft;
  readonly presets: readonly PresetSummary[];
  readonly sound: SoundView;
}

/** The field may hold what is no label yet; only labels are kept. */
const LabelField = ({ draft, presets }: WholePanelProps) => {
  const { label, id } = draft.present;
  const [typed, setTyped] = useState(label);
  // The field follows an undo, redo or offer, but not where only spaces differ from what was typed.
  useEffect(() => setTyped((before) => (before.trim() === label ? before : label)), [label]);
  const others = new Set(presets.filter((one) => one.id !== id).map((one) => one.label));
  const wrongOf = (value: string): string | null =>
    value.trim() === '' ? say.labelEmpty : others.has(value.trim()) ? say.labelTaken : null;
  const type = (value: string): void => {
    setTyped(value);
    if (wrongOf(value) === null) draft.edit('label', (preset) => withLabel(preset, value));
  };
  return (
    <Field
      label={say.label}
      value={typed}
      onChange={type}
      hint={say.labelHint}
      most={LONGEST_LABEL}
      wrong={wrongOf(typed)}
    >
      <Button onPress={() => type(offerLabel(new Set([...others, label, typed.trim()])))}>
        {say.another}
      </Button>
    </Field>
  );
};

const Limits = ({ draft, sound }: WholePanelProps) => {
  const { lightPct, soundDb } = draft.present.limits;
  const { percent } = words.presetEditor.phase;
  const loud = (levelDb: number): string => levelText(levelDb, sound.chairDb);
  return (
    <section className="narrows stack gap-4">
      <h2 className="faint-heading">{say.limits}</h2>
      <div>
        <StopRange
          label={say.light}
          text={`${percent(lightPct.least)} – ${percent(lightPct.most)}`}
          tone="light"
          stops={BRIGHTNESS_STOPS}
          range={lightPct}
          leastLabel={say.least}
          mostLabel={say.most}
          textOf={percent}
          onChange={(range) => draft.edit('limits light', (preset) => withLimits(preset, 'lightPct', range))}
        />
        <p className="hint">{say.lightSaid(lightPct.least, lightPct.most)}</p>
      </div>
      <div>
        <StopRange
          label={say.sound}
          text={`${loud(soundDb.least)} – ${loud(soundDb.most)}`}
          tone="sound"
          stops={LEVEL_STOPS}
          range={soundDb}
          leastLabel={say.least}
          mostLabel={say.most}
          textOf={loud}
          onChange={(range) => draft.edit('limits sound', (preset) => withLimits(preset, 'soundDb', range))}
        />
        <p className="hint">{say.soundSaid(loud(soundDb.least), loud(soundDb.most))}</p>
      </div>
    </section>
  );
};

/** The three columns of the whole. */
export const WholePanel = (props: WholePanelProps) => {
  const { draft, sound } = props;
  const { present: preset } = draft;
  const change: ChangeMusic = (changes) => draft.edit('music', (before) => withMusic(before, changes));
  return (
    <>
      <section className="narrows stack gap-4">
        <LabelField {...props} />
        <Choice
          label={say.kind}
          isLabelAbove
          options={KINDS.map((id) => ({ id, name: words.kinds[id] }))}
          chosen={preset.kind}
          onChoose={(kind) => draft.edit('kind', (before) => ({ ...before, kind }))}
        />
      </section>
      <Limits {...props} />
      <section className="narrows stack gap-4">
        <AllPhasesChoice label={say.musicAll} preset={preset} playlists={sound.playlists} onChange={change} />
        <JoinsChoice preset={preset} onChange={change} />
        <OtherPlaylists preset={preset} playlists={sound.playlists} onChange={change} />
      </section>
    </>
  );
};
