import { PageFrame } from '../parts/PageFrame';
import { strings } from './strings';

export function WorkflowsPage() {
  return <PageFrame title={strings.title} />;
}
