// What the bar says of the patient's request. “Someone is coming” is never said before staff have said it.

import type { DisplayWish } from '../../shared/score/score.ts';
import { words } from '../words/index.ts';

const SAID: Readonly<Record<DisplayWish['request'], string>> = {
  none: words.patient.someone,
  asked: words.patient.asked,
  coming: words.patient.coming,
};

/** What is written on the bar. */
export const requestSaid = (request: DisplayWish['request']): string => SAID[request];
