import { notificationsStore } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { type ComponentType, useEffect, useState } from 'react';

const load = () => import('./Notices').then((it) => it.Notices);

/**
 * Shows notifications. What draws them is loaded with the first change that is sent, since a
 * notification says what became of one: no page needs it to be shown. If that failed, each
 * notification tries again.
 */
export function NoticesOnDemand() {
  const queries = useQueryClient();
  const [Notices, setNotices] = useState<ComponentType>();
  useEffect(() => {
    const ignore = () => undefined;
    const stopWaiting = queries.getMutationCache().subscribe((event) => {
      // A change is sent: forms that are only shown are events of this cache, too.
      if (event.type === 'added') {
        load().catch(ignore);
      }
    });
    const unsubscribe = notificationsStore.subscribe(() => {
      load().then((it) => setNotices(() => it), ignore);
    });
    return () => {
      stopWaiting();
      unsubscribe();
    };
  }, [queries]);
  return Notices && <Notices />;
}
