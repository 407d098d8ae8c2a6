using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Monitoring.Sample.Demo;

/// <summary>A toy shop whose parts fail in the ways that real ones do. Each failure is thrown by the code that is to blame for it.</summary>
internal sealed class Shop
{
    private static readonly FrozenDictionary<string, decimal> Prices =
        new Dictionary<string, decimal> { ["teapot"] = 24.90m, ["cup"] = 7.50m, ["kettle"] = 49m }.ToFrozenDictionary();

    /// <summary>What customers do that goes wrong, with how often it happens.</summary>
    public IReadOnlyList<ShopFailure> Failures { get; } =
    [
        new() { Name = "pay with an expired card", Service = "checkout", Weight = 30, Run = number => Pay($"order-{number}") },
        new() { Name = "look at a product that is gone", Service = "catalog", Weight = 22, Run = number => PriceOf($"vase-{number % 9}") },
        new() { Name = "type a quantity in words", Service = "checkout", Weight = 14, Run = _ => ReadQuantity("two") },
        new() { Name = "order more than there is", Service = "warehouse", Weight = 12, Run = number => Reserve("kettle", 10 + number) },
        new() { Name = "share the costs among nobody", Service = "checkout", Weight = 8, Run = _ => SharePrice(Prices["teapot"], people: 0) },
        new() { Name = "ask two warehouses that are down", Service = "warehouse", Weight = 6, Run = _ => AskWarehouses() },
        new() { Name = "send a broken webhook", Service = "catalog", Weight = 5, Run = _ => ReadWebhook("{\"sku\":") },
        new() { Name = "use a basket after the session ended", Service = "checkout", Weight = 3, Run = _ => UseClosedBasket() },
    ];

    private static void Pay(string order)
    {
        try
        {
            Charge();
        }
        catch (CardGatewayException exception)
        {
            throw new PaymentDeclinedException($"Payment of {order} was declined", exception);
        }
    }

    private static void Charge()
    {
        try
        {
            throw new TimeoutException("The bank did not answer within 10 s");
        }
        catch (TimeoutException exception)
        {
            throw new CardGatewayException("The card gateway gave up", exception);
        }
    }

    private static decimal PriceOf(string product) => Prices[product];

    private static int ReadQuantity(string text) => int.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture);

    private static void Reserve(string product, int wanted) =>
        throw new OutOfStockException($"{wanted} of {product} were ordered, 3 are there");

    private static decimal SharePrice(decimal price, int people) => price / people;

    private static void AskWarehouses()
    {
        Exception[] failures = [AskWarehouse("north"), AskWarehouse("south")];
        throw new AggregateException("No warehouse answered", failures);
    }

    private static IOException AskWarehouse(string name)
    {
        try
        {
            throw new IOException($"Warehouse {name} refused the connection");
        }
        catch (IOException exception)
        {
            return exception;
        }
    }

    private static void ReadWebhook(string body) => JsonDocument.Parse(body).Dispose();

    private static void UseClosedBasket()
    {
        var basket = new MemoryStream();
        basket.Dispose();
        basket.WriteByte(1);
    }
}
