using System.Text;

namespace Monitoring.AspNetCore.Tests.Hosting;

/// <summary>What an SDK would send.</summary>
internal static class Some
{
    public const string EventId = "9ec79c33ec9942ab8353589fcb2e04dc";

    /// <summary>Where the key of <see cref="TestHost"/> stands when a browser sends.</summary>
    public const string KeyQuery = $"sentry_key={TestHost.Key}&sentry_version=7";

    /// <summary>An error event, in one line.</summary>
    public static string Event(string id = EventId, string type = "PaymentDeclinedException", string value = "The card has expired", string more = "") =>
        $$$"""{"event_id":"{{{id}}}","platform":"csharp","level":"error","exception":{"values":[{"type":"{{{type}}}","value":"{{{value}}}","stacktrace":{"frames":[{"module":"Shop.Payments","function":"Charge","in_app":true,"lineno":42}]}}]}{{{more}}}}""";

    /// <summary>An envelope that holds an event.</summary>
    public static byte[] Envelope(string id = EventId, string? body = null)
    {
        var payload = body ?? Event(id);
        return Encoding.UTF8.GetBytes($$"""{"event_id":"{{id}}"}""" + "\n" + $$"""{"type":"event","length":{{Encoding.UTF8.GetByteCount(payload)}}}""" + "\n" + payload + "\n");
    }

    /// <summary>The id of the nth event of a test.</summary>
    public static string Id(int number) => number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
}
