// The bar that asks for someone. It says that someone is coming only once staff have said so.

import { UserRound } from 'lucide-react';
import type { ReactElement } from 'react';
import type { DisplayState } from '../../shared/score/display-score.ts';
import { words } from '../words/index.ts';
import { Key } from './Key.tsx';
import { press } from './presses.ts';

const TEXTS: Readonly<Record<DisplayState['request'], string>> = {
  none: words.patient.someone,
  asked: words.patient.asked,
  coming: words.patient.coming,
};

/** The text on the bar. */
export const requestText = (request: DisplayState['request']): string => TEXTS[request];

export const SomeoneKey = ({ request }: Pick<DisplayState, 'request'>): ReactElement => (
  <Key
    name={words.patient.someone}
    shown={requestText(request)}
    icon={<UserRound />}
    kind="bar"
    isKept={request !== 'none'}
    onPress={() => press('someone')}
  />
);
