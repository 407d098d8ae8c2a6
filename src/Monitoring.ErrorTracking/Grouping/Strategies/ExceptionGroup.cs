using System.Collections.Immutable;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping.Components;

namespace Monitoring.ErrorTracking.Grouping.Strategies;

/// <summary>
/// Reduces a group of exceptions (an aggregate exception and what it holds) to what tells it from others: however many times the same
/// exception is in it, it is one.
/// </summary>
internal static class ExceptionGroup
{
    /// <summary>Null when the exceptions are a plain chain, or no sound tree.</summary>
    public static ReducedGroup? Reduce(ImmutableArray<ExceptionInfo> exceptions, Variants[] variants, SdkInfo? sdk)
    {
        if (exceptions.Length < 2 || SendsChainsAsGroups(sdk) || ExceptionTree.Of(exceptions) is not { } tree)
        {
            return null;
        }

        // Equal ones are neighbours only when their types are.
        var sorted = tree.FirstDescendantsThatAreNoGroup().OrderByDescending(index => exceptions[index].Type ?? "None", StringComparer.Ordinal).ToArray();
        var distinct = Distinct(sorted, variants);
        return distinct.Count == 1
            ? new ReducedGroup([.. tree.FirstPathFrom(distinct[0])], exceptions[distinct[0]].Mechanism!.ExceptionId)
            : new ReducedGroup([.. distinct, tree.Root], null);
    }

    /// <summary>The third version of Sentry's Python SDK numbers the exceptions of plain chains like those of groups.</summary>
    private static bool SendsChainsAsGroups(SdkInfo? sdk) =>
        sdk?.Name?.StartsWith("sentry.python", StringComparison.Ordinal) == true && sdk.Version?.StartsWith("3.", StringComparison.Ordinal) == true;

    private static List<int> Distinct(int[] sorted, Variants[] variants)
    {
        using var values = new HashInput();
        var distinct = new List<int>();
        var previous = default((GroupingHash App, GroupingHash System));
        foreach (var index in sorted)
        {
            variants[index].App?.Write(values);
            var app = values.TakeHash();
            variants[index].System?.Write(values);
            var hashes = (app, values.TakeHash());
            if (distinct.Count == 0 || hashes != previous)
            {
                distinct.Add(index);
            }

            previous = hashes;
        }

        return distinct;
    }
}
