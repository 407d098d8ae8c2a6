using System.Collections.Immutable;

namespace Monitoring.AspNetCore.Api;

/// <summary>Looks at lists in bodies, in which JSON may have put null where an object must be.</summary>
internal static class BodyLists
{
    /// <summary>Names the first place of a list that holds nothing; null when there is none.</summary>
    public static ApiAnswer? FindGap<T>(ImmutableArray<T>? list, string name)
        where T : class
    {
        var items = list is { IsDefault: false } given ? given : [];
        var gap = items.IndexOf(null!);
        return gap < 0 ? null : Problem.BadRequest($"{name}[{gap}]: must be an object.");
    }
}
