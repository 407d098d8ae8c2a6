using Monitoring.ErrorTracking.Grouping.Components;

namespace Monitoring.ErrorTracking.Grouping.Inspection;

/// <summary>Finds what keeps two events apart.</summary>
internal static class GroupingDifferences
{
    private const int MaxShown = 200;

    /// <summary>Null when the events have a hash in common, which makes them one issue.</summary>
    public static GroupingDifference? Find(GroupingExplanation first, GroupingExplanation second)
    {
        if (first.Hashes.Intersect(second.Hashes).Any())
        {
            return null;
        }

        // The view of all frames differs by every library; what people call the same is the view of their own frames.
        var (one, other) = Comparable(first, second);
        var values = Values(one);
        var others = Values(other);
        var index = 0;
        while (index < values.Count && index < others.Count && values[index].Value == others[index].Value)
        {
            index++;
        }

        var left = index < values.Count ? values[index] : default;
        var right = index < others.Count ? others[index] : default;
        var variant = one.Name == other.Name ? one.Name : $"{one.Name}/{other.Name}";
        return new GroupingDifference
        {
            Variant = variant,
            FirstPath = left.Path,
            FirstValue = left.Value,
            SecondPath = right.Path,
            SecondValue = right.Value,
            Text = $"They are grouped by '{variant}': the first event has {Describe(left)}, the second {Describe(right)}.",
        };
    }

    private static (GroupingVariant First, GroupingVariant Second) Comparable(GroupingExplanation first, GroupingExplanation second)
    {
        var one = first.Variants.Where(variant => variant.Contributes).ToArray();
        var other = second.Variants.Where(variant => variant.Contributes).ToArray();
        foreach (var variant in one)
        {
            if (Array.Find(other, candidate => candidate.Name == variant.Name) is { } same)
            {
                return (variant, same);
            }
        }

        return (one[0], other[0]);
    }

    private static List<(string? Path, string? Value)> Values(GroupingVariant variant)
    {
        var values = new List<(string?, string?)>();
        if (variant.Component is { } component && component.ContributingValues().SequenceEqual(variant.Values))
        {
            Collect(component, "", values);
        }
        else
        {
            values.AddRange(variant.Values.Select((value, index) => ((string?)$"{variant.Type}[{index}]", (string?)value)));
        }

        return values;
    }

    private static void Collect(GroupingComponent component, string path, List<(string? Path, string? Value)> values)
    {
        if (component.Value is not null)
        {
            values.Add((path, component.Value));
            return;
        }

        for (var i = 0; i < component.Components.Length; i++)
        {
            var part = component.Components[i];
            if (part.Contributes)
            {
                Collect(part, $"{path}{(path.Length == 0 ? "" : "/")}{part.Id}{Number(component, part, i)}", values);
            }
        }
    }

    /// <summary>Parts of which there may be several are numbered, all of them, so that the number is that of the list.</summary>
    private static string Number(GroupingComponent component, GroupingComponent part, int index) =>
        part.Id == ComponentIds.Frame || component.Id == ComponentIds.ChainedException ? $"[{index}]" : "";

    private static string Describe((string? Path, string? Value) value) =>
        value.Value is null ? "nothing more" : $"'{Texts.Cut(value.Value, MaxShown)}' at {value.Path}";
}
