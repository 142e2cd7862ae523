import { Badge } from '../pieces/pieces.tsx';
import type { Delivery } from '../shapes.ts';
import type { Visit } from '../visit.ts';

const LOOKS = {
  delivered: { tone: 'good', icon: 'done' },
  waiting: { tone: 'busy', icon: 'wait' },
  retrying: { tone: 'warn', icon: 'wait' },
  failed: { tone: 'bad', icon: 'cross' },
} as const;

/** Whether an alert arrived. */
export function DeliveryBadge({ visit, state }: { visit: Visit; state: Delivery['state'] }) {
  return <Badge {...LOOKS[state]}>{visit.words.alerts.deliveryStates[state]}</Badge>;
}
