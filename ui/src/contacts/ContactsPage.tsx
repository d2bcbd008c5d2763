import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { allItemsQuery, type Segment } from '../api/catalogues';
import { useCatalogueAddress } from '../catalogues/address';
import { Catalogue } from '../catalogues/Catalogue';
import { PageFrame } from '../parts/PageFrame';
import { Tabbed } from '../parts/Tabbed';
import { contactKind } from './contactKind';
import { segmentKind } from './segmentKind';
import { strings } from './strings';

const route = getRouteApi('/shell/contacts');

export function ContactsPage() {
  const { tab = 'contacts' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <PageFrame title={strings.title}>
      <Tabbed
        tab={tab}
        tabs={[
          [
            'contacts',
            strings.contacts,
            <Catalogue key="it" kind={contactKind} as="part" narrower={<SegmentPicker />} />,
          ],
          ['segments', strings.segments, <Catalogue key="it" kind={segmentKind} as="part" />],
        ]}
        onTab={(next) => navigate({ search: { tab: next } })}
      />
    </PageFrame>
  );
}

/** Narrows the contacts to those of a segment. */
function SegmentPicker() {
  const { search, change } = useCatalogueAddress();
  const segments = useQuery(allItemsQuery<Segment>('segments'));
  return (
    <Select
      aria-label={strings.segment}
      placeholder={strings.allContacts}
      searchable
      data={(segments.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={search.segment ?? null}
      onChange={(segment) => change({ segment: segment ?? undefined })}
      clearable
      clearButtonProps={{ 'aria-label': strings.allContacts }}
      w={220}
    />
  );
}
