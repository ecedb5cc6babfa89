// Turns rows into CSV (RFC 4180) that a spreadsheet opens as text: no cell of it is ever taken for a formula.

/** A cell that begins like a formula gets an apostrophe, which spreadsheets take for "this is text". */
const cell = (value: string): string => {
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

/** The rows as CSV, each ended by CR LF. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
