/** The search parameters of a catalog page. */
export interface CatalogueSearch {
  search?: string;
  archived?: true;
  /** Contacts only: the segment that is shown. */
  segment?: string;
  /** The one that is open. */
  item?: string;
  /** A new one is being made. */
  create?: true;
}

const isText = (value: unknown): value is string | number =>
  (typeof value === 'string' && value !== '') || typeof value === 'number';

/** Reads the search parameters of an address and leaves out those that are invalid. */
export function readSearch(given: Record<string, unknown>): CatalogueSearch {
  return {
    // A number in an address is read as one.
    ...(isText(given.search) && { search: String(given.search) }),
    ...(given.archived === true && { archived: true as const }),
    ...(isText(given.segment) && { segment: String(given.segment) }),
    ...(isText(given.item) && { item: String(given.item) }),
    ...(given.create === true && { create: true as const }),
  };
}
