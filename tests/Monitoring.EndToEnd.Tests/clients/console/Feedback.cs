namespace ConsoleShop;

/// <summary>What a user of the shop says.</summary>
internal static class Feedback
{
    public static async Task SendAsync()
    {
        var id = SentrySdk.CaptureException(new InvalidOperationException("dotnet: the cart is empty"));
        SentrySdk.CaptureFeedback(
            new SentryFeedback("dotnet: where is my espresso?", "ada@shop.example", "Ada", null, "https://shop.example/cart", id),
            scope => scope.AddAttachment([137, 80, 78, 71, 0, 255], "screen.png", contentType: "image/png"));
        await SentrySdk.FlushAsync(TimeSpan.FromMinutes(2));
        Console.WriteLine($$"""{"event":"{{id}}"}""");
    }
}
