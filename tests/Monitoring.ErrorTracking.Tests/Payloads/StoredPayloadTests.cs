using System.Text;
using System.Text.Json;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Events.Reading;
using Monitoring.ErrorTracking.Events.Writing;
using Monitoring.ErrorTracking.Grouping;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Payloads;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.TestData;
using Monitoring.TestData.Envelopes;

namespace Monitoring.ErrorTracking.Tests.Payloads;

public sealed class StoredPayloadTests
{
    public static IReadOnlyCollection<TheoryDataRow<string>> Events => CorpusPayloads.Paths(payload => payload.Items.Contains("event"));

    [Theory]
    [MemberData(nameof(Events))]
    public void Read_EventOfARealSdk_NormalisesToTheSameAgain(string path)
    {
        var payload = CorpusPayloads.Find(path);
        var normalizer = new EventNormalizer(16 * 1024 * 1024);
        var envelope = payload.IsEnvelope ? EnvelopeReader.Read(payload.Decoded) : null;
        var header = envelope?.Header ?? new EnvelopeHeader { Raw = default };
        var json = envelope?.Items.First(item => item.Kind == EnvelopeItemKind.Event).GetPayload() ?? payload.Decoded;
        var receipt = Some.Receipt() with { SentAt = header.SentAt, EnvelopeEventId = header.EventId, RemoteAddress = "203.0.113.7", SdkClient = "test.sdk/1.0" };
        var errorEvent = normalizer.Normalize(json, receipt).Event!;

        using var buffer = new PayloadBuffer();
        StoredPayload.Write(buffer, new EventItem(EnvelopeItemKind.Event, json), header, errorEvent, receipt, new GroupingOrigin { Config = "newstyle:2026-01-20", RulesId = "ab" });
        var read = StoredPayload.Read(buffer.Slice(..), errorEvent.Id, errorEvent.ReceivedAt, out var stored);

        Assert.Equal(json.ToArray(), stored.ToArray());
        Assert.Equal(new GroupingOrigin { Config = "newstyle:2026-01-20", RulesId = "ab" }, StoredPayload.ReadGrouping(buffer.Slice(..)));
        Assert.Equal(Write(normalizer, json, receipt), Write(normalizer, stored, read!));
    }

    [Theory]
    [InlineData("""{"user":{"id":1,"ip_address":"{{auto}}"}}""", true)]
    [InlineData("""{"platform":"javascript"}""", true)]
    [InlineData("""{"user":{"id":1}}""", false)]
    [InlineData("""{"user":{"ip_address":"198.51.100.1"}}""", false)]
    public async Task The_address_of_the_sender_is_kept_only_when_the_event_takes_it(string json, bool isKept)
    {
        await using var host = await IntakeHost.StartAsync();

        var details = await host.EventAsync(Assert.Single((await host.SendAsync(json, IngestEndpoint.Store)).Events).EventId);

        Assert.Equal(isKept, Encoding.UTF8.GetString(details.Raw.Span).Contains("203.0.113.7", StringComparison.Ordinal));
        Assert.Equal(isKept, Encoding.UTF8.GetString(details.Normalized.Span).Contains("203.0.113.7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_key_of_the_sender_is_not_kept()
    {
        await using var host = await IntakeHost.StartAsync();
        var header = $$"""{"dsn":"https://{{IntakeHost.Key}}@sentry.example/42","sdk":{"name":"my.sdk","version":"2"},"trace":{"public_key":"{{IntakeHost.Key}}"},"sent_at":"2026-11-22T12:00:00.123456Z"}""";

        var outcome = await host.SendAsync(header + "\n{\"type\":\"event\"}\n{\"message\":\"x\"}\n");

        var raw = EnvelopeReader.Read((await host.EventAsync(outcome.Events[0].EventId)).Raw);
        Assert.DoesNotContain(IntakeHost.Key, raw.Header!.Raw.ToString(), StringComparison.Ordinal);
        Assert.Equal(("my.sdk", "2", "\"2026-11-22T12:00:00.123456Z\""), (raw.Header.SdkName, raw.Header.SdkVersion, raw.Header.GetAttribute("sent_at").ToString()));
    }

    [Fact]
    public async Task An_event_that_was_sent_late_shows_the_same_times_when_it_is_read()
    {
        await using var host = await IntakeHost.StartAsync();
        var sentAt = host.Time.GetUtcNow().AddHours(-5);

        var outcome = await host.SendAsync($$"""{"sent_at":"{{sentAt:O}}"}""" + "\n{\"type\":\"event\"}\n" + $$"""{"timestamp":"{{sentAt.AddMinutes(-1):O}}"}""" + "\n");

        var details = await host.EventAsync(outcome.Events[0].EventId);
        var expected = host.Time.GetUtcNow().AddMinutes(-1);
        Assert.Equal(expected, details.Event.Event.Timestamp);
        using var normalized = JsonDocument.Parse(details.Normalized);
        Assert.Equal(expected, normalized.RootElement.GetProperty("timestamp").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not an envelope")]
    public void Read_SomethingElse_IsNothing(string payload)
    {
        Assert.Null(StoredPayload.Read(Encoding.UTF8.GetBytes(payload), default, default, out _));
    }

    private static string Write(EventNormalizer normalizer, ReadOnlyMemory<byte> json, Monitoring.ErrorTracking.Events.EventReceipt receipt)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        ErrorEventWriter.Write(output, normalizer.Normalize(json, receipt).Event!);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
