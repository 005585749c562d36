const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188];
const halfLogTwoPi = 0.918_938_533_204_672_7;

/**
 * ln Γ(x) for x > 0, by Stirling's series after shifting x above 8; relative error below 1e-13.
 * Kept here, and not taken from a library, because scores must be equal to the byte for ever.
 */
export function logGamma(x: number): number {
  let shifted = x;
  let product = 1;
  while (shifted < 8) {
    product *= shifted;
    shifted += 1;
  }
  const inverse = 1 / shifted;
  const square = inverse * inverse;
  let series = 0;
  for (let k = stirling.length - 1; k >= 0; k -= 1) series = series * square + (stirling[k] ?? 0);
  return (shifted - 0.5) * Math.log(shifted) - shifted + halfLogTwoPi + series * inverse - Math.log(product);
}
