using Monitoring.ErrorTracking.Grouping.Components;

namespace Monitoring.ErrorTracking.Grouping.Strategies;

/// <summary>A text that people wrote, without the ids, numbers and dates in it.</summary>
internal static class MaskedText
{
    public static Leaf Leaf(string id, string? text, GroupingScope scope)
    {
        if (string.IsNullOrEmpty(text))
        {
            return new Leaf(id, null);
        }

        var masked = scope.Mask(text);
        return new Leaf(id, masked, masked == text ? null : "stripped event-specific values");
    }
}
