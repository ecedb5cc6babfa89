// The export of the log opens in any spreadsheet, and none runs anything in it.

import { expect, it } from 'vitest';
import { csvOf } from '../../main/storage/log.ts';

it('quotes what must be quoted, and ends every row', () => {
  expect(
    csvOf([
      ['a', 'b, c'],
      ['say "hush"', 'two\nlines'],
    ]),
  ).toBe('a,"b, c"\r\n"say ""hush""","two\nlines"\r\n');
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])(
  'turns %s, which looks like a formula, into text',
  (value) => {
    expect(csvOf([[value]])).toBe(`'${value}\r\n`);
  },
);
