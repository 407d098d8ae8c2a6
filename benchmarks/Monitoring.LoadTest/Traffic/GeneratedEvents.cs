using System.Text;
using System.Text.Json;

namespace Monitoring.LoadTest.Traffic;

/// <summary>
/// Events in the manner of three SDKs, half of them longer than 16 KB, of 15 errors: .NET compressed without source, Node.js plain with
/// source, Python compressed with source and variables.
/// </summary>
internal sealed class GeneratedEvents(Random random)
{
    /// <summary>How many different errors there are.</summary>
    public const int Kinds = 15;

    private static readonly string[] Words =
        "order cart price stock token user queue page index cache batch retry parse load save find match event total status amount bank card mail".Split(' ');

    /// <param name="number">Decides which error it is.</param>
    public EnvelopeTemplate Create(int number)
    {
        var kind = number % Kinds;
        var sdk = kind < 6 ? Sdk.DotNet : kind < 11 ? Sdk.Node : Sdk.Python;
        var id = Guid.NewGuid().ToString("N");
        var payload = JsonSerializer.SerializeToUtf8Bytes(Event(sdk, kind, id));
        var header = $$"""{"event_id":"{{id}}","sent_at":"{{DateTimeOffset.UtcNow:yyyy-MM-ddTHH:mm:ss.fffZ}}","sdk":{"version":"{{sdk.Version}}","name":"{{sdk.Name}}"} }""";
        var item = sdk.StatesLength ? $$"""{"type":"event","length":{{payload.Length}}}""" : """{"type":"event"}""";
        return new EnvelopeTemplate([.. Encoding.UTF8.GetBytes($"{header}\n{item}\n"), .. payload, (byte)'\n'], id, events: 1, sdk.Compresses);
    }

    private Dictionary<string, object?> Event(Sdk sdk, int kind, string id) => new()
    {
        ["event_id"] = id,
        ["timestamp"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0,
        ["platform"] = sdk.Platform,
        ["level"] = "error",
        ["release"] = $"shop@1.{random.Next(20)}.{random.Next(5)}",
        ["environment"] = random.Next(4) == 0 ? "staging" : "production",
        ["server_name"] = $"web-{random.Next(12)}",
        ["exception"] = new { values = Enumerable.Range(0, 1 + (kind % 3)).Select(depth => Exception(sdk, kind, depth)).ToArray() },
        ["breadcrumbs"] = new { values = Enumerable.Range(0, random.Next(5, 60)).Select(Breadcrumb).ToArray() },
        ["tags"] = Enumerable.Range(0, 6).ToDictionary(tag => $"{Words[tag]}.{Words[tag + 6]}", _ => Word()),
        ["user"] = new { id = random.Next(5000).ToString(), username = Word() },
        ["request"] = new { url = $"https://shop.example/{Word()}/{random.Next(9000)}", method = "POST", headers = new { Accept = "*/*", Host = "shop.example" } },
        ["contexts"] = new { runtime = new { name = sdk.Platform, version = "1.2.3" }, os = new { name = "Linux", version = "6.1" }, order = new { id = random.Next(100_000), total = random.NextDouble() * 100 } },
        ["modules"] = Enumerable.Range(0, random.Next(20, 80)).ToDictionary(module => $"{Words[module % Words.Length]}.{module}", _ => $"{random.Next(9)}.{random.Next(20)}.{random.Next(9)}"),
        ["sdk"] = new { name = sdk.Name, version = sdk.Version },
    };

    private object Exception(Sdk sdk, int kind, int depth) => new
    {
        type = $"{sdk.Platform}.{Words[kind]}Error{depth}",
        value = $"{Sentence(6)} {random.Next(100_000)}",
        mechanism = new { type = "generic", handled = true },
        stacktrace = new { frames = Enumerable.Range(0, 8 + (kind * 2)).Select(frame => Frame(sdk, kind, frame)).ToArray() },
    };

    private Dictionary<string, object?> Frame(Sdk sdk, int kind, int number)
    {
        var frame = new Dictionary<string, object?>
        {
            ["function"] = $"{Words[kind]}_{Words[number % Words.Length]}_{number}",
            ["module"] = $"shop.{Words[kind]}.{Words[number % Words.Length]}",
            ["filename"] = $"src/{Words[kind]}/{Words[number % Words.Length]}.code",
            ["abs_path"] = $"/srv/shop/src/{Words[kind]}/{Words[number % Words.Length]}.code",
            ["lineno"] = 10 + (number * 7),
            ["in_app"] = number % 3 != 0,
        };
        if (sdk.SendsSource)
        {
            frame["context_line"] = $"    return {Sentence(5)}";
            frame["pre_context"] = Lines();
            frame["post_context"] = Lines();
        }

        if (sdk.SendsVariables)
        {
            frame["vars"] = Enumerable.Range(0, 5).ToDictionary(variable => Words[variable + 3], _ => $"<{Word()} {random.Next(100_000):x}>");
        }

        return frame;
    }

    private object Breadcrumb(int number) => new
    {
        timestamp = (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0) - 60 + number,
        category = Word(),
        level = "info",
        message = Sentence(7),
        data = new { url = $"/{Word()}/{random.Next(1000)}", status_code = 200 },
    };

    private string[] Lines() => [.. Enumerable.Range(0, 5).Select(_ => $"    {Sentence(6)};")];

    private string Sentence(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Word()));

    private string Word() => Words[random.Next(Words.Length)];

    private sealed record Sdk(string Name, string Version, string Platform, bool Compresses, bool StatesLength, bool SendsSource, bool SendsVariables)
    {
        public static Sdk DotNet { get; } = new("sentry.dotnet", "6.12.1", "csharp", Compresses: true, StatesLength: true, SendsSource: false, SendsVariables: false);

        public static Sdk Node { get; } = new("sentry.javascript.node", "11.12.0", "node", Compresses: false, StatesLength: false, SendsSource: true, SendsVariables: false);

        public static Sdk Python { get; } = new("sentry.python", "2.68.0", "python", Compresses: true, StatesLength: true, SendsSource: true, SendsVariables: true);
    }
}
