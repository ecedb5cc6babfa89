// One phase of the preset: how long it takes, how the room looks and how soon, how loud it is and what plays.

import type { ReactElement } from 'react';
import { within } from '../../../shared/preset/ladder.ts';
import {
  isSameLook,
  LENGTH_MIN,
  type Look,
  musicOf,
  type Phase,
  playlistIn,
} from '../../../shared/preset/preset.ts';
import type { SoundView } from '../../../shared/sound/sound-view.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosed } from '../../ui/Disclosed.tsx';
import { NumberStepper } from '../../ui/NumberStepper.tsx';
import { StopSlider } from '../../ui/StopSlider.tsx';
import { words } from '../../words/index.ts';
import { levelText } from '../../words/level-text.ts';
import { PhaseChoice } from '../presets/PresetMusic.tsx';
import styles from './Panel.module.css';
import {
  canLeaveOut,
  type LookChange,
  withAmbient,
  withFade,
  withLength,
  withLevel,
  withMusic,
  withoutPhase,
  withTask,
  withTaskAsRoom,
} from './preset-editing.ts';
import { BRIGHTNESS_STOPS, FADE_STOPS, LEVEL_STOPS, WARMTH_STOPS } from './stops.ts';
import type { PresetDraft } from './usePresetDraft.ts';

const { phase: say } = words.presetEditor;

export interface PhasePanelProps {
  readonly draft: PresetDraft;
  readonly phase: Phase;
  readonly sound: SoundView;
}

interface LookSlidersProps {
  readonly look: Look;
  readonly brightnessLabel: string;
  readonly warmthLabel: string;
  readonly onChange: (change: LookChange) => void;
}

/** A coloured look has no warmth; its handle then stands at candle light until somebody moves it. */
const warmthOf = (look: Look): number => ('warmthK' in look ? look.warmthK : 1800);

const LookSliders = ({ look, brightnessLabel, warmthLabel, onChange }: LookSlidersProps): ReactElement => (
  <>
    <StopSlider
      label={brightnessLabel}
      said={say.percent(look.brightnessPct)}
      tone="light"
      stops={BRIGHTNESS_STOPS}
      value={look.brightnessPct}
      onChange={(brightnessPct) => onChange({ brightnessPct })}
    />
    <StopSlider
      label={warmthLabel}
      said={'warmthK' in look ? say.kelvin(look.warmthK) : say.coloured}
      tone="light"
      stops={WARMTH_STOPS}
      value={warmthOf(look)}
      onChange={(warmthK) => onChange({ warmthK })}
    />
  </>
);

const TaskLamps = ({ draft, phase }: Omit<PhasePanelProps, 'sound'>): ReactElement => {
  const { name, ambient, task } = phase;
  const isSame = isSameLook(ambient, task);
  return (
    <Disclosed title={say.task} startsOpen={!isSame}>
      <div className={styles.disclosed}>
        <p className="hint">{isSame ? say.taskAsRoom : say.taskOwn}</p>
        <div>
          <LookSliders
            look={task}
            brightnessLabel={say.taskBrightness}
            warmthLabel={say.taskWarmth}
            onChange={(change) => draft.edit(`task ${name}`, (preset) => withTask(preset, name, change))}
          />
        </div>
        {!isSame && (
          <Button
            kind="link"
            size="small"
            onPress={() => draft.edit(`task like room ${name}`, (preset) => withTaskAsRoom(preset, name))}
          >
            {say.taskLikeRoom}
          </Button>
        )}
      </div>
    </Disclosed>
  );
};

/** What is to be said of a fade, if anything. */
const aboutFade = ({ name, fadeS, lengthMin }: Phase): string =>
  name !== 'settle' && fadeS > lengthMin * 60 ? say.fadeCut(lengthMin) : say.fadeUsual;

const LengthAndFade = ({ draft, phase }: Omit<PhasePanelProps, 'sound'>): ReactElement => {
  const { name } = phase;
  return (
    <section className="narrows stack gap-4">
      <NumberStepper
        label={name === 'settle' ? say.lengthOfSettle : say.length}
        name={say.lengthField(name)}
        unit={say.minutes}
        value={phase.lengthMin}
        {...LENGTH_MIN}
        lessLabel={say.shorter}
        moreLabel={say.longer}
        onChange={(lengthMin) =>
          draft.edit(`length ${name}`, (preset) => withLength(preset, name, lengthMin))
        }
      />
      <div>
        <StopSlider
          label={say.fade}
          said={say.fadeSaid(phase.fadeS)}
          stops={FADE_STOPS}
          value={phase.fadeS}
          onChange={(fadeS) => draft.edit(`fade ${name}`, (preset) => withFade(preset, name, fadeS))}
        />
        <p className="hint">{aboutFade(phase)}</p>
      </div>
      {name !== 'settle' && (
        <span className={styles.foot}>
          <Button
            kind="link"
            size="small"
            why={canLeaveOut(draft.preset, name) ? null : say.stays}
            onPress={() => draft.edit(`without ${name}`, (preset) => withoutPhase(preset, name))}
          >
            {say.remove(name)}
          </Button>
        </span>
      )}
    </section>
  );
};

/** The three columns of a phase. */
export const PhasePanel = ({ draft, phase, sound }: PhasePanelProps): ReactElement => {
  const { name } = phase;
  const { preset } = draft;
  // The limits hold for the score as well as for the patient's steps.
  const { lightPct, soundDb } = preset.limits;
  const lit = within(phase.ambient.brightnessPct, lightPct);
  const loud = within(phase.levelDb, soundDb);
  return (
    <>
      <LengthAndFade draft={draft} phase={phase} />
      <section className="narrows stack gap-4">
        <div>
          <LookSliders
            look={phase.ambient}
            brightnessLabel={say.brightness}
            warmthLabel={say.warmth}
            onChange={(change) => draft.edit(`look ${name}`, (before) => withAmbient(before, name, change))}
          />
          {lit !== phase.ambient.brightnessPct && <p className="hint">{say.limited(say.percent(lit))}</p>}
        </div>
        <TaskLamps draft={draft} phase={phase} />
      </section>
      <section className="narrows stack gap-4">
        <div>
          <StopSlider
            label={say.level}
            said={
              playlistIn(musicOf(preset), name) === null
                ? say.silent
                : levelText(phase.levelDb, sound.chairDb)
            }
            tone="sound"
            stops={LEVEL_STOPS}
            value={phase.levelDb}
            onChange={(levelDb) => draft.edit(`level ${name}`, (before) => withLevel(before, name, levelDb))}
          />
          {loud !== phase.levelDb && (
            <p className="hint">{say.limited(levelText(loud, sound.chairDb).toLowerCase())}</p>
          )}
        </div>
        <PhaseChoice
          preset={preset}
          playlists={sound.playlists}
          name={name}
          label={say.music(name)}
          onChange={(changes) => draft.edit(`music ${name}`, (before) => withMusic(before, changes))}
        />
      </section>
    </>
  );
};
