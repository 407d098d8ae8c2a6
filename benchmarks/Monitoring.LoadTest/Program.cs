// Measures the sample host over HTTP, from the socket to the durable and grouped event, beside the same host with a store that discards.
using System.Diagnostics;
using Monitoring.LoadTest;
using Monitoring.LoadTest.Discarding;
using Monitoring.LoadTest.Driving;
using Monitoring.LoadTest.Hosting;
using Monitoring.LoadTest.Traffic;

var options = LoadTestOptions.Parse(args);
await using var liteDb = await HostProcess.StartAsync(new Dictionary<string, string>());
await using var discard = await HostProcess.StartAsync(DiscardingStartup.Environment);
var mix = new TrafficMix(liteDb.Dsn);
Report.Line($"{options.Connections} connections, {options.Requests} requests a round: {mix.Describe()}");
Report.Line($"");

async Task<Round> LoadAsync(HostProcess host, HostProcess other)
{
    var requests = mix.Take(options.Requests, host.Dsn);
    await other.SettleAsync();
    return await Driver.LoadAsync(host, requests, options.Connections);
}

await LoadAsync(liteDb, discard);
await LoadAsync(discard, liteDb);

var rounds = new List<(Round LiteDb, Round Discard)>();
for (var round = 0; round < options.Rounds; round++)
{
    // Each comes first as often as the other.
    var first = round % 2 == 0 ? await LoadAsync(liteDb, discard) : null;
    var other = await LoadAsync(discard, liteDb);
    rounds.Add((first ?? await LoadAsync(liteDb, discard), other));
}

Report.Rounds(rounds);

await liteDb.SettleAsync();
await discard.SettleAsync();
var pause = TimeSpan.FromMilliseconds(100);
Report.Quiet(
    await Driver.WhisperAsync(liteDb, mix.Take(options.Whispers, liteDb.Dsn), pause),
    await Driver.WhisperAsync(discard, mix.Take(options.Whispers, discard.Dsn), pause));

var samples = new List<(TimeSpan, long, long, long)>();
var events = rounds.Sum(round => (long)round.LiteDb.Events);
var started = Stopwatch.GetTimestamp();
while (Stopwatch.GetElapsedTime(started) is var elapsed && elapsed < TimeSpan.FromSeconds(options.SoakSeconds))
{
    events += (await Driver.LoadAsync(liteDb, mix.Take(options.Requests, liteDb.Dsn), options.Connections)).Events;
    samples.Add((Stopwatch.GetElapsedTime(started), events, liteDb.ResidentBytes(), liteDb.DataBytes()));
}

Report.Soak(samples);
