using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Grouping.Inspection;

/// <summary>Says why events are grouped as they are, and what another grouping would do. Changes nothing.</summary>
/// <remarks>
/// Safe to call on many threads. Needs <see cref="Permission.ReadErrors"/>. Rules with mistakes and unknown strategies are
/// <see cref="CommandOutcome.Invalid"/>. The only expected exception is <see cref="StorageUnavailableException"/>.
/// </remarks>
public interface IGroupingInspection
{
    /// <summary>Explains one event, or two and what keeps them apart.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project whose settings count where the trial has none.</param>
    /// <param name="subjects">The events, one or two.</param>
    /// <param name="trial">The grouping to explain; an empty one is the project's.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<GroupingReport>> ExplainAsync(
        Actor actor, ProjectId project, ImmutableArray<GroupingSubject> subjects, GroupingTrial trial, CancellationToken cancellationToken = default);

    /// <summary>Groups stored events anew, the newest of each issue, and compares with how the project's settings of now group them.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project.</param>
    /// <param name="replay">What to try, on what.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    ValueTask<CommandResult<GroupingForecast>> ReplayAsync(
        Actor actor, ProjectId project, GroupingReplay replay, CancellationToken cancellationToken = default);
}
