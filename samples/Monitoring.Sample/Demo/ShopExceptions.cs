namespace Monitoring.Sample.Demo;

internal sealed class PaymentDeclinedException(string message, Exception cause) : Exception(message, cause);

internal sealed class CardGatewayException(string message, Exception cause) : Exception(message, cause);

internal sealed class OutOfStockException(string message) : Exception(message);
