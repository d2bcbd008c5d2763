import { describe, expect, test } from 'vitest';
import { numberWords, readNumber } from './number';

describe('a number as people write it', () => {
  test.each([
    ['2', 2],
    ['1.5', 1.5],
    ['1,5', 1.5],
    [' 0,25 ', 0.25],
    ['0.125', 0.125],
    ['.5', 0.5],
    ['7.', 7],
    ['-5', -5],
    ['\u22125,5', -5.5],
    ['1 000', 1000],
    ['12\u202f500,75', 12500.75],
    ["1'234'567", 1234567],
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['1,234,567', 1234567],
    ['\u0661\u066b\u0665', 1.5],
    ['１２', 12],
  ])('%s is %d', (text, number) => {
    expect(readNumber(text)).toEqual({ number });
  });

  test.each(['abc', '1e3', '1.2.3', '1 2', '1,5,5', '--1', '5 hours', '0x10', '1.,5', 'Infinity'])(
    '%s is not a number',
    (text) => expect(readNumber(text)).toEqual({ fault: numberWords.notANumber }),
  );

  test.each(['1,000', '12.500'])('%s could be two', (text) =>
    expect(readNumber(text)).toEqual({ fault: numberWords.ambiguous(text) }),
  );

  test('nothing is no fault', () => expect(readNumber('  ')).toBeUndefined());

  test('what cannot be kept exactly is not kept roughly', () =>
    expect(readNumber('12345678901234567890')).toEqual({ fault: numberWords.tooLong }));

  test('bounds', () => {
    expect(readNumber('1,5', { whole: true })).toEqual({ fault: numberWords.whole });
    expect(readNumber('0', { min: 1 })).toEqual({ fault: numberWords.atLeast(1) });
    expect(readNumber('31', { max: 30 })).toEqual({ fault: numberWords.atMost(30) });
    expect(readNumber('2,0', { whole: true, min: 1, max: 30 })).toEqual({ number: 2 });
  });
});
