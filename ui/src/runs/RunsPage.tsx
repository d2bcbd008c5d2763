import { PageFrame } from '../parts/PageFrame';
import { strings } from './strings';

export function RunsPage() {
  return <PageFrame title={strings.title} />;
}
