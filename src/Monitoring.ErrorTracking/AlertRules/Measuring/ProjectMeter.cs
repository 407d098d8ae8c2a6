using System.Collections.Immutable;
using Monitoring.ErrorTracking.AlertRules.Judging;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.AlertRules.Measuring;

/// <summary>Counts what a rule counts of all fitting issues together.</summary>
internal sealed class ProjectMeter(IErrorStore store, IssueMatcher matcher, WindowMeter meter)
{
    /// <summary>The most issues that are looked at, those that were seen last.</summary>
    public const int MostIssues = 1000;

    private const int PageSize = 100;

    /// <summary>The issues of a project that were seen after an instant, the last seen first, at most <see cref="MostIssues"/>.</summary>
    public async ValueTask<ImmutableArray<IssueRow>> SeenSinceAsync(
        ProjectId project, AlertConditions conditions, DateTimeOffset from, CancellationToken cancellationToken)
    {
        if (!RuleQuery.TryRead(conditions.Query, out var filter))
        {
            return [];
        }

        var found = ImmutableArray.CreateBuilder<IssueRow>();
        string? cursor = null;
        do
        {
            var query = new IssueQuery { ProjectId = project, Filter = filter, Limit = PageSize, Cursor = cursor };
            var page = await store.SearchIssuesAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var issue in page.Items)
            {
                if (issue.LastSeen <= from || found.Count == MostIssues)
                {
                    return found.ToImmutable();
                }

                found.Add(issue);
            }

            cursor = page.Next;
        }
        while (cursor is not null);

        return found.ToImmutable();
    }

    /// <summary>Counts for the project.</summary>
    public async ValueTask<Measured> MeasureAsync(
        ProjectId project, AlertRuleSettings settings, bool isFiring, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var reach = Hours.Reach(settings.Trigger) + Hours.One;
        var fitting = new List<IssueRow>();
        foreach (var issue in await SeenSinceAsync(project, settings.Conditions, at - reach, cancellationToken).ConfigureAwait(false))
        {
            if (await matcher.FitsAsync(settings.Conditions, issue, at, cancellationToken).ConfigureAwait(false))
            {
                fitting.Add(issue);
            }
        }

        return AlertBounds.IsChange(settings.Trigger.Kind)
            ? await ChangeAsync(settings.Trigger, fitting, at, cancellationToken).ConfigureAwait(false)
            : await EventsAsync(settings, fitting, isFiring ? AlertBounds.End(settings) : settings.Trigger.Threshold, at, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<Measured> ChangeAsync(AlertTrigger trigger, List<IssueRow> issues, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var sum = new Measured();
        foreach (var issue in issues)
        {
            var one = await meter.ChangeAsync(trigger, issue.Id, at, cancellationToken).ConfigureAwait(false);
            sum = sum with { Value = sum.Value + one.Value, Base = sum.Base + one.Base };
        }

        return sum;
    }

    private async ValueTask<Measured> EventsAsync(
        AlertRuleSettings settings, List<IssueRow> issues, double mark, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var bounds = new List<(IssueId Issue, long Least, long Most)>();
        foreach (var issue in issues)
        {
            var (low, high) = await meter.BoundsAsync(issue.Id, settings.Trigger.Window, at, cancellationToken).ConfigureAwait(false);
            bounds.Add((issue.Id, settings.Conditions.Environments.IsEmpty ? low : 0, high));
        }

        var least = bounds.Sum(bound => bound.Least);
        var most = bounds.Sum(bound => bound.Most);
        if (most <= mark || least > mark || least == most)
        {
            return new Measured { Value = most <= mark ? most : least, IsAtLeast = most > mark && least < most };
        }

        var sum = bounds.Where(bound => bound.Least == bound.Most).Sum(bound => bound.Least);
        foreach (var (issue, _, _) in bounds.Where(bound => bound.Least < bound.Most))
        {
            if (await meter.CountAsync(settings, issue, mark - sum, at, cancellationToken).ConfigureAwait(false) is not { } count)
            {
                return Measured.Unknown;
            }

            sum += count;
            if (sum > mark)
            {
                return new Measured { Value = sum, IsAtLeast = true };
            }
        }

        return new Measured { Value = sum };
    }
}
