// What main does for a page that is to be printed or saved: draws it in a window that is never shown, and gives it out.
// What a patient wrote or drew goes where the person says and is written nowhere else, in no log either.

import type { Answer } from '../../shared/ipc/contract.ts';
import type { Printable, PrintRequest } from '../../shared/ipc/print.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Question } from '../electron/dialogs.ts';
import type { Printing } from '../electron/print.ts';
import { writeChosen } from '../storage/chosen-file.ts';
import type { Presets } from '../storage/presets.ts';
import type { Handlers } from './gate.ts';

export interface PrintHandlerParts {
  readonly printing: Printing;
  readonly presets: Pick<Presets, 'find'>;
  readonly ask: (what: Question, name?: string) => Promise<string | null>;
}

/** The handlers of pages for a printer. */
export const printHandlers = ({ printing, presets, ask }: PrintHandlerParts) => {
  const printableOf = (what: PrintRequest): Result<Printable, 'unknownPreset' | 'failed'> => {
    if (what.kind === 'pages') return ok(what);
    const preset = presets.find(what.presetId);
    if (preset === null) return fail('unknownPreset');
    return preset.plan === null
      ? fail('failed')
      : ok({ kind: 'plan', label: preset.label, plan: preset.plan });
  };

  const print = async (what: PrintRequest): Promise<Answer> => {
    const printable = printableOf(what);
    return printable.ok ? printing.print(printable.value) : printable;
  };

  const savePdf = async (what: PrintRequest): Promise<Answer> => {
    const printable = printableOf(what);
    if (!printable.ok) return printable;
    const file = await ask('pdfFile', what.kind);
    if (file === null) return fail('cancelled');
    const pdf = await printing.pdfOf(printable.value);
    return pdf.ok ? writeChosen(file, pdf.value, 'pdf') : pdf;
  };

  return {
    print,
    savePdf,
    printReport: ({ job }) => {
      printing.drawn(job);
      return ok(null);
    },
  } satisfies Partial<Handlers>;
};
