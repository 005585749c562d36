type IndicatorWords = {
  /** The clause of a sentence that says what was seen. */
  readonly seen: string;
  /** Which legitimate work would look the same. */
  readonly legitimate: string;
};

/** The wording of one language. Every indicator has a line: a spec compares with the registered codes. */
export type Messages = {
  readonly indicators: Readonly<Record<string, IndicatorWords>>;
  readonly usual: string;
  readonly usualWithPeers: string;
  readonly also: string;
  readonly whole: string;
  readonly lookBack: string;
  readonly unknown: string;
  /** Stands between the parts of a sentence. */
  readonly list: string;
};
