namespace ConsoleShop;

internal sealed class CheckoutFailedException(string message, Exception inner) : Exception(message, inner);
