using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Monitoring.EndToEnd.Tests.Crashes;

/// <summary>An event that can be made again from its number: the same id, the same bytes, one of <see cref="Kinds"/> errors.</summary>
internal readonly record struct ShopEvent(string Id, int Number)
{
    /// <summary>How many different errors there are, and so how many issues.</summary>
    public const int Kinds = 20;

    public static ShopEvent Create(int number) => new(Guid.NewGuid().ToString("N"), number);

    /// <summary>The event as an envelope of a few kilobytes.</summary>
    public byte[] ToEnvelope()
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(Fields());
        var header = $$"""{"event_id":"{{Id}}"}""" + "\n" + $$"""{"type":"event","length":{{payload.Length}}}""" + "\n";
        return [.. Encoding.UTF8.GetBytes(header), .. payload, (byte)'\n'];
    }

    /// <summary>Sends it over a client that knows the host's endpoint and key.</summary>
    public async Task<HttpStatusCode> SendAsync(HttpClient client)
    {
        using var content = new ByteArrayContent(ToEnvelope());
        using var answer = await client.PostAsync(string.Empty, content);
        return answer.StatusCode;
    }

    private Dictionary<string, object> Fields()
    {
        var kind = Number % Kinds;
        return new()
        {
            ["event_id"] = Id,
            ["level"] = "error",
            ["platform"] = "python",
            ["release"] = "shop@1.4.2",
            ["environment"] = "staging",
            ["timestamp"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0,
            ["tags"] = new Dictionary<string, string> { ["number"] = Number.ToString(CultureInfo.InvariantCulture) },
            ["user"] = new Dictionary<string, string> { ["id"] = (Number % 100).ToString(CultureInfo.InvariantCulture) },
            ["exception"] = new
            {
                values = new[]
                {
                    new
                    {
                        type = $"ShopError{kind}",
                        value = $"order {Number} could not be paid",
                        stacktrace = new { frames = Enumerable.Range(0, 12).Select(frame => Frame(kind, frame)).ToArray() },
                    },
                },
            },
        };
    }

    private static object Frame(int kind, int depth) => new
    {
        function = $"step_{kind}_{depth}",
        filename = $"shop/part{depth}.py",
        lineno = 10 + depth,
        in_app = depth > 3,
        context_line = "    return self.next(order, depth=depth + 1)",
        pre_context = new[] { "def step(self, order):", "    if order is None:", "        raise ValueError(order)" },
        vars = new { order = "<Order 1007>", depth },
    };
}
