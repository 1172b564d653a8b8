/** An answer that types may withhold. `unknown` is never reported. */
export type Certainty = 'yes' | 'no' | 'unknown';
