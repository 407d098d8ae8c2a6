using System.Collections.Immutable;
using Monitoring.Projects;

namespace Monitoring.ErrorTracking.Quotas.Counting;

/// <summary>Lets in what fits all limits that hold for it: the key's own on events and the project's rules. Safe to call on many threads.</summary>
internal sealed class ProjectQuota
{
    private readonly Lock _lock = new();
    private readonly KeyQuotas _keys;
    private readonly ProjectUsage _usage;

    public ProjectQuota(QuotaSettings settings, ProjectUsage usage, ProjectQuota? before, KeyQuotas keys, TimeProvider timeProvider)
    {
        _keys = keys;
        _usage = usage;

        // Rules that stay as they are go on counting.
        Rules = [.. settings.Rules.Select(rule => before?.Rules.FirstOrDefault(known => known.Rule.Equals(rule)) ?? new CompiledQuota(rule, usage, timeProvider))];
    }

    public ImmutableArray<CompiledQuota> Rules { get; }

    /// <summary>Reads what others have let in, when a rule asks for it.</summary>
    public ValueTask RefreshAsync(CancellationToken cancellationToken) =>
        Rules.Any(rule => rule.IsLong) ? _usage.RefreshAsync(cancellationToken) : ValueTask.CompletedTask;

    /// <summary>Lets something in, or says which limit it is over and for how long.</summary>
    /// <param name="key">The key that it was sent with.</param>
    /// <param name="isEvent">Whether the key's own limit counts it.</param>
    /// <param name="portions">What it counts as, all or none.</param>
    /// <param name="limit">The limit that it is over.</param>
    /// <param name="wait">After how long it would fit.</param>
    public bool TryAdmit(ClientKey key, bool isEvent, ReadOnlySpan<Portion> portions, out RateLimit limit, out TimeSpan wait)
    {
        limit = RateLimit.OfKey(RateLimitHeader.Events);
        if (isEvent && !_keys.TryAdmit(key, out wait))
        {
            return false;
        }

        wait = TimeSpan.Zero;
        if (!Rules.IsEmpty)
        {
            lock (_lock)
            {
                if (Find(key.PublicKey, portions, out wait) is { } over)
                {
                    _keys.Return(key, isEvent);
                    limit = over.Limit;
                    return false;
                }

                Count(key.PublicKey, portions, isReturned: false);
                Use(key.PublicKey, portions, 1);
                return true;
            }
        }

        Use(key.PublicKey, portions, 1);
        return true;
    }

    /// <summary>Takes back what was let in and does not count after all, because a filter dropped it.</summary>
    public void Return(ClientKey key, bool isEvent, ReadOnlySpan<Portion> portions)
    {
        _keys.Return(key, isEvent);
        if (!Rules.IsEmpty)
        {
            lock (_lock)
            {
                Count(key.PublicKey, portions, isReturned: true);
            }
        }

        Use(key.PublicKey, portions, -1);
    }

    /// <summary>The rule that nothing of a category fits now, without counting; null when something does.</summary>
    /// <param name="key">The key.</param>
    /// <param name="category">The category; null for whatever there may be, which only rules for everything refuse.</param>
    /// <param name="wait">After how long something fits.</param>
    public RateLimit? FindExhausted(ClientKey key, string? category, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        if (Rules.IsEmpty)
        {
            return null;
        }

        lock (_lock)
        {
            return Find(key.PublicKey, [new Portion(category ?? "", 1)], out wait)?.Limit;
        }
    }

    /// <summary>The rules with their use.</summary>
    public ImmutableArray<QuotaUse> Report()
    {
        lock (_lock)
        {
            return
            [
                .. Rules.Select(rule =>
                {
                    var used = rule.Counter.Used;
                    return new QuotaUse
                    {
                        Rule = rule.Rule,
                        Used = used,
                        FitsAfter = used < rule.Rule.Limit || rule.Rule.Limit == 0 ? null : rule.Counter.WaitFor(1),
                    };
                }),
            ];
        }
    }

    private CompiledQuota? Find(PublicKey key, ReadOnlySpan<Portion> portions, out TimeSpan wait)
    {
        foreach (var rule in Rules)
        {
            foreach (var portion in portions)
            {
                if (rule.Holds(key, portion) && rule.Counter.Used > rule.Rule.Limit - portion.Quantity)
                {
                    wait = rule.Rule.Limit == 0 ? rule.Rule.Window : rule.Counter.WaitFor(Math.Min(portion.Quantity, rule.Rule.Limit));
                    return rule;
                }
            }
        }

        wait = TimeSpan.Zero;
        return null;
    }

    /// <summary>Counts in what is written, for all rules that are or will be. Under the lock where rules look at it.</summary>
    private void Use(PublicKey key, ReadOnlySpan<Portion> portions, int sign)
    {
        foreach (var portion in portions)
        {
            _usage.Add(key, portion.Category, sign * portion.Quantity);
        }
    }

    private void Count(PublicKey key, ReadOnlySpan<Portion> portions, bool isReturned)
    {
        foreach (var rule in Rules)
        {
            foreach (var portion in portions)
            {
                if (!rule.Holds(key, portion))
                {
                    continue;
                }

                if (isReturned)
                {
                    rule.Counter.Return(portion.Quantity);
                }
                else
                {
                    rule.Counter.Add(portion.Quantity);
                }
            }
        }
    }
}
