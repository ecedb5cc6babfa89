// What main does for the commands about presets: their list, one of them whole, taking in, changing and giving out.

import type { Answer } from '../../shared/ipc/contract.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Question } from '../electron/dialogs.ts';
import { writeChosen } from '../storage/chosen-file.ts';
import { presetText, readPresetFile } from '../storage/preset-file.ts';
import type { Presets } from '../storage/presets.ts';
import type { Handlers } from './gate.ts';

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
    const added = presets.add(await readPresetFile(file));
    if (!added.ok) return added;
    changed();
    return ok(added.value.id);
  };

  const exportPreset = async (presetId: string): Promise<Answer> => {
    const preset = presets.find(presetId);
    if (preset === null) return fail('unknownPreset');
    const file = await ask('presetExport', preset.label);
    return file === null ? fail('cancelled') : writeChosen(file, presetText(preset), 'json');
  };

  return {
    presets: () => ok(presets.summaries()),
    preset: ({ presetId }) => {
      const preset = presets.view(presetId);
      return preset === null ? fail('unknownPreset') : ok(preset);
    },
    addPreset,
    savePreset: ({ preset }) => {
      const saved = presets.save(preset);
      if (saved.ok) changed();
      return saved;
    },
    removePreset: ({ presetId }) => {
      const removed = presets.remove(presetId);
      if (removed.ok) changed();
      return removed;
    },
    exportPreset: ({ presetId }) => exportPreset(presetId),
  } satisfies Partial<Handlers>;
};
