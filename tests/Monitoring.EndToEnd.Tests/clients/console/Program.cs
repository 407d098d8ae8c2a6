// Reports what a toy shop would. SENTRY_DSN, SENTRY_RELEASE and SENTRY_ENVIRONMENT are read by the SDK itself.
// Prints the ids of the events as one line of JSON.
using System.Globalization;
using System.Text;
using ConsoleShop;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["session", var kind])
{
    Sessions.Run(kind);
    return;
}

using var sdk = SentrySdk.Init(options => options.TracesSampleRate = args is ["trace"] ? 1 : null);
if (args is ["feedback"])
{
    await Feedback.SendAsync();
    return;
}

if (args is ["job"])
{
    await Job.RunAsync();
    return;
}

if (args is ["trace"])
{
    await Trace.RunAsync();
    return;
}

SentrySdk.ConfigureScope(scope =>
{
    scope.User = new SentryUser { Id = "42", Username = "ada", Email = "ada@shop.example" };
    scope.SetTag("region", "eu-west");
    scope.SetTag("attempt", "3");
    scope.Contexts["order"] = new Dictionary<string, object> { ["number"] = 1007, ["total"] = 19.9, ["gift"] = false, ["note"] = "доставка ☕" };
    scope.SetExtra("till", "north 2");
});
SentrySdk.AddBreadcrumb("added 2 x espresso", "cart", data: new Dictionary<string, string> { ["sku"] = "ESP-1", ["quantity"] = "2" });
SentrySdk.AddBreadcrumb("card declined", "payment", level: BreadcrumbLevel.Warning);

SentryId exception = default;
try
{
    Shop.Checkout(1007);
}
catch (CheckoutFailedException error)
{
    exception = SentrySdk.CaptureException(error, scope => scope.AddAttachment(Encoding.UTF8.GetBytes("total: 19.90\n"), "receipt.txt", contentType: "text/plain"));
}

var message = SentrySdk.CaptureMessage("dotnet: stock of espresso is low", SentryLevel.Warning);
await SentrySdk.FlushAsync(TimeSpan.FromMinutes(2));

Console.WriteLine($$"""{"exception":"{{exception}}","message":"{{message}}"}""");
