using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Monitoring.AspNetCore.Api;
using Monitoring.ErrorTracking.Outcomes;

namespace Monitoring.AspNetCore.SentryApi.Projects;

/// <summary>How many events a project got, by the hour: pairs of a second of Unix time and a count.</summary>
internal static class StatsCalls
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static ValueTask<ApiAnswer> GetAsync(ApiCall call) => SentryProjects.WithProjectAsync(call, async project =>
    {
        var now = call.Service<TimeProvider>().GetUtcNow();
        var until = Instant(call, "until") ?? now;
        var since = Instant(call, "since") ?? until - TimeSpan.FromDays(1);
        var stat = call.Query.Text("stat") ?? "received";
        if (since >= until || until - since > Longest || stat is not ("received" or "rejected" or "blacklisted" or "generated"))
        {
            return SentryAnswer.Error(
                StatusCodes.Status400BadRequest, "stat, since, until: one of received, rejected, blacklisted and generated is expected, over at most 31 days of Unix time.");
        }

        var query = new OutcomeQuery { From = Cut(since), To = until, Category = "error" };
        var counted = await call.Service<IOutcomes>().QueryAsync(call.Actor, project.Id, query, call.Cancellation);
        return counted.Value is { } page
            ? ApiAnswer.Ok(Points(page.Items, stat, Cut(since), until), SentryProjectJson.Default.ImmutableArrayImmutableArrayInt64)
            : SentryAnswer.Refusal(counted);
    });

    private static ImmutableArray<ImmutableArray<long>> Points(ImmutableArray<OutcomeCount> counts, string stat, DateTimeOffset from, DateTimeOffset to)
    {
        var byHour = counts.Where(count => Belongs(count.Outcome, stat)).GroupBy(count => count.Bucket).ToDictionary(group => group.Key, group => group.Sum(count => count.Count));
        var points = ImmutableArray.CreateBuilder<ImmutableArray<long>>();
        for (var hour = from; hour < to; hour += Hour)
        {
            points.Add([hour.ToUnixTimeSeconds(), byHour.GetValueOrDefault(hour)]);
        }

        return points.ToImmutable();
    }

    /// <summary>What was dropped at the sender never came.</summary>
    private static bool Belongs(OutcomeKind outcome, string stat) => stat switch
    {
        "received" => outcome != OutcomeKind.ClientDiscard,
        "rejected" => outcome == OutcomeKind.RateLimited,
        "blacklisted" => outcome == OutcomeKind.Filtered,
        _ => false,
    };

    private static DateTimeOffset Cut(DateTimeOffset instant) => instant - new TimeSpan(instant.UtcTicks % TimeSpan.TicksPerHour);

    private static DateTimeOffset? Instant(ApiCall call, string name) =>
        double.TryParse(call.Query.Text(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 100_000_000_000
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000))
            : null;
}
