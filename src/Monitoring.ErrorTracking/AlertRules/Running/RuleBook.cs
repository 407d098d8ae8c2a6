using System.Collections.Concurrent;
using System.Collections.Immutable;
using Monitoring.ErrorTracking.AlertRules.Judging;
using Monitoring.ErrorTracking.AlertRules.Storing;
using Monitoring.ErrorTracking.AlertRules.Touching;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.AlertRules.Running;

/// <summary>The enabled rules of projects, remembered for a moment. A step is committed only for the rule as it is stored, so an old one does no harm.</summary>
internal sealed class RuleBook(AlertRecords records, TouchedIssues touched, TimeProvider timeProvider)
{
    private const int PageSize = 100;
    private const int MaxEntries = 10_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<ProjectId, Entry> _entries = new();
    private int _changes;

    public async ValueTask<ImmutableArray<Versioned<AlertRuleDocument>>> GetAsync(ProjectId project, CancellationToken cancellationToken)
    {
        if (_entries.TryGetValue(project, out var known) && timeProvider.GetElapsedTime(known.ReadAt) < Lifetime)
        {
            return known.Rules;
        }

        var readAt = timeProvider.GetTimestamp();
        var changes = Volatile.Read(ref _changes);
        var rules = await ReadAsync(project, cancellationToken).ConfigureAwait(false);
        if (_entries.Count >= MaxEntries)
        {
            _entries.Clear();
        }

        // What was read while a rule was changed may be what was before.
        if (changes == Volatile.Read(ref _changes))
        {
            _entries[project] = new Entry(rules, readAt);
        }

        return rules;
    }

    /// <summary>The rules that count or watch.</summary>
    public async ValueTask<ImmutableArray<Versioned<AlertRuleDocument>>> CountingAsync(ProjectId project, CancellationToken cancellationToken) =>
        [.. (await GetAsync(project, cancellationToken).ConfigureAwait(false)).Where(rule => AlertBounds.HasEnd(rule.Value.Settings.Trigger.Kind))];

    /// <summary>A rule was changed.</summary>
    public void Forget(ProjectId project)
    {
        Interlocked.Increment(ref _changes);
        _entries.TryRemove(project, out _);
        touched.Listen(project);
    }

    private async ValueTask<ImmutableArray<Versioned<AlertRuleDocument>>> ReadAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var rules = ImmutableArray.CreateBuilder<Versioned<AlertRuleDocument>>();
        string? cursor = null;
        do
        {
            var page = await records.ListAsync(Partition.Of(project), PageSize, cursor, cancellationToken).ConfigureAwait(false);
            rules.AddRange(page.Items.Where(rule => rule.Value.Settings.IsEnabled));
            cursor = page.Next;
        }
        while (cursor is not null);

        return rules.ToImmutable();
    }

    private sealed record Entry(ImmutableArray<Versioned<AlertRuleDocument>> Rules, long ReadAt);
}
