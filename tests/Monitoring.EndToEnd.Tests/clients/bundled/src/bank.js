// The innermost module: what fails here must be shown with this line and this name.
export class PaymentDeclined extends Error {
  name = 'PaymentDeclined';
}

export function askBank(account) {
  const answer = { account, milliseconds: 200 };
  throw new PaymentDeclined(`bank did not answer in ${answer.milliseconds} ms`);
}
