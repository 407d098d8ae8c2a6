namespace Monitoring.Architecture.Tests.Namespaces;

/// <summary>Finds circles among namespaces.</summary>
internal static class Cycles
{
    /// <summary>A shortest circle through some namespace, or nothing.</summary>
    public static IReadOnlyList<NamespaceUse> Find(IReadOnlyCollection<NamespaceUse> uses)
    {
        var from = uses.ToLookup(use => use.From);
        return uses
            .Select(use => use.From)
            .Distinct()
            .Select(start => Through(start, from))
            .Where(circle => circle.Count > 0)
            .OrderBy(circle => circle.Count)
            .FirstOrDefault([]);
    }

    private static IReadOnlyList<NamespaceUse> Through(string start, ILookup<string, NamespaceUse> from)
    {
        var cameBy = new Dictionary<string, NamespaceUse>();
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out var current))
        {
            foreach (var use in from[current].Where(use => cameBy.TryAdd(use.To, use)))
            {
                if (use.To == start)
                {
                    return Path(start, cameBy);
                }

                open.Enqueue(use.To);
            }
        }

        return [];
    }

    private static List<NamespaceUse> Path(string start, Dictionary<string, NamespaceUse> cameBy)
    {
        var circle = new List<NamespaceUse> { cameBy[start] };
        while (circle[^1].From != start)
        {
            circle.Add(cameBy[circle[^1].From]);
        }

        circle.Reverse();
        return circle;
    }
}
