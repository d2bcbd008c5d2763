import { useNavigate, useSearch } from '@tanstack/react-router';
import { type CatalogueSearch, readSearch } from './search';

/** Returns the search parameters of a catalog page, and how to change some of them. */
export function useCatalogueAddress() {
  const search = readSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const change = (patch: CatalogueSearch, replace = false) =>
    navigate({ to: '.', search: (before) => ({ ...before, ...patch }), replace });
  return { search, change };
}
