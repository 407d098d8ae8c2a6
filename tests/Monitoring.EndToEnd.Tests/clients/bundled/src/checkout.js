import { askBank } from './bank.js';

function chargeCard(order) {
  return askBank(order.account);
}

export function checkout(number) {
  const order = { number, account: 'DE-1007' };
  return chargeCard(order);
}
