using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.TestData;
using Monitoring.TestData.Envelopes;

namespace Monitoring.ErrorTracking.Tests.Ingest;

/// <summary>What real SDKs sent, damaged on the way, goes all the way to the store without a fault of ours.</summary>
public sealed class DamagedRequestTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_damaged_request_is_taken_or_refused_and_never_a_fault()
    {
        var faults = new KeptLog(LogLevel.Warning);
        await using var host = await IntakeHost.StartAsync(
            configure: options => options.Monitors.EarlyEndHold = TimeSpan.Zero, // The clock stands still: nothing may wait for it.
            register: services => services.AddSingleton<ILoggerFactory>(new LoggerFactory([faults])));
        var dsn = new Uri($"http://{IntakeHost.Key}@127.0.0.1/{host.Project}");
        var envelopes = CorpusPayloads.All.Where(payload => payload.IsEnvelope).Select(payload => payload.DecodedFor(dsn)).ToArray();
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);

        for (var round = 0; round < Scale.Count(3_000, 200_000); round++)
        {
            var damaged = Mutations.Damage(random, envelopes[random.Next(envelopes.Length)], envelopes[random.Next(envelopes.Length)]);

            var outcome = await host.SendAsync(host.Request(damaged));

            Assert.True(outcome.Status != IngestStatus.Unavailable, $"seed {seed}, round {round}: {string.Join('\n', faults.Lines)}");
        }

        Assert.Empty(faults.Lines);
    }
}
