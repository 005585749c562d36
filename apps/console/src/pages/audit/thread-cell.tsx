import { mostLanes } from './threads';
import type { Thread } from './threads';

const laneWidth = 12;
const height = 36;
const middle = height / 2;
const width = mostLanes * laneWidth + 16;

/** One row's part of the lines: drawn for the eye only, the words stand beside it. */
export function ThreadCell({
  row,
  threads,
  isCaused,
}: {
  readonly row: number;
  readonly threads: readonly Thread[];
  /** By an event of another stream. */
  readonly isCaused: boolean;
}) {
  const dot = width - 8;
  return (
    <svg
      className="threads"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden
      focusable={false}
    >
      {threads.map(({ kind, rows, lane }) => {
        const first = rows[0] ?? 0;
        const last = rows.at(-1) ?? 0;
        if (row < first || row > last) return null;
        const x = width - 24 - lane * laneWidth;
        const top = row === first ? middle : 0;
        const bottom = row === last ? middle : height;
        const touches = rows.includes(row);
        return (
          <g key={`${kind}${lane}`} className={kind}>
            <path d={`M${x} ${top}V${bottom}${touches ? `M${x} ${middle}H${dot}` : ''}`} />
            {kind === 'cause' && touches && row !== first ? (
              <path className="head" d={`M${dot - 9} ${middle - 4}L${dot - 4} ${middle}L${dot - 9} ${middle + 4}`} />
            ) : null}
          </g>
        );
      })}
      {isCaused ? (
        <path
          className="outside"
          d={`M0 ${middle}H${dot}M${dot - 9} ${middle - 4}L${dot - 4} ${middle}L${dot - 9} ${middle + 4}`}
        />
      ) : null}
      <circle cx={dot} cy={middle} r={4} />
    </svg>
  );
}
export const threadWidth = `${width}px`;
