using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Logs;

/// <summary>How many log records the SDKs of projects have sent. The records themselves are never stored.</summary>
/// <remarks>Safe to call on many threads. Needs <see cref="Permission.ReadOutcomes"/>. The only expected exception is <see cref="StorageUnavailableException"/>.</remarks>
public interface ILogCounts
{
    /// <summary>Counts records by hour, for up to seven days, or by day, for up to 366, and by level.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project.</param>
    /// <param name="from">The beginning, cut to the hour or day.</param>
    /// <param name="to">The end, exclusive; a bucket that has begun counts whole.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The counts that there are, by time and level.</returns>
    ValueTask<CommandResult<Page<LogCount>>> QueryAsync(
        Actor actor, ProjectId project, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default);
}
