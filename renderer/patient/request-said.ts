// What the bar says of the patient's request. “Someone is coming” is never said before staff have said it.

import type { DisplayState } from '../../shared/score/display-score.ts';
import { words } from '../words/index.ts';

const SAID: Readonly<Record<DisplayState['request'], string>> = {
  none: words.patient.someone,
  asked: words.patient.asked,
  coming: words.patient.coming,
};

/** What is written on the bar. */
export const requestSaid = (request: DisplayState['request']): string => SAID[request];
