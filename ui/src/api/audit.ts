import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { Page, Schemas } from './types';

export type AuditEntry = Schemas['AuditEntry'];
export type AuditOutcome = AuditEntry['outcome'];

export interface AuditFilter {
  actor?: string;
  operation?: string;
  objectKind?: string;
  objectId?: string;
  outcome?: AuditOutcome;
  from?: string;
  to?: string;
}

const PAGE = 50;

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) =>
      answer<Page<AuditEntry>>(
        client.GET('/audit', {
          params: { query: { ...filter, limit: PAGE, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (previous) => previous,
  });

/** Checks that no entry was changed or removed. */
export const verifyAudit = () =>
  answer<Schemas['AuditVerification']>(client.GET('/audit/verification'));

/** Returns the address of the entries as JSON Lines. */
export function auditExport(filter: AuditFilter): string {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given as [string, string][]).toString();
  return `/api/v1/audit/export${query && `?${query}`}`;
}
