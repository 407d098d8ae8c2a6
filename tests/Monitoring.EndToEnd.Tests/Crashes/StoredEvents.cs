using System.Collections.Concurrent;
using System.Globalization;
using Monitoring.EndToEnd.Tests.Hosting;

namespace Monitoring.EndToEnd.Tests.Crashes;

/// <summary>What a host holds of the events that were sent to it.</summary>
internal static class StoredEvents
{
    /// <summary>How many events the issues of project 1 have counted.</summary>
    public static async Task<long> CountAsync(SampleHost host) => (await host.Api.ListIssuesAsync()).Sum(issue => (long)issue["count"]!);

    /// <summary>Which of these events the host does not give back, or gives back as another event.</summary>
    public static async Task<IReadOnlyCollection<string>> MissingAsync(SampleHost host, IEnumerable<ShopEvent> events)
    {
        var missing = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(events, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (shopEvent, _) =>
        {
            var found = await host.Api.FindEventAsync(shopEvent.Id);
            var number = shopEvent.Number.ToString(CultureInfo.InvariantCulture);
            if (found?["tags"]?.AsArray().Any(tag => (string?)tag!["key"] == "number" && (string?)tag["value"] == number) != true)
            {
                missing.Enqueue($"{shopEvent.Id} ({number}): {found?.ToJsonString() ?? "not there"}");
            }
        });
        return missing;
    }
}
