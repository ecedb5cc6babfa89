// One line for a trusted other in the room: how to be here.

import type { ReactElement } from 'react';
import type { Snapshot } from '../../../shared/snapshot.ts';
import { words } from '../../words/index.ts';

export const Companion = (_props: { readonly snapshot: Snapshot }): ReactElement => (
  <h1>{words.companion.title}</h1>
);
