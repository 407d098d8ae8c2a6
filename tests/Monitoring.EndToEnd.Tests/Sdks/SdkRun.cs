using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.EndToEnd.Tests.Wire;

namespace Monitoring.EndToEnd.Tests.Sdks;

/// <summary>A client run twice, one run after the other, with everything read back after the second.</summary>
public sealed class SdkRun
{
    private readonly Lock _lock = new();
    private Task<Reports>? _reports;

    internal Task<Reports> GetAsync(Func<Task<SampleHost>> startHost, Func<WireTap, Uri, Task<SentIds>> runClient)
    {
        lock (_lock)
        {
            return _reports ??= RunTwiceAsync(startHost, runClient);
        }
    }

    private static async Task<Reports> RunTwiceAsync(Func<Task<SampleHost>> startHost, Func<WireTap, Uri, Task<SentIds>> runClient)
    {
        var host = await startHost();
        await using var tap = await WireTap.StartAsync(host.Url);
        var first = await runClient(tap, host.DsnAt(tap.Url));
        var second = await runClient(tap, host.DsnAt(tap.Url));
        return new Reports
        {
            Exception = await StoredReport.ReadAsync(host, tap, first.Exception),
            Message = await StoredReport.ReadAsync(host, tap, first.Message),
            ExceptionAgain = await StoredReport.ReadAsync(host, tap, second.Exception),
            MessageAgain = await StoredReport.ReadAsync(host, tap, second.Message),
            Refused = [.. tap.Requests.Where(request => request.Status >= 300)],
            Requests = tap.Requests,
        };
    }

    internal sealed record Reports
    {
        public required StoredReport Exception { get; init; }

        public required StoredReport Message { get; init; }

        public required StoredReport ExceptionAgain { get; init; }

        public required StoredReport MessageAgain { get; init; }

        /// <summary>Requests of the client that the host did not take.</summary>
        public required IReadOnlyList<TappedRequest> Refused { get; init; }

        public required IReadOnlyList<TappedRequest> Requests { get; init; }
    }
}
