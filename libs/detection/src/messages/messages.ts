/** The wording of one language. Every indicator has a line: a spec compares with the registered codes. */
export type Messages = {
  readonly indicators: Readonly<Record<string, string>>;
  readonly usual: string;
  readonly usualWithPeers: string;
  readonly also: string;
  readonly whole: string;
  readonly lookBack: string;
  readonly unknown: string;
  /** Stands between the parts of a sentence. */
  readonly list: string;
};
