namespace Monitoring.ErrorTracking.Quotas.Counting;

/// <summary>So much of a category.</summary>
internal readonly record struct Portion(string Category, long Quantity)
{
    /// <summary>Whether rules for everything count it: they count items, not their bytes.</summary>
    public bool IsItems { get; init; } = true;
}
