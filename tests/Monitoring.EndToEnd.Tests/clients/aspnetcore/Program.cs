// A small web application whose order page throws. SENTRY_DSN, SENTRY_RELEASE and SENTRY_ENVIRONMENT are read by the SDK itself.
using WebShop;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseSentry(options =>
{
    options.SendDefaultPii = Planted.IsWanted;
    options.MaxRequestBodySize = Planted.IsWanted ? Sentry.Extensibility.RequestSize.Always : Sentry.Extensibility.RequestSize.None;
    options.TracesSampleRate = Planted.IsWanted ? 1 : null;
});

var app = builder.Build();

app.MapGet("/orders/{number:int}", (int number) =>
{
    SentrySdk.ConfigureScope(scope =>
    {
        scope.User = new SentryUser { Id = "42", Username = "ada", Email = "ada@shop.example" };
        scope.SetTag("region", "eu-west");
        scope.SetTag("attempt", "3");
        scope.Contexts["order"] = new Dictionary<string, object> { ["number"] = number, ["total"] = 19.9, ["gift"] = false, ["note"] = "доставка ☕" };
        scope.SetExtra("till", "north 2");
        scope.AddAttachment("total: 19.90\n"u8.ToArray(), "receipt.txt", contentType: "text/plain");
    });
    SentrySdk.AddBreadcrumb("added 2 x espresso", "cart", data: new Dictionary<string, string> { ["sku"] = "ESP-1", ["quantity"] = "2" });
    SentrySdk.AddBreadcrumb("card declined", "payment", level: BreadcrumbLevel.Warning);
    return Shop.Order(number);
});

app.MapPost("/planted", Planted.Serve);

app.MapGet("/stock", (ILogger<Program> log) =>
{
    // The SDK turns a logged error into an event of its own.
    log.LogError("stock of {Item} is low", "espresso");
    return "low";
});

app.MapGet("/flush", async () =>
{
    await SentrySdk.FlushAsync(TimeSpan.FromMinutes(2));
    return "flushed";
});

app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine("Open"));
await app.RunAsync();
