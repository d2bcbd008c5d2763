import { useNavigate, useSearch } from '@tanstack/react-router';
import { type CatalogueSearch, readSearch } from './search';

/** What of a catalogue stands in the address, and how to change that much of it. */
export function useCatalogueAddress() {
  const search = readSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const change = (patch: CatalogueSearch, replace = false) =>
    navigate({ to: '.', search: (before) => ({ ...before, ...patch }), replace });
  return { search, change };
}
