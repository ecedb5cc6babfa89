// What the patient's presses send to main. A refusal is never shown.

import type { PatientAct } from '../../shared/session/events.ts';
import type { Wish } from '../../shared/session/session.ts';
import { send } from '../ui/bridge.ts';

export const press = (act: PatientAct): void => void send('patient', { act });

export const pressWish = (wish: Wish): void => void send('wish', { wish });
