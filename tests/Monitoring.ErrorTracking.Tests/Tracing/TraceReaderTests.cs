using System.Text;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Json;
using Monitoring.ErrorTracking.Tracing.Reading;
using Monitoring.TestData.Envelopes;

namespace Monitoring.ErrorTracking.Tests.Tracing;

public sealed class TraceReaderTests
{
    private const string Valid = """
        {"type":"transaction","event_id":"3a129fdcd54e4c4db841e99da99b951e","transaction":"GET /orders/{id}","transaction_info":{"source":"route"},
        "start_timestamp":1795369989.0,"timestamp":"2026-11-22T17:53:10.5Z","release":"shop@1","environment":"test","user":{"id":42},
        "contexts":{"trace":{"trace_id":"400cf3f1f42d4facb88e733269b40a67","span_id":"f0219a415e5412ff","op":"http.server","status":"not_found"}},
        "spans":[{"span_id":"8165067ebc7bc367","op":"db","description":"SELECT 1","status":"ok","start_timestamp":1795369989.1,"timestamp":1795369989.2},null,{"op":"x"}]}
        """;

    public static IReadOnlyCollection<TheoryDataRow<string>> Transactions => CorpusPayloads.Paths(payload => payload.IsEnvelope && payload.Items.Contains("transaction"));

    [Fact]
    public void A_transaction_is_read_with_its_spans()
    {
        var facts = Read(Valid, out _)!;

        Assert.Equal("3a129fdcd54e4c4db841e99da99b951e", facts.EventId.ToString());
        Assert.Equal(
            ("400cf3f1f42d4facb88e733269b40a67", "http.server", "GET /orders/{id}", "not_found", "route", "shop@1", "test", new TraceUser("id", "42")),
            (facts.Root.TraceId, facts.Root.Operation, facts.Root.Name, facts.Root.Status, facts.Root.Source, facts.Root.Release, facts.Root.Environment, facts.Root.User));
        Assert.Equal(1500, (facts.Root.End - facts.Root.Start).TotalMilliseconds);
        var span = Assert.Single(facts.Spans);
        Assert.Equal(("db", "SELECT 1", "ok", "test"), (span.Operation, span.Name, span.Status, span.Environment));
        Assert.Equal(2, facts.LostSpans);
    }

    [Theory]
    [InlineData("\"start_timestamp\":1795369989.0,", "", "start_timestamp:")]
    [InlineData("\"timestamp\":\"2026-11-22T17:53:10.5Z\",", "", "timestamp:")]
    [InlineData("1795369989.0", "1795369999.0", "timestamp:")]
    [InlineData("400cf3f1f42d4facb88e733269b40a67", "00000000000000000000000000000000", "contexts.trace.trace_id:")]
    [InlineData("\"span_id\":\"f0219a415e5412ff\",", "", "contexts.trace.span_id:")]
    [InlineData("{\"type\"", "[{\"type\"", "A transaction must")]
    public void What_the_protocol_demands_is_missed_by_name(string part, string instead, string place)
    {
        Assert.Null(Read(Valid.Replace(part, instead, StringComparison.Ordinal), out var fault));
        Assert.StartsWith(place, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"transaction_info\":{\"source\":\"route\"}", "\"transaction_info\":7")]
    [InlineData("\"user\":{\"id\":42}", "\"user\":[1]")]
    [InlineData("\"release\":\"shop@1\"", "\"release\":{}")]
    [InlineData("\"environment\":\"test\"", "\"environment\":NaN")]
    public void Other_faults_cost_their_field_alone(string part, string instead) =>
        Assert.Equal("GET /orders/{id}", Read(Valid.Replace(part, instead, StringComparison.Ordinal), out _)!.Root.Name);

    [Theory]
    [MemberData(nameof(Transactions))]
    public void Recorded_transactions_are_read_whole(string path)
    {
        foreach (var payload in PayloadsOf(CorpusPayloads.Find(path)))
        {
            var facts = TransactionReader.Read(payload, out var fault);

            Assert.True(facts is not null, fault);
            Assert.Equal(0, facts.LostSpans);
            Assert.All(facts.Spans, span => Assert.False(string.IsNullOrEmpty(span.Operation) && string.IsNullOrEmpty(span.Name)));
        }
    }

    [Fact]
    public void A_span_of_a_container_is_read_with_its_attributes()
    {
        var span = ReadSpan("""
            {"name":"GET /orders/:id","span_id":"9ed304a85d151dbd","trace_id":"f1cd55a41e08412495287e9f768603ff","start_timestamp":1796006990.1,
            "end_timestamp":1796006990.3,"is_segment":true,"status":"error","attributes":{"sentry.op":{"value":"http.server","type":"string"},
            "sentry.source":{"value":"route","type":"string"},"sentry.segment.name.source":{"value":"custom","type":"string"},
            "sentry.release":{"value":"shop@1","type":"string"},"sentry.environment":{"value":"test","type":"string"},"user.id":{"value":42,"type":"integer"}}}
            """)!;

        Assert.Equal(
            (true, "GET /orders/:id", "http.server", "error", "route", "shop@1", "test", new TraceUser("id", "42")),
            (span.IsSegment, span.Name, span.Operation, span.Status, span.Source, span.Release, span.Environment, span.User));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("ok", false)]
    [InlineData("cancelled", false)]
    [InlineData("unknown", false)]
    [InlineData("error", true)]
    [InlineData("not_found", true)]
    [InlineData("unknown_error", true)]
    public void Some_statuses_are_failures(string? status, bool isFailure) => Assert.Equal(isFailure, SpanStatus.IsFailure(status));

    [Property(MaxTest = 1_000)]
    public void Damaged_transactions_never_throw(int place, byte put, ushort length)
    {
        var bytes = Encoding.UTF8.GetBytes(Valid);
        bytes[(int)((uint)place % bytes.Length)] = put;

        TransactionReader.Read(bytes.AsMemory(0, length % 3 == 0 ? length % bytes.Length : bytes.Length), out _);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> PayloadsOf(CorpusPayload recorded) =>
        EnvelopeReader.Read(recorded.Decoded).Items.Where(item => item.Kind == EnvelopeItemKind.Transaction).Select(item => item.GetPayload());

    private static TransactionFacts? Read(string json, out string? fault) => TransactionReader.Read(Encoding.UTF8.GetBytes(json), out fault);

    private static SpanFacts? ReadSpan(string json) => SpanReader.Read(JsonScalars.Parse(Encoding.UTF8.GetBytes(json)), out _);
}
