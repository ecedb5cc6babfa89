// What tests ask of the program's main process, so that no answer is lost on its way back.
//
// V8's inspector holds what it waits for only weakly: about one evaluation in 6 000 to 24 000 came back as
// "Resulting promise was garbage collected", though it had been carried out (measured on Electron 33; it is known
// as Playwright's issue 33737). So main keeps each answer under a number, and a lost one is asked for again; what
// was asked is never done twice.

import type { ElectronApplication } from '@playwright/test';

interface Asked {
  readonly number: number;
  readonly source: string;
  readonly arg: unknown;
}

type Evaluate = (run: (electron: unknown, asked: Asked) => unknown, asked: Asked) => Promise<unknown>;

/** Runs in main: does what is asked unless that was done already, and gives its answer, which it keeps. */
const doOnce = (electron: unknown, { number, source, arg }: Asked): unknown => {
  const main = globalThis as unknown as { answersForTests?: Map<number, unknown> };
  main.answersForTests ??= new Map();
  const answers = main.answersForTests;
  if (!answers.has(number)) {
    // The function comes as its source, as it does in Playwright's own evaluate.
    const run = Function(`return (${source})`)() as (electron: unknown, arg: unknown) => unknown;
    answers.set(number, run(electron, arg));
    // By then it has long arrived.
    answers.delete(number - 100);
  }
  return answers.get(number);
};

const isLost = (error: unknown): boolean => String(error).includes('promise was garbage collected');

/** The same application, whose `evaluate` carries out each function once and always brings its answer back. */
export const answeredOnce = (app: ElectronApplication): ElectronApplication => {
  const evaluate = app.evaluate.bind(app) as unknown as Evaluate;
  let number = 0;
  const evaluateOnce = async (run: unknown, arg?: unknown): Promise<unknown> => {
    number += 1;
    const asked: Asked = { number, source: String(run), arg };
    for (;;) {
      try {
        return await evaluate(doOnce, asked);
      } catch (error) {
        if (!isLost(error)) throw error;
      }
    }
  };
  return Object.assign(app, { evaluate: evaluateOnce as ElectronApplication['evaluate'] });
};
