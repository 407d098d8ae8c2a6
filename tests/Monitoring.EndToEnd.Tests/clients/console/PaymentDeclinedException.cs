namespace ConsoleShop;

internal sealed class PaymentDeclinedException(string message, Exception inner) : Exception(message, inner);
