import type { Catalogue } from '../api/kinds';

/** Names of what graphs refer to by id; undefined while not known. */
export type Names = (catalogue: Catalogue, id: string) => string | undefined;

export const NO_NAMES: Names = () => undefined;
