// What a preset plays: one playlist for every phase, or another one or silence for some, the playlists that Different may
// choose, and how tracks join. Main keeps each choice. Shows whether the music covers the session.

import {
  JOINS,
  MOST_OTHER_PLAYLISTS,
  musicOf,
  PHASE_NAMES,
  type PhaseName,
  type Preset,
  type PresetMusic,
} from '../../../shared/preset/preset.ts';
import type { Fit, FitEntry } from '../../../shared/sound/fit.ts';
import type { PlaylistView } from '../../../shared/sound/sound-view.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { useCommands } from '../../ui/Commands.tsx';
import { Disclosed } from '../../ui/Disclosed.tsx';
import type { Option } from '../../ui/MenuButton.tsx';
import { words } from '../../words/index.ts';
import { ScreenLink } from '../common/HeaderParts.tsx';
import { fitText, isSilent } from './fit-text.ts';
import styles from './PresetMusic.module.css';

const { presetMusic: say, music } = words;

/** Ids of options that are no playlist: a playlist's id always has a colon. */
const NONE = 'no-music';
const AS_ALL = 'as-all';

export interface PresetMusicProps {
  readonly preset: Preset;
  readonly playlists: readonly PlaylistView[];
  /** null until main has answered. */
  readonly fit: Fit | null;
}

export type ChangeMusic = (changes: Partial<PresetMusic>) => void;

const optionsOf = (playlists: readonly PlaylistView[]): readonly Option[] =>
  playlists.map(({ id, title, trackCount, awayCount, lengthMs }) => ({
    id,
    name: title,
    about: music.summary(trackCount, lengthMs, awayCount),
  }));

interface PartProps extends Omit<PresetMusicProps, 'fit'> {
  readonly onChange: ChangeMusic;
}

interface PhaseChoiceProps extends PartProps {
  readonly name: PhaseName;
  /** Without one, the label is the phase's name. */
  readonly label?: string;
}

/** The playlist of one phase. */
export const PhaseChoice = ({ preset, playlists, onChange, name, label }: PhaseChoiceProps) => {
  const own = preset.playlistsByPhase[name];
  const chosen = own === undefined ? AS_ALL : (own ?? NONE);
  const choose = (id: string): void => {
    const { [name]: _, ...others } = preset.playlistsByPhase;
    const playlistsByPhase = id === AS_ALL ? others : { ...others, [name]: id === NONE ? null : id };
    onChange({ playlistsByPhase });
  };
  return (
    <Choice
      label={label ?? say.phase(name)}
      isLabelAbove={label !== undefined}
      options={[{ id: AS_ALL, name: say.asAll }, ...optionsOf(playlists), { id: NONE, name: say.silence }]}
      chosen={chosen}
      missing={say.missing}
      onChoose={choose}
    />
  );
};

/** The playlist of every phase that has none of its own. */
export const AllPhasesChoice = (props: PartProps & { readonly label?: string }) => (
  <Choice
    label={props.label ?? say.all}
    isLabelAbove
    options={[...optionsOf(props.playlists), { id: NONE, name: say.none }]}
    chosen={props.preset.playlist ?? NONE}
    missing={say.missing}
    onChoose={(id) => props.onChange({ playlist: id === NONE ? null : id })}
  />
);

/** How one track follows another. */
export const JoinsChoice = ({ preset, onChange }: Omit<PartProps, 'playlists'>) => (
  <Choice
    label={say.joins}
    isLabelAbove
    options={JOINS.map((id) => ({ id, name: say.joinsOf[id] }))}
    chosen={preset.joins}
    onChoose={(joins) => onChange({ joins })}
  />
);

/** The playlists that Different may choose, folded away while there are none. */
export const OtherPlaylists = ({ preset, playlists, onChange }: PartProps) => {
  const { otherPlaylists, playlist: own } = preset;
  const { refuse } = useCommands();
  const set = (id: string, isSet: boolean): void => {
    const others = otherPlaylists.filter((other) => other !== id);
    if (isSet && others.length >= MOST_OTHER_PLAYLISTS) refuse(say.othersMost);
    else onChange({ otherPlaylists: isSet ? [...others, id] : others });
  };
  return (
    <Disclosed title={say.others} startsOpen={otherPlaylists.length > 0}>
      <p className="hint">{say.othersHint}</p>
      {playlists
        .filter(({ id }) => id !== own)
        .map(({ id, title }) => (
          <Checkbox
            key={id}
            name={title}
            isSet={otherPlaylists.includes(id)}
            onChange={(isSet) => set(id, isSet)}
          />
        ))}
    </Disclosed>
  );
};

const Wishes = (props: PartProps) => {
  const { preset } = props;
  return (
    <div className={styles.wishes}>
      <AllPhasesChoice {...props} />
      <Disclosed title={say.byPhase} startsOpen={Object.keys(preset.playlistsByPhase).length > 0}>
        <div className={styles.phases}>
          {preset.phases.map(({ name }) => (
            <PhaseChoice key={name} {...props} name={name} />
          ))}
        </div>
      </Disclosed>
      <OtherPlaylists {...props} />
      <JoinsChoice {...props} />
    </div>
  );
};

const Entry = ({ entry }: { readonly entry: FitEntry }) => (
  <li className={styles.entry} data-again={entry.isRepeat || undefined}>
    <span className={styles.at}>{say.at(entry.atMs)}</span>
    <span className={styles.title}>{entry.title}</span>
    {entry.isRepeat && <span className={styles.about}>{say.again}</span>}
    {entry.hasWords && <span className={styles.mark}>{say.words}</span>}
    {entry.suits !== null && <span className={styles.mark}>{words.music.marks.characters[entry.suits]}</span>}
  </li>
);

/** What plays when, if the session runs as usual: the tracks by phase, with the time since Start. */
const WhatPlays = ({ fit }: { readonly fit: Fit }) => (
  <section className={styles.plays} aria-label={say.whatPlaysLabel}>
    {PHASE_NAMES.map((name) => {
      const entries = fit.entries.filter(({ phase }) => phase === name);
      return entries.length === 0 ? null : (
        <div key={name}>
          <h4 className={styles.phase}>{words.phases[name]}</h4>
          <ol className={styles.entries}>
            {entries.map((entry) => (
              <Entry key={`${entry.atMs} ${entry.trackId}`} entry={entry} />
            ))}
          </ol>
        </div>
      );
    })}
  </section>
);

const Forecast = ({ preset, fit }: Omit<PresetMusicProps, 'playlists'>) => {
  if (isSilent(preset, preset.phases)) return <p>{say.silent}</p>;
  if (fit === null) return <p className="hint">{words.ready.musicLooking}</p>;
  return (
    <>
      <div className={styles.sentences} role="status">
        {fitText(fit, preset).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      {fit.entries.length > 0 && (
        <Disclosed title={say.whatPlays}>
          <p className="hint">{say.asUsual}</p>
          <WhatPlays fit={fit} />
        </Disclosed>
      )}
    </>
  );
};

export const PresetMusicPanel = ({ preset, playlists, fit }: PresetMusicProps) => {
  const { tell } = useCommands();
  const change: ChangeMusic = (changes) => {
    const { playlist, playlistsByPhase, otherPlaylists, joins } = { ...musicOf(preset), ...changes };
    void tell('chooseMusic', {
      presetId: preset.id,
      music: { playlist, playlistsByPhase, otherPlaylists: [...otherPlaylists], joins },
    });
  };
  return (
    <div className={styles.panel}>
      <Wishes preset={preset} playlists={playlists} onChange={change} />
      <div className={styles.forecast}>
        <Forecast preset={preset} fit={fit} />
        <span className={styles.open}>
          <ScreenLink to="music">{say.openMusic}</ScreenLink>
        </span>
      </div>
    </div>
  );
};
