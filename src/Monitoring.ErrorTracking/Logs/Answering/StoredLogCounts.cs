using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Logs.Rolling;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.ErrorTracking.Rollups.Reading;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Logs.Answering;

/// <summary>Answers from counted log records.</summary>
internal sealed class StoredLogCounts(RollupReader<LogRollup> reader, IAccessControl access) : ILogCounts
{
    private static readonly TimeSpan LongestByHour = TimeSpan.FromDays(7);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public async ValueTask<CommandResult<Page<LogCount>>> QueryAsync(
        Actor actor, ProjectId project, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, Permission.ReadOutcomes, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<Page<LogCount>>(decision);
        }

        if (to <= from || to - from > Longest)
        {
            return CommandResults.Invalid<Page<LogCount>>("to: must be after 'from', by at most 366 days.");
        }

        var span = to - from <= LongestByHour ? RollupSpan.Hour : RollupSpan.Day;
        var counts = new List<LogCount>();
        await foreach (var value in reader.ReadAsync(project, span, span.Of(from), to, null, cancellationToken).ConfigureAwait(false))
        {
            counts.Add(new LogCount { Start = value.Bucket, Level = value.Series.Names[0], Count = value.Value.Count, Bytes = value.Value.Bytes });
        }

        return CommandResults.Done(new Page<LogCount>
        {
            Items = [.. counts.OrderBy(count => count.Start).ThenBy(count => count.Level, StringComparer.Ordinal)],
            Next = null,
        });
    }
}
