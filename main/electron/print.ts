// The window that draws a page for a printer or a PDF. It is opened for one job and closed after it, so that nothing
// of what a patient wrote or drew stays in it, and it is never shown.

import type { BrowserWindow, WebContents } from 'electron';
import pTimeout from 'p-timeout';
import type { Printable, PrintJob } from '../../shared/ipc/print.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Windows } from './windows.ts';

/** A page that is not drawn by then never will be, in real ms. */
export const DRAWN_WITHIN_MS = 10_000;

/** What the system has not answered by then, a PDF or which printers there are, it never will, in real ms. */
export const ANSWERED_WITHIN_MS = 30_000;

/** Where Letter is the usual paper, by the Unicode locale data (CLDR, paper size US-Letter). */
const LETTER = new Set('BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' '));

const MARGIN_INCHES = 0.7;

export type PaperSize = 'A4' | 'Letter';

/** The paper of a country (ISO 3166), or where the system does not name it, of the first language that does. */
export const paperSizeIn = (country: string, languages: readonly string[]): PaperSize => {
  const named = [country, ...languages.map((language) => /[-_]([A-Z]{2})\b/.exec(language)?.[1] ?? '')];
  return LETTER.has(named.find((one) => one !== '') ?? '') ? 'Letter' : 'A4';
};

export interface PrintingParts {
  readonly windows: Pick<Windows, 'open' | 'close' | 'publish'>;
  readonly size: PaperSize;
}

export interface Printing {
  /** The bytes of a PDF. Fails while another page is being drawn. */
  readonly pdfOf: (what: Printable) => Promise<Result<Uint8Array, 'failed'>>;
  /** Puts it through the system's print dialog; answers when a printer has taken it or the person thought better. */
  readonly print: (what: Printable) => Promise<Result<null, 'failed' | 'notPrinted' | 'cancelled'>>;
  /** The window says that it has drawn this job. */
  readonly drawn: (job: number) => void;
}

interface Waiting {
  readonly job: number;
  readonly drawn: () => void;
}

/** Says whether a printer took what is in the page. */
const printed = (
  contents: WebContents,
  pageSize: PaperSize,
): Promise<Result<null, 'notPrinted' | 'cancelled'>> =>
  new Promise((done) => {
    contents.once('destroyed', () => done(fail('cancelled')));
    contents.once('render-process-gone', () => done(fail('notPrinted')));
    contents.print({ printBackground: true, pageSize }, (isPrinted, why) => {
      if (isPrinted) done(ok(null));
      else done(fail(/cancel/i.test(why) ? 'cancelled' : 'notPrinted'));
    });
  });

/** No window is open until something is to be drawn. */
export const openPrinting = ({ windows, size }: PrintingParts): Printing => {
  let isBusy = false;
  let jobs = 0;
  let waiting: Waiting | null = null;

  /** The window, once everything in it is drawn; null when that came to nothing. */
  const draw = (what: Printable): Promise<BrowserWindow | null> =>
    new Promise((done) => {
      jobs += 1;
      const job: PrintJob = { ...what, job: jobs };
      const window = windows.open('print');
      const late = setTimeout(() => end(null), DRAWN_WITHIN_MS);
      const end = (drawn: BrowserWindow | null): void => {
        clearTimeout(late);
        waiting = null;
        done(drawn);
      };
      waiting = { job: job.job, drawn: () => end(window) };
      window.once('closed', () => end(null));
      const { webContents } = window;
      webContents.once('render-process-gone', () => end(null));
      webContents.once('did-finish-load', () => windows.publish('printJob', job));
    });

  const withPage = async <T, E>(
    what: Printable,
    use: (contents: WebContents) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | 'failed'>> => {
    if (isBusy) return fail('failed');
    isBusy = true;
    try {
      const window = await draw(what);
      return window === null ? fail('failed') : await use(window.webContents);
    } catch {
      return fail('failed');
    } finally {
      isBusy = false;
      windows.close('print');
    }
  };

  const margins = {
    ...{ top: MARGIN_INCHES, right: MARGIN_INCHES, bottom: MARGIN_INCHES, left: MARGIN_INCHES },
  };

  return {
    pdfOf: (what) =>
      withPage(what, async (contents) =>
        ok(
          await pTimeout(
            contents.printToPDF({ pageSize: size, margins, printBackground: true, generateTaggedPDF: true }),
            { milliseconds: ANSWERED_WITHIN_MS },
          ),
        ),
      ),
    print: (what) =>
      withPage(what, async (contents) => {
        const printers = await pTimeout(contents.getPrintersAsync(), { milliseconds: ANSWERED_WITHIN_MS });
        return printers.length === 0 ? fail('notPrinted') : printed(contents, size);
      }),
    drawn: (job) => {
      if (waiting?.job === job) waiting.drawn();
    },
  };
};
