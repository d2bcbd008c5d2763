import { useEffect, useRef, useState } from 'react';
import { useOnline } from './online';

type Listeners = Record<string, (data: unknown) => void>;

const TRY_AGAIN = 5_000;

/** The milliseconds after which a hidden tab closes its stream; many users are back sooner. */
const AWAY = 5_000;

export type Connection = 'opening' | 'live' | 'cut';

/**
 * Listens to the server-sent events of an address while the caller is shown. The browser reconnects
 * by itself and names the last event it received. A hidden page does not listen, since a browser has
 * only six connections to a server for all its tabs.
 */
export function useStream(address: string | undefined, listeners: Listeners): Connection {
  const [connection, setConnection] = useState<Connection>('opening');
  const latest = useRef(listeners);
  latest.current = listeners;
  const names = Object.keys(listeners).join(' ');

  useEffect(() => {
    if (!address) {
      return;
    }
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      const opened = new EventSource(address);
      source = opened;
      opened.onopen = () => setConnection('live');
      opened.onerror = () => {
        setConnection('cut');
        // Closed for good, for example because the server is full: then it is we who come back.
        if (opened.readyState === EventSource.CLOSED && !document.hidden) {
          timer = setTimeout(open, TRY_AGAIN);
        }
      };
      for (const name of names.split(' ')) {
        opened.addEventListener(name, (event) =>
          latest.current[name]?.(JSON.parse((event as MessageEvent<string>).data)),
        );
      }
    };
    const close = () => {
      source?.close();
      source = undefined;
      setConnection('cut');
    };
    const look = () => {
      clearTimeout(timer);
      if (document.hidden) {
        timer = setTimeout(close, AWAY);
      } else if (source === undefined || source.readyState === EventSource.CLOSED) {
        open();
      }
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      clearTimeout(timer);
      source?.close();
      setConnection('opening');
    };
  }, [address, names]);

  return useOnline() ? connection : 'cut';
}

/** Calls back after a reconnect to load the data again, since events may have been missed. */
export function useCatchUp(connection: Connection, ask: () => void): void {
  const wasCut = useRef(false);
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (connection === 'live' && wasCut.current) {
      latest.current();
    }
    wasCut.current = connection === 'cut';
  }, [connection]);
}
