using System.Text.Json;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Ingest;

/// <summary>The cases of the corpus as requests: the statuses that Sentry's relay answers, in the strict mode; what is forgiven otherwise.</summary>
public sealed class EnvelopeCaseTests
{
    private const string Cases = "sentry/envelope_cases.json";
    private const string Key = "e12d836b15bb49d7bbf99e64295d995b";

    /// <summary>Faults that are forgiven unless the host asks for the letter of the grammar.</summary>
    private static readonly HashSet<string> Forgiven = ["header json then space", "CRLF after the header", "extra blank line after the final newline"];

    public static IReadOnlyCollection<TheoryDataRow<string>> Names => Corpus.Rows(Cases, full => Read(full).Select(entry => entry.GetProperty("name").GetString()!));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_strict_host_answers_as_the_relay_does(string name)
    {
        var (entry, outcome) = await SendAsync(name, strict: true);

        Check(entry, outcome, Expected(entry, "http"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_lenient_host_forgives_what_does_no_harm(string name)
    {
        var (entry, outcome) = await SendAsync(name, strict: false);

        Check(entry, outcome, Forgiven.Contains(name) ? null : Expected(entry, "http"));
    }

    private static void Check(JsonElement entry, IngestOutcome outcome, JsonElement? status)
    {
        Assert.Equal(status?.GetInt32() ?? 200, (int)outcome.Status);
        if (status is not null)
        {
            Assert.Equal(Expected(entry, "error")!.Value.GetString(), outcome.Error);
        }
        else if (Expected(entry, "event_id") is { } id)
        {
            Assert.Equal(id.ValueKind == JsonValueKind.Null, outcome.EventId is null);
            Assert.True(id.GetString() is null or "generated" || id.GetString() == outcome.EventId.ToString());
        }
    }

    private static async Task<(JsonElement Case, IngestOutcome Outcome)> SendAsync(string name, bool strict)
    {
        await using var host = await IntakeHost.StartAsync(42, Key, configure: options => options.StrictEnvelopes = strict);
        var entry = Read(Corpus.File(Cases.Split('/'))).Single(entry => entry.GetProperty("name").GetString() == name);
        var hasNoAuth = entry.TryGetProperty("request", out var request) && request.GetProperty("auth").ValueKind == JsonValueKind.Null;
        var outcome = await host.SendAsync(host.Request(entry.GetProperty("bytes").GetBytesFromBase64()) with
        {
            SentryAuth = hasNoAuth ? [] : [$"Sentry sentry_version=7, sentry_key={Key}"],
            Origin = "http://origin/",
        });
        return (entry, outcome);
    }

    private static JsonElement? Expected(JsonElement entry, string name) => entry.GetProperty("expected").TryGetProperty(name, out var value) ? value : null;

    private static JsonElement[] Read(string path)
    {
        using var json = JsonDocument.Parse(System.IO.File.ReadAllBytes(path));
        return [.. json.RootElement.GetProperty("cases").EnumerateArray().Select(entry => entry.Clone())];
    }
}
