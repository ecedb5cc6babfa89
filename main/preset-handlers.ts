// What main does for the commands about presets: their list, one of them whole, taking in, changing and giving out.

import type { Answer } from '../shared/contract.ts';
import { fail, ok } from '../shared/result.ts';
import type { Question } from './desk/questions.ts';
import type { Handlers } from './ipc.ts';
import type { Presets } from './keep/presets.ts';
import { readJsonFile } from './keep/set-aside.ts';

export interface PresetHandlerParts {
  readonly presets: Presets;
  readonly ask: (what: Question, name?: string) => Promise<string | null>;
  readonly changed: () => void;
}

/** The handlers of the commands about presets. */
export const presetHandlers = ({ presets, ask, changed }: PresetHandlerParts) => {
  const addPreset = async (): Promise<Answer<string>> => {
    const file = await ask('presetFile');
    if (file === null) return fail('cancelled');
    const added = presets.add(readJsonFile(file));
    if (!added.ok) return added;
    changed();
    return ok(added.value.id);
  };
  return {
    presets: () => ok(presets.summaries()),
    preset: ({ presetId }) => {
      const preset = presets.view(presetId);
      return preset === null ? fail('unknownPreset') : ok(preset);
    },
    addPreset,
    savePreset: () => fail('failed'),
    removePreset: () => fail('failed'),
    exportPreset: () => fail('failed'),
  } satisfies Partial<Handlers>;
};
