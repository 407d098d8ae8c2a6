using System.Collections.Immutable;
using Monitoring.ErrorTracking.Issues.Activity;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.AlertRules.BackTesting;

/// <summary>Which status an issue had when, by its activity.</summary>
internal sealed class StatusHistory(IssueStatus now, ImmutableArray<IssueActivity> entries)
{
    /// <summary>The entries that changed the status, in the order of time.</summary>
    private readonly ImmutableArray<IssueActivity> _changes =
        [.. entries.Where(entry => entry.StateBefore is not null && entry.StateAfter is not null).OrderBy(entry => entry.At).ThenBy(entry => entry.Id)];

    /// <summary>When it woke from being ignored.</summary>
    public IEnumerable<IssueActivity> Wakings => _changes.Where(IsWaking);

    /// <summary>Whether a condition was met that the issue was ignored until.</summary>
    public static bool IsWaking(IssueActivity entry) =>
        entry.Kind == IssueActivityKind.Unignored || (entry.Kind == IssueActivityKind.Escalated && entry.StateBefore?.Status == IssueStatus.Ignored);

    public IssueStatus At(DateTimeOffset at)
    {
        if (_changes.IsEmpty)
        {
            return now;
        }

        var status = _changes[0].StateBefore!.Status;
        foreach (var change in _changes)
        {
            if (change.At > at)
            {
                break;
            }

            status = change.StateAfter!.Status;
        }

        return status;
    }
}
