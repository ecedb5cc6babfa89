// The export of the log can be opened in any spreadsheet, and nothing in it is ever run by one.

import { expect, it } from 'vitest';
import { csvOf } from '../../main/storage/log.ts';

it('quotes what has to be quoted and ends every row', () => {
  expect(
    csvOf([
      ['a', 'b, c'],
      ['say "hush"', 'two\nlines'],
    ]),
  ).toBe('a,"b, c"\r\n"say ""hush""","two\nlines"\r\n');
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])('makes text of %s, which looks like a formula', (value) => {
  expect(csvOf([[value]])).toBe(`'${value}\r\n`);
});
