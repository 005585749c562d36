type Props<T extends string> = {
  /** What one chooses between, for screen readers. */
  readonly label: string;
  readonly tabs: readonly { readonly value: T; readonly label: string }[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
};

/** A few views of one page; which one is chosen belongs in the address. */
export const Tabs = <T extends string>({ label, tabs, chosen, onChoose }: Props<T>) => (
  <div className="tabs" role="group" aria-label={label}>
    {tabs.map(({ value, label: text }) => (
      <button key={value} type="button" aria-pressed={value === chosen} onClick={() => onChoose(value)}>
        {text}
      </button>
    ))}
  </div>
);
