import { describe, expect, it } from '@jest/globals';
import { csvLines } from './csv-lines';

describe('the rows of a file', () => {
  it('stand on the line that each begins on, whatever their breaks and quotes', () => {
    expect(csvLines('a,b\r\n"one ""line""\nand two",x\n\nlast,y')).toEqual([
      { line: 1, text: 'a,b' },
      { line: 2, text: '"one ""line""\nand two",x' },
      { line: 5, text: 'last,y' },
    ]);
  });
});
