export interface VersionSearch {
  /** The version shown; the newest when absent. */
  version?: number;
  /** The version to compare with. */
  compare?: number | 'copy';
}

const whole = (value: unknown): number | undefined =>
  Number.isInteger(Number(value)) && Number(value) > 0 ? Number(value) : undefined;

/** Reads the search parameters of the page; what is not valid is left out. */
export function readSearch(search: Record<string, unknown>): VersionSearch {
  const version = whole(search.version);
  const compare = search.compare === 'copy' ? 'copy' : whole(search.compare);
  return { ...(version ? { version } : {}), ...(compare ? { compare } : {}) };
}
