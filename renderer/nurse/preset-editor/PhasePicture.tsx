// The room as it is once a phase has reached its look.

import { type ReactElement, useMemo } from 'react';
import type { PhaseName, Preset } from '../../../shared/preset/preset.ts';
import { words } from '../../words/index.ts';
import { RoomPicture } from '../chart/RoomPicture.tsx';
import { lampsAt, lookReachedAt } from './preview-session.ts';

export const PhasePicture = (props: { readonly preset: Preset; readonly name: PhaseName }): ReactElement => {
  const { preset, name } = props;
  const lamps = useMemo(() => lampsAt(preset, lookReachedAt(preset, name)), [preset, name]);
  return <RoomPicture lights={{ lamps }} label={words.presetEditor.phase.picture(name)} />;
};
