namespace Monitoring.Testing.Models;

/// <summary>The orders in which things that happened at once may have happened.</summary>
internal static class Orders
{
    public static IEnumerable<int[]> Of(int count) => Of([.. Enumerable.Range(0, count)]);

    private static IEnumerable<int[]> Of(int[] items)
    {
        if (items.Length <= 1)
        {
            yield return items;
            yield break;
        }

        foreach (var first in items)
        {
            foreach (var rest in Of([.. items.Where(item => item != first)]))
            {
                yield return [first, .. rest];
            }
        }
    }
}
