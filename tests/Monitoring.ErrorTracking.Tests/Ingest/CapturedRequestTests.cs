using System.Globalization;
using System.Text.Json;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.Storage.Errors;
using Monitoring.TestData.Envelopes;

namespace Monitoring.ErrorTracking.Tests.Ingest;

public sealed class CapturedRequestTests
{
    public static IReadOnlyCollection<TheoryDataRow<string>> Requests => CapturedRequest.Rows;

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_request_of_a_real_SDK_ends_as_its_events_in_issues(string path)
    {
        var captured = CapturedRequest.Find(path);
        await using var host = await IntakeHost.StartAsync(captured.Project, configure: DropEarlyEnds);

        var outcome = await host.SendAsync(captured.ToRequest());

        Assert.Equal(IngestStatus.Accepted, outcome.Status);
        Assert.Empty(outcome.Causes);
        Assert.Equal(captured.Items.Count(item => item == "event"), outcome.Events.Length);
        Assert.Equal(Counted(captured), (await host.OutcomesAsync()).Where(count => !IsBeside(count.Key)).Sum(count => count.Value));
        foreach (var stored in outcome.Events)
        {
            Assert.Equal(EventAppendOutcome.NewIssue, stored.Outcome);
            await CheckAsync(host, stored, captured);
        }
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_request_that_is_sent_twice_is_stored_once(string path)
    {
        var captured = CapturedRequest.Find(path);
        await using var host = await IntakeHost.StartAsync(captured.Project, configure: DropEarlyEnds);
        var first = await host.SendAsync(captured.ToRequest());

        var second = await host.SendAsync(captured.ToRequest());

        Assert.Equal(IngestStatus.Accepted, second.Status);
        Assert.All(second.Events, stored => Assert.Equal(EventAppendOutcome.Duplicate, stored.Outcome));
        Assert.Equal(first.Events.Length, (await host.IssuesAsync()).Items.Sum(issue => issue.Row.Count));
    }

    /// <summary>The clock stands still: nothing may wait for it.</summary>
    private static void DropEarlyEnds(ErrorTrackingOptions options) => options.Monitors.EarlyEndHold = TimeSpan.Zero;

    /// <summary>Each item is counted once, what holds several things by their number.</summary>
    private static int Counted(CapturedRequest captured) => captured.Items is ["event"]
        ? 1
        : EnvelopeReader.Read(CorpusPayloads.Find(captured.Path).Decoded).Items.Sum(item => item switch
        {
            { Kind: EnvelopeItemKind.Statsd } => System.Text.Encoding.UTF8.GetString(item.GetPayload().Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length,
            _ when item.GetAttribute("item_count") is { HasValue: true } count => int.Parse(count.ToString(), CultureInfo.InvariantCulture),
            _ => 1,
        });

    /// <summary>What senders have discarded themselves, spans within transactions, and bytes.</summary>
    private static bool IsBeside(string outcome) =>
        outcome.Contains("discard", StringComparison.Ordinal) || outcome.StartsWith("span ", StringComparison.Ordinal) || outcome.Contains("_byte ", StringComparison.Ordinal);

    /// <summary>What was stored is what was sent: the raw event to the byte, and its fields in the row and in the normalised event.</summary>
    private static async Task CheckAsync(IntakeHost host, IngestedEvent stored, CapturedRequest captured)
    {
        var details = await host.EventAsync(stored.EventId);
        var raw = EnvelopeReader.Read(details.Raw, strict: true);
        Assert.Empty(raw.Problems);
        Assert.Equal(stored.EventId, raw.Header!.EventId);
        using var sent = JsonDocument.Parse(Assert.Single(raw.Items).GetPayload());
        using var normalized = JsonDocument.Parse(details.Normalized);
        var row = details.Event.Event;
        Assert.Equal(stored.EventId.ToString(), normalized.RootElement.GetProperty("event_id").GetString());
        Assert.Equal(row.Platform, normalized.RootElement.GetProperty("platform").GetString());
        Assert.Equal(Text(sent, "release"), row.Release);
        Assert.Equal(Text(sent, "environment"), row.Environment);
        Assert.Equal(stored.IssueId, (await host.Store.FindIssueByHashAsync(host.Project, row.Hashes[0], TestContext.Current.CancellationToken))?.Id);
        Assert.NotEqual("", row.Title);
        Assert.Contains(row.Tags, tag => tag.Key == "level");
        if (Encoding(captured) is null && captured.Items is ["event"] && captured.Url.Contains("envelope", StringComparison.Ordinal))
        {
            Assert.Contains(System.Text.Encoding.UTF8.GetString(Assert.Single(raw.Items).GetPayload().Span), System.Text.Encoding.UTF8.GetString(captured.Body), StringComparison.Ordinal);
        }
    }

    private static string? Encoding(CapturedRequest captured) => captured.Headers.GetValueOrDefault("content-encoding");

    private static string? Text(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
