using System.Collections.Frozen;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Outcomes;

namespace Monitoring.ErrorTracking.Quotas.Counting;

/// <summary>A rule with its count.</summary>
internal sealed class CompiledQuota
{
    private readonly FrozenSet<string> _categories;

    public CompiledQuota(QuotaRule rule, ProjectUsage usage, TimeProvider timeProvider)
    {
        Rule = rule;
        var names = rule.Categories.IsDefaultOrEmpty ? [] : rule.Categories.Select(category => category.Name()).ToArray();
        _categories = names.ToFrozenSet(StringComparer.Ordinal);
        Limit = new RateLimit(string.Join(';', names), rule.Key is null ? "project" : "key", $"quota_{rule.Name}");
        Counter = IsLong ? new LongCounter(rule, usage, Counts, timeProvider) : new ShortCounter(rule, timeProvider);
    }

    public QuotaRule Rule { get; }

    public RateLimit Limit { get; }

    public IQuotaCounter Counter { get; }

    public bool IsLong => Rule.Window > QuotaRule.LongestOwnWindow;

    public bool IsForAll => _categories.Count == 0;

    public bool Holds(PublicKey key, Portion portion) =>
        (Rule.Key is not { } own || own == key) && (IsForAll ? portion.IsItems : _categories.Contains(portion.Category));

    private bool Counts(UsageKey usage) => Holds(usage.Key, new Portion(usage.Category, 0) { IsItems = usage.Category != DataCategory.Attachment.Name() });
}
