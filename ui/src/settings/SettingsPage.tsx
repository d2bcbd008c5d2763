import { PageFrame } from '../parts/PageFrame';
import { strings } from './strings';

export function SettingsPage() {
  return <PageFrame title={strings.title} />;
}
