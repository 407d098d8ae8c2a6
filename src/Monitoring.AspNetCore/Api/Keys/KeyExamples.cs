namespace Monitoring.AspNetCore.Api.Keys;

internal static class KeyExamples
{
    private const string PublicKey = "4f5d3c2b1a0998877665544332211000";

    public static ApiParameter Parameter { get; } = Parameters.Path("key", "The public key.", PublicKey);

    public static KeyDocument Key { get; } = new()
    {
        PublicKey = PublicKey,
        ProjectId = "1",
        Dsn = $"https://{PublicKey}@errors.example.com/1",
        Label = "Checkout service",
        IsActive = true,
        Service = "checkout",
        RateLimit = new() { Count = 600, Window = TimeSpan.FromMinutes(1) },
        CreatedAt = new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.Zero),
    };

    public static ApiContent One { get; } = ApiContent.Of(Key, KeyJson.Default.KeyDocument);

    public static ApiContent List { get; } = ApiContent.Of(new() { Items = [Key], Next = null }, KeyJson.Default.ListDocumentKeyDocument);

    public static ApiContent New { get; } = ApiContent.Of(
        new() { Label = "Checkout service", Service = "checkout", RateLimit = new() { Count = 600, Window = TimeSpan.FromMinutes(1) } },
        KeyJson.Default.NewKey);

    public static ApiContent Changes { get; } = new()
    {
        Shape = KeyJson.Default.KeyChanges,
        Example = """{"isActive":false,"rateLimit":{"count":60,"window":"PT1M"}}"""u8.ToArray(),
    };
}
