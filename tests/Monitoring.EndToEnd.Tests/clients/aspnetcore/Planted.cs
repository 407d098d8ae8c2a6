using System.Runtime.CompilerServices;
using System.Text.Json;

namespace WebShop;

/// <summary>A page that is careless with secrets: it puts them into all that an error takes along. <c>SHOP_SECRETS</c> has the secret of each place: a text, or a name with its value.</summary>
internal static class Planted
{
    private static readonly Dictionary<string, Secret> Secrets =
        JsonSerializer.Deserialize<Dictionary<string, Secret>>(Environment.GetEnvironmentVariable("SHOP_SECRETS") ?? "{}", JsonSerializerOptions.Web)!;

    /// <summary>Whether there are secrets to plant.</summary>
    public static bool IsWanted => Secrets.Count > 0;

    public static void Serve()
    {
        SentrySdk.ConfigureScope(scope =>
        {
            scope.User = new SentryUser { Id = "42", Username = Text("user"), Other = { [Secrets["userField"].Name!] = Text("userField") } };
            scope.SetTag("note", Text("tag"));
            scope.SetTag(Secrets["tagNamed"].Name!, Text("tagNamed"));
            scope.Contexts["order"] = new Dictionary<string, object> { [Secrets["context"].Name!] = Text("context"), ["note"] = Text("contextText") };
            scope.SetExtra("till", new Dictionary<string, object> { ["deep"] = new[] { Named("extra") }, ["note"] = Text("extraText") });
            scope.SetFingerprint([Text("fingerprint")]);
        });
        SentrySdk.AddBreadcrumb(Text("breadcrumb"), "cart", data: new Dictionary<string, string>(Named("breadcrumbData")) { ["note"] = Text("breadcrumbText") });
        var span = SentrySdk.GetSpan()!.StartChild("task", Text("span"));
        span.SetData(Secrets["spanData"].Name!, Text("spanData"));
        span.SetData("note", Text("spanText"));
        span.Finish();
        SentrySdk.CaptureFeedback(new SentryFeedback(Text("feedback"), null, Text("feedbackName")));
        SentrySdk.CaptureMessage(Text("message"));
        Checkout();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Checkout()
    {
        try
        {
            Pay();
        }
        catch (TimeoutException error)
        {
            throw new CheckoutFailedException(Text("exception"), error);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Pay() =>
        throw new TimeoutException(Text("cause")) { Data = { [Secrets["exceptionData"].Name!] = Text("exceptionData"), ["note"] = Text("exceptionDataText") } };

    private static string Text(string place) => Secrets[place].Value;

    private static Dictionary<string, string> Named(string place) => new() { [Secrets[place].Name!] = Secrets[place].Value };

    private sealed record Secret
    {
        public string? Name { get; init; }

        public required string Value { get; init; }
    }
}
