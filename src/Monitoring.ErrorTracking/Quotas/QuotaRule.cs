using System.Collections.Immutable;
using Monitoring.ErrorTracking.Envelopes;

namespace Monitoring.ErrorTracking.Quotas;

/// <summary>At most <see cref="Limit"/> in any span of <see cref="Window"/>, for what is sent to a project or with one key of it.</summary>
public sealed record QuotaRule
{
    /// <summary>The longest name.</summary>
    public const int MaxNameLength = 40;

    /// <summary>Windows up to this length are counted by each host for itself; longer ones over all hosts and across restarts.</summary>
    public static readonly TimeSpan LongestOwnWindow = TimeSpan.FromHours(1);

    /// <summary>The longest window: 31 days.</summary>
    public static readonly TimeSpan LongestWindow = TimeSpan.FromDays(31);

    /// <summary>The name, unique in the project: lower-case letters, digits and hyphens. Refusals name the rule as <c>quota_name</c>.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// What is counted together; empty for everything, by the number of items. Attachments are counted in bytes as
    /// <see cref="DataCategory.Attachment"/> and by number as <see cref="DataCategory.AttachmentItem"/>.
    /// </summary>
    public ImmutableArray<DataCategory> Categories { get; init; } = [];

    /// <summary>How many at most; 0 refuses all.</summary>
    public required long Limit { get; init; }

    /// <summary>The length of the span, from one second to <see cref="LongestWindow"/>.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>The key that it holds for; <see langword="null"/> for the whole project.</summary>
    public PublicKey? Key { get; init; }

    /// <summary>Whether both say the same.</summary>
    public bool Equals(QuotaRule? other) =>
        other is not null && Name == other.Name && Limit == other.Limit && Window == other.Window && Key == other.Key
        && CategoriesOrNone.SequenceEqual(other.CategoriesOrNone);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Limit, Window, Key);

    private ImmutableArray<DataCategory> CategoriesOrNone => Categories.IsDefault ? [] : Categories;
}
