import { getRouteApi } from '@tanstack/react-router';
import { Kept } from '../parts/Kept';
import { PageFrame } from '../parts/PageFrame';
import { RunList } from './RunList';
import { strings } from './strings';

const route = getRouteApi('/shell/runs');

/** Every run of every workflow. */
export function RunsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <PageFrame title={strings.title}>
      <RunList search={search} change={(next, replace) => navigate({ search: next, replace })} />
      <Kept kind="runsDays" text={strings.kept} />
    </PageFrame>
  );
}
