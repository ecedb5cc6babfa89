// One phase of the preset: how long it takes, how the room looks and how soon, how loud it is and what plays.

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
  canRemovePhase,
  type LookChange,
  type PhaseChange,
  withMusic,
  withoutPhase,
  withPhaseChange,
} from './preset-editing.ts';
import type { PresetDraft } from './preset-saving.ts';
import { BRIGHTNESS_STOPS, FADE_STOPS, LEVEL_STOPS, WARMTH_STOPS } from './stops.ts';

const { phase: say } = words.presetEditor;

/** Changes the phase; `about` is what of it, so that small changes of the same are one step. */
type ChangePhase = (about: string, change: PhaseChange) => void;

interface LookSlidersProps {
  readonly look: Look;
  readonly brightnessLabel: string;
  readonly warmthLabel: string;
  readonly onChange: (change: LookChange) => void;
}

const LookSliders = ({ look, brightnessLabel, warmthLabel, onChange }: LookSlidersProps) => (
  <>
    <StopSlider
      label={brightnessLabel}
      text={say.percent(look.brightnessPct)}
      tone="light"
      stops={BRIGHTNESS_STOPS}
      value={look.brightnessPct}
      onChange={(brightnessPct) => onChange({ brightnessPct })}
    />
    <StopSlider
      label={warmthLabel}
      text={'warmthK' in look ? say.kelvin(look.warmthK) : say.coloured}
      tone="light"
      stops={WARMTH_STOPS}
      // A coloured look has no warmth: its handle stands at candle light until somebody moves it.
      value={'warmthK' in look ? look.warmthK : 1800}
      onChange={(warmthK) => onChange({ warmthK })}
    />
  </>
);

interface PartProps {
  readonly phase: Phase;
  readonly change: ChangePhase;
}

const TaskLamps = ({ phase, change }: PartProps) => {
  const { ambient, task } = phase;
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
            onChange={(look) => change('task', { task: look })}
          />
        </div>
        {!isSame && (
          <Button kind="link" size="small" onPress={() => change('task like room', { task: 'ambient' })}>
            {say.taskLikeRoom}
          </Button>
        )}
      </div>
    </Disclosed>
  );
};

const LengthAndFade = ({ phase, change }: PartProps) => {
  const { name, lengthMin, fadeS } = phase;
  const isSettle = name === 'settle';
  return (
    <>
      <NumberStepper
        label={isSettle ? say.lengthOfSettle : say.length}
        name={say.lengthField(name)}
        unit={say.minutes}
        value={lengthMin}
        {...LENGTH_MIN}
        lessLabel={say.shorter}
        moreLabel={say.longer}
        onChange={(minutes) => change('length', { lengthMin: minutes })}
      />
      <div>
        <StopSlider
          label={say.fade}
          text={say.fadeSaid(fadeS)}
          stops={FADE_STOPS}
          value={fadeS}
          onChange={(seconds) => change('fade', { fadeS: seconds })}
        />
        <p className="hint">{!isSettle && fadeS > lengthMin * 60 ? say.fadeCut(lengthMin) : say.fadeUsual}</p>
      </div>
    </>
  );
};

interface PhasePanelProps {
  readonly draft: PresetDraft;
  readonly phase: Phase;
  readonly sound: SoundView;
}

/** The three columns of a phase. */
export const PhasePanel = ({ draft, phase, sound }: PhasePanelProps) => {
  const { present: preset, edit } = draft;
  const { name, ambient, levelDb } = phase;
  const { chairDb, playlists } = sound;
  // The limits hold for the score as well as for the patient's steps.
  const limitedPct = within(ambient.brightnessPct, preset.limits.lightPct);
  const limitedDb = within(levelDb, preset.limits.soundDb);
  const isSilent = playlistIn(musicOf(preset), name) === null;
  const change: ChangePhase = (about, changes) =>
    edit(`${about} ${name}`, (before) => withPhaseChange(before, name, changes));
  return (
    <>
      <section className="narrows stack gap-4">
        <LengthAndFade phase={phase} change={change} />
        {name !== 'settle' && (
          <span className={styles.foot}>
            <Button
              kind="link"
              size="small"
              why={canRemovePhase(preset, name) ? null : say.stays}
              onPress={() => edit(`without ${name}`, (before) => withoutPhase(before, name))}
            >
              {say.remove(name)}
            </Button>
          </span>
        )}
      </section>
      <section className="narrows stack gap-4">
        <div>
          <LookSliders
            look={ambient}
            brightnessLabel={say.brightness}
            warmthLabel={say.warmth}
            onChange={(look) => change('look', { ambient: look })}
          />
          {limitedPct !== ambient.brightnessPct && (
            <p className="hint">{say.limited(say.percent(limitedPct))}</p>
          )}
        </div>
        <TaskLamps phase={phase} change={change} />
      </section>
      <section className="narrows stack gap-4">
        <div>
          <StopSlider
            label={say.level}
            text={isSilent ? say.silent : levelText(levelDb, chairDb)}
            tone="sound"
            stops={LEVEL_STOPS}
            value={levelDb}
            onChange={(level) => change('level', { levelDb: level })}
          />
          {limitedDb !== levelDb && (
            <p className="hint">{say.limited(levelText(limitedDb, chairDb).toLowerCase())}</p>
          )}
        </div>
        <PhaseChoice
          preset={preset}
          playlists={playlists}
          name={name}
          label={say.music(name)}
          onChange={(music) => edit(`music ${name}`, (before) => withMusic(before, music))}
        />
      </section>
    </>
  );
};
