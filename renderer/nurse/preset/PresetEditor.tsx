// The preset editor: the whole of a preset as a timeline to look at and touch.

import type { ReactElement } from 'react';
import type { Snapshot } from '../../../shared/snapshot.ts';
import { words } from '../../words/index.ts';

export const PresetEditor = (_props: { readonly snapshot: Snapshot }): ReactElement => (
  <h1>{words.presetEditor.title}</h1>
);
