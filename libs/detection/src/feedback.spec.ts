import { describe, expect, it } from '@jest/globals';
import { beliefIn, judged, type Feedback } from './feedback.js';

const times = (count: number, verdict: 'confirmed' | 'false_positive' | 'insufficient_data'): Feedback =>
  Array.from({ length: count }).reduce<Feedback>((feedback) => judged(feedback, ['copies'], verdict), {});

describe('What officers decide', () => {
  it('makes an indicator that is often right weigh more, and one that is often wrong less', () => {
    expect(beliefIn(times(3, 'confirmed'), 'copies')).toBeGreaterThan(1);
    expect(beliefIn(times(3, 'false_positive'), 'copies')).toBeLessThan(1);
    expect(beliefIn(times(3, 'insufficient_data'), 'copies')).toBe(1);
  });
  it('never blinds an indicator', () => {
    expect(beliefIn(times(200, 'false_positive'), 'copies')).toBe(0.6);
    expect(beliefIn(times(200, 'confirmed'), 'copies')).toBe(1.25);
  });
});
