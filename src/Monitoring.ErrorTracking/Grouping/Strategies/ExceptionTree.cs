using System.Collections.Immutable;
using Monitoring.ErrorTracking.Events;

namespace Monitoring.ErrorTracking.Grouping.Strategies;

/// <summary>Exceptions by their parents, as SDKs number them: 0 is the root. Exceptions are given by their place in the event's list.</summary>
internal sealed class ExceptionTree
{
    private readonly ImmutableArray<ExceptionInfo> _exceptions;
    private readonly Dictionary<int, List<int>> _children;

    private ExceptionTree(ImmutableArray<ExceptionInfo> exceptions, Dictionary<int, List<int>> children, int root)
    {
        _exceptions = exceptions;
        _children = children;
        Root = root;
    }

    public int Root { get; }

    /// <summary>The tree; null when an exception has no number, or one that another has, or is its own parent, when none is the root, or all are groups.</summary>
    public static ExceptionTree? Of(ImmutableArray<ExceptionInfo> exceptions)
    {
        var numbers = new HashSet<int>();
        var children = new Dictionary<int, List<int>>();
        int? root = null;
        var allAreGroups = true;
        for (var i = exceptions.Length - 1; i >= 0; i--)
        {
            if (exceptions[i].Mechanism is not { ExceptionId: { } number } mechanism || !numbers.Add(number) || mechanism.ParentId == number)
            {
                return null;
            }

            root = number == 0 ? i : root;
            allAreGroups &= mechanism.IsExceptionGroup == true;
            if (mechanism.ParentId is { } parent)
            {
                AddChild(children, parent, i);
            }
        }

        return root is null || allAreGroups ? null : new ExceptionTree(exceptions, children, root.Value);
    }

    /// <summary>What the groups at the root hold, in the order of their numbers as the SDK sent them.</summary>
    public IEnumerable<int> FirstDescendantsThatAreNoGroup()
    {
        var seen = new bool[_exceptions.Length];
        var open = new Stack<int>([Root]);
        while (open.TryPop(out var index))
        {
            if (seen[index])
            {
                continue;
            }

            seen[index] = true;
            if (_exceptions[index].Mechanism!.IsExceptionGroup != true)
            {
                yield return index;
                continue;
            }

            var children = ChildrenOf(index);
            for (var i = children.Count - 1; i >= 0; i--)
            {
                open.Push(children[i]);
            }
        }
    }

    /// <summary>An exception, its first child, the first child of that, and so on.</summary>
    public IEnumerable<int> FirstPathFrom(int index)
    {
        var steps = 0;
        yield return index;
        while (ChildrenOf(index) is [var first, ..] && ++steps < _exceptions.Length)
        {
            yield return index = first;
        }
    }

    private List<int> ChildrenOf(int index) => _children.GetValueOrDefault(_exceptions[index].Mechanism!.ExceptionId!.Value) ?? [];

    private static void AddChild(Dictionary<int, List<int>> children, int parent, int index)
    {
        if (!children.TryGetValue(parent, out var list))
        {
            children.Add(parent, list = []);
        }

        list.Add(index);
    }
}
