import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Item } from '../api/catalogues';
import { Catalogue } from './Catalogue';
import type { Kind } from './kind';
import type { CatalogueSearch } from './search';

interface Props<V extends Item, D extends object> {
  kind: Kind<V, D>;
  search: CatalogueSearch;
  change: (patch: CatalogueSearch, replace?: boolean) => void;
  narrower?: ReactNode;
}

/** A catalogue as a part of a page, for example of Settings. */
export function CataloguePart<V extends Item, D extends object>(props: Props<V, D>) {
  return (
    <Catalogue
      {...props}
      frame={(actions, content) => (
        <>
          <Group justify="space-between" align="flex-start" mb="md">
            <Text c="dimmed" maw={640}>
              {props.kind.words.text}
            </Text>
            {actions}
          </Group>
          {content}
        </>
      )}
    />
  );
}
