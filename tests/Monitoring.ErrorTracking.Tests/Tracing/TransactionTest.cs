using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Access;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.ErrorTracking.Tracing;

namespace Monitoring.ErrorTracking.Tests.Tracing;

/// <summary>A host that takes transactions, and what it shows of them. The clock stands at 12:00.</summary>
public abstract class TransactionTest
{
    protected const string Trace = "400cf3f1f42d4facb88e733269b40a67";
    protected static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private protected static string Transaction(
        int milliseconds, string name = "/orders/1007", string source = "url", string status = "ok", string item = "transaction", int secondsAgo = 10,
        string description = "SELECT * FROM orders WHERE id = 7")
    {
        var end = Noon.AddSeconds(-secondsAgo);
        var id = Guid.CreateVersion7(end.AddMilliseconds(milliseconds)).ToString("N");
        var span = $$"""{"span_id":"8165067ebc7bc367","op":"db","description":"{{description}}","start_timestamp":{{Unix(end)}},"timestamp":{{Unix(end)}}""";
        return $"{{}}\n{{\"type\":\"{item}\"}}\n" + $$$"""
            {"type":"transaction","event_id":"{{{id}}}","transaction":"{{{name}}}","transaction_info":{"source":"{{{source}}}"},"environment":"test","user":{"id":"42"},
            """.Trim() + $$$"""
            "start_timestamp":{{{Unix(end.AddMilliseconds(-milliseconds))}}},"timestamp":{{{Unix(end)}}},"contexts":{"trace":{"trace_id":"{{{Trace}}}","span_id":"f0219a415e5412ff","op":"http.server","status":"{{{status}}}"}},
            """.Trim() + "\"spans\":[" + span + ",\"status\":\"ok\"}," + span + ",\"status\":\"aborted\"}]}";
    }

    private protected static string Container(int count, string items) =>
        "{}\n" + $$"""{"type":"span","item_count":{{count}},"content_type":"application/vnd.sentry.items.span.v2+json"}""" + "\n" + $$"""{"version":2,"items":[{{items}}]}""";

    private protected static string Span(string name, string operation, bool isSegment) => $$"""
        {"name":"{{name}}","span_id":"9ed304a85d151dbd","trace_id":"{{Trace}}","start_timestamp":{{Unix(Noon.AddSeconds(-2))}},"end_timestamp":{{Unix(Noon.AddSeconds(-1))}},
        """.Trim()
        + $"\"is_segment\":{(isSegment ? "true" : "false")},\"status\":\"{(isSegment ? "error" : "ok")}\","
        + $"\"attributes\":{{\"sentry.op\":{{\"value\":\"{operation}\",\"type\":\"string\"}}}}}}";

    private protected static string Unix(DateTimeOffset instant) => (instant.ToUnixTimeMilliseconds() / 1000m).ToString("F3", CultureInfo.InvariantCulture);

    private protected static string Letters(int number) => new([.. number.ToString("0000", CultureInfo.InvariantCulture).Select(digit => (char)(digit - '0' + 'a'))]);

    private protected static ITransactions Transactions(IntakeHost host) => host.Service<ITransactions>();

    private protected static TransactionSearch Search() => new() { From = Noon.AddDays(-1), To = Noon };

    private protected static async Task<ImmutableArray<TransactionSummary>> ListAsync(IntakeHost host) =>
        (await Transactions(host).ListAsync(Actor.System, host.Project, Search(), TestContext.Current.CancellationToken)).Value!.Items;

    private protected static async Task<string[]> NamesAsync(IntakeHost host, TransactionSearch search) =>
        [.. (await Transactions(host).ListAsync(Actor.System, host.Project, search, TestContext.Current.CancellationToken)).Value!.Items.Select(summary => summary.Name)];

    private protected static async Task<TraceDetails> TraceAsync(IntakeHost host) =>
        (await Transactions(host).GetTraceAsync(Actor.System, host.Project, Trace, cancellationToken: TestContext.Current.CancellationToken)).Value!;
}
