/** The filter of the audit log in the address; days as they are written there: 2026-11-24. */
export interface AuditSearch {
  actor?: string;
  operation?: string;
  kind?: string;
  object?: string;
  outcome?: string;
  from?: string;
  to?: string;
}

const keys = ['actor', 'operation', 'kind', 'object', 'outcome', 'from', 'to'] as const;

/** Reads the filter of an address. */
export const readAudit = (given: Record<string, unknown>): AuditSearch =>
  Object.fromEntries(keys.filter((key) => given[key]).map((key) => [key, String(given[key])]));
