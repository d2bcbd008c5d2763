import { Group, Text } from '@mantine/core';
import type { Item } from '../api/catalogues';
import { Catalogue } from './Catalogue';
import type { Kind } from './kind';
import type { CatalogueSearch } from './search';

interface Props<V extends Item, D extends object> {
  kind: Kind<V, D>;
  search: CatalogueSearch;
  change: (patch: CatalogueSearch, replace?: boolean) => void;
}

/** A catalogue as a part of Settings. */
export function SettingsCatalogue<V extends Item, D extends object>(props: Props<V, D>) {
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
