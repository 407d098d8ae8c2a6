import { checkout } from './checkout.js';

// The page or program around the bundle reports what is thrown here.
globalThis.shop = {
  buy(number) {
    return checkout(number);
  },
};
