import { useEffect, useRef, useState } from 'react';

type Listeners = Record<string, (data: unknown) => void>;

const TRY_AGAIN = 5_000;

export type Connection = 'opening' | 'live' | 'cut';

/**
 * Server-sent events of this address while the caller is shown. The browser comes back by itself
 * after a cut and names what it heard last.
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
    let source: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      source = new EventSource(address);
      source.onopen = () => setConnection('live');
      source.onerror = () => {
        setConnection('cut');
        // Closed for good, for example because the server is full: then it is we who come back.
        if (source.readyState === EventSource.CLOSED) {
          timer = setTimeout(open, TRY_AGAIN);
        }
      };
      for (const name of names.split(' ')) {
        source.addEventListener(name, (event) =>
          latest.current[name]?.(JSON.parse((event as MessageEvent<string>).data)),
        );
      }
    };
    open();
    return () => {
      clearTimeout(timer);
      source.close();
      setConnection('opening');
    };
  }, [address, names]);

  return connection;
}
