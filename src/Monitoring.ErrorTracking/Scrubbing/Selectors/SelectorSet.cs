using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Scrubbing.Selectors;

/// <summary>Selectors, ready to be asked which of them choose a value. At most 64.</summary>
internal sealed class SelectorSet
{
    private readonly List<PathMasks> _masks = [];
    private readonly ImmutableArray<Node> _selectors;
    private readonly ulong _always;
    private readonly List<ulong> _ends = [];

    public SelectorSet(ImmutableArray<Selector> selectors)
    {
        _selectors = [.. selectors.Select(selector => Compile(selector, isNegated: false))];
        for (var index = 0; index < _selectors.Length; index++)
        {
            // What is chosen where no path leads is chosen by a negation.
            _always |= _selectors[index].IsChosen(new ulong[_masks.Count], onlySpecific: false) ? 1UL << index : 0;
        }
    }

    /// <summary>How many sets of bits describe a place.</summary>
    public int Width => _masks.Count;

    public bool IsEmpty => _selectors.IsEmpty;

    /// <summary>The bits of a name, for <see cref="Step"/>.</summary>
    public ulong[] KeysOf(string name) => [.. _masks.Select(masks => masks.OfName(name))];

    /// <summary>Steps into a value.</summary>
    /// <param name="from">The bits of the place before; empty at the event itself.</param>
    /// <param name="to">Takes the bits of the value.</param>
    /// <param name="keys">The bits of its name; empty when it has none.</param>
    /// <param name="index">Its place in an array; -1 when it is in none.</param>
    /// <param name="kinds">What it is.</param>
    public void Step(ReadOnlySpan<ulong> from, Span<ulong> to, ReadOnlySpan<ulong> keys, int index, ValueKinds kinds)
    {
        for (var word = 0; word < _masks.Count; word++)
        {
            var key = index >= 0 ? _masks[word].OfIndex(index) : keys.IsEmpty ? 0 : keys[word];
            to[word] = _masks[word].Step(from.IsEmpty ? 0 : from[word], key, kinds);
        }
    }

    /// <summary>Which selectors choose a value, as bits.</summary>
    /// <param name="bits">The bits of its place.</param>
    /// <param name="onlySpecific">Whether only paths count that name the field and do not come upon it by a kind or by <c>**</c>.</param>
    public ulong Chosen(ReadOnlySpan<ulong> bits, bool onlySpecific)
    {
        var reached = false;
        for (var word = 0; word < bits.Length; word++)
        {
            reached |= (bits[word] & _ends[word]) != 0;
        }

        if (!reached && (_always == 0 || onlySpecific))
        {
            return 0;
        }

        var chosen = 0UL;
        for (var index = 0; index < _selectors.Length; index++)
        {
            chosen |= _selectors[index].IsChosen(bits, onlySpecific) ? 1UL << index : 0;
        }

        return chosen;
    }

    private Node Compile(Selector selector, bool isNegated) => selector switch
    {
        Selector.And and => new Node.All([.. and.Parts.Select(part => Compile(part, isNegated))]),
        Selector.Or or => new Node.One([.. or.Parts.Select(part => Compile(part, isNegated))]),
        Selector.Not not => new Node.None(Compile(not.Part, !isNegated)),
        Selector.Path path => Compile(path.Parts, isNegated),
        _ => throw new InvalidOperationException("There is no other selector."),
    };

    private Node.Leaf Compile(ImmutableArray<SelectorPart> parts, bool isNegated)
    {
        // "extra.**" is what lies in extra, and all in it.
        var isTail = parts[^1].IsDeep;
        ReadOnlySpan<SelectorPart> path = isTail ? [.. parts[..^1], SelectorPart.Any] : parts.AsSpan();
        if (_masks.Count == 0 || !_masks[^1].HasRoomFor(path.Length))
        {
            _masks.Add(new PathMasks());
            _ends.Add(0);
        }

        // Whoever excepts a field excepts the field; whoever names one means what is in it.
        var last = parts[^1];
        var covers = isTail || (!isNegated && (last.Name is not null || last.Index >= 0 || (last.Kind & ~ValueKinds.Basic) != 0));
        var end = _masks[^1].Add(path, covers);
        _ends[^1] |= end;
        return new Node.Leaf(_masks.Count - 1, end, IsSpecific(parts));
    }

    private static bool IsSpecific(ImmutableArray<SelectorPart> parts) =>
        !parts.Any(part => part.IsDeep || (part.Kind & ValueKinds.Basic) != 0) && parts.Skip(1).All(part => part.Kind == ValueKinds.None)
        && (parts[^1].Name is not null || parts[^1].Index >= 0);

    private abstract class Node
    {
        public abstract bool IsChosen(ReadOnlySpan<ulong> bits, bool onlySpecific);

        public sealed class Leaf(int word, ulong end, bool isSpecific) : Node
        {
            public override bool IsChosen(ReadOnlySpan<ulong> bits, bool onlySpecific) => (bits[word] & end) != 0 && (isSpecific || !onlySpecific);
        }

        public sealed class All(ImmutableArray<Node> parts) : Node
        {
            public override bool IsChosen(ReadOnlySpan<ulong> bits, bool onlySpecific)
            {
                foreach (var part in parts)
                {
                    if (!part.IsChosen(bits, onlySpecific))
                    {
                        return false;
                    }
                }

                return true;
            }
        }

        public sealed class One(ImmutableArray<Node> parts) : Node
        {
            public override bool IsChosen(ReadOnlySpan<ulong> bits, bool onlySpecific)
            {
                foreach (var part in parts)
                {
                    if (part.IsChosen(bits, onlySpecific))
                    {
                        return true;
                    }
                }

                return false;
            }
        }

        public sealed class None(Node part) : Node
        {
            // In a protected field a negation chooses nothing: only who names the field means it.
            public override bool IsChosen(ReadOnlySpan<ulong> bits, bool onlySpecific) => !part.IsChosen(bits, onlySpecific: false) && !onlySpecific;
        }
    }
}
