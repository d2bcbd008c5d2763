import { Select, Tabs } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { itemsQuery, type Segment } from '../api/catalogues';
import { CataloguePart } from '../catalogues/CataloguePart';
import type { CatalogueSearch } from '../catalogues/search';
import { PageFrame } from '../parts/PageFrame';
import { contactKind } from './contactKind';
import type { ContactsTab } from './routes';
import { segmentKind } from './segmentKind';
import { strings } from './strings';

const route = getRouteApi('/shell/contacts');

export function ContactsPage() {
  const { tab = 'contacts', ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (patch: CatalogueSearch, replace = false) =>
    navigate({ search: (before) => ({ ...before, ...patch }), replace });
  return (
    <PageFrame title={strings.title}>
      <Tabs
        value={tab}
        onChange={(next) => navigate({ search: { tab: next as ContactsTab } })}
        keepMounted={false}
      >
        <Tabs.List mb="lg">
          <Tabs.Tab value="contacts">{strings.contacts}</Tabs.Tab>
          <Tabs.Tab value="segments">{strings.segments}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="contacts">
          <CataloguePart
            kind={contactKind}
            search={search}
            change={change}
            narrower={<SegmentPicker value={search.segment} change={change} />}
          />
        </Tabs.Panel>
        <Tabs.Panel value="segments">
          <CataloguePart kind={segmentKind} search={search} change={change} />
        </Tabs.Panel>
      </Tabs>
    </PageFrame>
  );
}

/** Narrows the contacts to those of a segment. */
function SegmentPicker({
  value,
  change,
}: {
  value: string | undefined;
  change: (patch: CatalogueSearch) => void;
}) {
  const segments = useInfiniteQuery(itemsQuery<Segment>('segments', {}));
  const items = segments.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Select
      aria-label={strings.segment}
      placeholder={strings.everybody}
      searchable
      data={items.map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? null}
      onChange={(segment) => change({ segment: segment ?? undefined })}
      clearable
      clearButtonProps={{ 'aria-label': strings.everybody }}
      w={220}
    />
  );
}
