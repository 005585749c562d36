import { useEffect, useRef, useState } from 'react';
import type { Options, AlignedData } from 'uplot';
import { loaded, reloadOnceUp } from './not-loaded';
import { Failed } from './states';
import { isDark } from './tokens';

type Props = {
  /** In words, for those who do not see the drawing. */
  readonly label: string;
  /** Redrawn when it changes: keep it the same object while it is. */
  readonly options: Omit<Options, 'width' | 'height'>;
  readonly data: AlignedData;
  readonly height?: number;
};

/** A time series. The drawing library is loaded with the first chart. */
export function Chart({ label, options, data, height = 220 }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    let stop = (): void => undefined;
    let isGone = false;
    const drawing = loaded(Promise.all([import('uplot'), import('uplot/dist/uPlot.min.css')]));
    drawing.then(([{ default: UPlot }]) => {
      if (isGone) return;
      element.toggleAttribute('data-on-dark', isDark());
      const plot = new UPlot({ ...options, width: element.clientWidth, height }, data, element);
      const sized = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height }));
      sized.observe(element);
      stop = () => {
        sized.disconnect();
        plot.destroy();
      };
    }, setFailure);
    return () => {
      isGone = true;
      stop();
    };
  }, [options, data, height]);
  if (failure !== null) return <Failed error={failure} onRetry={() => void reloadOnceUp()} />;
  return <div className="chart" role="img" aria-label={label} ref={frame} style={{ minHeight: height }} />;
}
